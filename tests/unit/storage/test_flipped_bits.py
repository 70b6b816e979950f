"""Case 8, bit flips in the database file: found or harmless, only what is damaged set aside, never shown as genuine."""

import asyncio
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.memory_folder import MemoryFolder
from tests.support.powerloss_machine import memory_folder
from tests.support.sim_device import CRYPTO
from tests.support.spoilt_file import Found, flipped, found_in, grown, judge, open_again
from tests.support.sqlite_here import sqlite_here
from whyward.adapters.log_store import open_log
from whyward.journal.checking import check_log
from whyward.journal.ports import Crypto
from whyward.journal.refetching import FolderSource
from whyward.journal.repairing import repair

BATCHES = 10
FLIPS = 1_000
PAGE_BYTES = 4096
REPAIR_EVERY = 10


_fits = cache(CRYPTO.check)


def _checked_once(_crypto: Crypto, public_key: bytes, message: bytes, signature: bytes) -> bool:
    return _fits(public_key, message, signature)


@pytest.fixture(scope="module", autouse=True)
def _here() -> Iterator[None]:
    """Fourteen thousand files are opened: on this thread, and each signature is checked once, as it fits for ever."""
    with pytest.MonkeyPatch.context() as patching:
        sqlite_here(patching)
        patching.setattr(type(CRYPTO), "check", _checked_once)
        yield


@pytest.fixture(scope="module")
def file_path() -> Iterator[Path]:
    """Name the file that is spoilt, where writing it costs no disk."""
    with memory_folder() as folder:
        yield Path(folder) / "journal.db"


@pytest.fixture(scope="module")
def stick(file_path: Path) -> MemoryFolder:
    """Make the journal, and a folder that holds all of it."""
    return asyncio.run(grown(file_path))


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
