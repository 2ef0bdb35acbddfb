UPDATE recovery SET books = 'BOOKS', round = 1, state = 'confirmed', cause = 'restored', source = '/backups/1.db',
    actor = 'mei', since = 1700003000000, backup_at = 1700002900000, listed = 1, confirmed_at = 1700003100000,
    confirmed_by = 'mei', reason = '';
INSERT INTO recovery_findings (round, kind, number, ours, wechat, done, differs, tries, ask_at, looked_at)
    VALUES (1, 'payout', 'W0000000006', 'unclear', 'PROCESSING', '', 0, 1, 1700003000000, 1700003050000);
INSERT INTO balance_refusals (account, refused_at, words) VALUES ('FEES', 1700003000000, 'NO_AUTH');
