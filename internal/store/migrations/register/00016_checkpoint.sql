-- +goose Up
-- Signed promises of what the register holds. They say nothing of anybody, and
-- whoever checks the register without a key must be able to read them.
CREATE TABLE checkpoint (
    organisation TEXT   NOT NULL,
    size         BIGINT NOT NULL,
    made_at      BIGINT NOT NULL,
    note         TEXT   NOT NULL,
    PRIMARY KEY (organisation, size)
);
-- What checks their signature, in the open, and what makes it, sealed.
CREATE TABLE checkpoint_key (
    organisation TEXT  NOT NULL PRIMARY KEY,
    verifier     TEXT  NOT NULL,
    signer       BYTEA NOT NULL
);
