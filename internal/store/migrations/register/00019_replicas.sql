-- +goose Up
-- How often something was changed that programs keep in memory: one that sees another
-- number than it has, reads it anew. Which tables count is in follow.go.
CREATE TABLE generation (
    what TEXT   NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
);
INSERT INTO generation (what, n) VALUES ('settings', 1);
INSERT INTO generation (what, n) VALUES ('reviews', 1);
INSERT INTO generation (what, n) VALUES ('removed', 1);
INSERT INTO generation (what, n) VALUES ('clock', 1);

-- Which program does what only one may do. It counts beats, and the others wait until
-- they stop: nobody's clock is held against another's. A new holder is a new term.
CREATE TABLE leader (
    id     BIGINT NOT NULL PRIMARY KEY,
    holder TEXT   NOT NULL DEFAULT '',
    term   BIGINT NOT NULL DEFAULT 0,
    beat   BIGINT NOT NULL DEFAULT 0
);
INSERT INTO leader (id) VALUES (1);

-- What was tried and is counted by several programs together: wrong codes, forms from
-- one network. mark is a keyed hash; a row is gone a day later.
CREATE TABLE tried (
    what TEXT   NOT NULL,
    mark BYTEA  NOT NULL,
    at   BIGINT NOT NULL,
    id   TEXT   NOT NULL,
    PRIMARY KEY (what, mark, at, id)
);
CREATE INDEX tried_at ON tried (at);

-- The oldest program that works with this schema, by the last migration it knows. A
-- migration that takes something away raises it to its own number.
CREATE TABLE schema_floor (
    part    TEXT   NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
INSERT INTO schema_floor (part, version) VALUES ('register', 19);
INSERT INTO schema_floor (part, version) VALUES ('keys', 3);
