-- What came to the listener's door: counted, so that a wrong key or address is noticed before money is missed.

-- Refused notifications by hour (UTC milliseconds / 3,600,000) and reason.
CREATE TABLE notifications_refused (
    hour BIGINT NOT NULL,
    reason TEXT NOT NULL,
    refused BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    example TEXT NOT NULL,
    PRIMARY KEY (hour, reason)
);

-- One row. `refused_in_a_row`: since the last good one.
CREATE TABLE notifications_heard (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    good BIGINT NOT NULL,
    last_good_at BIGINT NOT NULL,
    refused_in_a_row BIGINT NOT NULL
);
INSERT INTO notifications_heard (id, good, last_good_at, refused_in_a_row) VALUES (1, 0, 0, 0);
