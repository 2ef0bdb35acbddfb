-- WeChat's word of the accounts beside what the books expected at the same moment; nothing for FEES, which the
-- books do not keep.
ALTER TABLE wechat_balances ADD COLUMN ledger_fen BIGINT;

-- The same for the end of each business day.
CREATE TABLE wechat_day_ends (
    account TEXT NOT NULL,
    day TEXT NOT NULL,
    available_fen BIGINT NOT NULL,
    pending_fen BIGINT NOT NULL,
    ledger_fen BIGINT,
    fetched_at BIGINT NOT NULL,
    PRIMARY KEY (account, day)
);

-- What was under way at some moment: still open, or ended since.
CREATE INDEX payouts_by_end ON payouts (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX refunds_by_end ON refunds (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX refunds_open ON refunds (state) WHERE finished_at IS NULL;
