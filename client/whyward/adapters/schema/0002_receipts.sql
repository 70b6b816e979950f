-- What a relay has signed for, as it signed it: one row a series, and one (the empty device) for the control log.
-- A journal from before kept only the number; it asks for the receipt again at its next sync.
CREATE TABLE receipt (
    device BLOB PRIMARY KEY,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    relay_seq INTEGER NOT NULL,
    signature BLOB NOT NULL
) WITHOUT ROWID;

ALTER TABLE series DROP COLUMN kept;
