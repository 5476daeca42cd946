-- +goose Up
-- The annual review, a log of its own. Each event is sealed; head is the last link
-- of the chain over what was sealed. At most one review runs.
CREATE TABLE review (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    opened_at    BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    running      BIGINT NOT NULL,
    head         BYTEA,
    PRIMARY KEY (organisation, id)
);
CREATE UNIQUE INDEX review_running ON review (organisation) WHERE running = 1;
CREATE TABLE review_event (
    organisation TEXT   NOT NULL,
    review       TEXT   NOT NULL,
    seq          BIGINT NOT NULL,
    act          TEXT   NOT NULL,
    body         BYTEA  NOT NULL,
    leaf         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, review, seq)
);
CREATE INDEX review_event_act ON review_event (organisation, review, act);
