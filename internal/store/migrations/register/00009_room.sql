-- +goose Up
-- A conversation with a confidant. Which complaint it is about, if any, stands
-- sealed in its entries: the organisation may not know of it.
CREATE TABLE room (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    confidant    TEXT   NOT NULL,
    opened_at    BIGINT NOT NULL,
    last_at      BIGINT NOT NULL,
    waits        BIGINT NOT NULL DEFAULT 0,
    ends_at      BIGINT NOT NULL,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX room_confidant ON room (organisation, confidant);
CREATE TABLE room_entry (
    organisation TEXT   NOT NULL,
    room         TEXT   NOT NULL,
    seq          BIGINT NOT NULL,
    act          TEXT   NOT NULL,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, room, seq)
);
CREATE UNIQUE INDEX room_entry_act ON room_entry (organisation, room, act);
CREATE TABLE room_note (
    organisation TEXT   NOT NULL,
    room         TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, room, id)
);
