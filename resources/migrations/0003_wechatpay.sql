-- Both generations of WeChat Pay, refunds, several ways of paying out, deadlines.

-- Which generation opened the order; what has gone back, and how much of that before it was settled.
ALTER TABLE orders ADD COLUMN api TEXT NOT NULL DEFAULT 'v3';
ALTER TABLE orders ADD COLUMN refunded_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN refunded_unsettled_fen BIGINT NOT NULL DEFAULT 0;

-- A refund under its own number: the bytes are durable before they are sent. `held`: the sum waits on the
-- user's held account, because the order had been credited to the user.
CREATE TABLE refunds (
    id {{id}},
    order_id BIGINT NOT NULL REFERENCES orders (id),
    out_refund_no TEXT NOT NULL UNIQUE,
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    request {{blob}} NOT NULL,
    held INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    was_unclear INTEGER NOT NULL,
    next_attempt_at BIGINT,
    refund_id TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX refunds_by_order ON refunds (order_id, id);
CREATE INDEX refunds_due ON refunds (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

CREATE TABLE refund_events (
    id {{id}},
    refund_id BIGINT NOT NULL REFERENCES refunds (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX refund_events_by_refund ON refund_events (refund_id, id);
{{append_only refund_events}}

-- Payouts that went to WeChat in one request: the exact bytes of it.
CREATE TABLE payout_batches (
    id {{id}},
    out_batch_no TEXT NOT NULL UNIQUE,
    request {{blob}} NOT NULL,
    created_at BIGINT NOT NULL
);
ALTER TABLE payouts ADD COLUMN channel TEXT NOT NULL DEFAULT 'v3-transfer-bills';
ALTER TABLE payouts ADD COLUMN batch_no TEXT NOT NULL DEFAULT '';
CREATE INDEX payouts_by_batch ON payouts (batch_no, id) WHERE batch_no <> '';

-- A payee's consent to receive without confirming each time.
ALTER TABLE users ADD COLUMN authorization_no TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN authorization_state TEXT NOT NULL DEFAULT '';

-- Until when a person has to act; nothing: no deadline.
ALTER TABLE tasks ADD COLUMN due_at BIGINT;

ALTER TABLE wechat_balances ADD COLUMN pending_fen BIGINT NOT NULL DEFAULT 0;
