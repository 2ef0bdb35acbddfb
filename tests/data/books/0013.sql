INSERT INTO password_tries (name, wrong, under_way, last_at, waits_until) VALUES ('stranger', 2, 0, 1700002000000, 0);
