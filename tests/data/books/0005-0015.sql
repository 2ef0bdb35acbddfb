-- Coupons paid 1500 of it, 1000 of them prefunded; the fee is 0.6 % of what settles.
INSERT INTO orders (id, out_trade_no, user_id, purpose, channel, description, amount_fen, state, request, code_url,
    prepay_id, transaction_id, created_at, expires_at, paid_at, settle_at, next_query_at, queries, appid, opening,
    sent_at, link_made_at, payer_fen, settle_fen, prefunded_fen, fee_fen, fee_rate) VALUES
    (8, 'COUPON0008', NULL, 'sale', 'native', '茶饼', 10000, 'refunding', X'7B7D', 'weixin://wxpay/8', '',
        '4200000008', 1700000800000, 1700008000000, 1700000860000, NULL, NULL, 0, 'wx8888888888888888', 'opened',
        1700000800000, 1700000800000, 8500, 9500, 1000, 57, 60);
