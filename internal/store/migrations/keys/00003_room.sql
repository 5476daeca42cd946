-- +goose Up
-- The two halves of a confidant's key: anybody seals to the one, and the other
-- is wrapped under a sheet that only the confidant has.
CREATE TABLE confidant_key (
    organisation TEXT  NOT NULL,
    member       TEXT  NOT NULL,
    id           TEXT  NOT NULL,
    public       BYTEA NOT NULL,
    wrapped      BYTEA NOT NULL,
    PRIMARY KEY (organisation, member)
);
-- The key of a room, once under the complainant's code and once sealed to the
-- confidant; and of each note, sealed to the confidant alone. Destroying a row
-- is destroying what it opens.
CREATE TABLE room_key (
    organisation TEXT  NOT NULL,
    room         TEXT  NOT NULL,
    slot         TEXT  NOT NULL,
    wrapped      BYTEA NOT NULL,
    PRIMARY KEY (organisation, room, slot)
);
CREATE TABLE room_code (
    organisation TEXT  NOT NULL,
    hash         BYTEA NOT NULL,
    room         TEXT  NOT NULL,
    PRIMARY KEY (organisation, hash)
);
