#!/usr/bin/env bash
# usage: install_test.sh FOLDER
#
# The packages in FOLDER, installed into a fresh Debian 12 root and used there: by an ordinary user, by the service's
# program as its unit starts it, by a desk beside it, on books of every earlier schema; and removed again. Needs root,
# mmdebstrap and a Debian mirror: the one that this machine installs from.
set -euo pipefail
folder=$(cd "$1" && pwd)
shops=$(cd "$(dirname "$0")/../data/shops" && pwd)
# What is in it is Debian's alone; so it is kept, for a week.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/zhangfang/bookworm.tar
work=$(mktemp -d)
root=$work/root
ending() {
    touch "$root/var/lib/zhangfang/enough" 2>/dev/null || true # the service, where it still runs
    wait
    umount -l "$root/proc" "$root/dev" 2>/dev/null || true
    mountpoint -q "$root/dev" || rm -rf --one-file-system "$work"
}
trap ending EXIT

say() { echo "== packaging, after $SECONDS s: $*" >&2; }
fail() { echo "packaging: $*" >&2; exit 1; }
inside() { chroot "$root" "$@"; }
as() { # user command...
    local user=$1
    shift
    inside runuser -u "$user" -- env HOME="/home/$user" "$@"
}

say "a fresh root"
mkdir "$root"
if [ -z "$(find "$cache" -mtime -7 2>/dev/null)" ]; then
    mkdir -p "$(dirname "$cache")"
    sources=()
    for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
        [ ${#sources[@]} -gt 0 ] || ! grep -qs '^\(deb \|URIs:\)' "$file" || sources=("$file")
    done
    mmdebstrap --quiet --variant=apt --include=ca-certificates,adduser bookworm "$work/root.tar" "${sources[@]}" >&2
    cp "$work/root.tar" "$cache.part"
    mv "$cache.part" "$cache"
fi
tar -C "$root" -xf "$cache"
# A container may forbid it; then the root's own have to do.
mount --bind /dev "$root/dev" && mount -t proc proc "$root/proc" || say "nothing can be mounted here"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
apt-config dump | grep -E '^Acquire::https?::' >"$root/etc/apt/apt.conf.d/90here" || true # a proxy, say
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" # nothing is started in a root without an init
chmod 755 "$root/usr/sbin/policy-rc.d"
mkdir "$root/packages"
cp "$folder"/*.deb "$root/packages/"

say "installing"
inside sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /packages/*.deb curl' >"$work/apt.log" 2>&1 ||
    { tail -30 "$work/apt.log" >&2; fail "apt-get could not install the packages"; }
inside useradd --create-home mei
for program in zhangfang zhangfangd zhangfangctl zhangfang-practice; do
    as mei "$program" --version | head -1 | grep -q "^$program [0-9]" || fail "$program does not tell its version"
    [ -s "$root/usr/share/man/man1/$program.1.gz" ] || fail "$program has no man page"
done
inside bash -c '. /usr/share/bash-completion/completions/zhangfangctl
    COMP_WORDS=(zhangfangctl --data /x withdrawal appr) COMP_CWORD=4; _zhangfangctl; [ "${COMPREPLY[*]}" = approve ]' ||
    fail "bash does not complete"

say "the main job, as an ordinary user"
cat >"$root/home/mei/day.sh" <<'DAY'
set -eu
cd ~
echo 'a good password' >password
echo 'a vault passphrase' >passphrase
chmod 600 password passphrase
export ZHANGFANG_VAULT_PASSPHRASE_FILE=$HOME/passphrase ZHANGFANG_OPERATOR=mei ZHANGFANG_PASSWORD_FILE=$HOME/password
zhangfang-practice --port 0 --write-settings settings.json >practice.out 2>practice.log &
practice=$!
trap 'kill $practice $engine 2>/dev/null || true' EXIT
engine=$practice
for _ in $(seq 100); do grep -q listening practice.out && break; sleep 0.1; done
wechat=$(sed -E 's/.*"(http[^"]*)".*/\1/' practice.out)
Z="zhangfangctl --data shop"
$Z init --merchant-name Tea --owner mei --password-file password >/dev/null
$Z settings import settings.json >/dev/null
$Z settings set listener.port 0 >/dev/null
$Z settings set payouts.grace_seconds 0 >/dev/null
zhangfangd --data shop >engine.out 2>engine.log &
engine=$!
for _ in $(seq 100); do grep -q listening engine.out && break; sleep 0.1; done
$Z user add --openid oAlice >/dev/null
$Z order create --amount 60 --description 'Top-up' --channel native --purpose topup --user 1 --out-trade-no TOPUP00001 >/dev/null
curl -sS -d '{"out_trade_no":"TOPUP00001"}' "$wechat/control/pay" >/dev/null
for _ in $(seq 150); do $Z order sync TOPUP00001 2>/dev/null | grep -q '^state: paid' && break; sleep 0.2; done
$Z withdrawal request --user 1 --amount 25 >/dev/null
$Z withdrawal approve 1 >/dev/null
for _ in $(seq 150); do $Z withdrawal show 1 | grep -q 'state: paid' && break; sleep 0.2; done
$Z withdrawal show 1 | grep -q 'state: paid' || { $Z withdrawal show 1; cat engine.log; exit 1; }
$Z ledger verify >/dev/null
$Z wallet show 1
$Z diagnostics | grep -q '^  paid  *1$'
DAY
as mei sh -eu /home/mei/day.sh >"$work/day.log" 2>&1 || { cat "$work/day.log" >&2; fail "the main job failed"; }
grep -q '35' "$work/day.log" || { cat "$work/day.log" >&2; fail "the balance is not 35.00"; }

say "the window opens on it"
code=0
as mei env QT_QPA_PLATFORM=offscreen ZHANGFANG_VAULT_PASSPHRASE_FILE=/home/mei/passphrase \
    timeout -s TERM 8 zhangfang --data /home/mei/shop >"$work/window.log" 2>&1 || code=$?
[ "$code" -eq 124 ] || { cat "$work/window.log" >&2; fail "the window has gone by itself, with $code"; }
! grep -qi "could not\|cannot" "$work/window.log" || { cat "$work/window.log" >&2; fail "the window opens with trouble"; }

say "the service's program, as its unit starts it"
unit=$root/usr/lib/systemd/system/zhangfangd.service
level=$(systemd-analyze security --offline=true --no-pager "$unit" | sed -n 's/.*level for .*: \([0-9.]*\) .*/\1/p')
awk -v level="$level" 'BEGIN { exit !(level != "" && level <= 2.0) }' || fail "the unit's exposure is $level, more than 2.0"
inside id zhangfang >/dev/null || fail "the service has no user"
# As README.Debian has it, and the unit.
grep -qx 'StateDirectoryMode=2770' "$unit" || fail "the unit gives /var/lib/zhangfang other rights than README.Debian"
inside install -d -m 2770 -o zhangfang -g zhangfang /var/lib/zhangfang
inside install -d -m 0750 -g zhangfang /etc/zhangfang
inside install -m 0640 -g zhangfang /home/mei/passphrase /etc/zhangfang/vault-passphrase
inside install -m 0600 -o zhangfang /home/mei/password /var/lib/zhangfang/owner
inside install -m 0600 -o zhangfang /home/mei/password /var/lib/zhangfang/password
start=$(sed -n 's/^ExecStart=//p' "$unit")
mask=$(sed -n 's/^UMask=//p' "$unit")
data=$(sed -n 's/^ExecStart=.*--data //p' "$unit")
inside runuser -u zhangfang -- sh -euc "
    umask $mask
    cd /var/lib/zhangfang
    zhangfangctl --data $data init --merchant-name Tea --owner mei --password-file password >/dev/null
    export ZHANGFANG_OPERATOR=mei ZHANGFANG_PASSWORD_FILE=\$PWD/password
    zhangfang-practice --port 0 --write-settings settings.json >practice.out 2>/dev/null & practice=\$!
    for _ in \$(seq 100); do grep -q listening practice.out && break; sleep 0.1; done
    zhangfangctl --data $data settings import settings.json >/dev/null
    zhangfangctl --data $data settings set listener.port 0 >/dev/null
    $start >engine.out 2>engine.log & engine=\$!
    for _ in \$(seq 100); do grep -q listening engine.out && break; sleep 0.1; done
    grep -q listening engine.out
    touch running
    for _ in \$(seq 600); do [ -e enough ] && break; sleep 0.1; done
    kill -TERM \$engine
    wait \$engine
    kill \$practice" >"$work/service.log" 2>&1 &
service=$!
for _ in $(seq 300); do [ -e "$root/var/lib/zhangfang/running" ] && break; sleep 0.1; done

say "a desk of the group opens the service's shop beside it, nobody else"
inside adduser --quiet mei zhangfang
inside useradd --create-home eve
as mei sh -euc "cd; umask 022; export ZHANGFANG_OPERATOR=mei ZHANGFANG_PASSWORD_FILE=\$HOME/password
    zhangfangctl --data $data user add --openid oAlice >/dev/null
    zhangfangctl --data $data order create --amount 60 --description Top-up --channel native --purpose topup --user 1 >/dev/null
    QT_QPA_PLATFORM=offscreen timeout -s TERM 8 zhangfang 2>window.log || [ \$? -eq 124 ]
    if grep -i 'could not\|cannot' window.log; then exit 1; fi
    [ ! -e \$HOME/.local/share/zhangfang/shop ]
    [ -e $data/log/zhangfang-\$(id -u).log ]
    zhangfangctl --data $data ledger verify >/dev/null" >"$work/group.log" 2>&1 ||
    { cat "$work/group.log" "$work/service.log" "$root/var/lib/zhangfang/engine.log" >&2; fail "a desk of the group does not open the shop"; }
if as eve zhangfangctl --data "$data" ledger verify >"$work/eve.log" 2>&1; then fail "a stranger reads the shop"; fi
grep -q "cannot be reached" "$work/eve.log" || { cat "$work/eve.log" >&2; fail "a stranger is not told why"; }
open=$(find "$root/var/lib/zhangfang" "$root/etc/zhangfang" -perm /o+rwx ! -type l)
[ -z "$open" ] || fail "the world may look into $open"
touch "$root/var/lib/zhangfang/enough"
wait "$service" || { cat "$work/service.log" >&2; fail "the service does not start and stop"; }

say "books of every earlier schema"
for kept in "$shops"/*.db.gz; do
    name=$(basename "$kept" .db.gz)
    inside install -d -o mei -m 0700 "/home/mei/$name"
    gzip -dc "$kept" >"$root/home/mei/$name/zhangfang.db"
    inside chown mei: "/home/mei/$name/zhangfang.db"
    inside chmod 0600 "/home/mei/$name/zhangfang.db"
    as mei sh -euc "zhangfangctl --data /home/mei/$name ledger verify && zhangfangctl --data /home/mei/$name wallet show 1" >"$work/old.log" 2>&1 ||
        { cat "$work/old.log" >&2; fail "the books of $name are not taken over"; }
done

say "newer books are refused"
# Through the program's own library of SQLite, which is all that a root without tools has: Python is not there.
apt_python=$(command -v python3)
"$apt_python" - "$root/home/mei/shop/zhangfang.db" <<'PY'
import sqlite3, sys
books = sqlite3.connect(sys.argv[1])
table = [row[0] for row in books.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migration%'")][0]
columns = [row[1] for row in books.execute(f"PRAGMA table_info({table})")]
last = list(books.execute(f"SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1").fetchone())
last[0] = 9999 if isinstance(last[0], int) else "9999_later"
if len(columns) > 1 and isinstance(last[1], str): last[1] = "9999_later"
books.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(columns))})", last)
books.commit()
PY
if as mei zhangfangctl --data /home/mei/shop ledger verify >"$work/newer.log" 2>&1; then fail "newer books were opened"; fi
grep -qi "newer\|later" "$work/newer.log" || { cat "$work/newer.log" >&2; fail "newer books are refused without saying why"; }

say "removing"
before=$(inside sh -c 'cd /var/lib/zhangfang/shop && find . -type f -exec sha256sum {} + | sort')
inside sh -c 'DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq zhangfang zhangfang-server zhangfang-practice' >"$work/purge.log" 2>&1 ||
    { cat "$work/purge.log" >&2; fail "the packages cannot be removed"; }
[ ! -e "$root/usr/bin/zhangfangd" ] || fail "something stayed after the removal"
[ "$before" = "$(inside sh -c 'cd /var/lib/zhangfang/shop && find . -type f -exec sha256sum {} + | sort')" ] ||
    fail "the removal touched the shop's data"
say "done"
