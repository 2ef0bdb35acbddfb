-- Parts of texts are found, lists are ordered by sums and names, and added up.

-- What the index is made of is in core/search. What is in the books by now is indexed while the shop runs, and read
-- through until then. Descriptions do not change; `searched_as` is the name that a user is in the index by.
{{text_index orders_search}}
{{text_index users_search changing}}
ALTER TABLE orders ADD COLUMN searchable INTEGER NOT NULL DEFAULT 0;
CREATE INDEX orders_to_index ON orders (id) WHERE searchable = 0;
ALTER TABLE users ADD COLUMN searched_as TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
CREATE INDEX users_to_index ON users (id) WHERE searched_as <> name;
CREATE INDEX users_by_sort_name ON users (sort_name, id);

-- Numbers are found by their beginnings in any case.
CREATE INDEX orders_by_folded_number ON orders (LOWER(out_trade_no));
CREATE INDEX users_by_folded_openid ON users (LOWER(openid));
CREATE INDEX payouts_by_folded_number ON payouts (LOWER(out_bill_no));
CREATE INDEX payouts_by_wechat_number ON payouts (LOWER(transfer_bill_no)) WHERE transfer_bill_no <> '';

-- Orders and withdrawals by their sums; by time with what is added up.
DROP INDEX orders_by_time;
CREATE INDEX orders_by_time ON orders (created_at, id, amount_fen);
DROP INDEX orders_by_state;
CREATE INDEX orders_by_state ON orders (state, created_at, id, amount_fen);
CREATE INDEX orders_by_amount ON orders (amount_fen, id, created_at);
CREATE INDEX orders_by_state_amount ON orders (state, amount_fen, id, created_at);
CREATE INDEX payouts_by_amount ON payouts (amount_fen, id, state, requested_at);
CREATE INDEX payouts_by_request ON payouts (requested_at, id);

-- Users by what is available to them: whose account it is.
ALTER TABLE accounts ADD COLUMN user_id BIGINT GENERATED ALWAYS AS (CASE WHEN path LIKE 'liabilities:user:%:available'
    THEN CAST(substr(path, 18, length(path) - 27) AS BIGINT) END) VIRTUAL;
CREATE INDEX accounts_of_users ON accounts (balance_fen, user_id) WHERE user_id IS NOT NULL;
