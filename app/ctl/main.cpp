#include "ctl/commands.h"
#include "ctl/completion.h"
#include "ctl/json_views.h"
#include "ctl/list_filters.h"

#include "backend/libraries.h"
#include "backend/private_process.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "errands/errand.h"

#include <cstdio>
#include <QCoreApplication>

#include <CLI/CLI.hpp>

using namespace zhangfang;
using ctl::Answer;
using ctl::kOrderSorts;
using ctl::kUserSorts;

namespace
{

enum class Format { text, json };

/// Whether all of it was written: a full disk or a closed pipe shows at the latest when it is flushed.
bool print(FILE* stream, const QByteArray& text)
{
    return std::fprintf(stream, "%s\n", text.constData()) >= 0 && std::fflush(stream) == 0;
}

/// Not 3, which says that it may be tried again: that would do it twice.
constexpr int kDoneAndNotTold = 4;

int notWritten()
{
    print(stderr, "It was done, and the answer could not be written.");
    return kDoneAndNotTold;
}

int finish(const Answer& answer, Format format)
{
    if (!answer) {
        const base::Error& error = answer.error();
        const int code = error.kind == base::ErrorKind::unavailable ? 3 : 1;
        if (format == Format::text) {
            print(stderr, base::shownPlainly(error.describe()).toUtf8());
            return code;
        }
        static_cast<void>(print(stdout, base::toVisibleJson({{QStringLiteral("error"),
                                            QJsonObject{{QStringLiteral("code"), error.code},
                                                {QStringLiteral("message"), error.describe()}}}})));
        return code;
    }
    if (answer->isEmpty())
        return 0; // an export has written its own document
    if (!print(stdout,
            format == Format::json ? base::toVisibleJson(*answer) : ctl::asText(*answer).trimmed().toUtf8()))
        return notWritten();
    if (answer->contains(QLatin1String("complete")) && !answer->value(QLatin1String("complete")).toBool())
        static_cast<void>(
            print(stderr, "Not whole: what could not be read is set aside; see rows_set_aside."));
    // Books that do not verify and approvals partly refused are refusals, with their figures.
    const bool differs =
        answer->contains(QLatin1String("ok")) && !answer->value(QLatin1String("ok")).toBool();
    return differs || answer->contains(QLatin1String("error")) ? 1 : 0;
}

/// The words of the command line, as CLI11 fills them in.
struct Words {
    std::string data, name, owner, passwordFile, key, value, file, openid, amount, description, channel,
        purpose = "sale", outTradeNo, reason, operatorName, state, format, from, to, out, device, clientIp,
        code, day, kind = "all", account = "BASIC", api = "v3", appid, attach, goodsTag, detail, redirectUrl,
        act, text, cursor, as, proof, goodsFile, fundsAccount, bankType, accountFile, realName, search,
        p12PasswordFile, language, path, sort;
    bool fapiao = false;
    qint64 user = 0, id = 0, after = 0;
    int limit = 100;
    std::vector<qint64> ids;
    bool json = false, toCard = false, withoutLooking = false, replace = false, withDoctor = false;
};

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

ctl::ListWords listWords(const Words& words)
{
    return {q(words.search), q(words.state), q(words.from), q(words.to), q(words.sort)};
}

ctl::Paging paging(const Words& words)
{
    return {q(words.cursor), words.limit};
}

ctl::Decision decisionOf(const Words& words)
{
    return {q(words.operatorName), q(words.passwordFile)};
}

using Action = std::function<Answer(ctl::Commands&)>;

class Parser
{
public:
    explicit Parser(Words& words) : words_(words)
    {
        cli_.add_option("--data", words_.data, "data folder")->required();
        cli_.add_flag("--json", words_.json, "print one JSON document");
        cli_.set_version_flag("--version", [] { return backend::versionText("zhangfangctl"); });
        cli_.set_help_all_flag("--help-all", "all commands with their options");
        cli_.add_option_function<std::string>(
                "--completion",
                [this](const std::string& shell) {
                    const ctl::Shell wanted = shell == "bash"  ? ctl::Shell::bash
                                              : shell == "zsh" ? ctl::Shell::zsh
                                                               : ctl::Shell::fish;
                    // As help and version end it: printed, with nothing else asked for.
                    throw CLI::CallForVersion(ctl::completion(cli_, wanted), 0);
                },
                "print what completes commands in that shell: bash, zsh or fish")
            ->check(CLI::IsMember({"bash", "zsh", "fish"}));
        cli_.require_subcommand(1);
        cli_.fallthrough();
    }
    CLI::App& cli() { return cli_; }
    CLI::App* group(const char* name, const char* help)
    {
        CLI::App* group = cli_.add_subcommand(name, help);
        group->require_subcommand(1);
        group->fallthrough();
        return group;
    }
    CLI::App* verb(CLI::App* parent, const char* name, const char* help, Action action)
    {
        CLI::App* verb = parent->add_subcommand(name, help);
        verb->fallthrough();
        verb->callback([this, action = std::move(action)] { chosen = action; });
        return verb;
    }
    Action chosen;

private:
    Words& words_;
    CLI::App cli_{"Zhangfang from the command line: everything the desk can do, for scripts."};
};

constexpr auto kOrderSearch =
    "parts of the description or of the user's name, pinyin and its initials too; the "
    "beginning of a number or openid";
constexpr auto kPayoutSearch =
    "parts of the payee's name, pinyin and its initials too; the beginning of a number or openid";
constexpr auto kUserSearch =
    "parts of the name, pinyin and its initials too; the beginning of the openid; the number";

template <size_t count>
void addSearch(CLI::App* list, Words& words, const char* searched, const char* const (&sorts)[count])
{
    list->add_option("--search", words.search, searched);
    list->add_option("--sort", words.sort, "which come first")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(sorts), std::end(sorts))));
}

void addStateAndDays(CLI::App* list, Words& words)
{
    list->add_option("--state", words.state);
    list->add_option("--from", words.from, "YYYY-MM-DD");
    list->add_option("--to", words.to, "YYYY-MM-DD");
}

void addPaging(CLI::App* list, Words& words)
{
    list->add_option("--after", words.cursor, "what the page before calls next");
    list->add_option("--limit", words.limit)->check(CLI::Range(1, 1000));
}

enum class Needed { always, whereGuarded };

/// What the environment says stands in the words already.
void addDecision(CLI::App* verb, Words& words, Needed needed = Needed::always)
{
    const bool always = needed == Needed::always;
    verb->add_option("--operator", words.operatorName, "who decides; else ZHANGFANG_OPERATOR")
        ->required(always && words.operatorName.empty());
    verb->add_option(
            "--password-file", words.passwordFile, "file with their password; else ZHANGFANG_PASSWORD_FILE")
        ->required(always && words.passwordFile.empty());
}

void addKey(CLI::App* verb, Words& words)
{
    verb->add_option("--key", words.act,
        "the same key again is the same act and the same answer, whatever became of the first");
}

void addTarget(CLI::App* verb, Words& words)
{
    verb->add_option("--out", words.out, "the file, device or pipe it is written to")->required();
    verb->add_flag("--replace", words.replace, "also where a file of that name is there already");
}

ctl::Target target(const Words& words)
{
    return {q(words.out), words.replace};
}

/// What is laid out for people: in which format and language, and in which file.
void addDocument(CLI::App* verb, Words& words, const char* fileOption)
{
    verb->add_option(fileOption, words.out, "the file, device or pipe it is written to")->required();
    verb->add_flag("--replace", words.replace, "also where a file of that name is there already");
    verb->add_option("--format", words.format, "csv or xlsx; else as the file's name says")
        ->check(CLI::IsMember({"csv", "xlsx"}));
    verb->add_option("--lang", words.language, "of headings and states: zh or en, which is the default")
        ->check(CLI::IsMember({"zh", "en"}));
}

ctl::Document document(const Words& words)
{
    return {target(words), q(words.format), q(words.language)};
}

ctl::LineWords linesOf(const Words& words)
{
    return {q(words.search), q(words.from), q(words.to)};
}

/// What WeChat Pay carries through with an order.
void addAttributes(CLI::App* verb, Words& words)
{
    verb->add_option("--appid", words.appid, "one of the shop's apps; else its first");
    verb->add_option("--attach", words.attach, "comes back with the payment and in the bill");
    verb->add_option("--goods-tag", words.goodsTag, "which coupons may be used");
    verb->add_option("--detail", words.detail, "the goods, a JSON object as WeChat Pay describes it");
    verb->add_flag("--support-fapiao", words.fapiao, "offer an electronic invoice");
}

void addWord(CLI::App* verb, Words& words, const std::vector<std::string>& outcomes)
{
    verb->add_option("--as", words.as, "what became of it")->required()->check(CLI::IsMember(outcomes));
    verb->add_option("--proof", words.proof, "where that is written: a bill's row, a page of the platform")
        ->required();
    verb->add_option("--reason", words.reason)->required();
}

void addSetup(Parser& parser, Words& w)
{
    CLI::App* settings = parser.group("settings", "read and change settings");
    CLI::App* set = parser.verb(settings, "set",
        "change one; what tells how much money leaves, where to and by whose word takes an operator's "
        "password, "
        "once the shop has an owner",
        [&w](auto& c) { return c.settingsSet(q(w.key), q(w.value), decisionOf(w)); });
    set->add_option("key", w.key)->required();
    set->add_option("value", w.value)->required();
    addDecision(set, w, Needed::whereGuarded);
    parser.verb(settings, "get", "show one", [&w](auto& c) { return c.settingsGet(q(w.key)); })
        ->add_option("key", w.key)
        ->required();
    parser.verb(settings, "list", "show all", [](auto& c) { return c.settingsList(); });
    CLI::App* import = parser.verb(settings, "import", "take a flat JSON object; as `set`",
        [&w](auto& c) { return c.settingsImport(q(w.file), decisionOf(w)); });
    import->add_option("file", w.file)->required();
    addDecision(import, w, Needed::whereGuarded);

    CLI::App* secrets = parser.group("secrets", "keys, in the keyring or the vault");
    CLI::App* setSecret = parser.verb(secrets, "set",
        "store one; takes an operator's password, once the shop has an owner",
        [&w](auto& c) { return c.secretsSet(q(w.name), q(w.file), q(w.p12PasswordFile), decisionOf(w)); });
    setSecret->add_option("name", w.name)->required();
    setSecret
        ->add_option("--from", w.file,
            "file that holds it; the private key also as .p12, or the zip of the merchant platform")
        ->required();
    setSecret->add_option("--p12-password-file", w.p12PasswordFile,
        "file with the .p12's password, where it is not the merchant's number; else it is asked for");
    addDecision(setSecret, w, Needed::whereGuarded);
    parser.verb(secrets, "list", "names of those that are set", [](auto& c) { return c.secretsList(); });

    parser.verb(
        &parser.cli(), "doctor", "check that everything is in place", [](auto& c) { return c.doctor(); });
    parser
        .verb(&parser.cli(), "task-done", "a person has dealt with it",
            [&w](auto& c) { return c.taskDone(w.id); })
        ->add_option("id", w.id)
        ->required();
    CLI::App* tasks = parser.verb(&parser.cli(), "tasks", "what needs a person, the oldest first",
        [&w](auto& c) { return c.taskList(w.after, w.limit); });
    tasks->add_option("--after", w.after, "cursor of the page before");
    tasks->add_option("--limit", w.limit)->check(CLI::Range(1, 1000));
    CLI::App* diagnostics = parser.verb(&parser.cli(), "diagnostics",
        "what somebody who helps needs to see, without names, sums and secrets", [&w](auto& c) {
            return c.diagnostics({q(w.out), w.replace}, w.withDoctor);
        });
    diagnostics->add_option("--out", w.out, "a file for it; else it is printed");
    diagnostics->add_flag("--replace", w.replace, "also where a file of that name is there already");
    diagnostics->add_flag("--with-doctor", w.withDoctor, "make the system check, too, which asks WeChat Pay");
    parser
        .verb(&parser.cli(), "backup", "copy the books to a new file",
            [&w](auto& c) { return c.backup(q(w.file)); })
        ->add_option("file", w.file)
        ->required();

    CLI::App* recovery = parser.group("recovery", "books that were put back from a backup");
    parser.verb(recovery, "status", "what has been looked at since, and what differs",
        [](auto& c) { return c.recoveryStatus(); });
    CLI::App* confirm = parser.verb(recovery, "confirm", "the owner has seen it: go on paying",
        [&w](auto& c) { return c.recoveryConfirm(q(w.reason), decisionOf(w), w.withoutLooking); });
    confirm->add_option("--reason", w.reason, "why they may go on, whatever differs")->required();
    confirm->add_flag("--without-looking", w.withoutLooking, "WeChat cannot be reached");
    addDecision(confirm, w);
}

void addShop(Parser& parser, Words& w)
{
    CLI::App* user = parser.group("user", "the shop's users");
    CLI::App* add = parser.verb(user, "add", "add one", [&w](auto& c) {
        return c.userAdd({q(w.openid), q(w.name), q(w.device), q(w.appid)});
    });
    add->add_option("--appid", w.appid, "the app that the openid is of; else the shop's first");
    CLI::App* linked = parser.verb(user, "link", "the same user in another of the shop's apps",
        [&w](auto& c) { return c.userLink(w.user, q(w.appid), q(w.openid)); });
    linked->add_option("user", w.user)->required();
    linked->add_option("--appid", w.appid)->required();
    linked->add_option("--openid", w.openid)->required();
    add->add_option("--openid", w.openid)->required();
    add->add_option("--name", w.name);
    add->add_option("--device", w.device, "what tells the user's device apart, where it is known");
    CLI::App* rename = parser.verb(user, "rename", "the real name WeChat Pay compares with the payee's",
        [&w](auto& c) { return c.userRename(w.user, q(w.name)); });
    rename->add_option("user", w.user)->required();
    rename->add_option("--name", w.name)->required();
    CLI::App* users = parser.verb(user, "list", "by number; searched or sorted, the newest first",
        [&w](auto& c) { return c.userList(listWords(w), paging(w)); });
    addSearch(users, w, kUserSearch, kUserSorts);
    addPaging(users, w);

    CLI::App* order = parser.group("order", "what customers pay");
    CLI::App* create = parser.verb(order, "create", "open one at WeChat Pay", [&w](auto& c) {
        payments::NewOrder wanted;
        wanted.number = q(w.outTradeNo);
        wanted.description = q(w.description);
        wanted.channel = q(w.channel);
        wanted.user = base::UserId(w.user);
        wanted.appid = q(w.appid);
        wanted.attributes = {
            q(w.attach), q(w.goodsTag), q(w.detail), w.fapiao, q(w.redirectUrl), q(w.clientIp)};
        return c.orderCreate(q(w.amount), q(w.purpose), wanted, q(w.act));
    });
    addAttributes(create, w);
    addKey(create, w);
    create->add_option("--redirect-url", w.redirectUrl, "where an h5 customer's browser goes afterwards");
    create->add_option("--amount", w.amount, "yuan")->required();
    create->add_option("--description", w.description)->required();
    create->add_option("--channel", w.channel, "native, jsapi, app or h5")->required();
    create->add_option("--client-ip", w.clientIp, "of the customer's phone, for h5");
    create->add_option("--purpose", w.purpose, "sale or topup");
    create->add_option("--user", w.user);
    create->add_option("--out-trade-no", w.outTradeNo);
    parser.verb(order, "show", "one", [&w](auto& c) { return c.orderShow(q(w.outTradeNo)); })
        ->add_option("number", w.outTradeNo)
        ->required();
    CLI::App* orders = parser.verb(order, "list", "the newest first, or as --sort says",
        [&w](auto& c) { return c.orderList(listWords(w), paging(w)); });
    addSearch(orders, w, kOrderSearch, kOrderSorts);
    addStateAndDays(orders, w);
    addPaging(orders, w);
    parser
        .verb(
            order, "sync", "ask WeChat Pay about it", [&w](auto& c) { return c.orderSync(q(w.outTradeNo)); })
        ->add_option("number", w.outTradeNo)
        ->required();
    CLI::App* payCode =
        parser.verb(order, "pay-code", "take a payment by the code a customer shows", [&w](auto& c) {
            payments::NewOrder wanted;
            wanted.number = q(w.outTradeNo);
            wanted.description = q(w.description);
            wanted.user = base::UserId(w.user);
            wanted.authCode = q(w.code);
            wanted.appid = q(w.appid);
            wanted.attributes = {q(w.attach), q(w.goodsTag), q(w.detail), w.fapiao, {}, {}};
            return c.orderPayCode(q(w.amount), wanted);
        });
    payCode->add_option("--amount", w.amount, "yuan")->required();
    payCode->add_option("--description", w.description)->required();
    payCode->add_option("--code", w.code, "the 18 digits below the bar code")->required();
    payCode->add_option("--out-trade-no", w.outTradeNo);
    addAttributes(payCode, w);
    parser
        .verb(order, "link", "with a link that can be handed out now, renewed where it has run out",
            [&w](auto& c) { return c.orderLink(q(w.outTradeNo)); })
        ->add_option("number", w.outTradeNo)
        ->required();
    parser
        .verb(order, "invoke", "what the customer's app invokes payment with",
            [&w](auto& c) { return c.orderInvoke(q(w.outTradeNo)); })
        ->add_option("number", w.outTradeNo)
        ->required();
    const auto decision = [&w] { return decisionOf(w); };
    CLI::App* refund =
        parser.verb(order, "refund", "give money back; the engine sends it", [&w, decision](auto& c) {
            return c.orderRefund(q(w.outTradeNo), q(w.amount), q(w.reason), q(w.goodsFile), q(w.fundsAccount),
                decision(), q(w.act));
        });
    addKey(refund, w);
    refund->add_option("number", w.outTradeNo)->required();
    refund->add_option("--amount", w.amount, "yuan")->required();
    refund->add_option("--reason", w.reason, "the customer reads it")->required();
    refund->add_option("--goods-detail", w.goodsFile, "file with WeChat Pay's JSON array of goods");
    refund->add_option("--funds-account", w.fundsAccount, "what pays it")
        ->check(CLI::IsMember({"AVAILABLE", "UNSETTLED"}));
    addDecision(refund, w);
    parser.verb(order, "refunds", "of one order", [&w](auto& c) { return c.orderRefunds(q(w.outTradeNo)); })
        ->add_option("number", w.outTradeNo)
        ->required();
    CLI::App* redirect = parser.verb(
        order, "refund-redirect", "send an abnormal refund to a bank card", [&w, decision](auto& c) {
            payments::Redirection redirection;
            if (w.toCard)
                redirection = {payments::Redirection::To::userCard, q(w.bankType), {}, q(w.realName)};
            return c.refundRedirect(q(w.name), redirection, q(w.accountFile), decision());
        });
    redirect->add_option("refund", w.name, "the refund's number")->required();
    CLI::Option* toCard =
        redirect->add_flag("--to-card", w.toCard, "to the payer's card; otherwise to the shop's");
    for (CLI::Option* ofCard : {redirect->add_option("--bank-type", w.bankType, "ICBC_DEBIT, CMB_DEBIT, …"),
             redirect->add_option("--bank-account-file", w.accountFile, "file with the card's number"),
             redirect->add_option("--real-name", w.realName, "of the card's holder")}) {
        ofCard->needs(toCard);
        toCard->needs(ofCard);
    }
    addDecision(redirect, w);
    CLI::App* adopt =
        parser.verb(order, "refund-adopt", "look up a refund that was made elsewhere, and book it",
            [&w, decision](auto& c) { return c.refundAdopt(q(w.outTradeNo), q(w.name), decision()); });
    adopt->add_option("number", w.outTradeNo)->required();
    adopt->add_option("--refund", w.name, "the refund's number")->required();
    addDecision(adopt, w);
    CLI::App* known =
        parser.verb(order, "refunds-known", "no more was refunded than is booked: free what waits",
            [&w, decision](auto& c) { return c.refundsKnown(q(w.outTradeNo), q(w.reason), decision()); });
    known->add_option("number", w.outTradeNo)->required();
    known->add_option("--reason", w.reason)->required();
    addDecision(known, w);
    parser
        .verb(order, "refund-sync", "ask WeChat Pay about a refund at once",
            [&w](auto& c) { return c.refundSync(q(w.name)); })
        ->add_option("refund", w.name, "the refund's number")
        ->required();
    CLI::App* resolve = parser.verb(order, "refund-resolve",
        "say what became of a refund that WeChat Pay tells nothing sure of", [&w, decision](auto& c) {
            return c.refundResolve(q(w.name), {q(w.as), q(w.proof), q(w.reason)}, decision());
        });
    resolve->add_option("refund", w.name, "the refund's number")->required();
    addWord(resolve, w, {"refunded", "not-refunded"});
    addDecision(resolve, w);
    CLI::App* withdraw =
        parser.verb(order, "refund-withdraw", "take back a refund that WeChat Pay certainly has not got",
            [&w, decision](auto& c) { return c.refundWithdraw(q(w.name), q(w.reason), decision()); });
    withdraw->add_option("refund", w.name, "the refund's number")->required();
    withdraw->add_option("--reason", w.reason)->required();
    addDecision(withdraw, w);
    parser.verb(order, "close", "close it unpaid", [&w](auto& c) { return c.orderClose(q(w.outTradeNo)); })
        ->add_option("number", w.outTradeNo)
        ->required();

    for (const auto& [name, help, act] :
        std::initializer_list<std::tuple<const char*, const char*, ctl::Answer (ctl::Commands::*)(qint64)>>{
            {"authorize", "ask for consent to receive without confirming", &ctl::Commands::userAuthorize},
            {"authorization", "how that consent stands", &ctl::Commands::userAuthorization},
            {"deauthorize", "take it back", &ctl::Commands::userDeauthorize}})
        parser.verb(user, name, help, [&w, act = act](auto& c) { return (c.*act)(w.user); })
            ->add_option("user", w.user)
            ->required();

    CLI::App* wallet = parser.group("wallet", "what a user is owed");
    parser.verb(wallet, "show", "available and held", [&w](auto& c) { return c.walletShow(w.user); })
        ->add_option("user", w.user)
        ->required();
    CLI::App* credit = parser.verb(wallet, "credit", "owe a user more",
        [&w](auto& c) { return c.walletCredit(w.user, q(w.amount), q(w.reason), decisionOf(w), q(w.act)); });
    CLI::App* debit = parser.verb(wallet, "debit", "owe a user less",
        [&w](auto& c) { return c.walletDebit(w.user, q(w.amount), q(w.reason), decisionOf(w), q(w.act)); });
    for (CLI::App* change : {credit, debit}) {
        change->add_option("user", w.user)->required();
        change->add_option("amount", w.amount, "yuan")->required();
        change->add_option("--reason", w.reason)->required();
        addDecision(change, w);
        addKey(change, w);
    }
}

void addAside(Parser& parser, Words& w)
{
    CLI::App* quarantine = parser.group("quarantine", "notifications that were believed and did not fit");
    CLI::App* list = parser.verb(quarantine, "list", "the oldest first",
        [&w](auto& c) { return c.quarantineList(q(w.cursor), w.limit); });
    list->add_option("--after", w.cursor, "cursor of the page before");
    list->add_option("--limit", w.limit)->check(CLI::Range(1, 1000));
    parser
        .verb(quarantine, "replay", "take one up again, once what was wrong is put right",
            [&w](auto& c) { return c.quarantineReplay(q(w.name)); })
        ->add_option("id", w.name)
        ->required();

    const auto decision = [&w] { return decisionOf(w); };
    CLI::App* complaint = parser.group("complaint", "what customers complain of at WeChat Pay");
    CLI::App* reply = parser.verb(complaint, "reply", "answer it",
        [&w, decision](auto& c) { return c.complaintReply(q(w.name), q(w.text), decision()); });
    reply->add_option("--text", w.text, "the customer reads it")->required();
    CLI::App* complete = parser.verb(complaint, "complete", "say that it is dealt with",
        [&w, decision](auto& c) { return c.complaintComplete(q(w.name), decision()); });
    for (CLI::App* either : {reply, complete}) {
        either->add_option("id", w.name)->required();
        addDecision(either, w);
    }
}

void addMoney(Parser& parser, Words& w)
{
    CLI::App* account = parser.group("account", "the merchant's money at WeChat Pay");
    parser
        .verb(account, "balances", "of each account, now or at the end of a day",
            [&w](auto& c) { return c.accountBalances(q(w.day)); })
        ->add_option("--day", w.day, "YYYY-MM-DD");
    CLI::App* bill = parser.group("bill", "WeChat Pay's daily bills, checked, as CSV");
    CLI::App* trade = parser.verb(bill, "trade", "what was paid and given back",
        [&w](auto& c) { return c.billTrade(q(w.day), q(w.kind), q(w.api), target(w)); });
    trade->add_option("--kind", w.kind, "all, success or refund");
    CLI::App* funds = parser.verb(bill, "funds", "every movement of an account",
        [&w](auto& c) { return c.billFunds(q(w.day), q(w.account), q(w.api), target(w)); });
    funds->add_option("--account", w.account, "BASIC, OPERATION or FEES");
    for (CLI::App* either : {trade, funds}) {
        either->add_option("day", w.day, "YYYY-MM-DD; there from 10:00 of the next day on")->required();
        either->add_option("--api", w.api, "v3 or v2");
        addTarget(either, w);
    }
}

void addWithdrawals(Parser& parser, Words& w)
{
    CLI::App* withdrawal = parser.group("withdrawal", "what users ask to be paid");
    CLI::App* request = parser.verb(withdrawal, "request", "hold the sum and queue it",
        [&w](auto& c) { return c.withdrawalRequest(w.user, q(w.amount), q(w.act)); });
    request->add_option("--user", w.user)->required();
    request->add_option("--amount", w.amount, "yuan")->required();
    addKey(request, w);
    CLI::App* list = parser.verb(withdrawal, "list", "the newest first, or as --sort says",
        [&w](auto& c) { return c.withdrawalList(listWords(w), paging(w)); });
    addSearch(list, w, kPayoutSearch, kOrderSorts);
    addStateAndDays(list, w);
    addPaging(list, w);
    parser.verb(withdrawal, "show", "one, with its story", [&w](auto& c) { return c.withdrawalShow(w.id); })
        ->add_option("id", w.id)
        ->required();
    parser
        .verb(withdrawal, "cancel", "the user wants it no more",
            [&w](auto& c) { return c.withdrawalCancel(w.id); })
        ->add_option("id", w.id)
        ->required();
    parser
        .verb(withdrawal, "sync", "ask WeChat Pay about it at once",
            [&w](auto& c) { return c.withdrawalSync(w.id); })
        ->add_option("id", w.id)
        ->required();
    CLI::App* receipt = parser.verb(withdrawal, "receipt", "save the electronic receipt of a paid one",
        [&w](auto& c) { return c.withdrawalReceipt(w.id, target(w)); });
    receipt->add_option("id", w.id)->required();
    addTarget(receipt, w);
    const auto decision = [&w] { return decisionOf(w); };
    CLI::App* approve = parser.verb(withdrawal, "approve", "pay them after the grace period",
        [&w, decision](auto& c) { return c.withdrawalApprove(w.ids, decision()); });
    approve->add_option("ids", w.ids)->required();
    addDecision(approve, w);
    CLI::App* takeBack = parser.verb(withdrawal, "take-back", "undo an approval not yet sent",
        [&w, decision](auto& c) { return c.withdrawalTakeBack(w.id, decision()); });
    takeBack->add_option("id", w.id)->required();
    addDecision(takeBack, w, Needed::whereGuarded);
    CLI::App* resolve = parser.verb(withdrawal, "resolve",
        "say what became of one that WeChat Pay tells nothing sure of", [&w, decision](auto& c) {
            return c.withdrawalResolve(w.id, {q(w.as), q(w.proof), q(w.reason)}, decision());
        });
    resolve->add_option("id", w.id)->required();
    addWord(resolve, w, {"paid", "not-paid"});
    addDecision(resolve, w);
    CLI::App* reject = parser.verb(withdrawal, "reject", "give the money back to the balance",
        [&w, decision](auto& c) { return c.withdrawalReject(w.id, q(w.reason), decision()); });
    reject->add_option("id", w.id)->required();
    reject->add_option("--reason", w.reason)->required();
    addDecision(reject, w);
}

void addErrands(Parser& parser, Words& w)
{
    CLI::App* errand = parser.group("errand", "what is under way with WeChat Pay, whatever it is about");
    CLI::App* list = parser.verb(errand, "list", "those that have not ended, the oldest first",
        [&w](auto& c) { return c.errandList(q(w.state), q(w.cursor), w.limit); });
    list->add_option("--state", w.state)
        ->check(CLI::IsMember({"stored", "sent", "unclear", "taken", "blocked"}));
    list->add_option("--after", w.cursor, "what the page before calls next");
    list->add_option("--limit", w.limit)->check(CLI::Range(1, errands::kLongestPage));
    parser.verb(errand, "show", "one, with its story", [&w](auto& c) { return c.errandShow(w.id); })
        ->add_option("id", w.id)
        ->required();
    CLI::App* resolve = parser.verb(
        errand, "resolve", "say what became of one that WeChat Pay tells nothing sure of", [&w](auto& c) {
            return c.errandResolve(w.id, {q(w.as), q(w.proof), q(w.reason)}, decisionOf(w));
        });
    resolve->add_option("id", w.id)->required();
    addWord(resolve, w, {"done", "not-done"});
    addDecision(resolve, w);
}

void addBooks(Parser& parser, Words& w)
{
    CLI::App* ledger = parser.group("ledger", "the books");
    parser.verb(ledger, "verify", "recompute every balance and the hash chain",
        [](auto& c) { return c.ledgerVerify(); });
    parser.verb(ledger, "balances", "every account", [](auto& c) { return c.ledgerBalances(); });
    parser
        .verb(ledger, "export", "all transfers to standard output",
            [&w](auto& c) { return c.ledgerExport(q(w.format)); })
        ->add_option("--format", w.format)
        ->required()
        ->check(CLI::IsMember({"hledger", "csv"}));
    CLI::App* move = parser.verb(
        ledger, "move", "book money moved between WeChat accounts or from the bank", [&w](auto& c) {
            return c.ledgerMove(q(w.from), q(w.to), q(w.amount), q(w.reason), decisionOf(w), q(w.act));
        });
    move->add_option("from", w.from)->required();
    move->add_option("to", w.to)->required();
    move->add_option("amount", w.amount, "yuan")->required();
    move->add_option("--reason", w.reason)->required();
    addDecision(move, w);
    addKey(move, w);

    CLI::App* audit = parser.group("audit", "who did what");
    CLI::App* entries = parser.verb(audit, "list", "the newest first",
        [&w](auto& c) { return c.auditList(q(w.search), w.after, w.limit); });
    entries->add_option("--search", w.search, "anywhere in who, what, to what and the rest");
    entries->add_option("--before", w.after, "cursor of the page before");
    entries->add_option("--limit", w.limit)->check(CLI::Range(1, 1000));
    parser.verb(audit, "verify", "recompute its hash chain", [](auto& c) { return c.auditVerify(); });

    CLI::App* report = parser.group("report", "for the accountant");
    CLI::App* settlement = parser.verb(report, "settlement", "per business day",
        [&w](auto& c) { return c.reportSettlement(q(w.from), q(w.to), document(w)); });
    settlement->add_option("--from", w.from, "YYYY-MM-DD")->required();
    settlement->add_option("--to", w.to, "YYYY-MM-DD")->required();
    addDocument(settlement, w, "--out");
}

void addExports(Parser& parser, Words& w)
{
    CLI::App* lists = parser.group("export", "a whole list as a file for people, CSV or XLSX");
    CLI::App* orders = parser.verb(lists, "orders", "the newest first, or as --sort says",
        [&w](auto& c) { return c.exportOrders(listWords(w), document(w)); });
    addSearch(orders, w, kOrderSearch, kOrderSorts);
    CLI::App* withdrawals = parser.verb(lists, "withdrawals", "by number, or as --sort says",
        [&w](auto& c) { return c.exportWithdrawals(listWords(w), document(w)); });
    addSearch(withdrawals, w, kPayoutSearch, kOrderSorts);
    for (CLI::App* list : {orders, withdrawals})
        addStateAndDays(list, w);
    CLI::App* users =
        parser.verb(lists, "users", "with what they are owed, the newest first, or as --sort says",
            [&w](auto& c) { return c.exportUsers(listWords(w), document(w)); });
    addSearch(users, w, kUserSearch, kUserSorts);
    CLI::App* statement = parser.verb(lists, "statement", "of one user, the newest first",
        [&w](auto& c) { return c.exportStatement(w.user, linesOf(w), document(w)); });
    statement->add_option("user", w.user)->required();
    CLI::App* transfers = parser.verb(lists, "transfers", "of the ledger, the newest first",
        [&w](auto& c) { return c.exportTransfers(q(w.path), linesOf(w), document(w)); });
    transfers->add_option("--account", w.path, "those alone that touch it");
    CLI::App* tasks = parser.verb(lists, "tasks", "what needs a person, the oldest first",
        [&w](auto& c) { return c.exportTasks(document(w)); });
    CLI::App* audit = parser.verb(lists, "audit", "who did what, the newest first",
        [&w](auto& c) { return c.exportAudit(linesOf(w), document(w)); });
    for (CLI::App* searched : {statement, transfers, audit})
        searched->add_option("--search", w.search);
    for (CLI::App* dated : {statement, transfers, audit}) {
        dated->add_option("--from", w.from, "YYYY-MM-DD");
        dated->add_option("--to", w.to, "YYYY-MM-DD");
    }
    for (CLI::App* list : {orders, withdrawals, users, statement, transfers, tasks, audit})
        addDocument(list, w, "--file");
}

} // namespace

int main(int argc, char** argv)
{
    backend::keepToItself();
    QCoreApplication application(argc, argv);
    Words words;
    words.operatorName = qEnvironmentVariable("ZHANGFANG_OPERATOR").toStdString();
    words.passwordFile = qEnvironmentVariable("ZHANGFANG_PASSWORD_FILE").toStdString();
    Parser parser(words);
    // These two work on a folder that is not open.
    std::function<Answer()> unopened;
    CLI::App* init = parser.cli().add_subcommand("init", "make the data folder and its owner");
    init->fallthrough();
    init->add_option("--merchant-name", words.name)->required();
    init->add_option("--owner", words.owner)->required();
    init->add_option("--password-file", words.passwordFile)->required();
    init->callback([&] {
        unopened = [&]() -> Answer {
            ZF_ASSIGN(const QByteArray password, ctl::readPassword(q(words.passwordFile)));
            ZF_TRY(backend::ShopFolder::initialise(q(words.data), q(words.name), q(words.owner), password));
            return QJsonObject{
                {QStringLiteral("initialised"), q(words.data)}, {QStringLiteral("owner"), q(words.owner)}};
        };
    });
    CLI::App* restore = parser.cli().add_subcommand("restore", "put a checked backup in place");
    restore->fallthrough();
    restore->add_option("file", words.file)->required();
    addDecision(restore, words);
    restore->callback(
        [&] { unopened = [&] { return ctl::restore(q(words.data), q(words.file), decisionOf(words)); }; });
    addSetup(parser, words);
    addShop(parser, words);
    addWithdrawals(parser, words);
    addAside(parser, words);
    addMoney(parser, words);
    addErrands(parser, words);
    addBooks(parser, words);
    addExports(parser, words);
    try {
        parser.cli().parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return parser.cli().exit(error) == 0 ? 0 : 2;
    }
    const Format format = words.json ? Format::json : Format::text;
    if (unopened)
        return finish(unopened(), format);
    auto folder = backend::ShopFolder::open(q(words.data));
    if (!folder)
        return finish(base::fail(folder.error()), format);
    ctl::Commands commands(**folder);
    return finish(parser.chosen(commands), format);
}
