UPDATE wechat_balances SET pending_fen = 500, ledger_fen = 120000;
INSERT INTO wechat_day_ends (account, day, available_fen, pending_fen, ledger_fen, fetched_at)
    VALUES ('BASIC', '2023-11-14', 110000, 0, 110000, 1700003000000);
INSERT INTO consents (user_id, number, state, package_info, close_reason, told_at, ask_at) VALUES
    (1, 'A0000000001', 'TAKING_EFFECT', '', '', 1700002000000, 1700090000000),
    (2, 'A0000000002', 'CLOSED', '', 'USER_CLOSE', 1700002000000, NULL);
INSERT INTO complaints (complaint_id, heard_at, made_at, ask_at)
    VALUES ('200201820200101080076610000', 1700002000000, 1700001000000, 1700090000000);
