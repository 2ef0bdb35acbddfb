-- One row: these books were made by the practice shop, and no real money is in them.
CREATE TABLE practice_books (id {{id}}, made_at BIGINT NOT NULL);
