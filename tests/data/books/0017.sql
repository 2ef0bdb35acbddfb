INSERT INTO operator_totp (operator_id, secret, begun_at, confirmed_at, last_step, wrong, waits_until) VALUES
    (1, 'sealed', 1700003000000, 1700003060000, 56666768, 1, 0);
INSERT INTO totp_recovery_codes (operator_id, hash, used_at) VALUES (1, 'a1', NULL), (1, 'b2', 1700003100000);
INSERT INTO recovery_sheets (operator_id, hash, made_at) VALUES (1, 'c3', 1700000000000);
INSERT INTO payout_approvals (payout_id, operator, at, amount_fen, openid, name, available_fen, event_id, version,
    ended_at, ended_by) VALUES (1, 'mei', 1700003200000, 1000, 'o1', '', 0, 1, 1, NULL, ''),
    (2, 'mei', 1700003200000, 1000, 'o1', '', 0, 1, 1, 1700003300000, 'taken_back');
