-- +goose Up
-- Whom a complaint is about, and who was asked for their side: they find what was
-- put there for them by the keyed hash of a code, or after signing in. Whether it
-- still opens follows from the events of the dossier. The id is that of the letter.
CREATE TABLE side (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    member       TEXT   NOT NULL,
    hash         BYTEA,
    asked_at     BIGINT NOT NULL,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX side_hash ON side (organisation, hash);
CREATE INDEX side_member ON side (organisation, member);
