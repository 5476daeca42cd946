-- +goose Up
-- The key of a mail that came in, until a dossier takes it over.
CREATE TABLE mail_key (
    organisation TEXT  NOT NULL,
    file         TEXT  NOT NULL,
    wrapped      BYTEA NOT NULL,
    PRIMARY KEY (organisation, file)
);
