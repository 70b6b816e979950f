"""Case 15, memory runs out at any step of recording, taking and checking: nothing is half done, and all goes on."""

import pytest

from tests.support.memory_log import MemoryLog
from tests.support.sim_device import CRYPTO, SimCrypto
from tests.support.sim_person import founder, joined, opened, run_of
from whyward.journal.checking import check_log
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.log import Log, World
from whyward.journal.recording import record

HELLO = WriteEntry(body="Hello.")


class Starved(SimCrypto):
    """Ciphers that run out of memory at the k-th call, once."""

    def __init__(self) -> None:
        """Have enough for now."""
        super().__init__()
        self.calls_left: int | None = None

    def _allocate(self) -> None:
        if self.calls_left is not None:
            self.calls_left -= 1
            if self.calls_left < 0:
                self.calls_left = None
                raise MemoryError

    def aead_seal(self, key: bytes, plain: bytes, aad: bytes) -> bytes:
        """Seal, if there is memory."""
        self._allocate()
        return super().aead_seal(key, plain, aad)

    def aead_open(self, key: bytes, sealed: bytes, aad: bytes) -> bytes | None:
        """Open, if there is memory."""
        self._allocate()
        return super().aead_open(key, sealed, aad)

    def check(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Check, if there is memory."""
        self._allocate()
        return super().check(public_key, message, signature)


async def starving() -> tuple[Log, MemoryLog, Starved, Log, MemoryLog]:
    """Return a log whose ciphers can run out of memory, and another device with three records."""
    here, store = await founder()
    there, there_store = await joined(here)
    for _ in range(3):
        await record(there, [HELLO])
    crypto = Starved()
    world = World(crypto, here.world.clock, here.world.entropy)
    return Log(store, here.keys, here.control, world), store, crypto, there, there_store


@pytest.mark.parametrize("calls", range(12))
async def test_memory_that_runs_out_leaves_log_and_pages_as_they_were(calls: int) -> None:
    here, store, crypto, there, there_store = await starving()
    device = there.keys.device_id
    crypto.calls_left = calls
    done = 0
    for step in (
        lambda: record(here, [HELLO, HELLO]),
        lambda: here.take_segments(device, 1, run_of(there_store, there)),
        lambda: check_log(here, read_data=True),
    ):
        before = store.rows.copied()
        try:
            await step()
            done += 1
        except MemoryError:
            assert store.rows == before
    crypto.calls_left = None

    await here.take_segments(device, 1, run_of(there_store, there))
    await record(here, [HELLO])

    assert done >= 2
    assert here.pages.state_hash() == (await opened(store)).pages.state_hash()
    assert not (await check_log(here, read_data=True)).findings
    assert CRYPTO is not crypto
