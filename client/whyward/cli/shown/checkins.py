"""Check-ins, targets and scales: in words, with numbers where they are asked for.

A part of life that was left out is not mentioned.
"""

from typing import Final

from whyward.cli.face import Face
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import listed
from whyward.cli.shown.recorded import thing_id
from whyward.cli.tables import print_table
from whyward.content.compass import compass, in_words
from whyward.journal.errors import NotFound
from whyward.journal.names import folded_name
from whyward.journal.names_noticing import find_checkin
from whyward.journal.pages import Pages
from whyward.journal.projections.checkins import (
    Checkin,
    DomainAnswer,
    Instrument,
    Sum,
    checkin_shown,
    checkins,
    instruments,
)
from whyward.journal.projections.targets import Target
from whyward.journal.recording import Done

NO_CHECKINS: Final = "No check-in yet. When you feel like it: whyward check run"


def one_checkin(pages: Pages, called: str | None) -> Checkin:
    """Return the check-in that is meant, or the latest."""
    if called is None:
        return _latest(pages)
    found = checkin_shown(pages, find_checkin(pages, called).checkin_id)
    if found is None:
        raise NotFound("That one is a target", hint="`whyward check targets` shows its marks.")
    return found


def _latest(pages: Pages) -> Checkin:
    found = checkins(pages)
    if not found:
        raise NotFound("There is no check-in yet", hint="`whyward check run` starts one.")
    return found[0]


def print_checkins(face: Face, found: list[Checkin]) -> None:
    """Print check-ins as a table, in words."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show(NO_CHECKINS)
        return
    rows = [[short(one.id), one.on.isoformat(), one.title, in_words(one.word), one.note or ""] for one in found]
    print_table(("id", "day", "what", "taken together", "note"), rows)


def checkin_text(found: Checkin, *, numbers: bool) -> str:
    """Return one check-in for people."""
    lines = [f"{found.title}, {found.on.isoformat()} ({short(found.id)})"]
    if found.word is not None:
        share = f" ({round((found.closeness or 0) * 10, 1)} of 10)" if numbers else ""
        lines.append(f"Taken together: {in_words(found.word)}{share}")
    lines += [line for domain in found.domains for line in _domain_lines(domain, numbers=numbers)]
    lines += [f"  {item.item_id}  {item.text}: {_number(item.number)}" for item in found.items if numbers]
    lines += [f"  {one.name}: {_total(one)}" for one in found.sums]
    if found.note:
        lines += ["", found.note]
    return "\n".join(lines)


def _domain_lines(domain: DomainAnswer, *, numbers: bool) -> list[str]:
    is_said = domain.matter is not None or domain.close is not None
    said = [f"matters {_number(domain.matter)}, close {_number(domain.close)}"] if numbers and is_said else []
    word = in_words(domain.word) or ("passed" if domain.passed else "")
    told = "; ".join(part for part in (word, *said) if part)
    lines = [f"  {domain.domain}: {told}"] if told else []
    return [*lines, f"  {domain.domain}, 1 point closer: {domain.closer}"] if domain.closer else lines


def _number(number: int | None) -> str:
    return "left out" if number is None else str(number)


def _total(one: Sum) -> str:
    return "left open, with an item left out" if one.total is None else f"{one.total} of {one.most}"


def recorded_in_words(pages: Pages, done: Done, *, numbers: bool) -> str:
    """Return what a check-in came to, at once."""
    checkin_id = thing_id(done)
    found = None if checkin_id is None else checkin_shown(pages, checkin_id)
    assert found is not None, "it was recorded this moment"
    return f"{checkin_text(found, numbers=numbers)}\nNoted."


def print_targets(face: Face, found: list[Target]) -> None:
    """Print targets with their marks."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("No target yet. To mark one: whyward check mark health=4")
        return
    for target in found:
        marks = listed([f"{mark.name} in ring {mark.ring}" for mark in target.marks])
        face.show(f"{target.on.isoformat()}  {short(target.id)}  {marks}")
    face.show(f"Ring 7 is the middle: {compass().target.middle}.")


def print_scales(face: Face, found: list[Instrument]) -> None:
    """Print scales with their items."""
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("You brought no scale. The Compass check is here without one: whyward check run")
        return
    for scale in found:
        face.show(f"{scale.title} ({scale.id}, {scale.definition.low} to {scale.definition.high})")
        face.show("\n".join(f"  {item.item_id}  {item.text}" for item in scale.definition.items))


def find_scale(pages: Pages, called: str) -> Instrument:
    """Return the scale that is meant, by its key or title."""
    found = instruments(pages)
    wanted = folded_name(called)
    fitting = [one for one in found if one.id == wanted] or [one for one in found if folded_name(one.title) == wanted]
    if len(fitting) != 1:
        raise NotFound("No scale of yours goes by that name", hint="`whyward check scales` shows them.")
    return fitting[0]
