"""What a support plan has come to, which region's helplines are wanted, and the lines of a person's own.

A plan that was written twice apart is two rows: no word of either is lost, and who reads them puts them together.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events.support import (
    HelpRegionChosen,
    OwnHelplineAdded,
    OwnHelplineRemoved,
    Reachable,
    SupportPlanRevised,
    SupportPlanWritten,
)
from whyward.journal.folding.changed import named_in
from whyward.journal.folding.happened import Happened


class SupportPlanRow(msgspec.Struct, frozen=True, kw_only=True):
    """A support plan as last revised."""

    plan_id: bytes
    early_signs: tuple[str, ...]
    what_helps_me: tuple[str, ...]
    places_and_people: tuple[str, ...]
    people_to_ask: tuple[Reachable, ...]
    professionals: tuple[Reachable, ...]
    instructions: str | None
    making_it_safer: str | None
    reasons: str | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


class RegionRow(msgspec.Struct, frozen=True, kw_only=True):
    """The region as last chosen."""

    region: str
    lang: str


class HelplineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the person's own."""

    helpline_id: bytes
    name: str
    phone: str | None
    text_to: str | None
    url: str | None
    hours: str | None
    checked_on: date
    stamp: tuple[int, bytes, bytes]
    removed: bool = False


def fold_support_plan(happened: Sequence[Happened]) -> SupportPlanRow | None:
    """Return the plan that its events come to, or None before it is written."""
    row: SupportPlanRow | None = None
    for one in happened:
        match one.body:
            case SupportPlanWritten() as written if one.stands and row is None:
                row = _written(one, written)
            case SupportPlanRevised(changes=changes) if one.stands and row is not None:
                row = msgspec.structs.replace(row, **named_in(changes), at=one.event.at, tz=one.event.tz)
            case _:
                pass
    return row


def _written(one: Happened, plan: SupportPlanWritten) -> SupportPlanRow:
    return SupportPlanRow(
        plan_id=plan.plan_id,
        early_signs=plan.early_signs,
        what_helps_me=plan.what_helps_me,
        places_and_people=plan.places_and_people,
        people_to_ask=plan.people_to_ask,
        professionals=plan.professionals,
        instructions=plan.instructions,
        making_it_safer=plan.making_it_safer,
        reasons=plan.reasons,
        at=one.event.at,
        tz=one.event.tz,
        stamp=(one.event.hlc, one.device, one.event.id),
    )


def fold_region(happened: Sequence[Happened]) -> RegionRow | None:
    """Return the region that was chosen last."""
    for one in reversed(happened):
        if one.stands and isinstance(one.body, HelpRegionChosen):
            return RegionRow(region=one.body.region, lang=one.body.lang)
    return None


def fold_helpline(happened: Sequence[Happened]) -> HelplineRow | None:
    """Return the line that was added; once removed, it stays so whatever comes beside it."""
    standing = [one for one in happened if one.stands]
    for one in standing:
        if isinstance(one.body, OwnHelplineAdded):
            return HelplineRow(
                helpline_id=one.body.helpline_id,
                name=one.body.name,
                phone=one.body.phone,
                text_to=one.body.text_to,
                url=one.body.url,
                hours=one.body.hours,
                checked_on=one.body.checked_on,
                stamp=(one.event.hlc, one.device, one.event.id),
                removed=any(isinstance(other.body, OwnHelplineRemoved) for other in standing),
            )
    return None
