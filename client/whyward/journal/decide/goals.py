"""Deciding wishes about goals: choosing, adjusting, linking.

What moves a goal from one state to another is in `goal_states`.
"""

from typing import assert_never

from msgspec import UNSET, UnsetType

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.goal_states import decide_goal_state
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.goals import (
    AdjustedBecause,
    GoalAdjusted,
    GoalChanges,
    GoalKind,
    GoalLinkedToValue,
    GoalSet,
    GoalUnlinkedFromValue,
    Measure,
    Per,
    ProposedBy,
)
from whyward.journal.intentions.any import GoalIntention
from whyward.journal.intentions.goals import (
    AdjustGoal,
    CompleteGoal,
    LetGoalGo,
    LinkGoal,
    PauseGoal,
    ReopenGoal,
    ResumeGoal,
    SetGoal,
    UnlinkGoal,
)
from whyward.journal.names import find_domain, find_goal, find_value
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import (
    amount,
    chosen,
    cleaned_text,
    optional_choice,
    optional_line,
    optional_text,
    optional_zero_to_ten,
)


def decide_goal(wish: GoalIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case SetGoal():
            return [Fact(_set(wish, pages, context), context.now_ms)]
        case AdjustGoal():
            return [Fact(_adjusted(wish, pages), context.now_ms)]
        case LinkGoal() | UnlinkGoal():
            return [_linked(wish, pages, context)]
        case PauseGoal() | ResumeGoal() | CompleteGoal() | LetGoalGo() | ReopenGoal():
            return [decide_goal_state(wish, find_goal(pages, wish.goal), pages, context)]
        case _:
            assert_never(wish)


def _set(wish: SetGoal, pages: Pages, context: Context) -> GoalSet:
    per = optional_choice(wish.per, Per, sentence("stretch of time"))
    target = amount(wish.target, sentence("The target"))
    repeats = per is not None and per != Per.WHOLE
    if wish.starts_on and wish.ends_on and wish.ends_on < wish.starts_on:
        raise BadInput("The goal would end before it starts", hint="Nothing was recorded; swap the two dates.")
    return GoalSet(
        goal_id=context.fresh_id(),
        statement=cleaned_text(wish.statement, sentence("The goal")),
        why=optional_text(wish.why, sentence("The why")),
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
        domain_ids=tuple(dict.fromkeys(find_domain(pages, called) for called in wish.domains)),
        kind=optional_choice(wish.kind, GoalKind, sentence("kind of goal"))
        or (GoalKind.REPEATING.value if repeats else GoalKind.ONCE.value),
        measure=optional_choice(wish.measure, Measure, sentence("measure"))
        or (Measure.DONE.value if target is None else Measure.COUNT.value),
        target=target,
        unit=optional_line(wish.unit, sentence("The unit")),
        per=per,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        tiny_version=optional_text(wish.tiny_version, sentence("The tiny version")),
        confidence=optional_zero_to_ten(wish.confidence, sentence("Confidence")),
        willingness=optional_zero_to_ten(wish.willingness, sentence("Willingness")),
        proposed_by=chosen(wish.proposed_by, ProposedBy, sentence("person")),
    )


def _adjusted(wish: AdjustGoal, pages: Pages) -> GoalAdjusted:
    goal = find_goal(pages, wish.goal)
    domains = wish.domains
    changes = GoalChanges(
        statement=UNSET
        if isinstance(wish.statement, UnsetType)
        else cleaned_text(wish.statement, sentence("The goal")),
        why=_text(wish.why, sentence("The why")),
        domain_ids=UNSET
        if isinstance(domains, UnsetType)
        else tuple(dict.fromkeys(find_domain(pages, called) for called in domains)),
        kind=UNSET if isinstance(wish.kind, UnsetType) else chosen(wish.kind, GoalKind, sentence("kind of goal")),
        measure=UNSET if isinstance(wish.measure, UnsetType) else chosen(wish.measure, Measure, sentence("measure")),
        target=UNSET if isinstance(wish.target, UnsetType) else amount(wish.target, sentence("The target")),
        unit=UNSET if isinstance(wish.unit, UnsetType) else optional_line(wish.unit, sentence("The unit")),
        per=UNSET if isinstance(wish.per, UnsetType) else optional_choice(wish.per, Per, sentence("stretch of time")),
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        tiny_version=_text(wish.tiny_version, sentence("The tiny version")),
        confidence=_rated(wish.confidence, sentence("Confidence")),
        willingness=_rated(wish.willingness, sentence("Willingness")),
    )
    if all(getattr(changes, name) is UNSET for name in changes.__struct_fields__):
        raise BadInput(
            "Nothing would change", hint="Say what to change: the words, the target, the days, the tiny version."
        )
    why = chosen(wish.because, AdjustedBecause, sentence("reason"))
    return GoalAdjusted(
        goal_id=goal.goal_id, changes=changes, why=why, note=optional_text(wish.note, sentence("The note"))
    )


def _text(text: str | UnsetType | None, what: str) -> str | UnsetType | None:
    return UNSET if isinstance(text, UnsetType) else optional_text(text, what)


def _rated(number: int | UnsetType | None, what: str) -> int | UnsetType | None:
    return UNSET if isinstance(number, UnsetType) else optional_zero_to_ten(number, what)


def _linked(wish: LinkGoal | UnlinkGoal, pages: Pages, context: Context) -> Fact:
    goal, value = find_goal(pages, wish.goal), find_value(pages, wish.value)
    linked = value.value_id in goal.value_ids
    match wish:
        case LinkGoal():
            if linked:
                raise Refused(
                    sentence("That goal already serves %(name)s", name=value.name), hint="Nothing needs to change."
                )
            return Fact(GoalLinkedToValue(goal_id=goal.goal_id, value_id=value.value_id), context.now_ms)
        case UnlinkGoal():
            if not linked:
                raise Refused(
                    sentence("That goal does not serve %(name)s", name=value.name), hint="Nothing needs to change."
                )
            return Fact(GoalUnlinkedFromValue(goal_id=goal.goal_id, value_id=value.value_id), context.now_ms)
        case _:
            assert_never(wish)
