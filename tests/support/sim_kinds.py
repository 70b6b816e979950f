"""Wishes at random about what people look into beside entries, values and goals: one noun each, begun or gone on with.

Each goes on with the thing of the lowest id, so that devices which do not know of each other speak of the same one.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from tests.support.sim_witness import CANARY
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.nouns_caring import REMINDERS
from whyward.journal.folding.nouns_exploring import REFLECTIONS
from whyward.journal.folding.nouns_hindering import DECISIONS
from whyward.journal.folding.nouns_noticing import CHECKINS
from whyward.journal.folding.nouns_sorting import SORTS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.checkins import (
    CompleteCheckin,
    CorrectCheckin,
    Marked,
    MarkTarget,
    Said,
    TakeCheckinBack,
)
from whyward.journal.intentions.choices import (
    AddOption,
    FaceDecision,
    LookBackOnDecision,
    MakeDecision,
    NoteChoicePoint,
)
from whyward.journal.intentions.reflections import (
    Asked,
    SetReflectionAside,
    SettleReflection,
    StartReflection,
    WriteReflection,
)
from whyward.journal.intentions.reminders import (
    AnswerReminder,
    ChangeReminder,
    PauseReminders,
    RemoveReminder,
    ResumeReminders,
    SetReminder,
)
from whyward.journal.intentions.sorts import (
    AnswerCard,
    FinishSort,
    PlaceCard,
    RankCards,
    SetSortAside,
    ShortlistCards,
    StartSort,
    TakenCard,
)
from whyward.journal.intentions.striving import ChangePlan, MakePlan, RetirePlan, UsePlan
from whyward.journal.pages import Pages

_BEGIN = 0.1
_ANEW = 0.2
_CARDS = ("kindness", "courage", "rest", "play", "candour", "growth")
_PARTS = ("health", "career")


def wish_of_a_kind(dice: Random, pages: Pages) -> Intention:
    """Return a wish about one noun of several, most often about one that something is there of."""
    begun = [about for noun, about in _ABOUT if dice.random() > _ANEW and pages.all(noun)]
    return dice.choice(begun or [about for _, about in _ABOUT])(dice, pages)


def _words(dice: Random) -> str:
    return f"Words {CANARY} {dice.random()}"


def _about_sort(dice: Random, pages: Pages) -> Intention:
    rows = pages.all(SORTS)
    if not rows or dice.random() < _BEGIN:
        return StartSort(deck_id="deck", deck_version=1, card_ids=_CARDS, scale=dice.choice(("three", "five")))
    row = min(rows, key=lambda row: row.sort_id)
    sort, some = row.sort_id.hex(), tuple(dice.sample(_CARDS, k=3))
    card = dice.choice(row.shortlist or _CARDS)
    return dice.choice(
        (
            PlaceCard(sort=sort, card=some[0], pile=dice.randint(1, 5)),
            PlaceCard(sort=sort, card=some[1], pile=dice.randint(1, 3)),
            ShortlistCards(sort=sort, cards=some),
            RankCards(sort=sort, ranked=((card,),)),
            AnswerCard(sort=sort, card=card, question="means_to_me", text=_words(dice)),
            SetSortAside(sort=sort),
            FinishSort(sort=sort, taken=(TakenCard(card=card, label=f"{card} {CANARY}"),)),
        )
    )


def _about_reflection(dice: Random, pages: Pages) -> Intention:
    rows = pages.all(REFLECTIONS)
    if not rows or dice.random() < _BEGIN:
        asked = Asked(prompt_id="p.any", version=1, words=f"When, {CANARY}?", lang="en")
        return StartReflection(asked=asked, text=dice.choice((None, _words(dice))))
    reflection = min(row.reflection_id for row in rows).hex()
    return dice.choice(
        (
            WriteReflection(reflection=reflection, text=_words(dice)),
            WriteReflection(reflection=reflection, text=_words(dice)),
            SetReflectionAside(reflection=reflection, why=dice.choice(("too-much", "not-now", None))),
            SettleReflection(reflection=reflection, keep=dice.choice("12")),
        )
    )


def _about_plan(dice: Random, pages: Pages) -> Intention:
    rows = pages.all(PLANS)
    if not rows or dice.random() < _BEGIN:
        return MakePlan(if_text=_words(dice), then_text=_words(dice))
    plan = min(row.plan_id for row in rows).hex()
    return dice.choice(
        (
            ChangePlan(plan=plan, if_text=_words(dice)),
            ChangePlan(plan=plan, then_text=_words(dice)),
            UsePlan(plan=plan, helped=dice.choice(("yes", "partly", "no"))),
            RetirePlan(plan=plan),
        )
    )


def _about_checkin(dice: Random, pages: Pages) -> Intention:
    rows = pages.all(CHECKINS)
    said = Said(item=f"{dice.choice(_PARTS)}.{dice.choice(('matter', 'close'))}", number=dice.randint(0, 10))
    if not rows or dice.random() < _BEGIN:
        return CompleteCheckin(said=(said, Said(item="health.closer", words=_words(dice))))
    checkin = min(row.checkin_id for row in rows).hex()
    return dice.choice(
        (
            CorrectCheckin(checkin=checkin, said=(said,)),
            CorrectCheckin(checkin=checkin, said=(Said(item="career.closer", words=_words(dice)),)),
            MarkTarget(checkin=checkin, marks=(Marked(on=dice.choice(_PARTS), ring=dice.randint(1, 7)),)),
            TakeCheckinBack(checkin=checkin),
        )
    )


def _about_reminder(dice: Random, pages: Pages) -> Intention:
    rows = [row for row in pages.all(REMINDERS) if not row.removed]
    if not rows or dice.random() < _BEGIN:
        return SetReminder(at="09:00", text=_words(dice), every="day")
    reminder = min(row.reminder_id for row in rows).hex()
    return dice.choice(
        (
            ChangeReminder(reminder=reminder, text=_words(dice)),
            ChangeReminder(reminder=reminder, discreet=dice.choice((True, False))),
            AnswerReminder(reminder=reminder, answer=dice.choice(("did-it", "later", "not-today"))),
            PauseReminders(),
            ResumeReminders(),
            RemoveReminder(reminder=reminder),
        )
    )


def _about_choice(dice: Random, pages: Pages) -> Intention:
    rows = pages.all(DECISIONS)
    if not rows or dice.random() < _BEGIN:
        ways = (_words(dice), _words(dice))
        return dice.choice(
            (FaceDecision(question=_words(dice), options=ways), NoteChoicePoint(situation=ways[0], toward=ways))
        )
    row = min(rows, key=lambda row: row.decision_id)
    decision = row.decision_id.hex()
    wishes: list[Intention] = [
        AddOption(decision=decision, text=_words(dice)),
        LookBackOnDecision(decision=decision, text=_words(dice)),
    ]
    wishes += [MakeDecision(decision=decision, option=option.option_id.hex()) for option in row.options[:2]]
    return dice.choice(wishes)


_ABOUT: tuple[tuple[Noun[Any], Callable[[Random, Pages], Intention]], ...] = (
    (SORTS, _about_sort),
    (REFLECTIONS, _about_reflection),
    (PLANS, _about_plan),
    (CHECKINS, _about_checkin),
    (REMINDERS, _about_reminder),
    (DECISIONS, _about_choice),
)
