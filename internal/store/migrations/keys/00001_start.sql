-- +goose Up
-- Wrapped keys and keyed hashes only. Its backups live short: erasing a row here
-- is erasing what it opens.
CREATE TABLE org_key (
    organisation TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    slot         TEXT   NOT NULL,
    wrapped      BYTEA  NOT NULL,
    PRIMARY KEY (organisation, version, slot)
);
CREATE TABLE dossier_key (
    organisation TEXT  NOT NULL,
    dossier      TEXT  NOT NULL,
    compartment  TEXT  NOT NULL,
    wrapped      BYTEA NOT NULL,
    PRIMARY KEY (organisation, dossier, compartment)
);
CREATE TABLE item_key (
    organisation TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    seq          BIGINT NOT NULL,
    meta_key     BYTEA,
    case_key     BYTEA,
    identity_key BYTEA,
    PRIMARY KEY (organisation, dossier, seq)
);
CREATE TABLE file_key (
    organisation TEXT  NOT NULL,
    dossier      TEXT  NOT NULL,
    file         TEXT  NOT NULL,
    wrapped      BYTEA NOT NULL,
    PRIMARY KEY (organisation, dossier, file)
);
CREATE TABLE receipt (
    organisation TEXT  NOT NULL,
    hash         BYTEA NOT NULL,
    dossier      TEXT  NOT NULL,
    PRIMARY KEY (organisation, hash)
);
CREATE INDEX receipt_dossier ON receipt (organisation, dossier);
