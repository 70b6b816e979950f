"""What only a share's own log knows: whose devices read there, what went wrong, and what the person should hear of.

It says what is so, and asks for nothing. No key, secret or seed is in here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from whyward.journal.alarms import in_words
from whyward.journal.changes import Change, changes
from whyward.journal.events.shared import DeletionAnswer
from whyward.journal.folding.shares import ShareRow
from whyward.journal.ports import StoredAlarm
from whyward.journal.projections.correspondence import shared_day
from whyward.journal.projections.shares import ShareDevice
from whyward.journal.sentences import sentence
from whyward.journal.sharing.effective import ShareState, effective
from whyward.journal.sharing.letters import Farewell
from whyward.journal.sharing.root import guest_root
from whyward.journal.sharing.share_log import ShareLog
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId
from whyward.protocol.members import Member
from whyward.protocol.statements import Party

_DEVICE_NEWS_DAYS: Final = 30
_NOT_THEIRS: Final = sentence(
    "Something was said in this share that was not theirs to say, or somebody was to be shut out who is not theirs to "
    "shut out. It was refused. If that surprises you, one of their devices may be in other hands: call them."
)
_IN_TWO_WAYS: Final = sentence(
    "Something in this share was shown in two ways: by a copy of one of the devices, or by a relay that tells two "
    "stories. Nothing of yours is lost. If it happens again, use another relay for sharing."
)
_ALARMS: Final[dict[str, str]] = {Code.NOT_ALLOWED.value: _NOT_THEIRS, Code.FORKED.value: _IN_TWO_WAYS}


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """A device that can read in a share; `since` is the day on which this device learned of it, if it remembers.

    `is_root`: it stands for the other person as a whole, whose devices it lets in.
    """

    device_id: DeviceId
    party: Party
    is_this: bool
    is_root: bool
    since: date | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What lies beside a share's pages on this device, looked at once."""

    log: ShareLog
    changes: Sequence[Change]
    alarms: Sequence[StoredAlarm]
    farewell: Farewell | None = None


async def glance(log: ShareLog, farewell: Farewell | None = None) -> Glance:
    """Look once."""
    return Glance(log, await changes(log.store), await log.store.alarms(), farewell)


def readers_in(seen: Glance) -> tuple[Reader, ...]:
    """Return every device that can read in a share, the recovery kit among them, in the order they came in."""
    members = sorted(seen.log.control.members.values(), key=lambda member: (member.since, member.device_id))
    root = guest_root(seen.log.control)
    return tuple(
        Reader(
            device_id=member.device_id,
            party=member.party,
            is_this=member.device_id == seen.log.keys.device_id,
            is_root=root is not None and member.device_id == root.device_id,
            since=_since(seen, member),
        )
        for member in members
    )


def guest_devices(seen: Glance) -> tuple[ShareDevice, ...]:
    """Return the other person's devices that can read."""
    return tuple(
        ShareDevice(id=bytes(reader.device_id), since=reader.since, is_root=reader.is_root)
        for reader in readers_in(seen)
        if reader.party is Party.GUEST
    )


def notices(row: ShareRow, seen: Glance | None, today: date) -> tuple[str, ...]:
    """Return what the person should hear of, in sentences."""
    found: list[str] = []
    state = effective(row, today=today).state
    if state is ShareState.KEYS_CHANGED:
        found.append(
            sentence("They came with other keys. Nothing goes out until you two have compared the words once more.")
        )
    if state is ShareState.EXPIRED:
        found.append(sentence("This has ended by itself. You can let it go on, or leave it as it is."))
    if seen is not None:
        found += _of_devices(seen, today)
        found += [_ALARMS.get(alarm.code) or in_words(alarm.code) for alarm in seen.alarms]
        found += [] if seen.farewell is None else [_of_farewell(seen.farewell)]
    return tuple(found)


def _since(seen: Glance, member: Member) -> date | None:
    at_ms = next((change.at_ms for change in seen.changes if change.index == member.since), None)
    return None if at_ms is None else shared_day(at_ms)


def _of_devices(seen: Glance, today: date) -> list[str]:
    """Tell of devices that the other person let in lately, beyond the first one that they read with."""
    devices = [device for device in guest_devices(seen) if not device.is_root]
    return [
        sentence(
            "They let in one more device of theirs on %(day)s, which can read this. If that surprises you, ask them.",
            day=device.since.isoformat(),
        )
        for device in devices[1:]
        if device.since is not None and (today - device.since).days <= _DEVICE_NEWS_DAYS
    ]


def _of_farewell(said: Farewell) -> str:
    if said.answer == DeletionAnswer.DELETED.value:
        return sentence("They say that they have deleted their copies.")
    if not said.until:
        return sentence("They say that the law makes them keep their copies.")
    return sentence("They say that the law makes them keep their copies until %(day)s.", day=said.until)
