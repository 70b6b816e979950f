-- The log of one space on one device. Every blob here is sealed, signed or random: nothing readable.

-- Small named values: ids, the relay's address and key, the sealed device keys.
CREATE TABLE named (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- The control log, as received.
CREATE TABLE statement (idx INTEGER PRIMARY KEY, raw BLOB NOT NULL, signature BLOB NOT NULL);

-- One row a device; `kept` is what a relay has signed for.
CREATE TABLE series (id INTEGER PRIMARY KEY, device BLOB NOT NULL UNIQUE, kept INTEGER NOT NULL DEFAULT 0);

-- place = series.id * 2^40 + n, so that one b-tree keeps every series in order and an append touches one leaf.
CREATE TABLE segment (
    place INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    header BLOB NOT NULL,
    signature BLOB NOT NULL,
    body BLOB NOT NULL
);

-- Bytes that were refused, and why.
CREATE TABLE quarantine (id INTEGER PRIMARY KEY, device BLOB NOT NULL, n INTEGER NOT NULL, code TEXT NOT NULL,
    raw BLOB NOT NULL, UNIQUE (device, n, code));

CREATE TABLE alarm (code TEXT NOT NULL, about BLOB NOT NULL, first_ms INTEGER NOT NULL, PRIMARY KEY (code, about))
    WITHOUT ROWID;
