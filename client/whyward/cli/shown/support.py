"""The support plan as people read it, the lines and regions there are, and what was agreed to.

Parts that are empty are shown with what could stand there.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.content.helplines import helplines, region_of
from whyward.content.support import support_texts
from whyward.journal.events.support import Reachable
from whyward.journal.projections.support import Agreed, OwnHelpline, SupportPlan


class SupportShown(msgspec.Struct, frozen=True, kw_only=True):
    """The whole for programs."""

    plan: SupportPlan
    region: str | None
    own_lines: list[OwnHelpline]
    shown_before_unlock: bool


class RegionShown(msgspec.Struct, frozen=True):
    """A region that has helplines."""

    code: str
    name: str
    chosen: bool


def show_support(face: Face, shown: SupportShown) -> None:
    """Show the plan."""
    if face.as_json:
        face.give(shown)
        return
    texts = support_texts()
    parts = [f"{texts.title}\n{texts.intro}"]
    for part in texts.parts:
        lines = _lines(getattr(shown.plan, part.key)) or [f"({part.hint})"]
        parts.append("\n".join([f"{part.heading}  [{part.key.replace('_', '-')}]", *(f"  {line}" for line in lines)]))
    region = region_of(shown.region)
    named = "all regions" if region is None else region.name
    before = "Some of it is shown before unlock." if shown.shown_before_unlock else "None of it is shown before unlock."
    parts.append(f"Helplines: {named}, {len(shown.own_lines)} of your own. {before}")
    face.show("\n\n".join(parts))


def _lines(part: str | Sequence[str | Reachable] | None) -> list[str]:
    if part is None:
        return []
    if isinstance(part, str):
        return part.split("\n")
    return [one_line(one if isinstance(one, str) else "  ".join(filter(None, (one.name, one.phone)))) for one in part]


def show_regions(face: Face, chosen: str | None) -> None:
    """Show every region there is."""
    found = [RegionShown(one.code, one.name, one.code == chosen) for one in helplines().regions]
    if face.as_json:
        face.give(found)
        return
    print_table(("region", "name", ""), [[one.code, one.name, "yours" if one.chosen else ""] for one in found])


def show_own_lines(face: Face, found: list[OwnHelpline]) -> None:
    """Show the person's own lines."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("No line of your own. To add one: whyward support line add NAME --phone NUMBER")
        return
    rows = [
        [short(one.id), one.name, one.phone or "", one.text_to or "", one.url or "", one.checked_on.isoformat()]
        for one in found
    ]
    print_table(("id", "line", "call", "text", "address", "checked"), rows)


def show_consents(face: Face, found: list[Agreed]) -> None:
    """Show what was agreed to beside the shares."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("Nothing was agreed to. What you agreed to with each share: whyward share list")
        return
    rows = [
        [one.on.isoformat(), one.purpose.replace("_", " "), short(one.device), _until(one.withdrawn_on)]
        for one in found
    ]
    print_table(("agreed on", "to", "on device", "until"), rows)


def _until(day: date | None) -> str:
    return "" if day is None else day.isoformat()
