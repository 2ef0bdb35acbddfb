UPDATE refund_hints SET named_by = 'mei';
UPDATE orders SET past_reversal = 1 WHERE id = 4;
UPDATE refunds SET counted = 1 WHERE id IN (14, 15);
UPDATE sums SET fen = fen + 150 WHERE name = 'refunds:taken';
UPDATE sums SET fen = fen + 60 WHERE name = 'refunds:asked';
