-- What has been applied is packed after a while: its body goes, what it hashed to stays.
ALTER TABLE inbox ADD COLUMN body_sha256 TEXT NOT NULL DEFAULT '';
