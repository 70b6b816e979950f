"""A sample of crash states is opened by the product itself: the whole journal, or the relay's store.

What it must find: sound structure, whole chains, and pages equal to the fold of the log alone, whatever the snapshot.
"""

from pathlib import Path

from tests.support.powerloss_machine import Files, Moment
from whyward.adapters.home import Lock, create_home, is_journal, open_home
from whyward.journal.key_file import Unlock
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.segments import EMPTY, Tail, decode_header, segment_hash
from whyward.relay.sqlite_store import open_sqlite_store

PAGE_BYTES, PAGE_SEGMENTS = 1 << 20, 1000


def _laid_down(files: Files, folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


async def _state_hash(home: Path) -> tuple[bytes, dict[str, int]]:
    journal = await open_home(home, str)
    try:
        report = await journal.check(read_data=True)
        assert not report.findings, report.findings
        ends = await journal._log.store.ends()
        reach = {device.hex(): tail.n for device, tail in ends.tail_by_device.items() if tail.n}
        return journal.pages.state_hash(), {"statements": ends.statement_count, **reach}
    finally:
        await journal.close()


async def look_at_client(moment: Moment, folder: Path) -> None:
    """Open the whole journal, with and without its snapshot: the same pages, and all that was acknowledged.

    Where founding had not come that far, founding again works at once.
    """
    _laid_down(moment.files, folder / "with")
    if not is_journal(folder / "with" / "home"):
        await create_home(folder / "with" / "home", Lock(Unlock.FILE), relay=None)
        return
    _laid_down({name: raw for name, raw in moment.files.items() if "pages.sealed" not in name}, folder / "without")

    told, reach = await _state_hash(folder / "with" / "home")
    folded, _ = await _state_hash(folder / "without" / "home")

    assert told == folded, "the snapshot stands for something else than the log"
    assert {**reach, "kept": 0} == {**dict(moment.books.reach), "kept": 0}


async def look_at_relay(moment: Moment, folder: Path) -> None:
    """Open the store, and follow each series from its first segment to the end that the store names."""
    _laid_down(moment.files, folder)
    async with open_sqlite_store(folder / "relay.sqlite3", bytes(32)) as store:
        for name, n in moment.books.reach:
            space, _, device = name.partition("/")
            space_id, device_id = SpaceId(bytes.fromhex(space)), DeviceId(bytes.fromhex(device))
            held = await store.space(space_id)
            assert held is not None
            tail = EMPTY
            while page := await store.segments(
                space_id, device_id, tail.n + 1, bytes_max=PAGE_BYTES, count_max=PAGE_SEGMENTS
            ):
                for item in page:
                    _, core = decode_header(item.segment.header)
                    assert (core.n, core.prev) == (tail.n + 1, tail.hash), "the chain has a gap"
                    tail = Tail(core.n, segment_hash(item.segment.header))
            assert tail == held.tail_by_device[device_id]
            assert tail.n == n
