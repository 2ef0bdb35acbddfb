UPDATE payouts SET unclear_since = 1700002000000, unclear_rounds = 2, sent_at = 1700001950000 WHERE id = 6;
UPDATE payouts SET sent_at = 1700001950000, request_serial = 'PUB_KEY_ID_1' WHERE id IN (4, 7);
UPDATE payouts SET cancels = 1, cancel_open = 0 WHERE id = 9;
UPDATE payouts SET package_asks = 1 WHERE id = 5;
-- A batch has its number from the approval on.
UPDATE payouts SET channel = 'v3-batches', batch_no = 'B0000000002' WHERE id = 2;
INSERT INTO payout_batches (id, out_batch_no, request, created_at, pay_account, appid, is_open, members, joins_until,
    due_at) VALUES (2, 'B0000000002', X'', 1700001900000, 'BASIC', 'wx8888888888888888', 1, 1, 1700001960000,
        1700001990000);
UPDATE payout_batches SET request_serial = 'PUB_KEY_ID_1', pay_account = 'BASIC', appid = 'wx8888888888888888',
    members = 2, due_at = 1700001950000 WHERE id = 1;

UPDATE refunds SET unclear_since = 1700000850000, unclear_rounds = 1, sent_at = 1700000850000 WHERE id = 3;
UPDATE refunds SET redirect_to = 'bank card', redirect_state = 'stored', redirect_request = '{}',
    request_serial = 'PUB_KEY_ID_1', blocked = 'abnormal' WHERE id = 5;
-- Two that the shop wants out of settled money, of an order that is not settled.
INSERT INTO refunds (id, order_id, out_refund_no, amount_fen, reason, state, request, held, attempts, was_unclear,
    next_attempt_at, refund_id, note, created_at, finished_at, settled_fen, payer_fen, counted, goods_detail,
    funds_account) VALUES
    (14, 3, 'R-AVAILABLE', 150, '少了', 'processing', X'7B7D', 0, 1, 0, 1700000800000, '5030000014', '',
        1700000900000, NULL, 150, 150, 0, '[]', 'AVAILABLE'),
    (15, 3, 'R-AVAILABLE2', 60, '少了', 'requested', X'', 0, 0, 0, 1700000800000, '', '', 1700000900000, NULL, 60, 60,
        0, '', 'AVAILABLE');
INSERT INTO refund_events (refund_id, at, event, state, actor, evidence)
    VALUES (14, 1700000900000, 'processing', 'processing', 'system', ''),
        (15, 1700000900000, 'requested', 'requested', 'mei', '');
