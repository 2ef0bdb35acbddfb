-- What the console asks: orders by time, by state and time, paid by time; a payee's history; what came last.
CREATE INDEX orders_by_time ON orders (created_at, id);
CREATE INDEX orders_by_state ON orders (state, created_at, id);
CREATE INDEX orders_paid ON orders (paid_at, amount_fen) WHERE paid_at IS NOT NULL;
CREATE INDEX orders_by_user ON orders (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX payouts_of_user ON payouts (user_id, state, amount_fen);
CREATE INDEX payouts_paid ON payouts (finished_at, amount_fen) WHERE state = 'paid';
CREATE INDEX transfers_refunds ON transfers (occurred_at) WHERE kind = 'refund';
CREATE INDEX inbox_by_time ON inbox (received_at);
CREATE INDEX tasks_open ON tasks (id) WHERE resolved_at IS NULL;

-- The device a user was last seen on, where the shop's own app tells it: two users on one are worth a look.
ALTER TABLE users ADD COLUMN device TEXT NOT NULL DEFAULT '';
CREATE INDEX users_by_device ON users (device) WHERE device <> '';
CREATE INDEX users_by_name ON users (name) WHERE name <> '';

-- What the one engine that listens and pays says of itself, every few seconds; one row.
CREATE TABLE engine_status (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    beat_at BIGINT NOT NULL,
    listening_at TEXT NOT NULL,
    wechat_ok_at BIGINT NOT NULL,
    wechat_trouble TEXT NOT NULL,
    clock_skew_ms BIGINT NOT NULL
);
INSERT INTO engine_status (id, beat_at, listening_at, wechat_ok_at, wechat_trouble, clock_skew_ms)
    VALUES (1, 0, '', 0, '', 0);
