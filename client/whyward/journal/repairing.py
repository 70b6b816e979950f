"""Repairing: what is damaged is fetched again, or put into quarantine; nothing is ever made up.

Nothing is taken away before it is replaced in the same turn, except in a series of another device that nobody can
hand over now: it is cut to its sound part, and the next sync brings the rest. This device's own series is never cut:
a number that was used must not be used again.
"""

from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

from whyward.journal.checking import CheckReport, Damage, check_one
from whyward.journal.device_keys import DeviceKeys
from whyward.journal.errors import Damaged, JournalError, Unreachable
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.log import Log, World
from whyward.journal.ports import Crypto, Entropy, LogStore, LogTransaction, StoredSegment, Transport
from whyward.journal.refetching import FolderSource, Source, source_of
from whyward.journal.sentences import sentence
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.segments import EMPTY, Placed, Segment, Tail, decode_header, place_run
from whyward.protocol.statements import SignedStatement, decode_statement

DAMAGED = "damaged"
"""Why it lies in quarantine: not refused from elsewhere, but spoiled here."""


@dataclass(slots=True)
class Repaired:
    """What became of each damage: whole again, cut until the next sync, or left as it is.

    `trouble` is why nobody could be asked for sound copies, if that was so.
    """

    whole: list[Damage] = field(default_factory=list[Damage])
    cut: list[Damage] = field(default_factory=list[Damage])
    left: list[Damage] = field(default_factory=list[Damage])
    trouble: JournalError | None = None


async def mend(log: Log, report: CheckReport, transport: Transport, folder: CarrierFolder | None) -> Repaired:
    """Repair with what the folder holds, or the relay of this journal where none is given."""
    async with AsyncExitStack() as stack:
        source: Source | None = None
        trouble: JournalError | None = None
        try:
            source = await _source(stack, log.store, log.keys, log.world.entropy, transport, folder)
        except JournalError as error:
            trouble = error
        repaired = await repair(log, report, source)
    repaired.trouble = repaired.trouble or trouble
    return repaired


async def mend_control_log(
    store: LogStore, keys: DeviceKeys, world: World, transport: Transport, folder: CarrierFolder | None
) -> None:
    """Fetch a damaged control log again; nothing is done, and nobody asked, if it is sound."""
    if first_bad(await store.statements(0), world.crypto) is None:
        return
    async with AsyncExitStack() as stack:
        source = await _source(stack, store, keys, world.entropy, transport, folder)
        if source is not None:
            await mend_control(store, world.crypto, source)


async def _source(
    stack: AsyncExitStack,
    store: LogStore,
    keys: DeviceKeys,
    entropy: Entropy,
    transport: Transport,
    folder: CarrierFolder | None,
) -> Source | None:
    space_id = await space_of(store)
    if space_id is None:
        return None
    if folder is not None:
        return FolderSource(folder, space_id)
    return await stack.enter_async_context(source_of(store, keys, space_id, transport, entropy))


async def repair(log: Log, report: CheckReport, source: Source | None) -> Repaired:
    """Mend every damaged series that the report names; the pages are folded anew afterwards."""
    repaired = Repaired()
    for damage in report.damages:
        fetched = [] if source is None else await _fetched(log, damage, source)
        receipts = [receipt for receipt in await log.store.receipts() if receipt.device == damage.device]
        async with log.store.turn() as turn:
            if await _swap(log, turn, damage, fetched):
                for receipt in receipts:
                    await turn.set_receipt(receipt)
                repaired.whole.append(damage)
            elif damage.device != log.keys.device_id:
                await _cut(turn, damage, fetched)
                repaired.cut.append(damage)
            else:
                repaired.left.append(damage)
    if report.damages:
        await log.start_over()
    return repaired


async def _fetched(log: Log, damage: Damage, source: Source) -> list[Placed]:
    """Fetch from the first damaged number on, up to where the series ended here; what is not genuine ends it."""
    placed: list[Placed] = []
    tail = await _tail(log, damage)
    while tail.n < damage.end:
        try:
            run = await source.segments(damage.device, tail.n + 1)
            fresh = _placed(log, damage.device, tail, run[: damage.end - tail.n])
        except (TheirFault, Unreachable):
            break
        if not fresh:
            break
        placed += fresh
        tail = Tail(fresh[-1].core.n, fresh[-1].hash)
    return placed


def _placed(log: Log, device: DeviceId, after: Tail, run: Sequence[Segment]) -> list[Placed]:
    placed = place_run(run, device=device, after=after, control=log.control, check=log.world.crypto.check)
    for item in placed:
        log.opener.open(item, log.control)
    return placed


async def _tail(log: Log, damage: Damage) -> Tail:
    """Return the end of the sound part."""
    if damage.after_n == 0:
        return EMPTY
    stored = await log.store.page(damage.device, damage.after_n, segments_max=1)
    return Tail(damage.after_n, stored[0].hash)


async def _swap(log: Log, turn: LogTransaction, damage: Damage, fetched: Sequence[Placed]) -> bool:
    """Put what was fetched in its place and what is still sound behind it; False, and nothing done, if a gap stays."""
    if not fetched:
        return False
    tail = Tail(fetched[-1].core.n, fetched[-1].hash)
    kept = await turn.page(damage.device, tail.n + 1, segments_max=damage.end)
    for item in kept:
        try:
            tail = Tail(item.n, check_one(item, tail, log.control, log).hash)
        except TheirFault:
            return False
    if tail.n < damage.end:
        return False
    await turn.truncate(damage.device, damage.after_n, DAMAGED)
    await turn.append([_stored(item) for item in fetched])
    await turn.append(kept)
    await turn.release(damage.device, DAMAGED)
    return True


async def _cut(turn: LogTransaction, damage: Damage, fetched: Sequence[Placed]) -> None:
    """Keep the sound part of another device's series and what was fetched; the rest lies in quarantine."""
    await turn.truncate(damage.device, damage.after_n, DAMAGED)
    await turn.append([_stored(item) for item in fetched])


async def mend_control(store: LogStore, crypto: Crypto, source: Source) -> int | None:
    """Fetch the control log again from its first damaged statement on; return that index, None for a sound one.

    What is fetched must continue what is sound here, and reach as far as the damaged one did: raise `Damaged` if not.
    """
    ours = await store.statements(0)
    index = first_bad(ours, crypto)
    if index is None:
        return None
    theirs = await source.statements()
    if theirs[:index] != ours[:index] or len(theirs) < len(ours) or first_bad(theirs, crypto) is not None:
        text = sentence("what is there does not continue the control log of this device")
        raise Damaged(text, hint="Keep the folder. Another of your devices can let a new one in: whyward link")
    async with store.turn() as turn:
        await turn.replace_statements(index, theirs[index:])
    return index


async def space_of(store: LogStore) -> SpaceId | None:
    """Return the space that a log is of, as far as any of its records still says so."""
    for signed in (await store.statements(0))[:1]:
        with suppress(TheirFault):
            return SpaceId(decode_statement(signed.raw).space_id)
    for device in (await store.ends()).tail_by_device:
        for item in await store.page(device, 1, segments_max=1):
            with suppress(TheirFault):
                return SpaceId(decode_header(item.segment.header)[1].space_id)
    return None


def first_bad(statements: Sequence[SignedStatement], crypto: Crypto) -> int | None:
    """Return the first index at which a control log does not hold; 0 for an empty one."""
    control: ControlLog | None = None
    for index, signed in enumerate(statements):
        try:
            control = found(signed, crypto.check) if control is None else control.follow(signed, crypto.check)
        except (TheirFault, ValueError):
            return index
    return 0 if control is None else None


def _stored(placed: Placed) -> StoredSegment:
    return StoredSegment(DeviceId(placed.core.device_id), placed.core.n, placed.hash, placed.segment)
