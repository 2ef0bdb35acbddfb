-- Operators are several, each with a role; one who is disabled keeps their name in the books and may nothing.
-- `authority_version` goes up with everything that ends what an operator was let in for: another role, another
-- password, being disabled. An unlocked session counts for the version it was opened with.
ALTER TABLE operators ADD COLUMN disabled_at BIGINT;
ALTER TABLE operators ADD COLUMN authority_version BIGINT NOT NULL DEFAULT 1;

-- The second factor. `secret` is sealed with a key that is in the secrets' store, never in here. `last_step`: of the
-- latest code that was accepted, so that none is taken twice. Wrong codes are counted here, too, because whoever
-- knows the password could have those of password_tries forgiven.
CREATE TABLE operator_totp (
    operator_id BIGINT NOT NULL PRIMARY KEY REFERENCES operators (id),
    secret TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL,
    wrong BIGINT NOT NULL,
    waits_until BIGINT NOT NULL
);
CREATE TABLE totp_recovery_codes (
    operator_id BIGINT NOT NULL REFERENCES operators (id),
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (operator_id, hash)
);

-- What an owner who has lost the password gets back in with, once; as a hash.
CREATE TABLE recovery_sheets (
    operator_id BIGINT NOT NULL PRIMARY KEY REFERENCES operators (id),
    hash TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

-- The operator's name that was given with the request; empty: nobody's.
ALTER TABLE payouts ADD COLUMN requested_by TEXT NOT NULL DEFAULT '';

-- Who approved a withdrawal, and what they had before their eyes. `event_id`: the latest of its events then; `version`: of their authority.
-- `ended_at`: it counts no more, and `ended_by` says why.
CREATE TABLE payout_approvals (
    id {{id}},
    payout_id BIGINT NOT NULL REFERENCES payouts (id),
    operator TEXT NOT NULL,
    at BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    openid TEXT NOT NULL,
    name TEXT NOT NULL,
    available_fen BIGINT NOT NULL,
    event_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT NOT NULL
);
CREATE INDEX payout_approvals_by_payout ON payout_approvals (payout_id, id);
