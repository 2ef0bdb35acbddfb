UPDATE users SET device = 'device-1' WHERE id = 1;
UPDATE engine_status SET beat_at = 1700003000000, listening_at = 'http://127.0.0.1:8080', wechat_ok_at = 1700003000000;
