-- What reaches the shop of a payment: coupons, fees, several apps.

-- `appid`: the app that opened it, or nothing for orders from before. `opening`: '' when nothing can be at WeChat,
-- 'sent' when the bytes have left and no definite no came back, 'opened' when WeChat has it. The attributes are kept
-- so that an order that was certainly not opened can be made anew.
ALTER TABLE orders ADD COLUMN appid TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN opening TEXT NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN sent_at BIGINT;
ALTER TABLE orders ADD COLUMN link_made_at BIGINT;
ALTER TABLE orders ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
UPDATE orders SET opening = CASE WHEN transaction_id IS NOT NULL OR code_url <> '' OR prepay_id <> '' THEN 'opened'
    ELSE 'sent' END, link_made_at = created_at, sent_at = created_at;

-- Of a paid order: what the customer paid, what settles before the fee, what the shop's own coupon money paid of
-- that, the fee expected (the bill trues it up) and its rate in hundredths of a percent, and what it credited to its user.
ALTER TABLE orders ADD COLUMN payer_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN settle_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN prefunded_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN fee_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN fee_rate INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN credited_fen BIGINT NOT NULL DEFAULT 0;
UPDATE orders SET payer_fen = amount_fen, settle_fen = amount_fen,
    credited_fen = CASE WHEN purpose = 'topup' THEN amount_fen ELSE 0 END WHERE transaction_id IS NOT NULL;

-- WeChat says that it was refunded, and not by which refunds: so much of the user's money waits on the held account
-- until they are known. `refunds_ask_at`: when they are looked for next.
ALTER TABLE orders ADD COLUMN doubt_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN refunds_ask_at BIGINT;
CREATE INDEX orders_refunds_due ON orders (refunds_ask_at) WHERE refunds_ask_at IS NOT NULL;

-- What of a refund leaves the shop's money, what the customer gets, the fee that comes back, and what was held.
-- `counted`: its order is settled, so that it is part of the sums below. A refund of a top-up that was made elsewhere
-- took its sum from the user when it was booked, without holding it first.
ALTER TABLE refunds ADD COLUMN settled_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refunds ADD COLUMN payer_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refunds ADD COLUMN prefunded_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refunds ADD COLUMN fee_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refunds ADD COLUMN held_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE refunds ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
UPDATE refunds SET settled_fen = amount_fen, payer_fen = amount_fen,
    held_fen = CASE WHEN held = 1 OR (order_id IN (SELECT id FROM orders WHERE purpose = 'topup')
        AND id IN (SELECT refund_id FROM refund_events WHERE event = 'made_elsewhere')) THEN amount_fen ELSE 0 END,
    counted = CASE WHEN order_id IN (SELECT id FROM orders WHERE settle_at IS NULL) THEN 1 ELSE 0 END;

-- Refunds that WeChat told of and that have no place yet: their payment is not here, or they are to be looked up.
CREATE TABLE refund_hints (
    out_refund_no TEXT PRIMARY KEY,
    out_trade_no TEXT NOT NULL,
    heard_at BIGINT NOT NULL
);
CREATE INDEX refund_hints_by_order ON refund_hints (out_trade_no);

-- One shop, several apps: the same user has another openid in each. `users.openid` is of `users.appid`, where that is
-- empty of the shop's first app.
ALTER TABLE users ADD COLUMN appid TEXT NOT NULL DEFAULT '';
CREATE TABLE user_openids (
    appid TEXT NOT NULL,
    openid TEXT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    PRIMARY KEY (appid, openid)
);
CREATE UNIQUE INDEX user_openids_by_user ON user_openids (user_id, appid);

-- What was set aside, to be listed and taken up again.
CREATE INDEX inbox_quarantined ON inbox (received_at, event_id) WHERE outcome = 'quarantined';

-- An act that carries a key is done once: the same key with the same content has the same answer.
CREATE TABLE acts (
    idempotency_key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    input_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    done_at BIGINT NOT NULL
);

-- Sums that a decision needs, kept by whoever changes what they add up. Proven beside the balances.
CREATE TABLE sums (name TEXT PRIMARY KEY, fen BIGINT NOT NULL);
INSERT INTO sums (name, fen) SELECT 'owed', COALESCE(-SUM(balance_fen), 0) FROM accounts WHERE guarded = 1;
INSERT INTO sums (name, fen) SELECT 'out:BASIC', COALESCE(SUM(amount_fen), 0) FROM payouts
    WHERE state IN ('accepted', 'awaiting_user') AND pay_account = 'BASIC';
INSERT INTO sums (name, fen) SELECT 'out:OPERATION', COALESCE(SUM(amount_fen), 0) FROM payouts
    WHERE state IN ('accepted', 'awaiting_user') AND pay_account = 'OPERATION';
INSERT INTO sums (name, fen) SELECT 'refunds:taken', COALESCE(SUM(amount_fen), 0) FROM refunds
    WHERE state IN ('processing', 'abnormal') AND counted = 1;
INSERT INTO sums (name, fen) SELECT 'refunds:taken:unsettled', COALESCE(SUM(amount_fen), 0) FROM refunds
    WHERE state IN ('processing', 'abnormal') AND counted = 0;
INSERT INTO sums (name, fen) SELECT 'refunds:taken:held', COALESCE(SUM(held_fen), 0) FROM refunds
    WHERE state IN ('processing', 'abnormal');
INSERT INTO sums (name, fen) SELECT 'refunds:asked', COALESCE(SUM(amount_fen), 0) FROM refunds
    WHERE state IN ('requested', 'submitting', 'unclear') AND counted = 1 AND held_fen = 0;
