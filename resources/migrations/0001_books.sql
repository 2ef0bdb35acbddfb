-- Amounts are fen, times UTC milliseconds. Debits are positive. {{…}} marks are expanded by the dialect.

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at BIGINT NOT NULL);

-- A guarded account (a user's available or held money, a liability) can never be overdrawn.
CREATE TABLE accounts (
    id {{id}},
    path TEXT NOT NULL UNIQUE,
    guarded INTEGER NOT NULL,
    balance_fen BIGINT NOT NULL,
    CHECK (guarded = 0 OR balance_fen <= 0),
    CHECK (balance_fen BETWEEN -900000000000000000 AND 900000000000000000)
);

CREATE TABLE transfers (
    id {{id}},
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    description TEXT NOT NULL,
    occurred_at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX transfers_by_time ON transfers (occurred_at, id);

CREATE TABLE entries (
    transfer_id BIGINT NOT NULL REFERENCES transfers (id),
    line INTEGER NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id),
    amount_fen BIGINT NOT NULL CHECK (amount_fen <> 0),
    PRIMARY KEY (transfer_id, line)
);
CREATE INDEX entries_by_account ON entries (account_id, transfer_id);
{{append_only transfers}}
{{append_only entries}}

-- The end of the hash chain; one row.
CREATE TABLE ledger_head (id INTEGER PRIMARY KEY CHECK (id = 1), transfer_id BIGINT NOT NULL, hash TEXT NOT NULL);
INSERT INTO ledger_head (id, transfer_id, hash) VALUES (1, 0, '');

CREATE TABLE operators (
    id {{id}},
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE audit (
    id {{id}},
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL
);
{{append_only audit}}

CREATE TABLE users (
    id {{id}},
    openid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE orders (
    id {{id}},
    out_trade_no TEXT NOT NULL UNIQUE,
    user_id BIGINT REFERENCES users (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('sale', 'topup')),
    channel TEXT NOT NULL,
    description TEXT NOT NULL,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    state TEXT NOT NULL,
    request {{blob}} NOT NULL,
    code_url TEXT NOT NULL,
    prepay_id TEXT NOT NULL,
    transaction_id TEXT UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    paid_at BIGINT,
    settle_at BIGINT,
    next_query_at BIGINT,
    queries INTEGER NOT NULL,
    CHECK (purpose <> 'topup' OR user_id IS NOT NULL)
);
CREATE INDEX orders_due ON orders (next_query_at) WHERE next_query_at IS NOT NULL;
CREATE INDEX orders_unsettled ON orders (settle_at) WHERE settle_at IS NOT NULL;

CREATE TABLE order_events (
    id {{id}},
    order_id BIGINT NOT NULL REFERENCES orders (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX order_events_by_order ON order_events (order_id, id);
{{append_only order_events}}

CREATE TABLE payouts (
    id {{id}},
    user_id BIGINT NOT NULL REFERENCES users (id),
    out_bill_no TEXT NOT NULL UNIQUE,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    state TEXT NOT NULL,
    pay_account TEXT NOT NULL,
    request {{blob}},
    attempts INTEGER NOT NULL,
    was_unclear INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL,
    blocked TEXT NOT NULL,
    next_attempt_at BIGINT,
    requested_at BIGINT NOT NULL,
    approved_at BIGINT,
    finished_at BIGINT,
    transfer_bill_no TEXT NOT NULL,
    package_info TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX payouts_due ON payouts (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX payouts_by_state ON payouts (state, id);
CREATE INDEX payouts_by_user ON payouts (user_id, approved_at);
CREATE INDEX payouts_by_approval ON payouts (approved_at) WHERE approved_at IS NOT NULL;

CREATE TABLE payout_events (
    id {{id}},
    payout_id BIGINT NOT NULL REFERENCES payouts (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX payout_events_by_payout ON payout_events (payout_id, id);
{{append_only payout_events}}

-- Every verified notification, kept as it came; the event id makes a second delivery a no-op.
CREATE TABLE inbox (
    event_id TEXT PRIMARY KEY,
    event_type TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    body {{blob}} NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'unchanged', 'quarantined', 'kept')),
    note TEXT NOT NULL
);

-- What needs a person. One open task per subject and code.
CREATE TABLE tasks (
    id {{id}},
    subject TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    resolved_at BIGINT,
    UNIQUE (subject, code)
);

CREATE TABLE wechat_balances (account TEXT PRIMARY KEY, available_fen BIGINT NOT NULL, fetched_at BIGINT NOT NULL);
