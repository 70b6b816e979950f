"""Case 8, bit flips in the database file: found or harmless, only what is damaged set aside, never shown as genuine."""

import asyncio
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.memory_folder import MemoryFolder
from tests.support.spoilt_file import Found, found_in, grown, open_again
from whyward.adapters.log_store import open_log
from whyward.journal import log as log_module
from whyward.journal.checking import check_log
from whyward.journal.refetching import FolderSource
from whyward.journal.repairing import repair
from whyward.protocol.segments import Core, decode_header

BATCHES = 10
FLIPS = 1_000
PAGE_BYTES = 4096
REPAIR_EVERY = 10
PATIENCE_S = 30
WITH_ROWID = {"segment", "statement", "series", "quarantine"}


@pytest.fixture(scope="module")
def file_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name the file that is spoilt."""
    return tmp_path_factory.mktemp("spoilt") / "journal.db"


@pytest.fixture(scope="module")
def stick(file_path: Path) -> MemoryFolder:
    """Make the journal, and a folder that holds all of it."""
    return asyncio.run(grown(file_path))


def flipped(raw: bytes, bit: int) -> bytes:
    """Flip one bit."""
    byte, place = divmod(bit, 8)
    return raw[:byte] + bytes([raw[byte] ^ 1 << place]) + raw[byte + 1 :]


def judge(found: Found, whole: Found, bit: int) -> None:
    """What must hold, whatever bit it was."""
    genuine = {(one.event, one.device) for one in whole.shown}
    assert {(one.event, one.device) for one in found.shown} <= genuine, f"bit {bit}: something that nobody wrote"
    if found.state and found.state != whole.state:
        assert found.is_detected, f"bit {bit}: another state, and nothing found"


def test_every_byte_of_the_first_page_spoilt_is_found_or_harmless(file_path: Path, stick: MemoryFolder) -> None:
    assert stick.files
    dice = random.Random(1)
    bits = [8 * byte + dice.randrange(8) for byte in range(PAGE_BYTES)]

    for found, whole, bit in _spoilt(file_path, bits):
        judge(found, whole, bit)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_random_bit_spoilt_is_found_or_harmless_and_mended_from_elsewhere(
    file_path: Path, stick: MemoryFolder, batch: int
) -> None:
    dice = random.Random(batch)
    size = file_path.stat().st_size
    bits = [dice.randrange(8 * size) for _ in range(FLIPS)]
    damaged = 0

    for found, whole, bit in _spoilt(file_path, bits):
        judge(found, whole, bit)
        damaged += bool(found.report.damages)
        if found.report.damages and damaged % REPAIR_EVERY == 1:
            asyncio.run(_mend(file_path, stick, whole, bit))

    assert damaged > FLIPS / 20, "damage that can be mended was met too rarely to say anything"


async def test_a_record_that_says_it_follows_another_is_damage_and_is_not_folded_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bit of the hash of the record before, in the first record of a series and in a later one."""
    monkeypatch.setattr(log_module, "_FOLD_SEGMENTS", 1)  # So that each record is the first of what is folded at once.
    path = tmp_path / "journal.db"
    await grown(path)
    whole, raw = await found_in(path), path.read_bytes()
    for header, core in await _headers(path):
        place = raw.index(header) + header.index(core.prev)
        path.write_bytes(flipped(raw, 8 * place))

        async with asyncio.timeout(PATIENCE_S):
            found = await found_in(path)

        judge(found, whole, 8 * place)
        assert found.is_detected


async def _headers(path: Path) -> list[tuple[bytes, Core]]:
    store = await open_log(path)
    try:
        devices = (await store.ends()).tail_by_device
        stored = [item for device in devices for item in await store.page(device, 1, segments_max=2)]
    finally:
        await store.close()
    return [(item.segment.header, decode_header(item.segment.header)[1]) for item in stored]


@pytest.mark.parametrize("value", ["text", 7, 1.5], ids=["a text", "a number", "a fraction"])
@pytest.mark.parametrize(
    "column",
    [
        *(
            "segment.hash",
            "segment.header",
            "segment.signature",
            "segment.body",
            "statement.raw",
            "statement.signature",
        ),
        *("series.device", "named.value", "receipt.device", "receipt.n", "receipt.hash", "receipt.relay_seq"),
        *("receipt.signature", "quarantine.device", "quarantine.n", "quarantine.code", "quarantine.raw"),
        *("alarm.code", "alarm.about", "alarm.first_ms"),
    ],
)
async def test_a_value_that_has_become_one_of_another_type_is_damage_like_any_other(
    tmp_path: Path, column: str, value: object
) -> None:
    """A bit of a record's header can make a text, a number or nothing of what was a blob."""
    path = tmp_path / "journal.db"
    await grown(path)
    whole = await found_in(path)
    table, _, name = column.partition(".")
    where = f" WHERE rowid = (SELECT min(rowid) FROM {table})" if table in WITH_ROWID else ""  # noqa: S608  # a constant
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE {table} SET {name} = ?{where}", (value,))  # noqa: S608  # constants
        db.commit()

    judge(await found_in(path), whole, 0)


def _spoilt(path: Path, bits: list[int]) -> Iterator[tuple[Found, Found, int]]:
    """Flip one bit after the other, and look; the file is whole again afterwards."""
    raw = path.read_bytes()
    with asyncio.Runner() as runner:
        whole = runner.run(found_in(path))
        assert not whole.is_detected
        try:
            for bit in bits:
                path.write_bytes(flipped(raw, bit))
                yield runner.run(found_in(path)), whole, bit
        finally:
            path.write_bytes(raw)


async def _mend(path: Path, stick: MemoryFolder, whole: Found, bit: int) -> None:
    """Repair from the folder: all is as it was, and nothing was cut."""
    store = await open_log(path)
    try:
        log, _ = await open_again(store)
        repaired = await repair(log, await check_log(log, read_data=False), FolderSource(stick, log.control.space_id))
        assert repaired.whole, f"bit {bit}"
        assert not repaired.cut, f"bit {bit}"
        assert not repaired.left, f"bit {bit}"
        assert log.pages.state_hash() == whole.state, f"bit {bit}"
        assert not (await check_log(log, read_data=True)).damages, f"bit {bit}"
    finally:
        await store.close()
