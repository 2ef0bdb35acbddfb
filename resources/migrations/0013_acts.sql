-- How an entry was hashed. 1: its fields side by side, which two different entries could share. 2: each behind
-- its length. The earlier entries keep the hash they were written with.
ALTER TABLE audit ADD COLUMN form BIGINT NOT NULL DEFAULT 1;

-- A program of before, still running while these books were brought up to date, is refused: it would write
-- entries in the older form, and leave the end of the chain where it was.
{{no_older audit form 2}}

-- Where the chain of the audit log ends.
CREATE TABLE audit_head (id {{id}}, audit_id BIGINT NOT NULL, hash TEXT NOT NULL);
INSERT INTO audit_head (id, audit_id, hash)
    SELECT 1, COALESCE(MAX(id), 0), COALESCE((SELECT hash FROM audit ORDER BY id DESC LIMIT 1), '') FROM audit;

-- Passwords that were tried in vain, by the name they were given for, whether or not anybody has that name.
CREATE TABLE password_tries (
    name TEXT NOT NULL PRIMARY KEY,
    wrong BIGINT NOT NULL, -- in a row
    under_way BIGINT NOT NULL, -- nobody knows yet whether they are right
    last_at BIGINT NOT NULL,
    waits_until BIGINT NOT NULL
);
CREATE INDEX password_tries_by_time ON password_tries (last_at);
