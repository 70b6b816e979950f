"""What is planned for a goal, in lines: steps, times, plans, levels, willingness.

Ratings are words here; the numbers are in the document that programs read.
"""

from collections.abc import Iterator

from whyward.cli.harmless import one_line
from whyward.cli.shown.ids import short
from whyward.cli.shown.names import listed
from whyward.journal.projections.goal_page import GoalPage, Planned, Times


def striving_lines(goal: GoalPage) -> list[str]:
    """Return the lines that follow a goal's own; none where nothing is planned."""
    return [*_planned(goal), *_plans(goal), *_levels(goal), *_contrasts(goal), *_beside(goal)]


def _planned(goal: GoalPage) -> Iterator[str]:
    for times in goal.times:
        yield f"{'Times':<14}{_when(times)}"
    if goal.planned:
        yield ""
        yield "Steps"
    for step in goal.planned:
        yield f"  - {one_line(step.text)} ({short(step.id)}){_circumstances(step)}"
        for times in step.times:
            yield f"      {_when(times)}"


def _circumstances(step: Planned) -> str:
    told = [one_line(text) for text in (step.when, step.where) if text]
    told += [f"with {one_line(step.with_whom)}"] if step.with_whom else []
    told += ["taken once" if step.taken == 1 else f"taken {step.taken} times"] if step.taken else []
    return f": {', '.join(told)}" if told else ""


def _when(times: Times) -> str:
    day, _, hour = times.start_local.partition("T")
    place = f", {one_line(times.place)}" if times.place else ""
    when = f"on {day}" if times.rrule is None else f"{times.rhythm}, from {day}"
    return f"{when}, at {hour}{place} ({short(times.id)})"


def _plans(goal: GoalPage) -> Iterator[str]:
    if goal.plans:
        yield ""
        yield "Plans"
    for plan in goal.plans:
        yield f"  - If {one_line(plan.if_text)}, then {one_line(plan.then_text)} ({short(plan.id)})"


def _levels(goal: GoalPage) -> Iterator[str]:
    if goal.levels:
        yield ""
        yield "Levels"
    for one in goal.levels:
        yield f"  {one.level:+d}  {one_line(one.text)}"
    said = [rating for rating in goal.ratings if rating.level is not None]
    if said:
        yield f"  said last, on {said[-1].on.isoformat()}: {one_line(said[-1].text or 'a level')}"


def _contrasts(goal: GoalPage) -> Iterator[str]:
    for one in goal.contrasts:
        yield ""
        yield f"{'Wish':<14}{one_line(one.wish)}"
        yield f"{'At its best':<14}{one_line(one.best_outcome)}"
        yield f"{'In the way':<14}{one_line(one.inner_obstacle)}"


def _beside(goal: GoalPage) -> Iterator[str]:
    if goal.willing is not None:
        kept = [*goal.willing.thoughts, *goal.willing.feelings, *goal.willing.sensations, *goal.willing.urges]
        comes = f" ({', '.join(one_line(text) for text in kept)})" if kept else ""
        yield f"{'For':<14}{one_line(goal.willing.for_the_sake_of)}{comes}"
    for kin in goal.renewed_from:
        yield f"{'Goes on from':<14}{one_line(kin.statement)} ({short(kin.id)})"
    for kin in goal.renewed_as:
        yield f"{'Goes on as':<14}{one_line(kin.statement)} ({short(kin.id)})"
    if goal.seen_by:
        yield f"{'Seen by':<14}{listed(list(goal.seen_by))}"
