-- +goose Up
-- What can still be read of the sheets that a redaction replaced, sealed under a key
-- that lies with the keys: an older copy has only the sheets as they were, and newer
-- keys do not open those.
ALTER TABLE erasure ADD COLUMN sheets BYTEA;
