-- +goose Up
-- What somebody chose for a file for a body outside, until that is made: sealed
-- under the key of the dossier, so that it goes when the dossier goes.
CREATE TABLE outside_draft (
    organisation TEXT  NOT NULL,
    dossier      TEXT  NOT NULL,
    item_key     BYTEA NOT NULL,
    body         BYTEA NOT NULL,
    PRIMARY KEY (organisation, dossier)
);
