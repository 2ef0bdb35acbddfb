-- An entry of the audit log is a command: who gave it, from where, what was asked for, and what it changed.
-- `action` is the command's name, `actor` who gave it. Form 3 hashes all of it; what was written in the forms
-- before has none of it.
ALTER TABLE audit ADD COLUMN actor_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN face TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN machine TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN input TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN act_key TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN changed TEXT NOT NULL DEFAULT '';
CREATE INDEX audit_by_actor ON audit (actor, id);
CREATE INDEX audit_by_subject ON audit (subject, id);

-- What a transfer was posted for, and how it was hashed. 1: without that. 2: with it, and with the number of
-- its entries; each text as the database gives it back.
ALTER TABLE transfers ADD COLUMN cause TEXT NOT NULL DEFAULT '';
ALTER TABLE transfers ADD COLUMN form BIGINT NOT NULL DEFAULT 1;

-- A program of before that still runs is refused: it would write in the older forms.
{{any_age audit}}
{{no_older audit form 3}}
{{no_older transfers form 2}}
