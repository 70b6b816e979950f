"""The log's rows: what each question and each change of the log is in SQL, on one open connection.

It refuses to begin or end transactions: `log_store` decides when a turn starts and when it counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Row
from typing import Any

import aiosqlite

from whyward.journal.errors import Damaged
from whyward.journal.ports import RELAY_KEY, RELAY_URL, Ends, Quarantined, Receipt, StoredAlarm, StoredSegment
from whyward.journal.sentences import sentence
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.segments import EMPTY, Segment, Tail, decode_header, segment_hash
from whyward.protocol.statements import SignedStatement

_N_BITS = 40
_N_MASK = (1 << _N_BITS) - 1

_ENDS = """
SELECT NULL, coalesce(max(idx) + 1, 0), raw, NULL FROM statement UNION ALL
SELECT series.device, segment.place, segment.hash, segment.header FROM series JOIN segment ON segment.place =
  (SELECT max(place) FROM segment WHERE place BETWEEN series.id << 40 AND (series.id << 40) | 1099511627775)
"""

_SET_RECEIPT = """
INSERT INTO receipt (device, n, hash, relay_seq, signature) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (device) DO UPDATE SET n = excluded.n, hash = excluded.hash, relay_seq = excluded.relay_seq,
  signature = excluded.signature WHERE excluded.n >= n
"""


def _is_damaged(device: object, place: int, hash_: object, header: object) -> bool:
    try:
        _, core = decode_header(_blob(header))
    except TheirFault:
        return True
    return (core.device_id, core.n, segment_hash(_blob(header))) != (device, place & _N_MASK, hash_)


def _damaged_end() -> Damaged:
    text = sentence("the last record of a device is damaged here, and nothing can be put behind it")
    return Damaged(text, hint="Nothing was recorded just now. Fetch it again: whyward check --repair")


def _blob(value: object) -> bytes:
    """Return what a blob column holds; nothing, which no check lets through, if a broken disk made it another type."""
    return value if isinstance(value, bytes) else b""


def _whole(rows: Iterable[Row], *types: type) -> Iterator[tuple[Any, ...]]:
    """Yield rows of the types that the schema names; a broken disk can make them others, which `check` tells."""
    for row in rows:
        if all(type(value) is type_ for value, type_ in zip(row, types, strict=True)):
            yield tuple(row)


class Rows:
    """One connection's view of the log."""

    def __init__(self, db: aiosqlite.Connection, *, is_for_writing: bool = False) -> None:
        """Read and write through `db`, which somebody else opens and closes.

        For writing, the end of each series is looked at before anything is put behind it: what follows a hash that
        a broken disk has changed could never come together with the same series elsewhere.
        """
        self._db = db
        self._is_for_writing = is_for_writing
        self._series_by_device: dict[DeviceId, int] = {}

    def forget(self) -> None:
        """Drop what was remembered inside a turn that did not count."""
        self._series_by_device.clear()

    async def ends(self) -> Ends:
        """Return how far the log reaches."""
        (_, count, head, _), *tails = await self._db.execute_fetchall(_ENDS)
        if self._is_for_writing and any(_is_damaged(*tail) for tail in tails):
            raise _damaged_end()
        tail_by_device = {
            DeviceId(_blob(device)): Tail(place & _N_MASK, _blob(hash_)) for device, place, hash_, _ in tails
        }
        return Ends(count, _blob(head), tail_by_device)

    async def statements(self, start: int) -> list[SignedStatement]:
        """Return the stored control log from index `start` on."""
        query = "SELECT raw, signature FROM statement WHERE idx >= ? ORDER BY idx"
        rows = await self._db.execute_fetchall(query, (start,))
        return [SignedStatement(_blob(raw), _blob(signature)) for raw, signature in rows]

    async def page(self, device: DeviceId, start: int, *, segments_max: int) -> list[StoredSegment]:
        """Return at most that many segments of a series from number `start` on."""
        series = await self._series(device)
        if series is None:
            return []
        query = "SELECT place, hash, header, signature, body FROM segment WHERE place BETWEEN ? AND ? LIMIT ?"
        bounds = (series << _N_BITS | start, series << _N_BITS | _N_MASK, segments_max)
        return [
            StoredSegment(device, place & _N_MASK, _blob(hash_), Segment(_blob(header), _blob(signature), _blob(body)))
            for place, hash_, header, signature, body in await self._db.execute_fetchall(query, bounds)
        ]

    async def segment_hash(self, device: DeviceId, n: int) -> bytes | None:
        """Return the hash of one stored segment; a series that has not begun ends in 32 zero bytes."""
        if n == 0:
            return EMPTY.hash
        series = await self._series(device)
        query = "SELECT hash FROM segment WHERE place = ?"
        if series is None:
            return None
        rows = await self._db.execute_fetchall(query, (series << _N_BITS | n,))
        return next((_blob(row[0]) for row in rows), None)

    async def append(self, stored: Sequence[StoredSegment]) -> None:
        """Append checked segments."""
        rows: list[tuple[int, bytes, bytes, bytes, bytes]] = []
        for item in stored:
            series = self._series_by_device.get(item.device) or await self._begin_series(item.device)
            segment = item.segment
            rows.append((series << _N_BITS | item.n, item.hash, segment.header, segment.signature, segment.body))
        await self._db.executemany("INSERT INTO segment VALUES (?, ?, ?, ?, ?)", rows)

    async def append_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Append checked statements."""
        rows = [(index, signed.raw, signed.signature) for index, signed in enumerate(run, start)]
        await self._db.executemany("INSERT INTO statement VALUES (?, ?, ?)", rows)

    async def put(self, name: str, value: bytes) -> None:
        """Set a small named value."""
        await self._db.execute("INSERT OR REPLACE INTO named VALUES (?, ?)", (name, value))

    async def get(self, name: str) -> bytes | None:
        """Return a small named value."""
        rows = await self._db.execute_fetchall("SELECT value FROM named WHERE name = ?", (name,))
        return next((_blob(row[0]) for row in rows), None)

    async def kept(self) -> dict[DeviceId, int]:
        """Return what the relay has signed for, by series and for the control log."""
        rows = await self._db.execute_fetchall("SELECT device, n FROM receipt")
        return {DeviceId(device): n for device, n in _whole(rows, bytes, int)}

    async def receipts(self) -> list[Receipt]:
        """Return the last receipt of each series."""
        query = "SELECT device, n, hash, relay_seq, signature FROM receipt ORDER BY device"
        rows = await self._db.execute_fetchall(query)
        return [Receipt(*row) for row in _whole(rows, bytes, int, bytes, int, bytes)]

    async def set_receipt(self, receipt: Receipt) -> None:
        """Remember what the relay has signed for; it never moves back."""
        await self._db.execute(_SET_RECEIPT, receipt)

    async def forget_relay(self) -> None:
        """Forget the relay and its receipts."""
        await self._db.execute("DELETE FROM named WHERE name IN (?, ?)", (RELAY_KEY, RELAY_URL))
        await self._db.execute("DELETE FROM receipt")

    async def truncate(self, device: DeviceId, after_n: int, code: str) -> None:
        """Move the end of a series into quarantine."""
        for item in await self.page(device, after_n + 1, segments_max=-1):
            await self.quarantine(device, item.n, code, encoded(item.segment))
        await self.discard(device, after_n)

    async def discard(self, device: DeviceId, after_n: int) -> None:
        """Drop the end of a series; what is signed for above it cannot be said any more."""
        series = await self._series(device)
        if series is not None:
            bounds = (series << _N_BITS | (after_n + 1), series << _N_BITS | _N_MASK)
            await self._db.execute("DELETE FROM segment WHERE place BETWEEN ? AND ?", bounds)
        await self._db.execute("DELETE FROM receipt WHERE device = ? AND n > ?", (device, after_n))

    async def drop_bodies(self, device: DeviceId, numbers: Sequence[int]) -> None:
        """Empty the bodies of these segments."""
        series = await self._series(device)
        if series is not None:
            places = [(series << _N_BITS | n,) for n in numbers]
            await self._db.executemany("UPDATE segment SET body = x'' WHERE place = ?", places)

    async def replace_statements(self, start: int, run: Sequence[SignedStatement]) -> None:
        """Put another branch in the place of the one from `start` on."""
        for index, signed in enumerate(await self.statements(start), start):
            await self.quarantine(CONTROL, index, Code.CONTROL_FORKED, encoded(signed))
        await self._db.execute("DELETE FROM statement WHERE idx >= ?", (start,))
        await self.append_statements(start, run)

    async def quarantined(self, code: str) -> list[Quarantined]:
        """Return what lies in quarantine for one reason."""
        query = "SELECT device, n, code FROM quarantine WHERE code = ? ORDER BY device, n"
        return [Quarantined(*row) for row in _whole(await self._db.execute_fetchall(query, (code,)), bytes, int, str)]

    async def quarantine_list(self) -> list[Quarantined]:
        """Return all that lies in quarantine."""
        query = "SELECT device, n, code FROM quarantine ORDER BY code, device, n"
        return [Quarantined(*row) for row in _whole(await self._db.execute_fetchall(query), bytes, int, str)]

    async def alarms(self) -> list[StoredAlarm]:
        """Return all alarms, oldest first."""
        rows = await self._db.execute_fetchall("SELECT code, about, first_ms FROM alarm ORDER BY first_ms, code")
        return [StoredAlarm(*row) for row in _whole(rows, str, bytes, int)]

    async def quarantined_bytes(self, device: DeviceId, n: int, code: str) -> bytes | None:
        """Return refused bytes."""
        query = "SELECT raw FROM quarantine WHERE device = ? AND n = ? AND code = ?"
        return next((_blob(row[0]) for row in await self._db.execute_fetchall(query, (device, n, code))), None)

    async def release(self, device: DeviceId, code: str) -> None:
        """Drop refused bytes that are recorded elsewhere now."""
        await self._db.execute("DELETE FROM quarantine WHERE device = ? AND code = ?", (device, code))

    async def quarantine(self, device: DeviceId, n: int, code: str, raw: bytes) -> None:
        """Keep refused bytes, once."""
        row = (device, n, code, raw)
        await self._db.execute("INSERT OR IGNORE INTO quarantine (device, n, code, raw) VALUES (?, ?, ?, ?)", row)

    async def raise_alarm(self, code: str, about: bytes, at_ms: int) -> None:
        """Remember an alarm, once."""
        await self._db.execute("INSERT OR IGNORE INTO alarm VALUES (?, ?, ?)", (code, about, at_ms))

    async def strays(self) -> list[str]:
        """Return what is wrong with the rows that SQLite has no eye for: segments of no series."""
        query = "SELECT count(*) FROM segment WHERE place >> 40 NOT IN (SELECT id FROM series)"
        ((count,),) = await self._db.execute_fetchall(query)
        return [f"{count} segments belong to no device"] if count else []

    async def file_pages(self) -> tuple[int, int]:
        """Return how many pages the file has, and how many bytes a page."""
        (count,) = next(iter(await self._db.execute_fetchall("PRAGMA page_count")))
        (size,) = next(iter(await self._db.execute_fetchall("PRAGMA page_size")))
        return int(count), int(size)

    async def _series(self, device: DeviceId) -> int | None:
        known = self._series_by_device.get(device)
        if known is None:
            rows = await self._db.execute_fetchall("SELECT id FROM series WHERE device = ?", (device,))
            known = next((int(row[0]) for row in rows), None)
            if known is not None:
                self._series_by_device[device] = known
        return known

    async def _begin_series(self, device: DeviceId) -> int:
        known = await self._series(device)
        if known is None:
            await self._db.execute("INSERT INTO series (device) VALUES (?)", (device,))
            known = await self._series(device)
        assert known is not None, "a series that was just inserted is there"
        return known
