-- +goose Up
-- Which sheet of the organisation it is, counted from one; since is when it became that.
-- checked_at is when somebody last typed it back.
ALTER TABLE backup_key ADD COLUMN sheet BIGINT NOT NULL DEFAULT 1;
ALTER TABLE backup_key ADD COLUMN checked_at BIGINT NOT NULL DEFAULT 0;
UPDATE backup_key SET checked_at = since;
