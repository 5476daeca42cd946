-- +goose Up
-- Whom backups are sealed to: the public half of a key that the recovery sheet
-- gives. It opens nothing.
CREATE TABLE backup_key (
    organisation TEXT   NOT NULL PRIMARY KEY,
    public       BYTEA  NOT NULL,
    since        BIGINT NOT NULL
);
-- How the backups of this installation go; one row. Who makes one holds the lease.
CREATE TABLE backup_run (
    id          BIGINT NOT NULL PRIMARY KEY,
    lease_until BIGINT NOT NULL DEFAULT 0,
    made_at     BIGINT NOT NULL DEFAULT 0,
    size        BIGINT NOT NULL DEFAULT 0,
    failed_at   BIGINT NOT NULL DEFAULT 0,
    failure     TEXT   NOT NULL DEFAULT ''
);
INSERT INTO backup_run (id) VALUES (1);
