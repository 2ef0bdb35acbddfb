-- What the ledger said when WeChat told: an old figure beside a new one would look like a difference.
ALTER TABLE wechat_balances ADD COLUMN ledger_fen BIGINT;
