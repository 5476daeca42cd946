-- +goose Up
-- A review that two organisations hold together: what each lets the other read of its
-- own. link follows from the code that the one head gave the other, and the part is
-- sealed under that code, which lies here only under the key of each organisation.
-- side is 0 of who invited, 1 of who came. Without a part, this side let go.
CREATE TABLE joint (
    organisation TEXT   NOT NULL,
    link         TEXT   NOT NULL,
    side         BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    link_key     BYTEA  NOT NULL,
    part         BYTEA,
    PRIMARY KEY (organisation, link)
);
CREATE UNIQUE INDEX joint_side ON joint (link, side);
