-- +goose Up
-- What opens a snapshot of the index, and up to where of the log it is made: it counts
-- only while that event still stands there. Whatever is erased destroys all of these.
CREATE TABLE index_key (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    made_at      BIGINT NOT NULL,
    pos          BIGINT NOT NULL,
    leaf         BYTEA,
    wrapped      BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id)
);
