"""A journal's file that is spoilt again and again, and what a process finds when it opens it.

The journal is small, real and full of all that a log can hold: two devices, receipts, an alarm, something set aside.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.memory_folder import MemoryFolder
from tests.support.sim_device import CRYPTO, DATA_KEY
from tests.support.sim_person import a_world, joined, run_of
from whyward.adapters.log_store import FileLog, create_log, open_log
from whyward.journal.checking import CheckReport, check_log
from whyward.journal.errors import Damaged
from whyward.journal.events.envelope import Recorded
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.founding import found_space, load_keys
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.log import Log, load_control
from whyward.journal.pages import Pages
from whyward.journal.ports import INVITE, RELAY_KEY, RELAY_URL, Receipt
from whyward.journal.recording import record
from whyward.journal.status import status
from whyward.protocol.errors import WhywardError


class Watching(Pages):
    """Pages that remember all they were given."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.shown: list[Recorded] = []

    def merge(self, batch: Iterable[Recorded]) -> None:
        """Remember, then fold."""
        taken = list(batch)
        self.shown += taken
        super().merge(taken)


@dataclass
class Found:
    """What came of opening a spoilt file."""

    refused: str = ""
    report: CheckReport = field(default_factory=CheckReport)
    shown: list[Recorded] = field(default_factory=list[Recorded])
    state: bytes = b""

    @property
    def is_detected(self) -> bool:
        """Whether anybody would know."""
        return bool(self.refused or self.report.findings)


def flipped(raw: bytes, bit: int) -> bytes:
    """Flip one bit."""
    byte, place = divmod(bit, 8)
    return raw[:byte] + bytes([raw[byte] ^ 1 << place]) + raw[byte + 1 :]


def judge(found: Found, whole: Found, what: object) -> None:
    """What must hold, whatever was spoilt."""
    genuine = {(one.event, one.device) for one in whole.shown}
    assert {(one.event, one.device) for one in found.shown} <= genuine, f"{what}: something that nobody wrote"
    if found.state and found.state != whole.state:
        assert found.is_detected, f"{what}: another state, and nothing found"


async def open_again(store: FileLog) -> tuple[Log, Watching]:
    """Open a log as a process does; its pages remember what they show."""
    keys = await load_keys(store, DATA_KEY, CRYPTO)
    try:
        control = await load_control(store, CRYPTO)
    except ValueError as error:
        raise Damaged("the control log does not hold") from error  # As `open_home` has it.
    log = Log(store, keys, control, a_world("again"))
    log.pages = watching = Watching()
    await log.catch_up()
    return log, watching


async def found_in(path: Path) -> Found:
    """Open, look at the status, and check everything."""
    found = Found()
    try:
        store = await open_log(path)
    except WhywardError as error:
        found.refused = str(error)
        return found
    try:
        log, watching = await open_again(store)
        found.shown = watching.shown
        found.state = log.pages.state_hash()
        await status(log)
        found.report = await check_log(log, read_data=True)
    except WhywardError as error:
        # Its text alone: the error itself would keep a half-read question open, and with it a lock.
        found.refused = str(error)
    finally:
        await store.close()
    return found


async def grown(path: Path, entries: int = 4) -> MemoryFolder:
    """Make the journal; return a carrier folder that holds all of it."""
    store = await create_log(path)
    await found_space(store, DATA_KEY, a_world("spoilt"), None)
    log, _ = await open_again(store)
    other, other_store = await joined(log, "other")
    for n in range(entries):
        await record(other, [WriteEntry(body=f"From elsewhere {n}. " * (3 + 40 * (n % 2)))])
        await record(log, [WriteEntry(body=f"From here {n}. " * (3 + 40 * (n % 2)))])
    await log.take_segments(other.keys.device_id, 1, run_of(other_store, other))
    await record(log, [WriteEntry(body="After all of it.")])
    me = log.keys.device_id
    async with store.turn() as turn:
        await turn.put(RELAY_URL, b"https://relay.example")
        await turn.put(RELAY_KEY, bytes(range(32)))
        await turn.put(INVITE, b"please")
        await turn.set_receipt(Receipt(me, 2, log.pages.heads[me].hash, 7, bytes(64)))
        await turn.quarantine(other.keys.device_id, 9, "bad-body", b"raw")
        await turn.raise_alarm("relay-regressed", me, 5)
    stick = MemoryFolder()
    await carry_folder(log, stick)
    await store.close()
    return stick
