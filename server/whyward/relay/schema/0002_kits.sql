-- Where a recovery kit belongs: the kit that counts now in each space, for who has 24 words and this relay's address.
-- Follows from the statements; kept in the transaction that stores them, and filled from them when this step is taken.

CREATE TABLE kit (
    space INTEGER PRIMARY KEY REFERENCES space (id),
    device_id BLOB NOT NULL CHECK (length(device_id) = 32)
) STRICT;

CREATE INDEX kit_by_device ON kit (device_id, space);
