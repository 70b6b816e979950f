"""The floor: what the same bytes cost on this machine without anything of ours in between.

    record   one durable SQLite commit, with our log's pragmas (and, for comparison, with a write-ahead log); the one
             that ratios are made with is taken between the recordings themselves, see `recording`
    cold     receive, AES-GCM, inflate, decode envelopes and typed bodies, store durably a page at a time
    reopen   read the snapshot, AES-GCM, hand it to SQLite
    live     one WebSocket round trip, and two durable commits: the author's and the relay's

A floor is not a peer: it checks nothing, folds nothing and remembers nothing.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from zlib import decompress

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.commits import PERSIST, WAL, measure_commits, store_cpu_s
from bench.loopback import Loopback, measure_loopback
from bench.usage import Spread, cpu_s
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch, packed
from whyward.protocol.canonical import encoded
from whyward.protocol.limits import EVENTS_PER_SEGMENT_MAX, PAGE_BYTES_MAX

_NONCE = bytes(12)
_OF_A_ROW = 550  # Header, signature and hash of a segment, in the log and on the wire.


class FloorTask(msgspec.Struct):
    """The events, the folder to work in, and how large the snapshot was."""

    events: Path
    folder: Path
    snapshot_bytes: int


class Parts(msgspec.Struct):
    """Processor seconds for all events, cut into segments in one way."""

    receive_s: float
    decrypt_s: float
    inflate_s: float
    decode_s: float
    store_s: float

    def total_s(self) -> float:
        """Return the whole cold path."""
        return self.receive_s + self.decrypt_s + self.inflate_s + self.decode_s + self.store_s


class Floor(msgspec.Struct):
    """All floors of one machine."""

    commit: Spread
    commit_wal: Spread
    loopback: Loopback
    packed: Parts
    acts: Parts
    reopen_s: float


async def measure_floor(task: FloorTask) -> Floor:
    """Measure everything once."""
    events = msgspec.msgpack.decode(task.events.read_bytes(), type=list[Event])
    commit = measure_commits(task.folder / "commit.db", PERSIST)
    commit_wal = measure_commits(task.folder / "wal.db", WAL)
    loopback = await measure_loopback(max(len(events) * 150, 8 << 20))
    parts = [
        _parts([events[start : start + size] for start in range(0, len(events), size)], task.folder, loopback)
        for size in (EVENTS_PER_SEGMENT_MAX, 1)
    ]
    return Floor(commit, commit_wal, loopback, parts[0], parts[1], _reopen_s(task))


def _parts(batches: Sequence[Sequence[Event]], folder: Path, loopback: Loopback) -> Parts:
    cipher = AESGCM(bytes(32))
    plains = [packed(Batch((), tuple(batch))) for batch in batches]
    sealed = [cipher.encrypt(_NONCE, plain, b"") for plain in plains]
    raws = [encoded(list(batch)) for batch in batches]
    deflated = [plain[10 : 10 + int.from_bytes(plain[6:10], "big")] for plain in plains if plain[1]]
    wire_mb = sum(len(body) + _OF_A_ROW for body in sealed) / 1e6
    rows = [body + bytes(_OF_A_ROW) for body in sealed]
    return Parts(
        receive_s=loopback.receive_s_per_mb * wire_mb,
        decrypt_s=_cpu(lambda: [cipher.decrypt(_NONCE, body, b"") for body in sealed]),
        inflate_s=_cpu(lambda: [decompress(stored) for stored in deflated]),
        decode_s=_cpu(lambda: _decode(raws)),
        store_s=store_cpu_s(folder / f"store-{len(rows)}.db", rows, PAGE_BYTES_MAX),
    )


def _decode(raws: Sequence[bytes]) -> int:
    decode = msgspec.msgpack.Decoder(list[Event]).decode
    typed = {kind: msgspec.msgpack.Decoder(touching.type).decode for kind, touching in KINDS.items()}
    count = 0
    for raw in raws:
        for event in decode(raw):
            typed[event.kind](event.body)
            count += 1
    return count


def _reopen_s(task: FloorTask) -> float:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE page (bytes BLOB)")
        db.execute("INSERT INTO page VALUES (zeroblob(?))", (task.snapshot_bytes,))
        db.commit()
        cipher = AESGCM(bytes(32))
        saved = task.folder / "snapshot"
        saved.write_bytes(cipher.encrypt(_NONCE, db.serialize(), b""))

    def open_it() -> None:
        with closing(sqlite3.connect(":memory:")) as opened:
            opened.deserialize(cipher.decrypt(_NONCE, saved.read_bytes(), b""))
            opened.execute("SELECT count(*) FROM page").fetchone()

    return _cpu(open_it)


def _cpu(work: Callable[[], Any]) -> float:
    """Return the median processor time of three goes."""
    times: list[float] = []
    for _ in range(3):
        began = cpu_s()
        work()
        times.append(cpu_s() - began)
    return sorted(times)[1]
