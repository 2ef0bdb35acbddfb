-- Cancelling a withdrawal at WeChat, asking for a consent and ending one are errands of their own: kinds
-- 'payout.cancel', 'consent.ask' and 'consent.end'.

-- The latest wish to cancel it there; each is an errand of its own. `cancel_requested` stays: somebody wants it, and
-- WeChat has not taken that.
ALTER TABLE payouts ADD COLUMN cancel_errand BIGINT;

-- Those under way: one that was sent is asked about before anything is sent again. One that WeChat has taken, or that
-- was given up, ends with its withdrawal.
INSERT INTO errands (kind, subject, number, partner, state, attempts, was_unclear, next_at, last_answer, created_at,
    bytes)
    SELECT 'payout.cancel', CAST(p.id AS TEXT), p.out_bill_no || '-1', 'wechatpay',
        CASE WHEN p.cancel_requested = 0 THEN 'taken' WHEN p.cancels = 0 THEN 'stored' ELSE 'unclear' END,
        p.cancels, CASE WHEN p.cancels = 0 THEN 0 ELSE 1 END,
        CASE WHEN p.cancel_requested = 0 THEN NULL ELSE COALESCE(e.next_at, p.requested_at) END, p.note,
        COALESCE(p.approved_at, p.requested_at), ''
    FROM payouts p LEFT JOIN errands e ON e.kind = 'payout' AND e.number = p.out_bill_no
    WHERE p.state IN ('accepted', 'awaiting_user') AND (p.cancel_requested = 1 OR p.cancels > 0) ORDER BY p.id;
UPDATE payouts SET cancel_errand = (SELECT e.id FROM errands e WHERE e.kind = 'payout.cancel'
    AND e.number = payouts.out_bill_no || '-1') WHERE state IN ('accepted', 'awaiting_user');
INSERT INTO errand_events (errand_id, at, event, state, actor, evidence)
    SELECT id, created_at, 'carried_over', state, 'system', '' FROM errands WHERE kind = 'payout.cancel' ORDER BY id;
ALTER TABLE payouts DROP COLUMN cancels;
ALTER TABLE payouts DROP COLUMN cancel_open;

-- The latest errand that asks for it, and the latest that ends it; nothing: there was none yet.
ALTER TABLE consents ADD COLUMN ask_errand BIGINT;
ALTER TABLE consents ADD COLUMN end_errand BIGINT;
