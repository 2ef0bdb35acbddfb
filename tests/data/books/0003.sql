INSERT INTO settings (key, value, updated_at) VALUES ('payouts.channel', 'v3-batches', 1700000000000);
INSERT INTO order_events (order_id, at, event, evidence) VALUES (7, 1700000760000, 'paid', 'query'),
    (7, 1700000900000, 'refunded', 'R-ALL'), (2, 1700000900000, 'partially_refunded', 'R-OK'),
    (1, 1700000900000, 'partially_refunded', 'R-ELSEWHERE');

-- One refund in each state of a settled sale; one of what is not settled, one of a top-up with its hold, and one
-- of a top-up that was made elsewhere, which was taken from the user as it was booked.
INSERT INTO refunds (id, order_id, out_refund_no, amount_fen, reason, state, request, held, attempts, was_unclear,
    next_attempt_at, refund_id, note, created_at, finished_at) VALUES
    (1, 2, 'R-REQUESTED', 100, '太苦', 'requested', X'', 0, 0, 0, 1700000800000, '', '', 1700000800000, NULL),
    (2, 2, 'R-SUBMITTING', 110, '太苦', 'submitting', X'7B7D', 0, 1, 0, 1700000800000, '', '', 1700000800000, NULL),
    (3, 2, 'R-UNCLEAR', 120, '太苦', 'unclear', X'7B7D', 0, 1, 1, 1700000800000, '', '', 1700000800000, NULL),
    (4, 2, 'R-PROCESSING', 200, '太苦', 'processing', X'7B7D', 0, 1, 0, 1700000800000, '5030000004', '',
        1700000800000, NULL),
    (5, 2, 'R-ABNORMAL', 300, '太苦', 'abnormal', X'7B7D', 0, 1, 0, NULL, '5030000005', '', 1700000800000, NULL),
    (6, 2, 'R-OK', 800, '太苦', 'succeeded', X'7B7D', 0, 1, 0, NULL, '5030000006', '', 1700000800000, 1700000900000),
    (7, 2, 'R-CLOSED', 100, '太苦', 'closed', X'7B7D', 0, 1, 0, NULL, '5030000007', '', 1700000800000, 1700000900000),
    (8, 2, 'R-REFUSED', 100, '太苦', 'refused', X'7B7D', 0, 1, 0, NULL, '', '', 1700000800000, 1700000900000),
    (9, 3, 'R-UNSETTLED', 100, '太苦', 'processing', X'7B7D', 0, 1, 0, 1700000800000, '5030000009', '',
        1700000800000, NULL),
    (10, 1, 'R-HELD', 5000, '不用了', 'processing', X'7B7D', 1, 1, 0, 1700000800000, '5030000010', '',
        1700000800000, NULL),
    (11, 1, 'R-ELSEWHERE', 700, '', 'succeeded', X'', 0, 0, 0, NULL, '5030000011', '', 1700000800000, 1700000900000),
    (12, 7, 'R-ALL', 600, '太淡', 'succeeded', X'7B7D', 0, 1, 0, NULL, '5030000012', '', 1700000800000,
        1700000900000);
INSERT INTO refund_events (refund_id, at, event, state, actor, evidence)
    SELECT id, created_at, CASE WHEN id = 11 THEN 'made_elsewhere' ELSE 'requested' END,
        CASE WHEN id = 11 THEN 'succeeded' ELSE 'requested' END, 'mei', '' FROM refunds;
INSERT INTO refund_events (refund_id, at, event, state, actor, evidence)
    SELECT id, 1700000900000, state, state, 'system', '' FROM refunds WHERE state <> 'requested' AND id <> 11;

INSERT INTO payout_batches (id, out_batch_no, request, created_at) VALUES (1, 'B0000000007', X'7B7D', 1700001900000);
UPDATE payouts SET channel = 'v3-batches', batch_no = 'B0000000007' WHERE id IN (4, 7);
INSERT INTO tasks (subject, code, message, created_at, resolved_at, due_at) VALUES
    ('complaint:200201820200101080076610000', 'complaint', 'A customer complains: 茶没到', 1700002000000, NULL,
        1700088400000);
