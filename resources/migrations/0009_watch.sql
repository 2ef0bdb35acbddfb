-- What is looked at while the shop runs.

-- When something was done last: 'backup'.
CREATE TABLE last_times (name TEXT PRIMARY KEY, at BIGINT NOT NULL);
-- What waits for money to cover it is looked at again as soon as there is some.
CREATE INDEX payouts_uncovered ON payouts (id) WHERE blocked = 'not_covered';
