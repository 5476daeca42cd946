-- +goose Up
-- Nothing here is readable: names, words, kinds of event and settings are sealed.
-- One text for SQLite and PostgreSQL: BYTEA and BIGINT are names both accept.
CREATE TABLE organisation (
    id         TEXT   NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    log_size   BIGINT NOT NULL DEFAULT 0,
    profile    BYTEA  NOT NULL
);
CREATE TABLE procedure_version (
    organisation TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    valid_from   BIGINT NOT NULL,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, version)
);
CREATE TABLE member (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    email_mac    BYTEA  NOT NULL,
    password     TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    epoch        BIGINT NOT NULL DEFAULT 0,
    profile      BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, email_mac)
);
CREATE TABLE session (
    organisation TEXT   NOT NULL,
    hash         BYTEA  NOT NULL,
    member       TEXT   NOT NULL,
    epoch        BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,
    PRIMARY KEY (organisation, hash)
);
CREATE INDEX session_member ON session (organisation, member);
CREATE TABLE invitation (
    organisation TEXT   NOT NULL,
    hash         BYTEA  NOT NULL,
    member       TEXT   NOT NULL,
    expires_at   BIGINT NOT NULL,
    PRIMARY KEY (organisation, hash)
);
CREATE TABLE dossier (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    ref          TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    head         BYTEA  NOT NULL,
    stage        TEXT   NOT NULL,
    received_on  TEXT   NOT NULL,
    due_on       TEXT   NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, ref)
);
CREATE INDEX dossier_due ON dossier (organisation, stage, due_on, id);
CREATE TABLE event (
    organisation  TEXT   NOT NULL,
    dossier       TEXT   NOT NULL,
    seq           BIGINT NOT NULL,
    pos           BIGINT NOT NULL,
    meta_ct       BYTEA,
    case_ct       BYTEA,
    identity_ct   BYTEA,
    meta_hash     BYTEA  NOT NULL,
    case_hash     BYTEA,
    identity_hash BYTEA,
    leaf          BYTEA  NOT NULL,
    PRIMARY KEY (organisation, dossier, seq),
    UNIQUE (organisation, pos)
);
CREATE TABLE submission (
    organisation TEXT NOT NULL,
    key          TEXT NOT NULL,
    dossier      TEXT NOT NULL,
    PRIMARY KEY (organisation, key)
);
CREATE INDEX submission_dossier ON submission (organisation, dossier);
CREATE TABLE act_done (
    organisation TEXT   NOT NULL,
    key          TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    seq          BIGINT NOT NULL,
    PRIMARY KEY (organisation, key)
);
CREATE TABLE job (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    item         TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    attempts     BIGINT NOT NULL DEFAULT 0,
    run_at       BIGINT NOT NULL,
    lease_until  BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, id)
);
CREATE INDEX job_run ON job (state, run_at);
CREATE TABLE access_log (
    organisation TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    id           TEXT   NOT NULL,
    member       TEXT   NOT NULL,
    dossier      TEXT   NOT NULL,
    action       TEXT   NOT NULL,
    allowed      BIGINT NOT NULL,
    rule         TEXT   NOT NULL,
    PRIMARY KEY (organisation, at, id)
);
