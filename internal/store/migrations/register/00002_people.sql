-- +goose Up
-- A claim asks what is due, oldest first, whatever state it is in.
DROP INDEX job_run;
CREATE INDEX job_run ON job (run_at);

-- How far somebody proved who they are, and what their list of sessions shows.
ALTER TABLE session ADD COLUMN level BIGINT NOT NULL DEFAULT 2;
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN locked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN label BYTEA;

-- Every secret that works once or for a while: invitations, links by mail,
-- half-finished ceremonies. Only hashes; what they carry is sealed.
CREATE TABLE token (
    organisation TEXT   NOT NULL,
    hash         BYTEA  NOT NULL,
    kind         TEXT   NOT NULL,
    member       TEXT   NOT NULL,
    starts_at    BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    tries        BIGINT NOT NULL DEFAULT 0,
    body         BYTEA,
    PRIMARY KEY (organisation, hash)
);
CREATE INDEX token_member ON token (organisation, member, kind);
INSERT INTO token (organisation, hash, kind, member, starts_at, expires_at)
    SELECT organisation, hash, 'invitation', member, 0, expires_at FROM invitation;
DROP TABLE invitation;

-- What proves who somebody is besides the password: passkeys, the app with
-- codes, recovery codes, an account in the directory. mac finds one by what is
-- shown; counter is the last step or signature count, so that none works twice.
CREATE TABLE factor (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    member       TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    mac          BYTEA  NOT NULL,
    counter      BIGINT NOT NULL DEFAULT 0,
    created_at   BIGINT NOT NULL,
    used_at      BIGINT NOT NULL DEFAULT 0,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, kind, mac)
);
CREATE INDEX factor_member ON factor (organisation, member, kind);

-- Who read which version of the procedure, and when (R7).
CREATE TABLE procedure_read (
    organisation TEXT   NOT NULL,
    member       TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (organisation, member, version)
);

-- Who looked: the name as it was then is sealed in the line, so that it outlives
-- the account.
ALTER TABLE access_log ADD COLUMN who BYTEA;
CREATE INDEX access_log_dossier ON access_log (organisation, dossier, at);
CREATE INDEX access_log_member ON access_log (organisation, member, at);
