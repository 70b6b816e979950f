-- What a blind relay holds: statements and sealed segments, in the order in which they became durable (seq).
-- Never edit a shipped file; the next change is 0002.

CREATE TABLE relay (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seed BLOB NOT NULL CHECK (length(seed) = 32)     -- signs receipts and challenges
) STRICT;

CREATE TABLE space (
    id INTEGER PRIMARY KEY,
    space_id BLOB NOT NULL UNIQUE CHECK (length(space_id) = 32),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),       -- what the quota counts, kept in the same transaction
    segments INTEGER NOT NULL CHECK (segments >= 0)
) STRICT;

CREATE TABLE statement (
    seq INTEGER PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    raw BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    UNIQUE (space, position)
) STRICT;

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    space INTEGER NOT NULL REFERENCES space (id),
    device_id BLOB NOT NULL CHECK (length(device_id) = 32),
    UNIQUE (space, device_id)
) STRICT;

CREATE TABLE segment (
    seq INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    header BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    body BLOB NOT NULL,
    UNIQUE (series, n)
) STRICT;

-- Proof of a fork: a second header, genuinely signed by the author, for a number that is taken.
CREATE TABLE fork (
    series INTEGER NOT NULL REFERENCES series (id),
    n INTEGER NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (series, n)                          -- one other header proves it; more would only fill the disk
) STRICT, WITHOUT ROWID;

CREATE TABLE invite_used (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
