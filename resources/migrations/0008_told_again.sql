-- What was told once is not asked for, or sent, without end.

-- Who named a refund that is looked up: '' where WeChat did. A person's word that WeChat does not know is let go.
ALTER TABLE refund_hints ADD COLUMN named_by TEXT NOT NULL DEFAULT '';
-- WeChat no longer reverses it: it is only asked about.
ALTER TABLE orders ADD COLUMN past_reversal INTEGER NOT NULL DEFAULT 0;

-- What was paid, on every page, is what settles of it.
DROP INDEX orders_paid;
CREATE INDEX orders_paid ON orders (paid_at, settle_fen) WHERE paid_at IS NOT NULL;

-- What the shop chose to give back out of settled money comes out of it, though its order is not settled.
UPDATE sums SET fen = fen - (SELECT COALESCE(SUM(settled_fen - fee_fen), 0) FROM refunds
    WHERE state IN ('processing', 'abnormal') AND counted = 0 AND funds_account = 'AVAILABLE')
    WHERE name = 'refunds:taken:unsettled';
UPDATE sums SET fen = fen + (SELECT COALESCE(SUM(settled_fen - fee_fen), 0) FROM refunds
    WHERE state IN ('processing', 'abnormal') AND counted = 0 AND funds_account = 'AVAILABLE')
    WHERE name = 'refunds:taken';
UPDATE sums SET fen = fen + (SELECT COALESCE(SUM(settled_fen - fee_fen), 0) FROM refunds
    WHERE state IN ('requested', 'submitting', 'unclear') AND counted = 0 AND held_fen = 0
    AND funds_account = 'AVAILABLE') WHERE name = 'refunds:asked';
UPDATE refunds SET counted = 1 WHERE state IN ('requested', 'submitting', 'unclear', 'processing', 'abnormal')
    AND funds_account = 'AVAILABLE';
