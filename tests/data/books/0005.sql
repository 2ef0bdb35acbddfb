UPDATE orders SET appid = 'wx8888888888888888', opening = 'opened', sent_at = created_at, link_made_at = created_at
    WHERE id NOT IN (5, 6);
UPDATE orders SET opening = 'sent', sent_at = created_at WHERE id = 5;
UPDATE orders SET payer_fen = amount_fen, settle_fen = amount_fen,
    credited_fen = CASE WHEN purpose = 'topup' THEN amount_fen ELSE 0 END WHERE transaction_id IS NOT NULL;
UPDATE refunds SET settled_fen = amount_fen, payer_fen = amount_fen,
    held_fen = CASE WHEN id IN (10, 11) THEN amount_fen ELSE 0 END, counted = CASE WHEN id = 9 THEN 0 ELSE 1 END;

INSERT INTO refunds (id, order_id, out_refund_no, amount_fen, reason, state, request, held, attempts, was_unclear,
    next_attempt_at, refund_id, note, created_at, finished_at, settled_fen, payer_fen, prefunded_fen, fee_fen,
    held_fen, counted) VALUES
    (13, 8, 'R-COUPON', 2000, '碎了', 'processing', X'7B7D', 0, 1, 0, 1700000800000, '5030000013', '', 1700000900000,
        NULL, 1900, 1700, 200, 12, 0, 1);
INSERT INTO order_events (order_id, at, event, evidence) VALUES (8, 1700000860000, 'paid', 'notification');
INSERT INTO refund_events (refund_id, at, event, state, actor, evidence)
    VALUES (13, 1700000900000, 'processing', 'processing', 'system', '');

INSERT INTO refund_hints (out_refund_no, out_trade_no, heard_at) VALUES ('R-HEARD', 'SALE000003', 1700000900000);
INSERT INTO user_openids (appid, openid, user_id) VALUES ('wx9999999999999999', 'oAliceElsewhere', 1);
INSERT INTO acts (idempotency_key, kind, input_hash, answer, done_at)
    VALUES ('key-1', 'order.create', 'abc', '{}', 1700000900000);

-- As the program keeps them of the rows above; what users are owed is reckoned where the ledger is.
UPDATE sums SET fen = 1000 WHERE name IN ('out:BASIC', 'out:OPERATION');
UPDATE sums SET fen = 200 + 300 + 5000 + 1888 WHERE name = 'refunds:taken';
UPDATE sums SET fen = 100 WHERE name = 'refunds:taken:unsettled';
UPDATE sums SET fen = 5000 WHERE name = 'refunds:taken:held';
UPDATE sums SET fen = 100 + 110 + 120 WHERE name = 'refunds:asked';
