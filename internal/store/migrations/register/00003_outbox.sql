-- +goose Up
-- The mail of a letter, byte for byte as it leaves each time it is tried. Its key
-- lies in two halves in file_key, one under what was said and one under who
-- people are: erasing either closes it.
CREATE TABLE outbox (
    organisation TEXT   NOT NULL,
    letter       TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, letter)
);
CREATE INDEX outbox_dossier ON outbox (organisation, dossier);

-- What the machine mailed by itself, to count against its budgets. The address
-- is a keyed hash; rows live two days.
CREATE TABLE mailed (
    organisation TEXT   NOT NULL,
    job          TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    address      BYTEA  NOT NULL,
    PRIMARY KEY (organisation, job)
);
CREATE INDEX mailed_at ON mailed (organisation, at);
