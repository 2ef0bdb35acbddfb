INSERT INTO settings (key, value, updated_at) VALUES ('shop.name', '老王茶铺', 1700000000000);
INSERT INTO settings (key, value, updated_at) VALUES ('wechatpay.settlement_days', '1', 1700000000000);
-- The password is "a good password".
INSERT INTO operators (name, role, password_hash, created_at) VALUES ('mei', 'owner', 'scrypt$15$000102030405060708090a0b0c0d0e0f$ef2319783531428ffe8663463dd47e2ece2d0cbd08e0a59ec8c56995385792b5', 1700000000000);
INSERT INTO users (id, openid, name, created_at) VALUES (1, 'oAlice', '王晓', 1700000001000);
INSERT INTO users (id, openid, name, created_at) VALUES (2, 'oBob', '李雷', 1700000002000);

INSERT INTO order_events (order_id, at, event, evidence) VALUES
    (1, 1700000160000, 'paid', 'notification'), (2, 1700000260000, 'paid', 'notification'),
    (3, 1700000360000, 'paid', 'query'), (6, 1700007800000, 'closed', 'expired');

-- One payout in each state there is.
INSERT INTO payouts (id, user_id, out_bill_no, amount_fen, state, pay_account, request, attempts, was_unclear,
    cancel_requested, blocked, next_attempt_at, requested_at, approved_at, finished_at, transfer_bill_no,
    package_info, note) VALUES
    (1, 1, 'W0000000001', 1000, 'requested', 'BASIC', NULL, 0, 0, 0, '', NULL, 1700001000000, NULL, NULL, '', '', ''),
    (2, 1, 'W0000000002', 1000, 'approved', 'BASIC', NULL, 0, 0, 0, '', 1700002000000, 1700001000000, 1700001900000,
        NULL, '', '', ''),
    (3, 1, 'W0000000003', 1000, 'submitting', 'BASIC', X'7B7D', 1, 0, 0, '', 1700002000000, 1700001000000,
        1700001900000, NULL, '', '', ''),
    (4, 1, 'W0000000004', 1000, 'accepted', 'BASIC', X'7B7D', 1, 0, 0, '', 1700002000000, 1700001000000,
        1700001900000, NULL, '1330000004', '', ''),
    (5, 1, 'W0000000005', 1000, 'awaiting_user', 'OPERATION', X'7B7D', 1, 0, 0, '', 1700002000000, 1700001000000,
        1700001900000, NULL, '1330000005', 'affffddafdfafddffda==', ''),
    (6, 1, 'W0000000006', 1000, 'unclear', 'BASIC', X'7B7D', 2, 1, 0, '', 1700002000000, 1700001000000,
        1700001900000, NULL, '', '', 'no answer'),
    (7, 2, 'W0000000007', 1000, 'paid', 'BASIC', X'7B7D', 1, 0, 0, '', NULL, 1700001000000, 1700001900000,
        1700002100000, '1330000007', '', ''),
    (8, 2, 'W0000000008', 1000, 'failed', 'BASIC', X'7B7D', 1, 0, 0, '', NULL, 1700001000000, 1700001900000,
        1700002100000, '1330000008', '', 'ACCOUNT_FROZEN'),
    (9, 2, 'W0000000009', 1000, 'cancelled', 'BASIC', X'7B7D', 1, 0, 1, '', NULL, 1700001000000, 1700001900000,
        1700002100000, '1330000009', '', ''),
    (10, 2, 'W0000000010', 1000, 'rejected', 'BASIC', NULL, 0, 0, 0, '', NULL, 1700001000000, NULL,
        1700002100000, '', '', 'not now'),
    (11, 1, 'W0000000011', 1000, 'approved', 'BASIC', X'7B7D', 1, 0, 0, 'NOT_ENOUGH', 1700002000000, 1700001000000,
        1700001900000, NULL, '', '', 'not taken');
INSERT INTO payout_events (payout_id, at, event, state, actor, evidence)
    SELECT id, requested_at, 'requested', 'requested', 'user', '' FROM payouts;
INSERT INTO payout_events (payout_id, at, event, state, actor, evidence)
    SELECT id, approved_at, 'approved', 'approved', 'mei', '' FROM payouts WHERE approved_at IS NOT NULL;
INSERT INTO payout_events (payout_id, at, event, state, actor, evidence)
    SELECT id, 1700002100000, state, state, 'system', '' FROM payouts WHERE state NOT IN ('requested', 'approved');

INSERT INTO inbox (event_id, event_type, received_at, body, outcome, note) VALUES
    ('EV-1', 'TRANSACTION.SUCCESS', 1700000160000, X'7B7D', 'applied', ''),
    ('EV-2', 'TRANSACTION.SUCCESS', 1700000170000, X'7B7D', 'unchanged', ''),
    ('EV-3', 'TRANSACTION.SUCCESS', 1700000180000, X'7B7D', 'quarantined', 'we have no such order'),
    ('EV-4', 'SOMETHING.NEW', 1700000190000, X'7B7D', 'kept', '');
INSERT INTO tasks (subject, code, message, created_at, resolved_at) VALUES
    ('payment:4200000099', 'payment_mismatch', 'Payment 4200000099 was set aside: we have no such order.',
        1700000180000, NULL),
    ('payout:W0000000006', 'unclear', 'Withdrawal W0000000006 stays unclear.', 1700002000000, 1700003000000);
INSERT INTO wechat_balances (account, available_fen, fetched_at) VALUES ('BASIC', 120000, 1700003000000);
