"""Where this device stands: what it holds, what the relay has signed for, who else is in, and any alarms.

It says nothing of what was written.
"""

from dataclasses import dataclass

from whyward.journal.alarms import in_words
from whyward.journal.decide.deciding import DEVICE_NAME
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.log import Log
from whyward.journal.ports import RELAY_URL
from whyward.journal.projections.unknown import unknown_kinds
from whyward.journal.sentences import sentence
from whyward.journal.trust.digest import digest_words
from whyward.journal.trust.news import News, news
from whyward.journal.trust.whereabouts import Whereabouts, whereabouts
from whyward.protocol.ids import DeviceId
from whyward.protocol.members import Standing
from whyward.protocol.segments import EMPTY
from whyward.protocol.statements import Party


@dataclass(frozen=True, slots=True)
class Device:
    """A device of this journal; `name` is what the person calls it, if anything.

    A renewed one is the name that a device went by before a copy of its folder was found: it reads, and writes no more.
    """

    device_id: DeviceId
    name: str | None
    is_this: bool
    is_recovery: bool
    is_renewed: bool
    segments: int


@dataclass(frozen=True, slots=True)
class AlarmInWords:
    """An alarm with its stable code, when it was first seen (ms since 1970), and what it means."""

    code: str
    first_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """All that `status` shows. `news` are changes of who belongs; `digest` is six words for all that is held.

    `pending` counts segments of this device that no relay has signed for; `from_newer` events that a newer Whyward
    recorded, or added fields to: kept whole, not shown.
    """

    space_id: bytes
    device_id: DeviceId
    device_name: str | None
    relay: str | None
    recorded: int
    last_kept: int
    pending: int
    segments: int
    log_bytes: int
    quarantined: int
    unopened: int
    from_newer: int
    state_hash: bytes
    devices: list[Device]
    alarms: list[AlarmInWords]
    news: list[News]
    entries: list[Whereabouts]
    digest: list[str]
    is_shut_out: bool


def name_preference(device: DeviceId) -> str:
    """Return the preference that holds a device's name."""
    return DEVICE_NAME + device.hex()


def name_of(log: Log, device: DeviceId) -> str | None:
    """Return what the person calls a device, if anything."""
    name = log.pages.one(PREFERENCES, name_preference(device).encode())
    return None if name is None else str(name.value)


def called(log: Log, device: DeviceId) -> str:
    """Return what a sentence calls a device."""
    name = name_of(log, device)
    return f"“{name}”" if name else sentence("a device without a name (%(id)s)", id=device.hex()[:8])


def devices(log: Log) -> list[Device]:
    """Return every device of the space, in the order they came in; the recovery kit last."""
    members = sorted(log.control.members.values(), key=lambda member: (member.party is Party.RECOVERY, member.since))
    return [
        Device(
            device_id=member.device_id,
            name=name_of(log, member.device_id),
            is_this=member.device_id == log.keys.device_id,
            is_recovery=member.party is Party.RECOVERY,
            is_renewed=member.standing is Standing.RENEWED,
            segments=log.pages.heads.get(member.device_id, EMPTY).n,
        )
        for member in members
    ]


async def status(log: Log, *, entry_count: int = 5) -> Status:
    """Look at everything once; where the latest entries are, for that many of them."""
    store, me = log.store, log.keys.device_id
    own = log.pages.heads.get(me, EMPTY).n
    kept = (await store.kept()).get(me, 0)
    segments, log_bytes = await store.size()
    alarms = [AlarmInWords(alarm.code, alarm.first_ms, in_words(alarm.code)) for alarm in await store.alarms()]
    relay = await store.get(RELAY_URL)
    known = devices(log)
    return Status(
        space_id=log.control.space_id,
        device_id=me,
        device_name=next((device.name for device in known if device.is_this), None),
        relay=None if relay is None else relay.decode(),
        recorded=own,
        last_kept=kept,
        pending=own - kept,
        segments=segments,
        log_bytes=log_bytes,
        quarantined=len(await store.quarantine_list()),
        unopened=len(log.unopened),
        from_newer=sum(kind.unreadable + kind.newer_fields for kind in unknown_kinds(log.pages)),
        state_hash=log.pages.state_hash(),
        devices=known,
        alarms=alarms,
        news=await news(log, lambda device: called(log, device)),
        entries=await whereabouts(log, entry_count),
        digest=digest_words(log),
        is_shut_out=me not in log.control.members,
    )
