-- +goose Up
-- Since when work is due. run_at moves with every attempt, and would hide that a
-- mail server takes nothing for days.
ALTER TABLE job ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
UPDATE job SET due_at = run_at;

-- When mail last left.
CREATE TABLE sending (
    organisation TEXT   NOT NULL,
    tried_at     BIGINT NOT NULL DEFAULT 0,
    sent_at      BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation)
);

-- What is wrong with the flow of mail, and whom it was told: neither a restart
-- nor a second program tells it again. subject is a keyed id or a word of ours.
CREATE TABLE alarm (
    organisation TEXT   NOT NULL,
    alarm        TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    since        BIGINT NOT NULL,
    over_at      BIGINT NOT NULL DEFAULT 0,
    mailed_at    BIGINT NOT NULL DEFAULT 0,
    told_at      BIGINT NOT NULL DEFAULT 0,
    lease_until  BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (organisation, alarm, subject)
);
