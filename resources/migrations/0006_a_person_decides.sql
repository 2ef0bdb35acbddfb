-- Payouts and refunds that stay unclear ask a person.

-- `unclear_since`: since when nothing sure is known about something WeChat may have. `unclear_rounds`: how often
-- in a row it was tried, or asked about, and nothing sure came of it. `sent_at`: when the latest sending ended.
ALTER TABLE payouts ADD COLUMN unclear_since BIGINT;
ALTER TABLE payouts ADD COLUMN unclear_rounds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payouts ADD COLUMN sent_at BIGINT;
-- The platform key that the names in the request are sealed for, empty: it holds none.
ALTER TABLE payouts ADD COLUMN request_serial TEXT NOT NULL DEFAULT '';
-- Cancels that were sent since the last wish to cancel, and whether the latest was not followed by a query yet.
ALTER TABLE payouts ADD COLUMN cancels INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payouts ADD COLUMN cancel_open INTEGER NOT NULL DEFAULT 0;
-- How often the request was sent again for the payee's package_info.
ALTER TABLE payouts ADD COLUMN package_asks INTEGER NOT NULL DEFAULT 0;
UPDATE payouts SET unclear_since = requested_at WHERE was_unclear = 1 AND state = 'unclear';

-- A batch has its number, and its members, from their approval on. `request` is empty until it is sent for the
-- first time. `is_open`: more may join, up to `joins_until`. `due_at`: when all of it may be sent.
ALTER TABLE payout_batches ADD COLUMN request_serial TEXT NOT NULL DEFAULT '';
ALTER TABLE payout_batches ADD COLUMN pay_account TEXT NOT NULL DEFAULT '';
ALTER TABLE payout_batches ADD COLUMN appid TEXT NOT NULL DEFAULT '';
ALTER TABLE payout_batches ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payout_batches ADD COLUMN members INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payout_batches ADD COLUMN joins_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payout_batches ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX payout_batches_open ON payout_batches (pay_account, appid, id) WHERE is_open = 1;

-- What is approved and was never sent goes by the channel of today: a batch of its own each, where it is batches.
UPDATE payouts SET channel = COALESCE((SELECT value FROM settings WHERE key = 'payouts.channel'),
    'v3-transfer-bills') WHERE state = 'approved' AND (request IS NULL OR length(request) = 0);
UPDATE payouts SET batch_no = 'B' || substr(out_bill_no, 2)
    WHERE state = 'approved' AND (request IS NULL OR length(request) = 0) AND channel = 'v3-batches';
INSERT INTO payout_batches (out_batch_no, request, created_at, pay_account, members)
    SELECT batch_no, '', requested_at, pay_account, 1 FROM payouts
    WHERE state = 'approved' AND (request IS NULL OR length(request) = 0) AND channel = 'v3-batches';

ALTER TABLE refunds ADD COLUMN unclear_since BIGINT;
ALTER TABLE refunds ADD COLUMN unclear_rounds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refunds ADD COLUMN sent_at BIGINT;
-- Why it does not go on by itself and a person is asked, empty: it does.
ALTER TABLE refunds ADD COLUMN blocked TEXT NOT NULL DEFAULT '';
UPDATE refunds SET unclear_since = created_at WHERE was_unclear = 1 AND state = 'unclear';
-- What the shop wants beside the sum: WeChat's array of goods, as JSON, and the account that pays. Empty: neither.
ALTER TABLE refunds ADD COLUMN goods_detail TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN funds_account TEXT NOT NULL DEFAULT '';
-- Where an abnormal refund is sent instead, written down before it is: the bytes, the key they are sealed for,
-- and what became of it (stored, taken, unclear, refused). Empty: nobody has wished it.
ALTER TABLE refunds ADD COLUMN redirect_to TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN redirect_state TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN redirect_request TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN request_serial TEXT NOT NULL DEFAULT '';
