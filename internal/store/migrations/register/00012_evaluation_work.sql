-- +goose Up
-- A file of evaluation forms on its way in: read, asked about, imported. Who closes
-- the page finds it again. The body is sealed: the key of the upload, the columns
-- and what is wrong. The row goes when the file is in.
CREATE TABLE evaluation_work (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    started_at   BIGINT NOT NULL,
    done         BIGINT NOT NULL DEFAULT 0,
    row_count    BIGINT NOT NULL DEFAULT 0,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id)
);

-- Whom of the team an answer names, as keyed hashes, so that what is kept from
-- somebody is not counted for them either, without opening every answer.
ALTER TABLE candidate ADD COLUMN named TEXT NOT NULL DEFAULT '';
-- How sure the proposal was: only the least may be put away together.
ALTER TABLE candidate ADD COLUMN level TEXT NOT NULL DEFAULT '';
-- When the words of an answer that is no complaint were forgotten; the reason stays.
ALTER TABLE candidate ADD COLUMN swept_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX candidate_evaluation ON candidate (organisation, evaluation, verdict, place);
CREATE INDEX evaluation_row_evaluation ON evaluation_row (organisation, evaluation);

-- The form a file was of, as in evaluation_form, to tell how well proposals do for it.
ALTER TABLE evaluation ADD COLUMN form BYTEA;
