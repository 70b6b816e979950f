"""The one door: a wish goes in, facts come out, or a refusal.

`decide` is pure; `to_events` in `facts` puts its answer into envelopes.
"""

from typing import TypeAlias, assert_never

from whyward.journal.days import DAY_ENDS_AT, minutes_of
from whyward.journal.decide.answers import decide_answer
from whyward.journal.decide.barriers import decide_barrier
from whyward.journal.decide.checkins import decide_checkin
from whyward.journal.decide.choices import decide_choice
from whyward.journal.decide.domains import decide_domain
from whyward.journal.decide.entries import decide_entry
from whyward.journal.decide.entry_links import decide_entry_link
from whyward.journal.decide.exploring import decide_exploring
from whyward.journal.decide.facts import Context, Fact, check_sizes
from whyward.journal.decide.goals import decide_goal
from whyward.journal.decide.guesting import decide_guesting
from whyward.journal.decide.hindering import decide_hindering
from whyward.journal.decide.people import decide_people
from whyward.journal.decide.reminders import decide_reminder
from whyward.journal.decide.reviews import decide_review
from whyward.journal.decide.shares import decide_share
from whyward.journal.decide.sorts import decide_sort
from whyward.journal.decide.steps import decide_step
from whyward.journal.decide.striving import decide_striving
from whyward.journal.decide.support import decide_support
from whyward.journal.decide.undoing import decide_redo, decide_undo
from whyward.journal.decide.values import decide_value
from whyward.journal.errors import BadInput
from whyward.journal.events.plumbing import PreferenceSet
from whyward.journal.intentions import plumbing
from whyward.journal.intentions.any import (
    AnswerIntention,
    BarrierIntention,
    DomainIntention,
    EntryIntention,
    GoalIntention,
    Intention,
    PeopleIntention,
    PlumbingIntention,
    ShareIntention,
    SharingIntention,
    StepIntention,
    ValueIntention,
)
from whyward.journal.intentions.barriers import HinderingIntention
from whyward.journal.intentions.checkins import CheckinIntention
from whyward.journal.intentions.choices import ChoiceIntention
from whyward.journal.intentions.entries import EntryLinkIntention
from whyward.journal.intentions.exploring import ExploringIntention
from whyward.journal.intentions.reminders import ReminderIntention
from whyward.journal.intentions.reviews import ReviewIntention
from whyward.journal.intentions.sorts import SortIntention
from whyward.journal.intentions.striving import StrivingIntention
from whyward.journal.intentions.support import SupportIntention
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_line

_PREFERENCES = ("day_ends_at", "hide_numbers", "language", "moods", "on_this_day", "week_start", "wording_level")

_ByNoun: TypeAlias = (
    ValueIntention
    | DomainIntention
    | GoalIntention
    | StepIntention
    | EntryIntention
    | BarrierIntention
    | PlumbingIntention
    | SharingIntention
)
_Around: TypeAlias = CheckinIntention | ReviewIntention | EntryLinkIntention | ReminderIntention | SupportIntention

DEVICE_NAME = "device_name:"
"""Before a device's id in hex: the preference that holds what the person calls it."""


def decide(intention: Intention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to: at least one fact; or raise what is refused, with nothing recorded."""
    facts = _decided(intention, pages, context)
    assert facts, "a wish that changes nothing is refused, not ignored"
    check_sizes(facts)
    return facts


def _decided(intention: Intention, pages: Pages, context: Context) -> list[Fact]:  # one return per noun
    if isinstance(intention, StrivingIntention):
        return decide_striving(intention, pages, context)
    if isinstance(intention, ExploringIntention):
        return decide_exploring(intention, pages, context)
    if isinstance(intention, HinderingIntention):
        return decide_hindering(intention, pages, context)
    if isinstance(intention, ChoiceIntention):
        return decide_choice(intention, pages, context)
    if isinstance(intention, SortIntention):
        return decide_sort(intention, pages, context)
    return _decided_around(intention, pages, context)


def _decided_around(intention: _ByNoun | _Around, pages: Pages, context: Context) -> list[Fact]:
    if isinstance(intention, CheckinIntention):
        return decide_checkin(intention, pages, context)
    if isinstance(intention, ReviewIntention):
        return decide_review(intention, pages, context)
    if isinstance(intention, EntryLinkIntention):
        return decide_entry_link(intention, pages, context)
    if isinstance(intention, ReminderIntention):
        return decide_reminder(intention, pages, context)
    if isinstance(intention, SupportIntention):
        return decide_support(intention, pages, context)
    return _decided_by_noun(intention, pages, context)


def _decided_by_noun(intention: _ByNoun, pages: Pages, context: Context) -> list[Fact]:
    if isinstance(intention, ValueIntention):
        return decide_value(intention, pages, context)
    if isinstance(intention, DomainIntention):
        return decide_domain(intention, pages, context)
    if isinstance(intention, GoalIntention):
        return decide_goal(intention, pages, context)
    if isinstance(intention, StepIntention):
        return decide_step(intention, pages, context)
    if isinstance(intention, EntryIntention):
        return decide_entry(intention, pages, context)
    if isinstance(intention, BarrierIntention):
        return decide_barrier(intention, pages, context)
    if isinstance(intention, PlumbingIntention):
        return _decided_behind(intention, pages, context)
    return _decided_with_others(intention, pages, context)


def _decided_behind(intention: PlumbingIntention, pages: Pages, context: Context) -> list[Fact]:
    match intention:
        case plumbing.Undo():
            return decide_undo(intention, pages, context)
        case plumbing.Redo():
            return decide_redo(pages, context)
        case plumbing.SetPreference():
            return [_preferred(intention, context)]
        case _:
            assert_never(intention)


def _decided_with_others(intention: SharingIntention, pages: Pages, context: Context) -> list[Fact]:
    if isinstance(intention, PeopleIntention):
        return decide_people(intention, pages, context)
    if isinstance(intention, ShareIntention):
        return decide_share(intention, pages, context)
    if isinstance(intention, AnswerIntention):
        return decide_answer(intention, pages, context)
    return decide_guesting(intention, pages, context)


def _preferred(wish: plumbing.SetPreference, context: Context) -> Fact:
    key = cleaned_line(wish.key, sentence("The preference")).replace("-", "_")
    if key not in _PREFERENCES and not key.startswith(DEVICE_NAME):
        listed = ", ".join(known.replace("_", "-") for known in _PREFERENCES)
        raise BadInput(
            "That preference is not one this version knows", hint=sentence("There are: %(listed)s.", listed=listed)
        )
    value = cleaned_line(wish.value, sentence("The preference")) if isinstance(wish.value, str) else wish.value
    if key == DAY_ENDS_AT and (
        not isinstance(value, str) or f"{minutes_of(value) // 60:02}:{minutes_of(value) % 60:02}" != value
    ):
        raise BadInput("A day ends at a time from 00:00 to 12:00", hint="Write it like 04:00.")
    return Fact(PreferenceSet(key=key, value=value), context.now_ms)
