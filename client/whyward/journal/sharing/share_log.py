"""The log of one share space on this device: as the log of a journal, with two parties in it.

Its hybrid clock moves by the words of this side only, so that the other side's clock moves nothing here; and what was
sealed before this device came in is opened with the keys that were in from the start: the kit, or the guest's root.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from whyward.journal.device_keys import DeviceKeys, keys_from_seeds
from whyward.journal.events.envelope import Recorded
from whyward.journal.founding import load_keys
from whyward.journal.log import Log, World, load_control
from whyward.journal.ports import Crypto, LogStore
from whyward.journal.recovery import recovery_keys
from whyward.journal.sharing.coarse_clock import CoarseClock
from whyward.protocol.ids import SpaceId
from whyward.protocol.labels import Label, keyed
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import Party


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a share: which party it is, and the keys that were in before any device of it, the latest last."""

    party: Party
    spare: tuple[DeviceKeys, ...] = field(repr=False)


class ShareLog(Log):
    """A share space on this device."""

    def __init__(self, store: LogStore, keys: DeviceKeys, control: ControlLog, world: World, side: Side) -> None:
        """Start with empty pages; the world's clock is to be a coarse one (`share_world`)."""
        self._party = side.party
        self._own_hlc = 0
        super().__init__(store, keys, control, world, spare=side.spare)

    def know(self, side: Side) -> None:
        """Learn of keys that were made since: a kit or a root that took the place of the one before."""
        self.opener.know(side.spare)

    @property
    def after_hlc(self) -> int:
        """The highest hybrid clock among what this side has said."""
        return self._own_hlc

    def merge(self, batch: Sequence[Recorded]) -> None:
        """Take in events, and the clock of those that are this side's own."""
        super().merge(batch)
        for one in batch:
            member = self.control.known(one.device)
            if member is not None and member.party is self._party:
                self._own_hlc = max(self._own_hlc, one.event.hlc)


def share_world(world: World) -> World:
    """Return the world as share spaces see it: with a clock that knows days only."""
    return replace(world, clock=CoarseClock(world.clock))


async def open_share_log(store: LogStore, data_key: bytes, world: World, side: Side) -> ShareLog:
    """Open a share's log and fold it; raise `TheirFault` or `JournalError` if it does not hold."""
    keys = await load_keys(store, data_key, world.crypto)
    log = ShareLog(store, keys, await load_control(store, world.crypto), share_world(world), side)
    await log.catch_up()
    return log


def file_name(data_key: bytes, space_id: SpaceId) -> str:
    """Return what a share's file is called on this device: it tells nothing to whoever sees the folder."""
    return keyed(data_key, Label.SHARE_FILE, space_id)[:16].hex()


def owner_side(kits: Sequence[bytes], crypto: Crypto) -> Side:
    """Return the owner's side, by the 32-byte seeds of all its kits."""
    return Side(Party.OWNER, tuple(recovery_keys(kit, crypto) for kit in kits))


def guest_side(roots: Sequence[tuple[bytes, bytes]], crypto: Crypto) -> Side:
    """Return a guest's side, by the two 32-byte seeds of all its roots."""
    return Side(Party.GUEST, tuple(keys_from_seeds(sign, kem, crypto) for sign, kem in roots))
