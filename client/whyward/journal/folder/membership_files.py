"""The control log of a space in a carrier folder: reading it on, handing back what is missing, finding a fork.

It decides no membership: every statement goes to the log, which follows it or does not.
"""

from collections.abc import Sequence

from whyward.journal.folder.layout import SLOTS_MAX
from whyward.journal.folder.shelf import Shelf
from whyward.journal.log import Log
from whyward.journal.ports import LogReader
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.signatures import Check
from whyward.protocol.statements import SignedStatement

_AT_ONCE = 64


class ControlFiles:
    """The statements of one shelf, as they were when it was looked at."""

    def __init__(self, shelf: Shelf, names_by_index: dict[int, list[str]]) -> None:
        """Use `look_at_control`."""
        self._shelf = shelf
        self._names = names_by_index
        self._read: dict[str, SignedStatement | None] = {}

    async def candidates(self, index: int) -> list[SignedStatement]:
        """Return what the files of an index hold, in the order in which everybody tries them, without repetition."""
        found: list[SignedStatement] = []
        for name in self._names.get(index, []):
            if name not in self._read:
                self._read[name] = await self._shelf.statement(name)
                self._shelf.unusable += self._read[name] is None
            signed = self._read[name]
            if signed is not None and signed not in found:
                found.append(signed)
        return found

    async def first_run(self, start: int) -> list[SignedStatement]:
        """Return the first candidates of consecutive indices."""
        run: list[SignedStatement] = []
        while len(run) < _AT_ONCE:
            here = await self.candidates(start + len(run))
            if not here:
                break
            run.append(here[0])
        return run


async def look_at_control(shelf: Shelf) -> ControlFiles:
    """List the statements of a shelf."""
    return ControlFiles(shelf, await shelf.statements())


async def take_control(log: Log, files: ControlFiles) -> int:
    """Follow every statement that follows; return how many. What does not follow is left where it is."""
    before = log.control.index
    await _heed_forks(log, files)
    while run := await files.first_run(log.control.index + 1):
        if await _followed(log, run):
            continue
        if not await _followed_any(log, await files.candidates(log.control.index + 1)):
            break
    return log.control.index - before


async def _followed(log: Log, run: Sequence[SignedStatement]) -> bool:
    start = log.control.index + 1
    try:
        await log.take_statements(start, run)
    except TheirFault as fault:
        if fault.code in {Code.UNKNOWN_VERSION, Code.UNKNOWN_STATEMENT}:
            raise
        return False
    return True


async def _followed_any(log: Log, candidates: Sequence[SignedStatement]) -> bool:
    for signed in candidates:
        if await _followed(log, [signed]):
            return True
    return False


async def _heed_forks(log: Log, files: ControlFiles) -> None:
    """Raise an alarm for every valid statement that stands beside one of ours; the log decides which holds."""
    ours = await log.store.statements(0)
    for index, mine in enumerate(ours):
        others = [signed for signed in await files.candidates(index) if signed != mine]
        if not others or index == 0:
            continue  # Another genesis is another space, whatever its folder is called.
        before = await control_before(log.store, index, log.world.crypto.check)
        for other in others:
            if follows(before, other, log.world.crypto.check):
                async with log.store.turn() as turn:
                    await turn.raise_alarm(Code.CONTROL_FORKED, b"", log.world.clock.now_ms())
                return


async def give_control(log: Log, shelf: Shelf, files: ControlFiles) -> int:
    """Write every statement that no file holds; return how many."""
    given = 0
    for index, signed in enumerate(await log.store.statements(0)):
        if signed in await files.candidates(index):
            continue
        for slot in range(1, SLOTS_MAX + 1):
            if await shelf.put_statement(index, signed, slot):
                given += 1
                break
    return given


async def control_before(store: LogReader, index: int, check: Check) -> ControlLog:
    """Return the control log as it was before the statement at `index`, which is not the first."""
    genesis, *rest = (await store.statements(0))[:index]
    control = found(genesis, check)
    for signed in rest:
        control = control.follow(signed, check)
    return control


def follows(control: ControlLog, signed: SignedStatement, check: Check) -> bool:
    """Whether a statement is valid right after a control log."""
    try:
        control.follow(signed, check)
    except TheirFault:
        return False
    return True
