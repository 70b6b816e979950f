"""The relay's tables as rows: what a batch of writes becomes, and the questions that pages and views are made from.

It runs nothing; `sqlite_store` does, inside its transactions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from whyward.protocol.ids import SpaceId
from whyward.protocol.segments import Segment
from whyward.protocol.statements import SignedStatement
from whyward.relay.consequences import answers_letter, erased_by, kit_set_by
from whyward.relay.store import (
    NewBranch,
    NewFork,
    NewLetter,
    NewSegments,
    NewSpace,
    NewStatements,
    Usage,
    Write,
    usage_of,
)

Row = tuple[bytes | int, ...]

EMPTY_SEGMENT = Segment(b"", bytes(64), b"")
EMPTY_STATEMENT = SignedStatement(b"", bytes(64))

LAST_SEQ = """
SELECT max(
    (SELECT seq_floor FROM relay),
    (SELECT ifnull(max(seq), 0) FROM statement), (SELECT ifnull(max(seq), 0) FROM segment),
    (SELECT ifnull(max(seq), 0) FROM lost_statement), (SELECT ifnull(max(seq), 0) FROM lost_segment)
)
"""

TAILS = """
SELECT series.device_id, segment.n, segment.hash FROM series JOIN segment ON segment.series = series.id
WHERE series.space = ? AND segment.n = (SELECT max(n) FROM segment WHERE series = series.id)
"""

SPACE_OF_KIT = """
SELECT space.space_id FROM kit JOIN space ON space.id = kit.space WHERE kit.device_id = ? ORDER BY space.id LIMIT 1
"""

LETTER = "SELECT letter FROM letter WHERE space = ?"

# Sizes first, bodies after: `length` of a blob does not read it, so a page costs no more than what it sends.
STATEMENT_SIZES = """
SELECT length(raw) FROM statement
WHERE space = (SELECT id FROM space WHERE space_id = ?) AND position >= ? ORDER BY position LIMIT 1000
"""
STATEMENTS = """
SELECT raw, signature FROM statement
WHERE space = (SELECT id FROM space WHERE space_id = ?) AND position >= ? ORDER BY position LIMIT ?
"""
STATEMENT_SEQ = """
SELECT seq FROM statement WHERE space = (SELECT id FROM space WHERE space_id = ?) AND position = ?
"""
HEADERS = """
SELECT segment.seq, series.device_id, segment.n, segment.header
FROM segment CROSS JOIN series ON series.id = segment.series
WHERE series.space = (SELECT id FROM space WHERE space_id = ?) AND segment.seq > ? ORDER BY segment.seq LIMIT ?
"""
SEGMENT_SIZES = """
SELECT length(header) + length(body) FROM segment
WHERE series = (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?)
AND n >= ? ORDER BY n LIMIT ?
"""
SEGMENTS = """
SELECT seq, header, signature, body FROM segment
WHERE series = (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?)
AND n >= ? ORDER BY n LIMIT ?
"""

_ADD_SPACE = "INSERT INTO space (space_id, bytes, segments) VALUES (?, 0, 0)"
_ADD_INVITE = "INSERT INTO invite_used (hash) VALUES (?)"
_ADD_STATEMENT = """
INSERT INTO statement (seq, space, position, raw, signature)
VALUES (?, (SELECT id FROM space WHERE space_id = ?), ?, ?, ?)
"""
_SET_KIT = """
INSERT INTO kit (space, device_id) VALUES ((SELECT id FROM space WHERE space_id = ?), ?)
ON CONFLICT (space) DO UPDATE SET device_id = excluded.device_id
"""
_ADD_SERIES = """
INSERT INTO series (space, device_id) VALUES ((SELECT id FROM space WHERE space_id = ?), ?) ON CONFLICT DO NOTHING
"""
_ADD_SEGMENT = """
INSERT INTO segment (seq, series, n, hash, header, signature, body) VALUES (
    ?,
    (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?),
    ?, ?, ?, ?, ?
)
"""
_ADD_FORK = """
INSERT INTO fork (series, n, header, signature) VALUES (
    (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?), ?, ?, ?
) ON CONFLICT DO NOTHING
"""
_ANSWER_LETTER = "DELETE FROM letter WHERE space = (SELECT id FROM space WHERE space_id = ?)"
_PUT_LETTER = """
INSERT INTO letter (space, letter) VALUES ((SELECT id FROM space WHERE space_id = ?), ?)
ON CONFLICT (space) DO UPDATE SET letter = excluded.letter
"""
_LOSE_STATEMENTS = """
INSERT INTO lost_statement (seq, space, position, raw, signature) SELECT seq, space, position, raw, signature
FROM statement WHERE space = (SELECT id FROM space WHERE space_id = ?) AND position >= ?
"""
_DROP_STATEMENTS = """
DELETE FROM statement WHERE space = (SELECT id FROM space WHERE space_id = ?) AND position >= ?
"""
_LOSE_SEGMENTS = """
INSERT INTO lost_segment (seq, series, n, hash, header, signature, body)
SELECT seq, series, n, hash, header, signature, body FROM segment
WHERE series = (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?)
AND n > ?
"""
_DROP_SEGMENTS = """
DELETE FROM segment
WHERE series = (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?)
AND n > ?
"""
_GIVE_BACK = """
UPDATE space SET bytes = bytes - (
    SELECT ifnull(sum(length(body)), 0) FROM segment JOIN series ON series.id = segment.series
    WHERE series.space = space.id AND series.device_id = ?2 AND segment.n = ?3
) - (
    SELECT ifnull(sum(length(body)), 0) FROM lost_segment JOIN series ON series.id = lost_segment.series
    WHERE series.space = space.id AND series.device_id = ?2 AND lost_segment.n = ?3
) WHERE space_id = ?1
"""
_ERASE = """
UPDATE segment SET body = x''
WHERE series = (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?)
AND n = ?
"""
_ERASE_LOST = """
UPDATE lost_segment SET body = x''
WHERE series = (SELECT id FROM series WHERE space = (SELECT id FROM space WHERE space_id = ?) AND device_id = ?)
AND n = ?
"""
_ADD_USAGE = "UPDATE space SET bytes = bytes + ?, segments = segments + ? WHERE space_id = ?"


def how_many_fit(sizes: Sequence[int], bytes_max: int, each: int) -> int:
    """Return how many of these fit into a page, where each costs `each` more: all but the first may be left."""
    count, total = 0, 0
    for size in sizes:
        total += size + each
        if count and total > bytes_max:
            break
        count += 1
    return count


@dataclass(slots=True)
class Rows:
    """The rows of one batch, by table, and the place that each write got in the order of all that is kept."""

    seq: int
    seqs: list[int] = field(default_factory=list[int])
    spaces: list[Row] = field(default_factory=list[Row])
    invites: list[Row] = field(default_factory=list[Row])
    said: list[Row] = field(default_factory=list[Row])
    kits: list[Row] = field(default_factory=list[Row])
    series: list[Row] = field(default_factory=list[Row])
    segments: list[Row] = field(default_factory=list[Row])
    forks: list[Row] = field(default_factory=list[Row])
    usage: list[Row] = field(default_factory=list[Row])
    lost_said: list[Row] = field(default_factory=list[Row])
    lost_series: list[Row] = field(default_factory=list[Row])
    erased: dict[Row, None] = field(default_factory=dict[Row, None])
    answered: list[Row] = field(default_factory=list[Row])
    letters: list[Row] = field(default_factory=list[Row])

    @property
    def overwrites(self) -> bool:
        """Whether something of before is gone by this batch, so that no copy of it may stay in a log."""
        return bool(self.erased or self.lost_series or self.answered or self.letters)

    def statements(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield what to run, in an order that references allow; a table without rows is left out."""
        erased = list(self.erased)
        all_ = (
            (_ADD_SPACE, self.spaces),
            (_ADD_INVITE, self.invites),
            (_LOSE_STATEMENTS, self.lost_said),
            (_DROP_STATEMENTS, self.lost_said),
            (_LOSE_SEGMENTS, self.lost_series),
            (_DROP_SEGMENTS, self.lost_series),
            (_ADD_STATEMENT, self.said),
            (_SET_KIT, self.kits),
            (_ADD_SERIES, self.series),
            (_ADD_SEGMENT, self.segments),
            (_ADD_FORK, self.forks),
            (_ADD_USAGE, self.usage),
            (_GIVE_BACK, erased),
            (_ERASE, erased),
            (_ERASE_LOST, erased),
            (_ANSWER_LETTER, self.answered),
            (_PUT_LETTER, self.letters),
        )
        return ((sql, values) for sql, values in all_ if values)

    def add(self, write: Write) -> None:
        """Take one write in."""
        match write:
            case NewSpace():
                self.spaces.append((write.space_id,))
                if write.invite_hash is not None:
                    self.invites.append((write.invite_hash,))
                self._say(write.space_id, 0, (write.genesis,))
            case NewStatements():
                self._say(write.space_id, write.start, write.run)
            case NewBranch():
                self.lost_said.append((write.space_id, write.start))
                self.lost_series += [(write.space_id, device, n) for device, n in write.end_by_device.items()]
                self._say(write.space_id, write.start, write.run)
                self.kits.append((write.space_id, write.kit))
            case NewSegments():
                self._seal(write)
            case NewFork():
                self.forks.append((write.space_id, write.device_id, write.n, write.header, write.signature))
            case NewLetter():
                self.letters.append((write.space_id, write.letter))
            case _:
                assert_never(write)
        self.seqs.append(self.seq)
        used = usage_of(write)
        if used != Usage(0, 0):
            self.usage.append((used.bytes, used.segments, write.space_id))

    def _say(self, space_id: SpaceId, start: int, run: Sequence[SignedStatement]) -> None:
        for position, signed in enumerate(run, start):
            self.seq += 1
            self.said.append((self.seq, space_id, position, signed.raw, signed.signature))
            kit = kit_set_by(signed.raw)
            if kit is not None:
                self.kits.append((space_id, kit))
            self.erased |= {(space_id, *body): None for body in erased_by(signed.raw)}
            if answers_letter(signed.raw):
                self.answered.append((space_id,))

    def _seal(self, write: NewSegments) -> None:
        place = (write.space_id, write.device_id)
        self.series.append(place)
        for placed in write.run:
            self.seq += 1
            segment = placed.segment
            told = (placed.core.n, placed.hash, segment.header, segment.signature, segment.body)
            self.segments.append((self.seq, *place, *told))


def rows_of(batch: Sequence[Write], after_seq: int) -> Rows:
    """Turn a batch into rows; the first new row's place is `after_seq + 1`."""
    rows = Rows(after_seq)
    for write in batch:
        rows.add(write)
    return rows
