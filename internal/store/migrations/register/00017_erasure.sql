-- +goose Up
-- What was erased, and when: ids only. A copy that was kept from before is held
-- against this list, so that what was erased does not come back with it. seq or file
-- say which part, where it was not all of a dossier. kept is what stays for figures,
-- days and codes, sealed; event_key opens the event that says so.
CREATE TABLE erasure (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    seq          BIGINT NOT NULL DEFAULT 0,
    file         TEXT   NOT NULL DEFAULT '',
    level        TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    done_at      BIGINT NOT NULL DEFAULT 0,
    kept         BYTEA,
    event_key    BYTEA,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX erasure_at ON erasure (organisation, at);
CREATE INDEX erasure_dossier ON erasure (organisation, dossier);

-- Words that were taken out of a review with a dossier: the hash of what was
-- written, so that the chain still holds.
ALTER TABLE review_event ADD COLUMN written_hash BYTEA;

-- The latest moment at which anything was stored, and the one a clock jumped away
-- from: then nothing is erased until somebody says that the clock is right.
CREATE TABLE clock (
    id          BIGINT NOT NULL PRIMARY KEY,
    latest      BIGINT NOT NULL,
    jumped_from BIGINT NOT NULL DEFAULT 0
);
