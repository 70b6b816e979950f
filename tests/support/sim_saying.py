"""What people of a simulated world do about who belongs, and what else only some devices do.

By the product's own verbs, over the relay or over a folder.
"""

from collections.abc import Awaitable, Callable

from tests.support.memory_folder import MemoryFolder
from tests.support.sim_device import Process
from whyward.journal.appending import Author, append_events
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.hlc import next_hlc
from whyward.journal.recovery import recovery_keys
from whyward.journal.refusals import in_plain_words
from whyward.journal.trust.verbs import Trust
from whyward.journal.words import recovery_entropy
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import EMPTY

Wish = Callable[[Trust], Awaitable[object]]


async def say(process: Process, wish: Wish, folder: MemoryFolder | None = None) -> None:
    """Bring a wish before everybody, or be refused in plain words."""
    assert process.journal is not None
    try:
        await wish(process.journal.trust(folder))
    except TheirFault as fault:
        raise in_plain_words(fault) from fault


def without(device: DeviceId) -> Wish:
    """Shut a device out."""
    return lambda trust: trust.remove(device)


def taking_over(device: DeviceId) -> Wish:
    """Record as one's own what a removed device recorded too late."""
    return lambda trust: trust.take_over(device)


async def under_a_new_key(trust: Trust) -> None:
    """Begin a new epoch."""
    await trust.rotate()


def with_new_words(process: Process, papers: list[str]) -> Wish:
    """Replace the recovery kit, once the new words are on paper."""
    device = process.device

    async def show(words: list[str]) -> None:
        papers.append(" ".join(words))
        kit = recovery_keys(recovery_entropy(papers[-1]), device.world.crypto)
        device.witness.trusted.add(kit.device_id)

    async def wish(trust: Trust) -> None:
        await trust.renew_kit(show)

    return wish


async def sync_folder(process: Process, folder: MemoryFolder) -> None:
    """Sync with a folder."""
    assert process.journal is not None
    await process.journal.sync_folder(folder)


async def record_newer(process: Process, kind: str, body: bytes) -> None:
    """Record, as a newer program would, what this one does not know."""
    log, entropy = process.log, process.device.world.entropy
    async with log.store.turn() as turn:
        await log.catch_up(turn)
        now_ms = process.device.clock.ms
        hlc = next_hlc(log.pages.max_hlc, now_ms)
        event = Event(entropy.random_bytes(16), kind, hlc, now_ms, 0, entropy.random_bytes(16), body)
        me, heads = log.keys, log.new_heads()
        before = log.pages.heads.get(me.device_id, EMPTY)
        tail = await append_events(log, turn, [event], Author(me, before), heads)
    log.pages.merge([Recorded(event, me.device_id)])
    log.fold_own(heads, before.n, tail)
    process.device.acknowledged.append(event)
