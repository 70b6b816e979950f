"""Deciding wishes about steps and wins.

A step of any size is a step; none is refused for being small, or for having no goal.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import BadInput
from whyward.journal.events.steps import HowMuch, StepTaken, WinNoticed
from whyward.journal.intentions.any import StepIntention
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.names import find_thing, find_value
from whyward.journal.names_striving import find_goal_and_step
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import amount, chosen, cleaned_text, optional_line, optional_text, optional_zero_to_ten


def decide_step(wish: StepIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    value_ids = tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values))
    day, at_ms = on_day(wish.on, pages, context)
    match wish:
        case TakeStep():
            goal_id, step_id = _meant(wish, pages)
            note = optional_text(wish.note, sentence("The note"))
            if goal_id is None and not value_ids and note is None:
                raise BadInput(
                    "A step says what it was toward, or what it was",
                    hint="Name a goal, a value with --value, or a note with -m.",
                )
            taken = StepTaken(
                taken_id=context.fresh_id(),
                goal_id=goal_id,
                step_id=step_id,
                occurrence=optional_line(wish.occurrence, sentence("The occurrence")),
                occurred_on=day,
                amount=amount(wish.amount, sentence("The amount")),
                unit=optional_line(wish.unit, sentence("The unit")),
                how_much=chosen(wish.how_much, HowMuch, sentence("size of step")),
                spontaneous=wish.spontaneous,
                value_ids=value_ids,
                effort=optional_zero_to_ten(wish.effort, sentence("Effort")),
                discomfort=optional_zero_to_ten(wish.discomfort, sentence("Discomfort")),
                vitality=optional_zero_to_ten(wish.vitality, sentence("Vitality")),
                note=note,
            )
            return [Fact(taken, at_ms)]
        case NoticeWin():
            text = cleaned_text(wish.text, sentence("The win"))
            about = None if wish.about is None else find_thing(pages, wish.about)
            noticed = WinNoticed(
                win_id=context.fresh_id(), about=about, text=text, occurred_on=day, value_ids=value_ids
            )
            return [Fact(noticed, at_ms)]
        case _:
            assert_never(wish)


def _meant(wish: TakeStep, pages: Pages) -> tuple[bytes | None, bytes | None]:
    """Return the ids of the goal and of the planned step, as far as they are named."""
    if wish.goal is None and wish.step is None:
        return None, None
    goal, step = find_goal_and_step(pages, wish.goal, wish.step)
    return goal.goal_id, None if step is None else step.step_id
