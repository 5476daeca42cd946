-- +goose Up
-- An evaluation form of our own. What it is about is sealed; print is a keyed
-- hash of the code in its address.
CREATE TABLE questionnaire (
    organisation TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    print        BYTEA  NOT NULL,
    opened_at    BIGINT NOT NULL,
    closes_at    BIGINT NOT NULL,
    body         BYTEA  NOT NULL,
    PRIMARY KEY (organisation, id),
    UNIQUE (organisation, print)
);

-- What was filled in: in which place, and not when. print is a keyed hash of what
-- was sent, so that a form sent twice is one. Of what waits for a person, or came
-- into a dossier, the words are there and not here.
CREATE TABLE filled_in (
    organisation  TEXT   NOT NULL,
    questionnaire TEXT   NOT NULL,
    print         BYTEA  NOT NULL,
    id            TEXT   NOT NULL,
    place         BIGINT NOT NULL,
    candidate     TEXT   NOT NULL,
    body          BYTEA  NOT NULL,
    PRIMARY KEY (organisation, questionnaire, print)
);
