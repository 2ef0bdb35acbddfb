-- What was told once is not asked for, or sent, without end.

-- Who named a refund that is looked up: '' where WeChat did. A person's word that WeChat does not know is let go.
ALTER TABLE refund_hints ADD COLUMN named_by TEXT NOT NULL DEFAULT '';
-- WeChat no longer reverses it: it is only asked about.
ALTER TABLE orders ADD COLUMN past_reversal INTEGER NOT NULL DEFAULT 0;

-- What was paid, on every page, is what settles of it.
DROP INDEX orders_paid;
CREATE INDEX orders_paid ON orders (paid_at, settle_fen) WHERE paid_at IS NOT NULL;
