-- +goose Up
-- An old register that somebody takes over: all of it or nothing. What stands in
-- the file is not kept here; the body holds its name and what was agreed about its
-- columns, and while it waits the key of the sealed file.
CREATE TABLE old_import (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    member       TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    asked_at     BIGINT NOT NULL,
    settled_at   BIGINT NOT NULL DEFAULT 0,
    row_count    BIGINT NOT NULL,
    reason       TEXT   NOT NULL DEFAULT '',
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id)
);

-- The dossiers of an import, and how far each was right after it: one that is
-- further somebody acted on, and then the import stays.
CREATE TABLE old_dossier (
    organisation TEXT   NOT NULL,
    import       TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    PRIMARY KEY (organisation, import, dossier)
);

-- Every row that was taken over, as a keyed hash: the same row in a longer file is
-- no second complaint.
CREATE TABLE old_row (
    organisation TEXT  NOT NULL,
    print        BYTEA NOT NULL,
    import       TEXT  NOT NULL,
    PRIMARY KEY (organisation, print)
);
CREATE INDEX old_row_import ON old_row (organisation, import);
