"""Deciding wishes about what gets in the way: more about it, what is expected, and tools.

A tool is taken by its id: which there are, the journal does not know.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar, assert_never

import msgspec
from msgspec import UNSET, UnsetType

from whyward.journal.decide.barriers import checked_letters, kind_and_word
from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput
from whyward.journal.events.barriers import BarrierChanges, BarrierDescribed, BarrierExpected
from whyward.journal.events.tools import Helped, ToolAnswer, ToolRated, ToolTried
from whyward.journal.folding.barriers import BarrierRow
from whyward.journal.intentions.barriers import DescribeBarrier, ExpectBarrier, HinderingIntention
from whyward.journal.intentions.tools import RateTool, Said, TryTool
from whyward.journal.names import find_barrier, find_goal, find_value
from whyward.journal.names_hindering import find_try
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import (
    cleaned_lines,
    cleaned_text,
    optional_choice,
    optional_line,
    optional_text,
    optional_zero_to_ten,
)

T = TypeVar("T")
R = TypeVar("R")

_TOOL_ID: Final = re.compile(r"[a-z0-9._-]{1,64}")
_VERSION_MAX: Final = 9999
_MINUTES_MAX: Final = 1440


def decide_hindering(wish: HinderingIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case DescribeBarrier():
            return [Fact(_described(wish, find_barrier(pages, wish.barrier), pages), context.now_ms)]
        case ExpectBarrier():
            return [Fact(_expected(wish, pages, context), context.now_ms)]
        case TryTool():
            return [Fact(_tried(wish, pages, context), context.now_ms)]
        case RateTool():
            return [Fact(_rated(wish, pages), context.now_ms)]
        case _:
            assert_never(wish)


def _described(wish: DescribeBarrier, barrier: BarrierRow, pages: Pages) -> BarrierDescribed:
    """Keep of the wish what differs from what is known."""
    wished = _checked(wish, pages)
    pairs = ((name, getattr(wished, name)) for name in wished.__struct_fields__)
    fresh = {name: value for name, value in pairs if value is not UNSET and value != getattr(barrier, name)}
    if not fresh:
        raise BadInput("Nothing would change", hint="Say what you know by now: a thought, a feeling, how strong it is.")
    changes = msgspec.structs.replace(BarrierChanges(), **fresh)
    return BarrierDescribed(barrier_id=barrier.barrier_id, changes=changes)


def _checked(wish: DescribeBarrier, pages: Pages) -> BarrierChanges:
    kind: str | UnsetType = UNSET
    custom: str | UnsetType | None = _if_said(wish.custom, lambda word: optional_line(word, sentence("Your own word")))
    if not isinstance(wish.kind, UnsetType):
        # A word of one's own for what it was before says nothing about what it is now.
        kind, custom = kind_and_word(wish.kind, None if isinstance(custom, UnsetType) else custom)
    return BarrierChanges(
        kind=kind,
        custom=custom,
        goal_id=_if_said(wish.goal, lambda goal: None if goal is None else find_goal(pages, goal).goal_id),
        value_ids=_if_said(wish.values, lambda values: _value_ids(values, pages)),
        situation=_if_said(wish.situation, lambda text: optional_text(text, sentence("The situation"))),
        thoughts=_if_said(wish.thoughts, lambda lines: cleaned_lines(lines, sentence("A thought"))),
        feelings=_if_said(wish.feelings, lambda lines: cleaned_lines(lines, sentence("A feeling"))),
        body=_if_said(wish.body, lambda lines: cleaned_lines(lines, sentence("What the body said"))),
        urges=_if_said(wish.urges, lambda lines: cleaned_lines(lines, sentence("An urge"))),
        strength=_if_said(wish.strength, lambda number: optional_zero_to_ten(number, sentence("Strength"))),
        letters=_if_said(wish.letters, checked_letters),
        external=wish.external,
    )


def _if_said(value: T | UnsetType, check: Callable[[T], R]) -> R | UnsetType:
    return UNSET if isinstance(value, UnsetType) else check(value)


def _value_ids(called: Sequence[str], pages: Pages) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(find_value(pages, one).value_id for one in called))


def _expected(wish: ExpectBarrier, pages: Pages, context: Context) -> BarrierExpected:
    kind, custom = kind_and_word(wish.kind, wish.custom)
    return BarrierExpected(
        goal_id=find_goal(pages, wish.goal).goal_id,
        expect_id=context.fresh_id(),
        kind=kind,
        custom=custom,
        text=optional_text(wish.text, sentence("What may come")),
    )


def _tried(wish: TryTool, pages: Pages, context: Context) -> ToolTried:
    tool_id = _tool_word(wish.tool_id, sentence("tool"))
    if not 1 <= wish.tool_version <= _VERSION_MAX:
        raise BadInput("A tool's version is a number from 1 on", hint="Nothing was recorded.")
    if wish.minutes is not None and not 0 <= wish.minutes <= _MINUTES_MAX:
        raise BadInput("Minutes are a number from 0 to 1440", hint="Leave them out, or name how many it took.")
    return ToolTried(
        barrier_id=find_barrier(pages, wish.barrier).barrier_id,
        try_id=context.fresh_id(),
        tool_id=tool_id,
        tool_version=wish.tool_version,
        answers=_answers(wish.answers),
        minutes=wish.minutes,
    )


def _answers(said: Sequence[Said]) -> tuple[ToolAnswer, ...]:
    """Return what was written; a question that was left empty was not answered."""
    written = [one for one in said if one.text.strip()]
    if len({one.question_id for one in written}) < len(written):
        raise BadInput("Two answers stand at one question", hint="Nothing was recorded; write them as one.")
    return tuple(
        ToolAnswer(
            question_id=_tool_word(one.question_id, sentence("question")),
            text=cleaned_text(one.text, sentence("What you wrote")),
        )
        for one in written
    )


def _tool_word(word: str, what: str) -> str:
    cleaned = word.strip().casefold()
    if not _TOOL_ID.fullmatch(cleaned):
        raise BadInput(
            sentence("That %(what)s is not one this version knows", what=what),
            hint="`whyward barrier tools` shows what there is.",
        )
    return cleaned


def _rated(wish: RateTool, pages: Pages) -> ToolRated:
    barrier, one = find_try(pages, wish.attempt)
    rated = ToolRated(
        barrier_id=barrier.barrier_id,
        try_id=one.try_id,
        after_strength=optional_zero_to_ten(wish.after_strength, sentence("Strength")),
        helped=optional_choice(wish.helped, Helped, sentence("word for what it did")),
        note=optional_text(wish.note, sentence("The note")),
    )
    if rated == ToolRated(barrier_id=barrier.barrier_id, try_id=one.try_id):
        raise BadInput("Nothing was said about it", hint="Say how strong it is now, or what the tool did.")
    return rated
