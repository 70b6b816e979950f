"""After a client was killed: the next start needs nobody's hand, and everything promised is there.

It looks with the product's own eyes, opens the folder once, and goes on recording in it.
"""

import asyncio
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.support.kill_sweep import Kill, Nursery, sweep
from whyward.adapters.home import Lock, create_home, is_journal, open_home
from whyward.journal.intentions.values import AddValue
from whyward.journal.journal import Journal
from whyward.journal.key_file import Unlock
from whyward.protocol.segments import EMPTY

ENTRIES_BEFORE = 12
_FILE = Lock(Unlock.FILE)


async def make_template(folder: Path) -> None:
    """Make a journal with some entries, and a snapshot of them."""
    await create_home(folder / "home", _FILE, relay=None)
    journal = await open_home(folder / "home", str)
    for number in range(ENTRIES_BEFORE):
        await journal.record(AddValue(name=f"Value {number}", own_words="x" * 150 * number))
    journal.save_snapshot()
    await journal.close()


def sweep_client(keeper: Nursery, seed: str, folder: Path) -> Counter[str]:
    """Kill a client that founds and one that records, at every call; count the kills by call."""
    return sweep_founding(keeper, seed, folder) + _sweep_recording(keeper, seed, folder)


def sweep_founding(keeper: Nursery, seed: str, folder: Path, work: str = "found") -> Counter[str]:
    """Kill a client that founds a journal, at every call; count the kills by call."""
    run = folder / "new"

    def as_new() -> Path:
        shutil.rmtree(run, ignore_errors=True)
        run.mkdir()
        return run

    return _seen_through(sweep(keeper, work, seed, prepare=as_new))


def _sweep_recording(keeper: Nursery, seed: str, folder: Path) -> Counter[str]:
    template, run = folder / "template", folder / "run"
    asyncio.run(make_template(template))

    def as_before() -> Path:
        shutil.rmtree(run, ignore_errors=True)
        return shutil.copytree(template, run)

    return _seen_through(sweep(keeper, "record", seed, prepare=as_before))


def _seen_through(kills: Iterable[Kill]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for kill in kills:
        counted[kill.call] += 1
        try:
            asyncio.run(_goes_on(kill.left / "home", kill.promised))
        except BaseException as error:
            error.add_note(f"killed: {kill.what}; promised: {kill.promised}")
            raise
    return counted


async def _goes_on(home: Path, promised: Sequence[str]) -> None:
    if not is_journal(home):
        assert not promised, "a journal was promised and is not there"
        await create_home(home, _FILE, relay=None)
    journal = await open_home(home, str)
    try:
        report = await journal.check(read_data=True)
        assert not report.findings, report.findings
        for line in promised:
            n, _, hash_ = line.strip().partition(" ")
            if hash_:
                assert await journal._log.store.segment_hash(journal.device_id, int(n)) == bytes.fromhex(hash_)
        before = _end(journal)
        assert promised != ["founded\n"] or before == 0
        await journal.record(AddValue(name="After all of it"))
        assert _end(journal) == before + 1
    finally:
        await journal.close()


def _end(journal: Journal) -> int:
    return journal.pages.heads.get(journal.device_id, EMPTY).n
