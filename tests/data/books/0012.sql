INSERT INTO practice_books (id, made_at) VALUES (1, 1700000000000);
