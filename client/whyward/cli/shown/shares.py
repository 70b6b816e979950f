"""What is shared with whom: who reads, what, until when, on which devices, and how it is stopped.

Of keys, links and secrets it knows nothing.
"""

import shlex
from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.cli.shown.preview import fields_text, rights_text
from whyward.journal.days import day_in_words
from whyward.journal.projections.shares import Agreement, Share, ShareDevice, ShownItem
from whyward.journal.sharing.effective import ShareState
from whyward.journal.sharing.watching import Reader

NO_SHARES: Final = "Nobody sees anything of yours. To show somebody a goal: whyward share invite NAME"

_GOAL_CHARACTERS: Final = 72
_KNOWN_STATES: Final = {
    ShareState.INVITED: "has a link, and sees nothing; when they have answered: whyward share confirm {called}",
    ShareState.UNVERIFIED: "sees nothing before you have compared the words: whyward share confirm {called}",
    ShareState.VERIFIED: "is the right person, and sees nothing yet: whyward share preview {called} --goal G",
    ShareState.PAUSED: "keeps what they have; nothing goes out until: whyward share resume {called}",
    ShareState.STOPPED: "sees nothing more; it is stopped",
    ShareState.KEYS_CHANGED: "gets nothing before you have compared words again: whyward share confirm {called}",
}


class ReaderShown(msgspec.Struct, frozen=True, kw_only=True):
    """A device that can read in a share, or the words behind it. `is_root`: it stands for its person, and lets in."""

    device_id: bytes
    party: str
    is_this: bool
    is_root: bool
    since: date | None


class ShareShown(msgspec.Struct, frozen=True, kw_only=True):
    """A share for programs."""

    share_id: bytes
    name: str
    role: str
    state: str
    goals: tuple[ShownItem, ...]
    may: tuple[str, ...]
    mode: str
    starts: date | None
    ends: date | None
    paused_until: date | None
    purpose: str | None
    duties: str | None
    last_sent: date | None
    agreements: tuple[Agreement, ...]
    readers: list[ReaderShown]
    notices: tuple[str, ...]


def share_shown(share: Share, readers: Sequence[Reader]) -> ShareShown:
    """Return a share for programs, with everything that can read in it; nothing else can."""
    return ShareShown(
        share_id=share.share_id,
        name=share.name,
        role=share.role,
        state=share.state.value,
        goals=share.items,
        may=share.may,
        mode=share.mode.value,
        starts=share.starts,
        ends=share.ends,
        paused_until=share.paused_until,
        purpose=share.purpose,
        duties=share.duties,
        last_sent=share.last_sent,
        agreements=share.agreements,
        readers=[_reader_shown(one) for one in readers],
        notices=share.notices,
    )


def share_lines(share: Share) -> list[str]:
    """Return a share for people: who, what, until when, where they read, and how to stop it."""
    name = called(share)
    lines = [f"{name} {_standing(share, name)} ({short(share.share_id)})"]
    if share.state in {ShareState.ACTIVE, ShareState.PAUSED}:
        lines += [f"  {one_line(one.statement, _GOAL_CHARACTERS)}: {fields_text(one.fields)}" for one in share.items]
        lines.append(f"  They may {rights_text(share.may)}.")
    if share.last_sent is not None:
        lines.append(f"  Something last went out on {day_in_words(share.last_sent)}.")
    if share.devices:
        lines.append(f"  They read {reader_text(share.devices)}.")
    lines += [f"  {one_line(notice)}" for notice in share.notices]
    if share.state is not ShareState.STOPPED:
        lines.append(f"  To stop it: whyward share stop {quoted(name)}")
    return lines


def reader_rows(shares: Sequence[Share]) -> list[list[str]]:
    """Return a row for each device of somebody else's that reads something: its id, whose it is, and how to stop it."""
    return [
        [
            short(device.id),
            called(share),
            f"reads what you show them; to stop it: whyward share stop {quoted(called(share))}",
        ]
        for share in shares
        for device in share.devices
        if share.state is not ShareState.STOPPED
    ]


def standing_line(share: Share) -> str:
    """Return a share on one line: who, what, where they read, and how to stop it."""
    name = called(share)
    where = f"; they read {reader_text(share.devices)}" if share.devices else ""
    return f"{name} {_standing(share, name)}{where}. To stop it: whyward share stop {quoted(name)}"


def reader_text(devices: Sequence[ShareDevice]) -> str:
    """Return where somebody reads: each device with the day it came in, and the key that lets devices in."""
    own = [f"{short(one.id)}{_since(one.since)}" for one in devices if not one.is_root]
    many = "on no device yet" if not own else "on 1 device: " if len(own) == 1 else f"on {len(own)} devices: "
    keys = [f"{short(one.id)}{_since(one.since)}" for one in devices if one.is_root]
    lets_in = f"; the key that lets their devices in: {', '.join(keys)}" if keys else ""
    return f"{many}{', '.join(own)}{lets_in}"


def called(share: Share) -> str:
    """Return what a person calls whom this is shared with, on one line."""
    return one_line(share.name) or short(share.share_id)


def quoted(name: str) -> str:
    """Return a name as it is typed into a shell, which does nothing with it: somebody else may have chosen it."""
    return shlex.quote(name)


def _standing(share: Share, name: str) -> str:
    if share.state is ShareState.ACTIVE:
        goals = "1 goal" if len(share.items) == 1 else f"{len(share.items)} goals"
        until = "" if share.ends is None else f" until {day_in_words(share.ends)}"
        return f"sees {goals} of yours{until}"
    if share.state is ShareState.EXPIRED:
        on = "" if share.ends is None else f" on {day_in_words(share.ends)}"
        return f"is shown nothing new: it ended by itself{on}. To let it go on: whyward share renew {quoted(name)}"
    return _KNOWN_STATES[share.state].format(called=quoted(name))


def _reader_shown(one: Reader) -> ReaderShown:
    return ReaderShown(
        device_id=one.device_id, party=one.party.name.lower(), is_this=one.is_this, is_root=one.is_root, since=one.since
    )


def _since(day: date | None) -> str:
    return "" if day is None else f" (since {day_in_words(day)})"
