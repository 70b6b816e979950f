"""The status as JSON and as lines, and the list of devices.

It shows nothing of what was written.
"""

from collections.abc import Sequence

import msgspec

from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import iso, short
from whyward.cli.shown.shares import ShareShown, standing_line
from whyward.journal.projections.shares import Share
from whyward.journal.status import Device, Status
from whyward.journal.trust.whereabouts import Whereabouts


class DeviceShown(msgspec.Struct, frozen=True, kw_only=True):
    """A device of the journal."""

    device_id: str
    name: str | None
    is_this: bool
    is_recovery: bool
    is_renewed: bool
    segments: int


class NewsShown(msgspec.Struct, frozen=True, kw_only=True):
    """A change of who belongs to the journal."""

    index: int
    learned: str
    text: str
    by_this_device: bool


class WhereaboutsShown(msgspec.Struct, frozen=True, kw_only=True):
    """Where an entry is by now."""

    entry_id: str
    title: str
    device_id: str
    kept: bool
    seen_by: list[str]


class AlarmShown(msgspec.Struct, frozen=True, kw_only=True):
    """Something that no honest relay or device does."""

    code: str
    first_seen: str
    text: str


class StatusShown(msgspec.Struct, frozen=True, kw_only=True):
    """Where this device stands."""

    space_id: str
    device_id: str
    device_name: str | None
    relay: str | None
    state_hash: str
    recorded: int
    last_kept: int
    pending: int
    segments: int
    log_bytes: int
    quarantined: int
    unopened: int
    from_newer: int
    shut_out: bool
    digest: list[str]
    devices: list[DeviceShown]
    alarms: list[AlarmShown]
    news: list[NewsShown]
    entries: list[WhereaboutsShown]
    shares: list[ShareShown]


def device_shown(device: Device) -> DeviceShown:
    """Return a device for programs."""
    return DeviceShown(
        device_id=device.device_id.hex(),
        name=device.name,
        is_this=device.is_this,
        is_recovery=device.is_recovery,
        is_renewed=device.is_renewed,
        segments=device.segments,
    )


def device_name(device: Device) -> str:
    """Return what a person would call a device."""
    if device.is_recovery:
        return "recovery words"
    return device.name or "unnamed"


def status_shown(status: Status, shares: list[ShareShown]) -> StatusShown:
    """Return the status for programs, with every share that is not stopped and everything that reads in it."""
    return StatusShown(
        space_id=status.space_id.hex(),
        device_id=status.device_id.hex(),
        device_name=status.device_name,
        relay=status.relay,
        state_hash=status.state_hash.hex(),
        recorded=status.recorded,
        last_kept=status.last_kept,
        pending=status.pending,
        segments=status.segments,
        log_bytes=status.log_bytes,
        quarantined=status.quarantined,
        unopened=status.unopened,
        from_newer=status.from_newer,
        devices=[device_shown(device) for device in status.devices],
        alarms=[
            AlarmShown(code=alarm.code, first_seen=iso(alarm.first_ms), text=alarm.text) for alarm in status.alarms
        ],
        shut_out=status.is_shut_out,
        digest=status.digest,
        news=[
            NewsShown(index=one.index, learned=iso(one.at_ms), text=one.text, by_this_device=one.by_this)
            for one in status.news
        ],
        entries=[_whereabouts_shown(one) for one in status.entries],
        shares=shares,
    )


def _whereabouts_shown(one: Whereabouts) -> WhereaboutsShown:
    return WhereaboutsShown(
        entry_id=one.entry_id.hex(),
        title=one.title,
        device_id=one.device.hex(),
        kept=one.is_kept,
        seen_by=[device.hex() for device in one.seen_by],
    )


def status_lines(status: Status, shares: Sequence[Share]) -> str:
    """Return the status for people; `shares` are those that are not stopped."""
    others = [device for device in status.devices if not device.is_this and not device.is_recovery]
    names = ", ".join(f"{one_line(device_name(device))} ({short(device.device_id)})" for device in others)
    lines = [
        f"This device    {one_line(status.device_name or 'unnamed')} ({short(status.device_id)})",
        f"Other devices  {names or 'none'}",
        f"Relay          {one_line(status.relay) if status.relay else 'none; everything stays on this device'}",
        f"Recorded here  {status.recorded}{_waiting(status)}",
        f"In the log     {status.segments} sealed records, {_size(status.log_bytes)}",
        f"State          {status.state_hash.hex()[:16]} (equal on devices that hold the same)",
        f"Six words      {' '.join(status.digest)} (the same on devices that the relay shows the same)",
    ]
    if status.is_shut_out:
        lines.append("Shut out       another of your devices removed this one; what is here stays readable here")
    if status.quarantined:
        lines.append(
            f"Set aside      {status.quarantined} records that do not hold together; nothing of them was merged"
        )
    if status.unopened:
        lines.append(f"Not opened     {status.unopened} records whose key has not arrived yet; sync again later")
    if status.from_newer:
        lines.append(
            f"Newer          {status.from_newer} from a newer Whyward, kept whole; update this one to see them"
        )
    lines += [f"Shown to       {standing_line(share)}" for share in shares]
    lines += [f"News           {one_line(one.text)} ({iso(one.at_ms)[:10]})" for one in status.news if not one.by_this]
    lines += [f"Entry          {_where(one, status)}" for one in status.entries]
    lines += [
        f"Alarm          {alarm.text} ({alarm.code}, since {iso(alarm.first_ms)[:10]})" for alarm in status.alarms
    ]
    return "\n".join(lines)


def _where(one: Whereabouts, status: Status) -> str:
    """Say where an entry is: here, kept by the relay, seen by whom."""
    name_by_device = {device.device_id: one_line(device_name(device)) for device in status.devices}
    is_own = one.device == status.device_id
    steps = ["here" if is_own else f"written on {name_by_device.get(one.device, short(one.device))} → here"]
    if one.is_kept:
        steps.append("kept by the relay")
    if one.seen_by:
        steps.append("seen by " + ", ".join(name_by_device.get(device, short(device)) for device in one.seen_by))
    return f"{one_line(one.title)}: {' → '.join(steps)}"


def _waiting(status: Status) -> str:
    if status.relay is None:
        return ""
    return f", {status.pending} waiting for the relay" if status.pending else ", all kept by the relay"


def _size(count: int) -> str:
    kib = count / 1024
    return f"{kib:.0f} KiB" if kib < 1024 else f"{kib / 1024:.1f} MiB"  # noqa: PLR2004  # KiB of a MiB
