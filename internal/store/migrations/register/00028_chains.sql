-- +goose Up
-- The lines of the access log in a chain: n is the place of a line, link the end of the
-- chain with it. The worker gives them out, so that no reader waits for another. Where
-- words were taken out since, written_hash is of what was written and kept_hash of what
-- is left. looked counts the lines of an organisation that have a place.
ALTER TABLE access_log ADD COLUMN n BIGINT;
ALTER TABLE access_log ADD COLUMN link BYTEA;
ALTER TABLE access_log ADD COLUMN written_hash BYTEA;
ALTER TABLE access_log ADD COLUMN kept_hash BYTEA;
CREATE UNIQUE INDEX access_log_chain ON access_log (organisation, n);
ALTER TABLE organisation ADD COLUMN looked BIGINT NOT NULL DEFAULT 0;
-- The events of all annual reviews in one order, over which a checkpoint promises.
ALTER TABLE review_event ADD COLUMN pos BIGINT NOT NULL DEFAULT 0;
ALTER TABLE review_event ADD COLUMN kept_hash BYTEA;
UPDATE review_event SET pos = (SELECT COUNT(*) FROM review_event AS b WHERE b.organisation = review_event.organisation
    AND (b.review < review_event.review OR b.review = review_event.review AND b.seq <= review_event.seq));
CREATE UNIQUE INDEX review_event_pos ON review_event (organisation, pos);
-- A program of before gives a review no place, and leaves snapshots of the index open when
-- it erases: it may not write any more.
UPDATE schema_floor SET version = 28 WHERE part = 'register';
UPDATE schema_floor SET version = 4 WHERE part = 'keys';
