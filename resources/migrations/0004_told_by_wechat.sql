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

-- A payee's consent to receive without confirming each time; the latest of each user. `ask_at`: when WeChat is
-- asked next how it stands; nothing: it is over.
CREATE TABLE consents (
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    number TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    package_info TEXT NOT NULL,
    close_reason TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    ask_at BIGINT
);
CREATE INDEX consents_due ON consents (ask_at) WHERE ask_at IS NOT NULL;
INSERT INTO consents (user_id, number, state, package_info, close_reason, told_at, ask_at)
    SELECT id, authorization_no, authorization_state, '', '', 0, 0 FROM users WHERE authorization_no <> '';
ALTER TABLE users DROP COLUMN authorization_no;
ALTER TABLE users DROP COLUMN authorization_state;

-- Complaints that were heard of. `made_at`: when the customer made it, once WeChat has been asked; `ask_at`:
-- when it is asked next; nothing: it is over.
CREATE TABLE complaints (
    complaint_id TEXT PRIMARY KEY,
    heard_at BIGINT NOT NULL,
    made_at BIGINT,
    ask_at BIGINT
);
CREATE INDEX complaints_due ON complaints (ask_at) WHERE ask_at IS NOT NULL;
