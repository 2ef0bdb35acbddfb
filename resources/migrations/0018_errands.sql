-- What changes the world outside is an errand, whatever it is about: core/errands/errand.h.

-- `subject`: what it is about, in the numbers of its kind. `number`: ours, and the partner's name for it. `lane`: those
-- that leave in one request. `blocked`: why a person is asked, empty: it goes on by itself. `lease_holder` works on it
-- until `lease_until`; `fence` goes up with each claim. `bytes` are what is sent, each time.
CREATE TABLE errands (
    id {{id}},
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    number TEXT NOT NULL,
    partner TEXT NOT NULL,
    lane TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL
        CHECK (state IN ('stored', 'sent', 'unclear', 'taken', 'done', 'refused', 'withdrawn')),
    serial TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    was_unclear INTEGER NOT NULL DEFAULT 0,
    unclear_since BIGINT,
    unclear_rounds INTEGER NOT NULL DEFAULT 0,
    sent_at BIGINT,
    blocked TEXT NOT NULL DEFAULT '',
    next_at BIGINT,
    lease_holder TEXT NOT NULL DEFAULT '',
    lease_until BIGINT,
    fence BIGINT NOT NULL DEFAULT 0,
    last_answer TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    bytes {{blob}} NOT NULL,
    UNIQUE (kind, number)
);

CREATE TABLE errand_events (
    id {{id}},
    errand_id BIGINT NOT NULL REFERENCES errands (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX errand_events_by_errand ON errand_events (errand_id, id);
{{append_only errand_events}}

-- Payouts that were decided; what was only asked for is none yet.
INSERT INTO errands (kind, subject, number, partner, lane, state, serial, attempts, was_unclear, unclear_since,
    unclear_rounds, sent_at, blocked, next_at, last_answer, created_at, finished_at, bytes)
    SELECT 'payout', CAST(id AS TEXT), out_bill_no, 'wechatpay', batch_no,
        CASE state WHEN 'approved' THEN 'stored' WHEN 'submitting' THEN 'sent' WHEN 'unclear' THEN 'unclear'
            WHEN 'accepted' THEN 'taken' WHEN 'awaiting_user' THEN 'taken' WHEN 'paid' THEN 'done'
            WHEN 'cancelled' THEN CASE WHEN attempts = 0 THEN 'withdrawn' ELSE 'refused' END ELSE 'refused' END,
        request_serial, attempts, was_unclear, unclear_since, unclear_rounds, sent_at, blocked, next_attempt_at,
        note, COALESCE(approved_at, requested_at),
        CASE WHEN state IN ('paid', 'failed', 'cancelled') THEN COALESCE(finished_at, requested_at) END,
        COALESCE(request, '')
    FROM payouts WHERE state NOT IN ('requested', 'rejected')
        AND NOT (state = 'cancelled' AND approved_at IS NULL AND attempts = 0) ORDER BY id;

-- Refunds, but those that somebody made elsewhere.
INSERT INTO errands (kind, subject, number, partner, state, attempts, was_unclear, unclear_since, unclear_rounds,
    sent_at, blocked, next_at, last_answer, created_at, finished_at, bytes)
    SELECT 'refund', CAST(id AS TEXT), out_refund_no, 'wechatpay',
        CASE state WHEN 'requested' THEN 'stored' WHEN 'submitting' THEN 'sent' WHEN 'unclear' THEN 'unclear'
            WHEN 'processing' THEN 'taken' WHEN 'abnormal' THEN 'taken' WHEN 'succeeded' THEN 'done'
            ELSE 'refused' END,
        attempts, was_unclear, unclear_since, unclear_rounds, sent_at,
        CASE WHEN state IN ('succeeded', 'closed', 'refused') THEN '' ELSE blocked END, next_attempt_at, note, created_at,
        CASE WHEN state IN ('succeeded', 'closed', 'refused') THEN COALESCE(finished_at, created_at) END, request
    FROM refunds WHERE NOT (state = 'succeeded' AND attempts = 0 AND length(request) = 0) ORDER BY id;

-- And where an abnormal one was sent instead; each wish to is an errand of its own.
INSERT INTO errands (kind, subject, number, partner, state, serial, attempts, was_unclear, last_answer, created_at,
    finished_at, bytes)
    SELECT 'refund.redirect', CAST(id AS TEXT), out_refund_no || '-1', 'wechatpay',
        CASE WHEN redirect_state = 'taken' OR state IN ('processing', 'succeeded') THEN 'done'
            WHEN redirect_state = 'refused' OR state IN ('closed', 'refused') THEN 'refused'
            WHEN redirect_state = 'unclear' THEN 'unclear' ELSE 'sent' END,
        request_serial, 1, CASE WHEN redirect_state = 'unclear' THEN 1 ELSE 0 END, '', created_at,
        CASE WHEN redirect_state IN ('taken', 'refused') OR state <> 'abnormal'
            THEN COALESCE(finished_at, created_at) END, redirect_request
    FROM refunds WHERE redirect_state <> '' ORDER BY id;
ALTER TABLE refunds ADD COLUMN redirect_errand BIGINT;
UPDATE refunds SET redirect_errand = (SELECT e.id FROM errands e WHERE e.kind = 'refund.redirect'
    AND e.number = refunds.out_refund_no || '-1') WHERE redirect_state <> '';

INSERT INTO errand_events (errand_id, at, event, state, actor, evidence)
    SELECT id, COALESCE(sent_at, created_at), 'carried_over', state, 'system', '' FROM errands
    WHERE finished_at IS NULL OR next_at IS NOT NULL ORDER BY id;

-- What is over and not looked at again is in none of these but the last.
CREATE INDEX errands_due ON errands (kind, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX errands_leased ON errands (lease_until, lane, lease_holder) WHERE lease_until IS NOT NULL;
CREATE INDEX errands_open ON errands (id) WHERE finished_at IS NULL;
CREATE INDEX errands_open_by_state ON errands (state, id) WHERE finished_at IS NULL;
CREATE INDEX errands_open_by_kind ON errands (kind, state, id) WHERE finished_at IS NULL;
CREATE INDEX errands_blocked ON errands (id) WHERE blocked <> '';
CREATE INDEX errands_uncovered ON errands (id) WHERE blocked = 'not_covered';

DROP INDEX payouts_due;
DROP INDEX payouts_uncovered;
ALTER TABLE payouts DROP COLUMN request;
ALTER TABLE payouts DROP COLUMN request_serial;
ALTER TABLE payouts DROP COLUMN attempts;
ALTER TABLE payouts DROP COLUMN was_unclear;
ALTER TABLE payouts DROP COLUMN unclear_since;
ALTER TABLE payouts DROP COLUMN unclear_rounds;
ALTER TABLE payouts DROP COLUMN sent_at;
ALTER TABLE payouts DROP COLUMN blocked;
ALTER TABLE payouts DROP COLUMN next_attempt_at;

DROP INDEX refunds_due;
ALTER TABLE refunds DROP COLUMN request;
ALTER TABLE refunds DROP COLUMN request_serial;
ALTER TABLE refunds DROP COLUMN attempts;
ALTER TABLE refunds DROP COLUMN was_unclear;
ALTER TABLE refunds DROP COLUMN unclear_since;
ALTER TABLE refunds DROP COLUMN unclear_rounds;
ALTER TABLE refunds DROP COLUMN sent_at;
ALTER TABLE refunds DROP COLUMN blocked;
ALTER TABLE refunds DROP COLUMN next_attempt_at;
ALTER TABLE refunds DROP COLUMN redirect_state;
ALTER TABLE refunds DROP COLUMN redirect_request;
