"""What was in the way, what was tried, what the person did then, and when things come up.

No answer is counted against another.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.content.toolkits import tool_title, toolbox
from whyward.journal.names import find_barrier
from whyward.journal.pages import Pages
from whyward.journal.projections.barrier_patterns import LEAST, Counted, Patterns, barrier_patterns
from whyward.journal.projections.barriers import Barrier, Tried, barrier_shown, barriers
from whyward.journal.projections.labels import Labels
from whyward.sheet.wording import words

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HELPED: Final = {word.word: word.label for word in toolbox().helped}


class PatternsShown(msgspec.Struct, frozen=True, kw_only=True):
    """When things come up, or that there are too few to say: then `patterns` is null."""

    patterns: Patterns | None


def show_barriers(face: Face) -> None:
    """Show barriers, the latest first."""
    found = with_pages(face, barriers)
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("Nothing noted. When something is in the way: whyward barrier KIND")
        return
    rows = [
        [short(one.id), one.on.isoformat(), _kind(one), one.goal or "", one.situation or "", words(one.response or "")]
        for one in found
    ]
    print_table(("id", "day", "in the way", "before the goal", "when", "then"), rows)


def _kind(one: Barrier) -> str:
    return one.custom or words(one.kind)


def show_barrier(face: Face, called: str | None) -> None:
    """Show one with what was tried."""

    def read(pages: Pages) -> Barrier:
        found = barrier_shown(pages, find_barrier(pages, called).barrier_id)
        assert found is not None, "it was found just now"
        return found

    one = with_pages(face, read)
    face.answer(one, "\n".join(_in_full(one)))


def _in_full(one: Barrier) -> Iterator[str]:
    yield f"{one_line(_kind(one))}, {one.on.isoformat()} ({short(one.id)})"
    causes = {cause.letter: cause.cause for cause in toolbox().causes}
    facts = {
        "Before": one.step or one.goal,
        "When": one.situation,
        "Thoughts": "; ".join(one.thoughts),
        "Feelings": "; ".join(one.feelings),
        "Body": "; ".join(one.body),
        "Urges": "; ".join(one.urges),
        "Strength": None if one.strength is None else f"{one.strength} of 10",
        "Under it": "; ".join(causes.get(letter, letter) for letter in one.letters),
        "Then": words(one.response) if one.response else None,
        "Learned": one.learned,
    }
    yield from (f"{name:<10}{one_line(text)}" for name, text in facts.items() if text)
    yield from (f"{'Tried':<10}{_tried(tried)}" for tried in one.tries)


def _tried(tried: Tried) -> str:
    strength = "" if tried.after is None else f", {'' if tried.before is None else tried.before} → {tried.after}"
    helped = "" if tried.helped is None else f", {_HELPED.get(tried.helped, 'noted')}"
    note = "" if tried.note is None else f", {one_line(tried.note)}"
    return f"{tool_title(tried.tool_id)} ({short(tried.id)}){strength}{helped}{note}"


def show_patterns(face: Face) -> None:
    """Show when and where things come up."""

    def read(pages: Pages) -> tuple[Patterns | None, dict[str, str]]:
        return barrier_patterns(pages), Labels(pages).domains

    found, domains = with_pages(face, read)
    if face.as_json:
        face.give(PatternsShown(patterns=found))
        return
    if found is None:
        face.show(f"After {LEAST} of them this has something to say.")
        return
    rows = [
        *(["in the way", words(one.word), str(one.count)] for one in found.kinds),
        *(["part of life", domains.get(one.word, one.word), str(one.count)] for one in found.domains),
        *(["weekday", WEEKDAYS[int(one.word)], str(one.count)] for one in _by_day(found.weekdays)),
        *(["time of day", one.word, str(one.count)] for one in found.times_of_day),
    ]
    print_table(("", "", "times"), rows)


def _by_day(weekdays: tuple[Counted, ...]) -> list[Counted]:
    return sorted(weekdays, key=lambda one: one.word)
