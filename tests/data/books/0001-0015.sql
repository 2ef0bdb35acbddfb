INSERT INTO orders (id, out_trade_no, user_id, purpose, channel, description, amount_fen, state, request, code_url,
    prepay_id, transaction_id, created_at, expires_at, paid_at, settle_at, next_query_at, queries) VALUES
    (1, 'TOPUP00001', 1, 'topup', 'native', '充值', 50000, 'paid', X'7B7D', 'weixin://wxpay/1', '', '4200000001',
        1700000100000, 1700007300000, 1700000160000, NULL, NULL, 1),
    (2, 'SALE000002', NULL, 'sale', 'native', '龙井', 8800, 'paid', X'7B7D', 'weixin://wxpay/2', '', '4200000002',
        1700000200000, 1700007400000, 1700000260000, NULL, NULL, 0),
    (3, 'SALE000003', 2, 'sale', 'jsapi', '碧螺春', 1200, 'paid', X'7B7D', '', 'wx3', '4200000003',
        1700000300000, 1700007500000, 1700000360000, 1700100000000, NULL, 0),
    (4, 'WAITING004', NULL, 'sale', 'native', '普洱', 2300, 'pending', X'7B7D', 'weixin://wxpay/4', '', NULL,
        1700000400000, 1700007600000, NULL, NULL, 1700000460000, 2),
    (5, 'UNOPENED05', NULL, 'sale', 'native', '白茶', 900, 'pending', X'7B7D', '', '', NULL,
        1700000500000, 1700007700000, NULL, NULL, 1700000560000, 0),
    (6, 'CLOSED0006', NULL, 'sale', 'native', '红茶', 700, 'closed', X'7B7D', 'weixin://wxpay/6', '', NULL,
        1700000600000, 1700007800000, NULL, NULL, NULL, 3);
