-- The letterbox of a share: the one letter that waits for its owner, sealed; gone once a guest is let in.

CREATE TABLE letter (
    space INTEGER PRIMARY KEY REFERENCES space (id),
    letter BLOB NOT NULL CHECK (length(letter) BETWEEN 1 AND 4096)
) STRICT;
