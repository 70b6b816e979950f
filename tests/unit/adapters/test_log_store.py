"""The log on disk: durable turns, several writers, and a sentence for every kind of bad luck."""

import asyncio
import sqlite3
import stat
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from whyward.adapters.log_store import FileLog, create_log, open_log
from whyward.journal.errors import Damaged, JournalError, Refused
from whyward.journal.ports import Receipt, StoredSegment
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import Core, Header, Segment, Tail, segment_hash
from whyward.protocol.statements import SignedStatement

ANNA, BELA = DeviceId(b"a" * 32), DeviceId(b"b" * 32)


def stored(device: DeviceId, n: int) -> StoredSegment:
    """Make a segment that only a store would take."""
    z = bytes(32)
    core = encoded(Core(1, 1, 1, z, device, n, z, z, 0, z, 512, z))
    header = encoded(Header(core, z, z))
    return StoredSegment(device, n, segment_hash(header), Segment(header, bytes(64), b"body" * 100))


def end(device: DeviceId, n: int) -> Tail:
    """Return the end of a series that holds these up to `n`."""
    return Tail(n, stored(device, n).hash)


@pytest.fixture
async def log(tmp_path: Path) -> AsyncGenerator[FileLog]:
    """A fresh log."""
    store = await create_log(tmp_path / "journal.db")
    yield store
    await store.close()


async def test_what_a_turn_wrote_is_there_after_opening_again(tmp_path: Path) -> None:
    """Segments, statements, names and receipts."""
    path = tmp_path / "journal.db"
    first = await create_log(path)
    signed = SignedStatement(b"raw", bytes(64))
    async with first.turn() as turn:
        await turn.append([stored(ANNA, 1), stored(ANNA, 2), stored(BELA, 1)])
        await turn.append_statements(0, [signed])
        await turn.put("relay_url", b"https://relay.example")
        await turn.set_receipt(Receipt(ANNA, 2, bytes(32), 1, bytes(64)))
        await turn.raise_alarm("forked", ANNA, 5)
        await turn.quarantine(BELA, 9, "bad-body", b"raw")
    await first.close()

    again = await open_log(path)

    ends = await again.ends()
    assert ends.statement_count == 1
    assert ends.tail_by_device == {ANNA: end(ANNA, 2), BELA: end(BELA, 1)}
    assert await again.page(ANNA, 2, segments_max=9) == [stored(ANNA, 2)]
    assert await again.statements(0) == [signed]
    assert await again.get("relay_url") == b"https://relay.example"
    assert await again.kept() == {ANNA: 2}
    assert [alarm.code for alarm in await again.alarms()] == ["forked"]
    assert len(await again.quarantine_list()) == 1
    assert await again.segment_hash(BELA, 1) == stored(BELA, 1).hash
    assert await again.segment_hash(BELA, 0) == bytes(32)
    assert await again.segment_hash(BELA, 2) is None
    assert await again.check_structure() == []
    await again.close()


async def test_a_turn_that_ends_in_an_error_never_happened(log: FileLog) -> None:
    """Not a row of it, and the next turn starts clean."""

    async def stumble() -> None:
        async with log.turn() as turn:
            await turn.append([stored(ANNA, 1)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stumble()

    assert (await log.ends()).tail_by_device == {}
    async with log.turn() as turn:
        await turn.append([stored(ANNA, 1)])
    assert (await log.ends()).tail_by_device == {ANNA: end(ANNA, 1)}


async def test_a_receipt_never_moves_back(log: FileLog) -> None:
    """What was signed for stays signed for, until another relay is chosen."""
    async with log.turn() as turn:
        await turn.set_receipt(Receipt(ANNA, 7, bytes(32), 1, bytes(64)))
        await turn.set_receipt(Receipt(ANNA, 3, bytes(32), 1, bytes(64)))
    assert await log.kept() == {ANNA: 7}

    async with log.turn() as turn:
        await turn.forget_relay()
    assert await log.kept() == {}


async def test_a_number_is_never_used_twice(log: FileLog) -> None:
    """The store itself refuses, whatever its callers believe."""
    async with log.turn() as turn:
        await turn.append([stored(ANNA, 1)])

    with pytest.raises(sqlite3.IntegrityError):
        async with log.turn() as turn:
            await turn.append([stored(ANNA, 1)])


@pytest.mark.parametrize("column", ["hash = x'00'", "header = x'00'", "place = place + 1"])
async def test_nothing_is_put_behind_an_end_that_is_damaged(log: FileLog, tmp_path: Path, column: str) -> None:
    """What follows a changed hash could never come together elsewhere; reading goes on."""
    async with log.turn() as turn:
        await turn.append([stored(ANNA, 1)])
    other = sqlite3.connect(tmp_path / "journal.db")
    with other:
        other.execute(f"UPDATE segment SET {column}")  # noqa: S608  # the three columns above
    other.close()

    with pytest.raises(Damaged, match="damaged") as caught:
        async with log.turn() as turn:
            await turn.ends()

    assert "check --repair" in caught.value.hint
    assert ANNA in (await log.ends()).tail_by_device


async def test_reads_wait_for_a_turn_of_the_same_process(log: FileLog) -> None:
    """Nobody may push what is not durable yet."""
    seen: list[int] = []

    async def read() -> None:
        seen.append(len(await log.page(ANNA, 1, segments_max=9)))

    async with log.turn() as turn:
        await turn.append([stored(ANNA, 1)])
        reading = asyncio.create_task(read())
        for _ in range(20):
            # The connection's thread answers in order: a read that did not wait would be answered among these.
            await turn.ends()
        assert seen == []
    await reading
    assert seen == [1]


async def test_two_writers_take_turns(tmp_path: Path) -> None:
    """Two connections, as two processes have: no number twice, no refusal, nothing lost."""
    path = tmp_path / "journal.db"
    await (await create_log(path)).close()
    logs = [await open_log(path), await open_log(path)]

    async def write(own: FileLog) -> None:
        for _ in range(25):
            async with own.turn() as turn:
                tail = (await turn.ends()).tail_by_device.get(ANNA)
                await turn.append([stored(ANNA, 1 if tail is None else tail.n + 1)])

    await asyncio.gather(*(write(own) for own in logs))

    assert (await logs[0].ends()).tail_by_device[ANNA].n == 50
    for own in logs:
        await own.close()


def test_files_are_for_this_user_alone(tmp_path: Path) -> None:
    """0600."""
    asyncio.run(_made(tmp_path / "journal.db"))

    assert stat.S_IMODE((tmp_path / "journal.db").stat().st_mode) == 0o600


async def _made(path: Path) -> None:
    await (await create_log(path)).close()


async def test_a_log_is_never_made_over_another(log: FileLog, tmp_path: Path) -> None:
    """The second `create` refuses, and the first log is as it was."""
    async with log.turn() as turn:
        await turn.append([stored(ANNA, 1)])

    with pytest.raises(Refused, match="already"):
        await create_log(tmp_path / "journal.db")
    assert (await log.ends()).tail_by_device == {ANNA: end(ANNA, 1)}


def spoil_nothing(path: Path) -> None:
    """Leave no file."""
    path.unlink()


def spoil_empty(path: Path) -> None:
    """Truncate to nothing."""
    path.write_bytes(b"")


def spoil_text(path: Path) -> None:
    """Put something else there."""
    path.write_bytes(b"this is not a database, it is a letter " * 200)


def spoil_folder(path: Path) -> None:
    """Put a folder there."""
    path.unlink()
    path.mkdir()


def spoil_link(path: Path) -> None:
    """Put a link to the real file there."""
    path.rename(path.with_suffix(".real"))
    path.symlink_to(path.with_suffix(".real"))


def spoil_other_program(path: Path) -> None:
    """Put another program's database there."""
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE cats (name TEXT)")
    other.close()


def spoil_newer(path: Path) -> None:
    """Mark it as written by a newer version."""
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()


@pytest.mark.parametrize(
    ("spoil", "kind", "says"),
    [
        (spoil_nothing, Refused, "no journal"),
        (spoil_empty, Damaged, "empty"),
        (spoil_text, Damaged, "damaged"),
        (spoil_folder, Damaged, "not a file"),
        (spoil_link, Damaged, "not a file"),
        (spoil_other_program, Damaged, "not a Whyward log"),
        (spoil_newer, Refused, "newer"),
    ],
)
async def test_what_is_no_log_is_refused_with_a_sentence_and_left_alone(
    tmp_path: Path, spoil: Callable[[Path], None], kind: type[JournalError], says: str
) -> None:
    """No new identity is made silently, and nothing is changed."""
    path = tmp_path / "journal.db"
    await _made(path)

    spoil(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(kind, match=says) as caught:
        await open_log(path)

    assert caught.value.hint
    assert (path.read_bytes() if path.is_file() else None) == before


async def test_a_full_disk_is_said_and_recording_goes_on_when_there_is_room(log: FileLog) -> None:
    """Nothing half written: SQLite is told that the file may not grow, then that it may."""
    limiter = log._db  # The only way to make this one connection's disk full
    (pages,) = next(iter(await limiter.execute_fetchall("PRAGMA page_count")))
    await limiter.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Refused, match="full") as caught:
        async with log.turn() as turn:
            await turn.append([stored(ANNA, n) for n in range(1, 50)])
    assert "safe" in caught.value.hint
    assert (await log.ends()).tail_by_device == {}

    await limiter.execute("PRAGMA max_page_count = 1000000")
    async with log.turn() as turn:
        await turn.append([stored(ANNA, n) for n in range(1, 50)])
    assert (await log.ends()).tail_by_device[ANNA].n == 49


async def test_a_flipped_byte_in_a_page_is_found(tmp_path: Path) -> None:
    """SQLite's own check sees a torn structure; chains and seals see the rest."""
    path = tmp_path / "journal.db"
    log = await create_log(path)
    async with log.turn() as turn:
        await turn.append([stored(ANNA, n) for n in range(1, 200)])
    await log.close()
    raw = bytearray(path.read_bytes())
    for position in range(4096 * 6, 4096 * 6 + 12):
        raw[position] ^= 0xFF
    path.write_bytes(bytes(raw))

    again = await open_log(path)
    try:
        findings = await again.check_structure()
    except Damaged:
        findings = ["damaged"]
    await again.close()

    assert findings
