"""What went out to somebody, line by line: when, what of which goal, whether it is still shown, whether a receipt came.

What they had on a day is shown from what was sent then, never from the journal of now.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import goal_name, listed
from whyward.cli.shown.preview import fields_text
from whyward.cli.shown.shared import goal_lines
from whyward.cli.shown.shares import called
from whyward.cli.tables import print_table
from whyward.journal.days import day_in_words
from whyward.journal.events.catalogue import GOAL, entity_of_ref
from whyward.journal.events.shared import SharedGoal
from whyward.journal.pages import Pages
from whyward.journal.projections.shares import Share
from whyward.journal.sharing.audit import Audit, AuditLine, Sent
from whyward.sheet.shared_goal import sheet_goal
from whyward.sheet.wording import words

_HEADINGS: Final = ("day", "goal", "what of it", "version", "receipt", "")


class AuditLineShown(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one goal that went out; `sent` is false for one that was noted and never left."""

    on: date
    ref: str
    item: bytes
    version: bytes
    fields: tuple[str, ...]
    withdrawn: bool
    sent: bool
    shown_now: bool
    receipt_on: date | None


class HandoverShown(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was shown to the same person by hand."""

    handover_id: bytes
    medium: str
    items: tuple[str, ...]


class AuditShown(msgspec.Struct, frozen=True, kw_only=True):
    """All that went out in a share."""

    share_id: bytes
    lines: list[AuditLineShown]
    handovers: list[HandoverShown]
    notices: tuple[str, ...]


class SentShown(msgspec.Struct, frozen=True, kw_only=True):
    """A goal as they had it on a day, as it was sent on the day `on`."""

    ref: str
    item: bytes
    version: bytes
    on: date
    fields: tuple[str, ...]
    goal: SharedGoal


def print_audit(face: Face, found: Audit, pages: Pages, share: Share) -> None:
    """Print an audit, and what the other side said of its copies."""
    if face.as_json:
        face.give(_audit_shown(found, share.notices))
        return
    if not found.lines:
        face.show(f"Nothing has gone out to {called(share)}.")
    else:
        rows = [
            (one.on.isoformat(), _goal(pages, one.ref), _what(one), short(one.version), _receipt(one), _still(one))
            for one in found.lines
        ]
        print_table(_HEADINGS, rows)
    for handed in found.handovers:
        goals = listed([f"“{_goal(pages, ref)}”" for ref in handed.items])
        face.show(f"Shown by hand ({words(handed.medium)}): {goals}")
    for notice in share.notices:
        face.show(one_line(notice))


def print_sent(face: Face, found: Sequence[Sent], name: str, day: date) -> None:
    """Print what somebody had on a day."""
    if face.as_json:
        face.give([_sent_shown(one) for one in found])
        return
    if not found:
        face.show(f"On {day_in_words(day)} nothing of yours was on the page of {name}.")
        return
    face.show(f"What {name} had on {day_in_words(day)}:")
    for one in found:
        face.show("")
        face.show("\n".join(goal_lines(sheet_goal(one.goal))))
        face.show(f"  (sent on {day_in_words(one.on)}, version {short(one.version)})")


def _audit_shown(found: Audit, notices: tuple[str, ...]) -> AuditShown:
    lines = [
        AuditLineShown(
            on=one.on,
            ref=one.ref,
            item=one.item,
            version=one.version,
            fields=one.fields,
            withdrawn=one.withdrawn,
            sent=one.left,
            shown_now=one.shown_now,
            receipt_on=one.opened_on,
        )
        for one in found.lines
    ]
    handovers = [
        HandoverShown(handover_id=one.handover_id, medium=one.medium, items=one.items) for one in found.handovers
    ]
    return AuditShown(share_id=found.share_id, lines=lines, handovers=handovers, notices=notices)


def _sent_shown(one: Sent) -> SentShown:
    return SentShown(ref=one.ref, item=one.item, version=one.version, on=one.on, fields=one.fields, goal=one.goal)


def _goal(pages: Pages, ref: str) -> str:
    return one_line(goal_name(pages, entity_of_ref(ref).removeprefix(GOAL)))


def _what(one: AuditLine) -> str:
    if one.withdrawn:
        return "taken away"
    return fields_text(one.fields)


def _receipt(one: AuditLine) -> str:
    return "" if one.opened_on is None else one.opened_on.isoformat()


def _still(one: AuditLine) -> str:
    if not one.left:
        return "waits for the next sync"
    return "the latest they have" if one.shown_now else ""
