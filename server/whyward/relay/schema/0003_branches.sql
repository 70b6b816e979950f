-- What a branch of the control log that lost leaves behind, kept aside as proof and given to nobody; it counts as used.
-- The order of all that is kept never goes back, not even after a repair dropped the last of it (seq_floor).

CREATE TABLE lost_statement (
    seq INTEGER PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (id),
    position INTEGER NOT NULL,
    raw BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE lost_segment (
    seq INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id),
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

ALTER TABLE relay ADD COLUMN seq_floor INTEGER NOT NULL DEFAULT 0;
