-- +goose Up
-- Every mail that was ever seen in a mailbox: one row for each number that the
-- mail server gave, under the numbering (UIDVALIDITY) it was given in. The mail
-- itself lies sealed in the folder for files.
CREATE TABLE mail_in (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    mailbox      TEXT   NOT NULL,
    validity     BIGINT NOT NULL,
    uid          BIGINT NOT NULL,
    size         BIGINT NOT NULL,
    whole        BIGINT NOT NULL,
    received_at  BIGINT NOT NULL,
    stored_at    BIGINT NOT NULL,
    settled_at   BIGINT NOT NULL DEFAULT 0,
    state        TEXT   NOT NULL,
    reason       TEXT   NOT NULL DEFAULT '',
    dossier      TEXT   NOT NULL DEFAULT '',
    tries        BIGINT NOT NULL DEFAULT 0,
    lease_until  BIGINT NOT NULL DEFAULT 0,
    file         TEXT   NOT NULL,
    summary      BYTEA,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, mailbox, validity, uid)
);
CREATE INDEX mail_in_state ON mail_in (organisation, state, received_at);
CREATE INDEX mail_in_seen ON mail_in (organisation, stored_at, id);

-- What a mail says, as a keyed hash, and the first mail that said it: the same
-- mail in another mailbox, or under another numbering, is no second complaint.
CREATE TABLE mail_print (
    organisation TEXT  NOT NULL,
    print        BYTEA NOT NULL,
    mail         TEXT  NOT NULL,
    PRIMARY KEY (organisation, print)
);

-- When a mailbox was last read, and counted against the ledger.
CREATE TABLE mailbox (
    organisation TEXT   NOT NULL,
    mailbox      TEXT   NOT NULL,
    since        BIGINT NOT NULL,
    tried_at     BIGINT NOT NULL DEFAULT 0,
    read_at      BIGINT NOT NULL DEFAULT 0,
    trouble      TEXT   NOT NULL DEFAULT '',
    counted_at   BIGINT NOT NULL DEFAULT 0,
    in_box       BIGINT NOT NULL DEFAULT 0,
    missing      BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, mailbox)
);
