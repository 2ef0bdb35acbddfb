UPDATE sums SET fen = fen + 150 WHERE name = 'refunds:taken:unsettled';
