-- +goose Up
-- What somebody chose for a file that is made of a dossier, until that is made: for a
-- body outside, or for who asked what is kept about them. Sealed under the key of the
-- dossier, so that it goes when the dossier goes.
CREATE TABLE file_choice (
    organisation TEXT  NOT NULL,
    dossier      TEXT  NOT NULL,
    what         TEXT  NOT NULL,
    item_key     BYTEA NOT NULL,
    body         BYTEA NOT NULL,
    PRIMARY KEY (organisation, dossier, what)
);
INSERT INTO file_choice (organisation, dossier, what, item_key, body)
    SELECT organisation, dossier, 'outside_draft', item_key, body FROM outside_draft;
DROP TABLE outside_draft;
UPDATE schema_floor SET version = 21 WHERE part = 'register';
-- What an organisation wrote down about a breach (AVG art. 33(5)), sealed.
CREATE TABLE breach_report (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id)
);
