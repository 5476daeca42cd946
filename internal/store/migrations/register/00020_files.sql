-- +goose Up
-- By what this register knows the place of its files again; one row. No copy holds it.
CREATE TABLE files_place (
    id   BIGINT NOT NULL PRIMARY KEY,
    mark TEXT   NOT NULL
);
