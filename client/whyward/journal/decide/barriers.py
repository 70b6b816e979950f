"""Deciding wishes about what gets in the way.

A word that is no kind we know is kept as the person's own.
"""

from collections.abc import Sequence
from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput
from whyward.journal.events.barriers import BarrierAnswer, BarrierAnswered, BarrierKind, BarrierMet
from whyward.journal.intentions.any import BarrierIntention
from whyward.journal.intentions.barriers import AnswerBarrier, MeetBarrier
from whyward.journal.names import find_barrier, find_value
from whyward.journal.names_striving import find_goal_and_step
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_lines, optional_line, optional_text, optional_zero_to_ten

_LETTERS = frozenset("FEAR")


def decide_barrier(wish: BarrierIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case MeetBarrier():
            return [Fact(_met(wish, pages, context), context.now_ms)]
        case AnswerBarrier():
            answered = BarrierAnswered(
                barrier_id=find_barrier(pages, wish.barrier).barrier_id,
                response=chosen(wish.response, BarrierAnswer, sentence("answer")),
                learned=optional_text(wish.learned, sentence("What you learned")),
            )
            return [Fact(answered, context.now_ms)]
        case _:
            assert_never(wish)


def _met(wish: MeetBarrier, pages: Pages, context: Context) -> BarrierMet:
    kind, custom = kind_and_word(wish.kind, wish.custom)
    is_about_one = wish.goal is not None or wish.step is not None
    goal, step = find_goal_and_step(pages, wish.goal, wish.step) if is_about_one else (None, None)
    return BarrierMet(
        barrier_id=context.fresh_id(),
        kind=kind,
        custom=custom,
        goal_id=None if goal is None else goal.goal_id,
        step_id=None if step is None else step.step_id,
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
        situation=optional_text(wish.situation, sentence("The situation")),
        thoughts=cleaned_lines(wish.thoughts, sentence("A thought")),
        feelings=cleaned_lines(wish.feelings, sentence("A feeling")),
        body=cleaned_lines(wish.body, sentence("What the body said")),
        urges=cleaned_lines(wish.urges, sentence("An urge")),
        strength=optional_zero_to_ten(wish.strength, sentence("Strength")),
        letters=checked_letters(wish.letters),
        external=wish.external,
        occurred_at=context.now_ms,
    )


def kind_and_word(kind: str, custom: str | None) -> tuple[str, str | None]:
    """Return a kind that we know, and the person's own word for it if they have one."""
    asked = kind.strip().casefold().replace("-", "_").replace(" ", "_")
    own = optional_line(custom, sentence("Your own word"))
    if asked in {known.value for known in BarrierKind}:
        return asked, own
    return BarrierKind.OTHER.value, own or optional_line(kind, sentence("What is in the way"))


def checked_letters(letters: Sequence[str]) -> tuple[str, ...]:
    """Return the letters that sort what is behind it, each once."""
    known = tuple(dict.fromkeys(letter.upper() for letter in letters))
    if not _LETTERS.issuperset(known):
        raise BadInput("The letters are F, E, A and R", hint="Nothing was recorded; choose among those.")
    return known
