-- One whose payee has not confirmed is to be cancelled: that was sent, and its answer lost.
UPDATE payouts SET cancel_requested = 1, cancels = 1, cancel_open = 1 WHERE id = 4;
