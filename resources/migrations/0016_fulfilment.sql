-- Being paid and being handed over are two machines, and how an order stands for people is derived from both.

-- `payment`: whether it was paid. What went back is `refunded_fen`, what is on its way back, or may be, is
-- `refunding_fen`: sums, and nothing that an order is instead of paid.
-- `fulfilment`: how far it has come to its customer.
ALTER TABLE orders ADD COLUMN payment TEXT NOT NULL DEFAULT 'pending' CHECK (payment IN ('pending', 'paid', 'closed'));
ALTER TABLE orders ADD COLUMN refunding_fen BIGINT NOT NULL DEFAULT 0 CHECK (refunding_fen >= 0);
ALTER TABLE orders ADD COLUMN fulfilment TEXT NOT NULL DEFAULT 'open' CHECK (fulfilment IN ('open', 'fulfilled',
    'shipped', 'delivered', 'cancelled') AND (fulfilment = 'open' OR payment = 'paid'));

-- Lists go along `state`, so it is kept, and cannot be anything else than what it is derived from: the table of
-- shop/order_state.cpp.
DROP INDEX orders_by_state;
DROP INDEX orders_by_state_amount;
ALTER TABLE orders RENAME COLUMN state TO state_before;
ALTER TABLE orders ADD COLUMN state TEXT NOT NULL DEFAULT 'pending' CHECK (state = CASE
    WHEN payment <> 'paid' THEN payment
    WHEN refunded_fen >= amount_fen THEN 'refunded'
    WHEN refunding_fen > 0 THEN 'refunding'
    WHEN refunded_fen > 0 THEN 'partially_refunded'
    WHEN fulfilment = 'open' THEN 'paid'
    ELSE fulfilment END);

-- Of one that was called refunded, while nobody knows its refunds yet, all that is left may be on its way.
UPDATE orders SET
    payment = CASE WHEN transaction_id IS NOT NULL THEN 'paid' WHEN state_before = 'closed' THEN 'closed'
        ELSE 'pending' END,
    fulfilment = CASE WHEN transaction_id IS NOT NULL AND state_before IN ('fulfilled', 'shipped', 'delivered')
        THEN state_before ELSE 'open' END,
    refunding_fen = CASE WHEN transaction_id IS NULL OR refunded_fen >= amount_fen THEN 0
        WHEN doubt_fen > 0 OR (state_before = 'refunding' AND NOT EXISTS (SELECT 1 FROM refunds r
            WHERE r.order_id = orders.id AND r.state NOT IN ('succeeded', 'closed', 'refused')))
        THEN amount_fen - refunded_fen
        ELSE (SELECT COALESCE(SUM(r.amount_fen), 0) FROM refunds r WHERE r.order_id = orders.id
            AND r.state NOT IN ('succeeded', 'closed', 'refused')) END,
    state = CASE
        WHEN transaction_id IS NULL THEN CASE WHEN state_before = 'closed' THEN 'closed' ELSE 'pending' END
        WHEN refunded_fen >= amount_fen THEN 'refunded'
        WHEN doubt_fen > 0 OR state_before = 'refunding' OR EXISTS (SELECT 1 FROM refunds r
            WHERE r.order_id = orders.id AND r.state NOT IN ('succeeded', 'closed', 'refused')) THEN 'refunding'
        WHEN refunded_fen > 0 THEN 'partially_refunded'
        WHEN state_before IN ('fulfilled', 'shipped', 'delivered') THEN state_before
        ELSE 'paid' END;
ALTER TABLE orders DROP COLUMN state_before;
CREATE INDEX orders_by_state ON orders (state, created_at, id, amount_fen);
CREATE INDEX orders_by_state_amount ON orders (state, amount_fen, id, created_at);
