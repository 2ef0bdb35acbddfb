-- Books that were restored wait until what happened since has been looked at.

-- One row. `books` names these books for as long as they go on without a break: another name after each time
-- they were put back. `round` counts those times. `backup_at`: the latest that the books which were put back
-- know of.
CREATE TABLE recovery (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    books TEXT NOT NULL,
    round BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('none', 'looking', 'waiting', 'confirmed')),
    cause TEXT NOT NULL,
    source TEXT NOT NULL,
    actor TEXT NOT NULL,
    since BIGINT NOT NULL,
    backup_at BIGINT NOT NULL,
    listed INTEGER NOT NULL,
    confirmed_at BIGINT NOT NULL,
    confirmed_by TEXT NOT NULL,
    reason TEXT NOT NULL
);
INSERT INTO recovery (id, books, round, state, cause, source, actor, since, backup_at, listed, confirmed_at,
    confirmed_by, reason) VALUES (1, '', 0, 'none', '', '', '', 0, 0, 0, 0, '', '');

-- What WeChat is asked about, each by its number, and what it said. `ours`: how the books that were put back
-- had it. `looked_at`: nothing while it has not been looked at. `differs`: WeChat knows it otherwise, or could
-- not be asked.
CREATE TABLE recovery_findings (
    id {{id}},
    round BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('payout', 'refund', 'order')),
    number TEXT NOT NULL,
    ours TEXT NOT NULL,
    wechat TEXT NOT NULL,
    done TEXT NOT NULL,
    differs INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    ask_at BIGINT NOT NULL,
    looked_at BIGINT,
    UNIQUE (round, kind, number)
);
CREATE INDEX recovery_to_look ON recovery_findings (round, ask_at, id) WHERE looked_at IS NULL;
CREATE INDEX recovery_differing ON recovery_findings (round, id) WHERE differs = 1;

-- Accounts whose balance WeChat does not tell this merchant, in its words, and when it said so last.
CREATE TABLE balance_refusals (account TEXT PRIMARY KEY, refused_at BIGINT NOT NULL, words TEXT NOT NULL);
