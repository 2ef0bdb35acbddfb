INSERT INTO last_times (name, at) VALUES ('backup', 1700003000000);
