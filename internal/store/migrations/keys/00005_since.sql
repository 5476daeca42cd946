-- +goose Up
-- When the slot was filled; 0 is not known.
ALTER TABLE org_key ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
