INSERT INTO notifications_refused (hour, reason, refused, last_at, example)
    VALUES (472222, 'signature', 3, 1700002000000, 'POST /wechatpay/notify');
UPDATE notifications_heard SET good = 3, last_good_at = 1700002000000;
