-- +goose Up
-- A file of evaluation forms that was imported. Its name is sealed; the file
-- itself is not kept.
CREATE TABLE evaluation (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    imported_at  BIGINT NOT NULL,
    row_count    BIGINT NOT NULL,
    fresh        BIGINT NOT NULL,
    not_proposed BIGINT NOT NULL,
    name         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id)
);

-- What a person confirmed about the columns of a form, by a keyed hash of its headings.
CREATE TABLE evaluation_form (
    organisation TEXT  NOT NULL,
    print        BYTEA NOT NULL,
    id           TEXT  NOT NULL,
    columns      BYTEA NOT NULL,
    PRIMARY KEY (organisation, print)
);

-- Every row that was ever imported, as a keyed hash: the same answer in a longer
-- file is no second signal.
CREATE TABLE evaluation_row (
    organisation TEXT  NOT NULL,
    print        BYTEA NOT NULL,
    evaluation   TEXT  NOT NULL,
    PRIMARY KEY (organisation, print)
);

-- An answer that may be a complaint, or one of the rows that were drawn from the
-- others to look at. A verdict is given once; rows stay, so that the balance holds.
CREATE TABLE candidate (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    evaluation   TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    verdict      TEXT   NOT NULL DEFAULT '',
    dossier      TEXT   NOT NULL DEFAULT '',
    found_at     BIGINT NOT NULL,
    place        BIGINT NOT NULL,
    decided_at   BIGINT NOT NULL DEFAULT 0,
    body         BYTEA,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX candidate_verdict ON candidate (organisation, verdict, place);
