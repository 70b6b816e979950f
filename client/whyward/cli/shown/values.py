"""Values: a list in the person's order, one in full, and how they changed.

Nothing here says how much of a value is reached.
"""

from datetime import date
from typing import Final

import msgspec

from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import iso, short
from whyward.cli.tables import print_table
from whyward.journal.names import find_value
from whyward.journal.pages import Pages
from whyward.journal.projections.goals import Goal, goals
from whyward.journal.projections.telling import Line
from whyward.journal.projections.values import (
    RankOrder,
    Value,
    ValuePlace,
    current_values,
    rank_history,
    value_history,
)
from whyward.sheet.wording import words

NO_VALUES: Final = "No values named yet. They are already in your life. To name one: whyward value add NAME"


class OwnershipShown(msgspec.Struct, frozen=True, kw_only=True):
    """How much a value is the person's own, and how much it is expected, each 0 to 10, when last asked."""

    mine: int
    pressure: int
    whose_voice: str | None
    note: str | None
    at: str


class ValueShown(msgspec.Struct, frozen=True, kw_only=True):
    """A value for programs."""

    id: bytes
    name: str
    own_words: str | None
    status: str
    rank: int
    domains: tuple[ValuePlace, ...]
    ownership: OwnershipShown | None
    came_from: tuple[str, ...]
    chosen_on: date
    rested_until: date | None
    retired_because: str | None
    merged_into: bytes | None
    steps_lately: int


class ValueInFull(msgspec.Struct, frozen=True):
    """A value with the goals that serve it and its history."""

    value: ValueShown
    goals: list[Goal]
    history: list[Line]


class ValuesHistory(msgspec.Struct, frozen=True):
    """Every order the values were put in, and what happened to each."""

    orders: list[RankOrder]
    values: list["OneHistory"]


class OneHistory(msgspec.Struct, frozen=True):
    """What happened to one value."""

    id: bytes
    name: str
    lines: list[Line]


def show_values(face: Face) -> None:
    """Show every value: active ones by rank, then those that rest, then those no longer carried."""
    found = with_pages(face, lambda pages: current_values(pages, today_of(pages), every=True))
    print_values(face, found)


def print_values(face: Face, found: list[Value]) -> None:
    """Print values as a table."""
    if face.as_json:
        face.give([_shown(value) for value in found])
        return
    if not found:
        face.show(NO_VALUES)
        return
    rows = [[short(value.id), value.name, value.own_words or "", _places(value), _standing(value)] for value in found]
    print_table(("id", "value", "in your words", "shows up", ""), rows)


def show_value(face: Face, called: str) -> None:
    """Show one value in full."""

    def read(pages: Pages) -> tuple[Value, ValueInFull]:
        today = today_of(pages)
        value_id = find_value(pages, called).value_id
        value = next(value for value in current_values(pages, today, every=True) if value.id == value_id)
        serving = goals(pages, every=True, value_id=value_id)
        return value, ValueInFull(_shown(value), serving, value_history(pages, value_id, today))

    value, shown = with_pages(face, read)
    face.answer(shown, _in_full(value, shown))


def show_history(face: Face) -> None:
    """Show how the values have changed."""

    def read(pages: Pages) -> ValuesHistory:
        today = today_of(pages)
        every = current_values(pages, today, every=True)
        histories = [OneHistory(value.id, value.name, value_history(pages, value.id, today)) for value in every]
        return ValuesHistory(rank_history(pages, today), histories)

    shown = with_pages(face, read)
    lines = [f"{order.on.isoformat()}  {', '.join(order.names)}" for order in shown.orders]
    parts = ["Your order, the latest first", *lines] if lines else []
    for one in shown.values:
        parts += ["", f"{one.name} ({short(one.id)})", *story_lines(one.lines)]
    face.answer(shown, "\n".join(parts).strip("\n") or NO_VALUES)


def story_lines(lines: list[Line]) -> list[str]:
    """Return a story as lines for people: what happened, and the person's own words about it."""
    told: list[str] = []
    for line in lines:
        told.append(f"  {line.text}{' (taken back)' if line.taken_back else ''}")
        if line.note:
            told.append(f"    {line.note}")
    return told


def _shown(value: Value) -> ValueShown:
    own = value.ownership
    return ValueShown(
        id=value.id,
        name=value.name,
        own_words=value.own_words,
        status=value.status,
        rank=value.rank,
        domains=value.domains,
        ownership=None
        if own is None
        else OwnershipShown(
            mine=own.mine, pressure=own.pressure, whose_voice=own.whose_voice, note=own.note, at=iso(own.at)
        ),
        came_from=value.came_from,
        chosen_on=value.chosen_on,
        rested_until=value.rested_until,
        retired_because=value.retired_because,
        merged_into=value.merged_into,
        steps_lately=value.steps_lately,
    )


def _in_full(value: Value, shown: ValueInFull) -> str:
    parts = [f"{value.name} ({short(value.id)})"]
    if value.own_words:
        parts += [f"  {value.own_words}"]
    if value.status != "active":
        parts += ["", _standing(value)]
    if value.domains:
        parts += ["", "Where it shows up"]
        parts += [f"  {place.domain}: {words(place.shows_up)}{_how(place.how)}" for place in value.domains]
    if shown.goals:
        parts += ["", "What serves it"]
        parts += [f"  {goal.statement} ({short(goal.id)})" for goal in shown.goals]
    return "\n".join([*parts, "", "Its story", *story_lines(shown.history)])


def _how(how: str | None) -> str:
    return f" ({how})" if how else ""


def _places(value: Value) -> str:
    return ", ".join(f"{place.domain}: {words(place.shows_up)}" for place in value.domains)


def _standing(value: Value) -> str:
    if value.status == "rested":
        return f"resting{_until(value.rested_until)}"
    return "no longer carried" if value.status == "retired" else ""


def _until(day: date | None) -> str:
    return f" until {day.isoformat()}" if day else ""
