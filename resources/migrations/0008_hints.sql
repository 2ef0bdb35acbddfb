-- Who named a refund that is looked up: '' where WeChat did. A person's word that WeChat does not know is let go.
ALTER TABLE refund_hints ADD COLUMN named_by TEXT NOT NULL DEFAULT '';
