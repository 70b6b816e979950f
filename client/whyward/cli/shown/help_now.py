"""What helps now, as people read it in a terminal: danger first, then people, lines, instructions, other places.

Nothing here asks, waits or remembers.
"""

from collections.abc import Iterator

import msgspec

from whyward.cli.harmless import one_line
from whyward.content.helplines import Helpline, Region, checked_words, helplines, lines_in, region_of
from whyward.content.safety import safety_texts
from whyward.journal.events.support import Reachable
from whyward.journal.projections.help_now import HelpNow
from whyward.journal.projections.support import OwnHelpline


class EmergencyShown(msgspec.Struct, frozen=True):
    """What to call in a region when a life is in danger."""

    region: str
    name: str
    numbers: tuple[str, ...]
    checked: str


class HelpNowShown(msgspec.Struct, frozen=True, kw_only=True):
    """All of it for programs, in its order."""

    danger: str
    emergency: list[EmergencyShown]
    people: tuple[Reachable, ...]
    own_lines: tuple[OwnHelpline, ...]
    lines: tuple[Helpline, ...]
    instructions: str | None
    elsewhere: str


def help_now_shown(own: HelpNow, region: str | None) -> HelpNowShown:
    """Return what helps, for one region, or for all where none is chosen."""
    chosen = region_of(region)
    regions = helplines().regions if chosen is None else (chosen,)
    return HelpNowShown(
        danger=safety_texts().help_now.danger,
        emergency=[EmergencyShown(one.code, one.name, one.emergency, checked_words(one)) for one in regions],
        people=(*own.people, *own.professionals),
        own_lines=own.lines,
        lines=lines_in(None if chosen is None else chosen.code),
        instructions=own.instructions,
        elsewhere=helplines().elsewhere,
    )


def help_now_text(own: HelpNow, region: str | None, *, is_locked: bool) -> str:
    """Return the same for people; `is_locked` says that the person's own part lies in the locked journal."""
    texts, shown = safety_texts().help_now, help_now_shown(own, region)
    parts = [[shown.danger, *_emergency(shown)]]
    if shown.people:
        parts.append([texts.people, *(f"  {_person(one)}" for one in shown.people)])
    elif is_locked:
        parts.append([texts.people, f"  {texts.unlocked_first}"])
    parts.append([texts.lines, *_own(shown.own_lines), *_lines(shown.lines)])
    if shown.instructions:
        parts.append([texts.instructions, *(f"  {line}" for line in shown.instructions.split("\n"))])
    parts.append([texts.elsewhere, f"  {shown.elsewhere}"])
    return "\n\n".join("\n".join(part) for part in parts)


def _emergency(shown: HelpNowShown) -> Iterator[str]:
    for one in shown.emergency:
        yield f"  {one.name}: {' or '.join(one.numbers)}"
    for words in dict.fromkeys(one.checked for one in shown.emergency):
        yield f"  {words}"


def _person(one: Reachable) -> str:
    return one_line(one.name if one.phone is None else f"{one.name}  {one.phone}")


def _own(lines: tuple[OwnHelpline, ...]) -> Iterator[str]:
    for one in lines:
        text = None if one.text_to is None else f"text {one.text_to}"
        reached = "  ".join(filter(None, (one.phone, text, one.url, one.hours)))
        yield f"  {one_line(one.name)}: {one_line(reached)}  (yours, checked {one.checked_on.isoformat()})"


def _lines(lines: tuple[Helpline, ...]) -> Iterator[str]:
    region: Region | None = None
    for one in lines:
        found = region_of(one.region)
        if found is not None and found != region and len({line.region for line in lines}) > 1:
            region = found
            yield f"  {region.name}"
        text = None if one.text is None else f"text {one.text}"
        call = None if one.phone is None else f"call {one.phone}"
        yield f"  {one.name}: {', '.join(filter(None, (call, text, one.hours)))}"
    for words in dict.fromkeys(checked_words(one) for one in lines):
        yield f"  {words}"
