-- What an act goes on to do outside of these books, where that can be done once and nobody can be asked whether it
-- was: '' it has not begun, 'under_way' since `call_at`, 'made', 'lost': nobody knows.
ALTER TABLE acts ADD COLUMN call_state TEXT NOT NULL DEFAULT ''
    CHECK (call_state IN ('', 'under_way', 'made', 'lost'));
ALTER TABLE acts ADD COLUMN call_at BIGINT NOT NULL DEFAULT 0;
-- Programs of before have not written down what became of these.
UPDATE acts SET call_state = 'lost' WHERE kind IN ('complaint.reply', 'complaint.complete');
