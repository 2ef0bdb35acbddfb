INSERT INTO orders (id, out_trade_no, user_id, purpose, channel, description, amount_fen, state, request, code_url,
    prepay_id, transaction_id, created_at, expires_at, paid_at, settle_at, next_query_at, queries, api, refunded_fen)
    VALUES (7, 'BACK000007', NULL, 'sale', 'native', '铁观音', 600, 'refunded', X'7B7D', 'weixin://wxpay/7', '',
        '4200000007', 1700000700000, 1700007900000, 1700000760000, NULL, NULL, 0, 'v2', 600);
UPDATE orders SET state = 'partially_refunded', refunded_fen = 800 WHERE id = 2;
UPDATE orders SET state = 'partially_refunded', refunded_fen = 700 WHERE id = 1;

-- Orders in states that no program of those days led to, though all of them knew and showed them.
INSERT INTO orders (id, out_trade_no, user_id, purpose, channel, description, amount_fen, state, request, code_url,
    prepay_id, transaction_id, created_at, expires_at, paid_at, settle_at, next_query_at, queries) VALUES
    (11, 'READY00011', NULL, 'sale', 'native', '点卡', 300, 'fulfilled', X'7B7D', 'weixin://wxpay/11', '', '4200000011',
        1700000100000, 1700007300000, 1700000160000, NULL, NULL, 0),
    (12, 'SENT000012', NULL, 'sale', 'native', '茶杯', 400, 'shipped', X'7B7D', 'weixin://wxpay/12', '', '4200000012',
        1700000100000, 1700007300000, 1700000160000, NULL, NULL, 0),
    (13, 'THERE00013', NULL, 'sale', 'native', '茶盘', 500, 'delivered', X'7B7D', 'weixin://wxpay/13', '', '4200000013',
        1700000100000, 1700007300000, 1700000160000, NULL, NULL, 0),
    (14, 'DOUBTED014', NULL, 'sale', 'native', '茶壶', 900, 'refunding', X'7B7D', 'weixin://wxpay/14', '', '4200000014',
        1700000100000, 1700007300000, 1700000160000, NULL, NULL, 0);
INSERT INTO order_events (order_id, at, event, evidence) VALUES (11, 1700000160000, 'paid', 'query'),
    (12, 1700000160000, 'paid', 'query'), (13, 1700000160000, 'paid', 'query'), (14, 1700000160000, 'paid', 'query'),
    (14, 1700000170000, 'refunding', 'refunded outside Zhangfang: its refunds are being looked for');
