UPDATE users SET authorization_no = 'A0000000001', authorization_state = 'TAKING_EFFECT' WHERE id = 1;
UPDATE users SET authorization_no = 'A0000000002', authorization_state = 'CLOSED' WHERE id = 2;
