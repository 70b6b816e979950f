"""Wishes at random: what a person may want next, given what their device shows.

Some are refused, as people's wishes are; then nothing may have happened.
"""

from random import Random

from tests.support.sim_kinds import wish_of_a_kind
from tests.support.sim_witness import CANARY
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.domains import HideDomain, RenameDomain
from whyward.journal.intentions.entries import BinEntry, EditEntry, SettleConflict, UnbinEntry, WriteEntry
from whyward.journal.intentions.goals import CompleteGoal, LinkGoal, PauseGoal, ReopenGoal, ResumeGoal, SetGoal
from whyward.journal.intentions.plumbing import Redo, SetPreference, Undo
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.values import AddValue, PlaceValue, RankValues, RestoreValue, RestValue, RewordValue
from whyward.journal.pages import Pages

_DOMAINS = ("relationships", "career", "health")


def light_wish(dice: Random) -> Intention:
    """Return a wish that is decided without looking at any page; a few are refused."""
    number = int(dice.random() * 10**9)
    roll = dice.random()
    if roll < 0.06:
        return RestValue(value="nobody's")
    if roll < 0.3:
        return WriteEntry(body=f"{CANARY} {number}. " * (40 if roll < 0.1 else 1))
    if roll < 0.4:
        return SetGoal(statement=f"Goal {CANARY} {number}")
    if roll < 0.7:
        return TakeStep(note=f"Step {CANARY} {number}")
    return NoticeWin(text=f"Win {CANARY} {number}")


def any_wish(dice: Random, pages: Pages) -> Intention:
    """Return a wish about something that is there, or a new thing."""
    roll = dice.random()
    if roll < 0.12:
        return dice.choice((Undo(), Undo(), Redo()))
    if roll < 0.36:
        return wish_of_a_kind(dice, pages)
    entries = list(pages.entries())
    if entries and roll < 0.60:
        return _about_entry(dice, min(entry.entry_id for entry in entries).hex(), len(entries))
    values = [row.value_id.hex() for row in pages.all(VALUES)]
    if values and roll < 0.71:
        return _about_value(dice, dice.choice(values), values)
    goals = [row.goal_id.hex() for row in pages.all(GOALS)]
    if goals and roll < 0.82:
        return _about_goal(dice, dice.choice(goals), values)
    return _new(dice)


def _about_entry(dice: Random, entry: str, count: int) -> Intention:
    return dice.choice(
        (
            EditEntry(entry=entry, body=f"Seen again, {CANARY} {dice.random()}."),
            EditEntry(entry=entry, title=f"Title {dice.randint(1, 99)}"),
            BinEntry(entry=entry),
            UnbinEntry(entry=entry),
            SettleConflict(entry=entry, keep="1"),
            EditEntry(entry=entry, body=f"One of {count}. " * dice.choice((1, 40))),
        )
    )


def _about_value(dice: Random, value: str, values: list[str]) -> Intention:
    return dice.choice(
        (
            RewordValue(value=value, own_words=f"In other words {CANARY} {dice.random()}"),
            PlaceValue(value=value, domain=dice.choice(_DOMAINS), shows_up=dice.choice(("some", "a-lot", "not-yet"))),
            RankValues(values=tuple(dice.sample(values, k=len(values)))),
            RestValue(value=value),
            RestoreValue(value=value),
        )
    )


def _about_goal(dice: Random, goal: str, values: list[str]) -> Intention:
    wishes: tuple[Intention, ...] = (
        TakeStep(goal=goal),
        TakeStep(goal=goal, how_much="tiny"),
        PauseGoal(goal=goal),
        ResumeGoal(goal=goal),
        CompleteGoal(goal=goal),
        ReopenGoal(goal=goal),
        *(LinkGoal(goal=goal, value=value) for value in values[:1]),
    )
    return dice.choice(wishes)


def _new(dice: Random) -> Intention:
    number = dice.randint(1, 10**9)
    return dice.choice(
        (
            WriteEntry(body=f"Written {CANARY} {number}."),
            WriteEntry(body=f"A long evening, {CANARY}. " * 50 + str(number)),
            AddValue(name=f"Value {CANARY} {number}"),
            SetGoal(statement=f"Goal {CANARY} {number}"),
            TakeStep(note=f"Step {CANARY} {number}"),
            NoticeWin(text=f"Win {CANARY} {number}"),
            SetPreference(key="week_start", value=dice.choice(("monday", "sunday"))),
            RenameDomain(domain=dice.choice(_DOMAINS), name=f"Part {CANARY} {number}"),
            HideDomain(domain=dice.choice(_DOMAINS)),
        )
    )
