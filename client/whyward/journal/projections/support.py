"""What a person keeps for hard times, as one plan; the region they chose, lines of their own, and what they agreed to.

It is read when it is shown, and that it was shown is recorded nowhere.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.support import Reachable
from whyward.journal.folding.nouns_caring import CONSENTS, HELPLINES, REGION, SUPPORT_PLANS
from whyward.journal.pages import Pages

T = TypeVar("T")


class SupportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The plan; `revised_on` is None where none was written yet."""

    early_signs: tuple[str, ...] = ()
    what_helps_me: tuple[str, ...] = ()
    places_and_people: tuple[str, ...] = ()
    people_to_ask: tuple[Reachable, ...] = ()
    professionals: tuple[Reachable, ...] = ()
    instructions: str | None = None
    making_it_safer: str | None = None
    reasons: str | None = None
    revised_on: date | None = None


class OwnHelpline(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the person's own."""

    id: bytes
    name: str
    phone: str | None
    text_to: str | None
    url: str | None
    hours: str | None
    checked_on: date


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was agreed to, on which device and day, and since when no longer."""

    purpose: str
    text_version: int
    lang: str
    digest: bytes
    device: bytes
    on: date
    withdrawn_on: date | None


def support_plan(pages: Pages) -> SupportPlan:
    """Return the plan; of one that was written twice apart, every line of both, the earlier one first."""
    rows = sorted(pages.all(SUPPORT_PLANS), key=lambda row: row.stamp)
    if not rows:
        return SupportPlan()
    latest = max(rows, key=lambda row: row.at)
    return SupportPlan(
        early_signs=_together(row.early_signs for row in rows),
        what_helps_me=_together(row.what_helps_me for row in rows),
        places_and_people=_together(row.places_and_people for row in rows),
        people_to_ask=_together(row.people_to_ask for row in rows),
        professionals=_together(row.professionals for row in rows),
        instructions=_joined(row.instructions for row in rows),
        making_it_safer=_joined(row.making_it_safer for row in rows),
        reasons=_joined(row.reasons for row in rows),
        revised_on=life_day(latest.at, latest.tz, pages.day_ends_at),
    )


def help_region(pages: Pages) -> str | None:
    """Return the region whose helplines come first, or None before one is chosen."""
    row = pages.one(REGION)
    return None if row is None else row.region


def own_helplines(pages: Pages) -> list[OwnHelpline]:
    """Return the person's own lines, as they were added."""
    rows = sorted((row for row in pages.all(HELPLINES) if not row.removed), key=lambda row: row.stamp)
    return [
        OwnHelpline(
            id=row.helpline_id,
            name=row.name,
            phone=row.phone,
            text_to=row.text_to,
            url=row.url,
            hours=row.hours,
            checked_on=row.checked_on,
        )
        for row in rows
    ]


def consents(pages: Pages) -> list[Agreed]:
    """Return all that was agreed to beside the shares, the latest first."""
    ends_at = pages.day_ends_at
    rows = sorted(pages.all(CONSENTS), key=lambda row: row.stamp, reverse=True)
    return [
        Agreed(
            purpose=row.purpose,
            text_version=row.text_version,
            lang=row.lang,
            digest=row.digest,
            device=row.device,
            on=life_day(row.at, row.tz, ends_at),
            withdrawn_on=None if row.withdrawn_at is None else life_day(row.withdrawn_at, row.tz, ends_at),
        )
        for row in rows
    ]


def _together(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(line for lines in parts for line in lines))


def _joined(texts: Iterable[str | None]) -> str | None:
    return "\n\n".join(dict.fromkeys(text for text in texts if text)) or None
