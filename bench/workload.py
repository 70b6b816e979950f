"""Ten years of somebody's journal from one seed, as wishes, and the state that they must come to on every device.

    60 % entries (median 280 characters, log-normal), 25 % steps toward a goal, 8 % goals set or adjusted,
    4 % goals completed or taken up again, 3 % values chosen or ranked

Each wish comes to exactly one event. Things are called by names that no other thing has, so the wishes need no ids.
"""

import math
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

import msgspec

from bench.lexicon import text
from whyward.journal.events.catalogue import ENTRY_WRITTEN
from whyward.journal.events.entries import EntryWritten
from whyward.journal.folding.goals import GoalStatus
from whyward.journal.folding.nouns import GOALS, RANKING, VALUES
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import AdjustGoal, CompleteGoal, ReopenGoal, SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue, RankValues
from whyward.journal.pages import Pages

SEED: Final = 7
_FIRST_DAY: Final = date(2016, 1, 1)
_DAYS: Final = 3652
_VALUES_MAX: Final = 40
_GOALS_MAX: Final = 1500
_SHARES: Final = {"entry": 60, "step": 25, "goal": 8, "ended": 4, "value": 3}
_ENTRY_MEDIAN: Final = 280
_ENTRY_SIGMA: Final = 0.9
_ENTRY_RANGE: Final = (8, 8000)


class Goal(msgspec.Struct):
    """What is to be seen of a goal in the end."""

    why: str
    ends_on: date
    values: list[str]
    is_open: bool = True
    steps: int = 0


class State(msgspec.Struct):
    """What is to be seen of a journal in the end. Ids are left out: they are random, and the state hash has them."""

    values: list[str] = msgspec.field(default_factory=list[str])
    ranking: list[str] = msgspec.field(default_factory=list[str])
    goals: dict[str, Goal] = msgspec.field(default_factory=dict[str, Goal])
    entries: int = 0
    entry_characters: int = 0


class Workload:
    """Wishes drawn one after another; `expected` is the state after those drawn so far."""

    def __init__(self, count: int, seed: int = SEED) -> None:
        """Prepare so many wishes; the same count and seed give the same ones."""
        self.expected = State()
        self._dice = Random(f"{seed} {count}")
        self._kinds = self._dice.choices(list(_SHARES), weights=list(_SHARES.values()), k=count)
        self._kinds[:2] = ["value", "goal"][:count]  # A step needs a goal, and a goal a value.
        self._days = sorted(self._dice.randrange(_DAYS) for _ in range(count))
        self._goals_max = max(1, min(_GOALS_MAX, count * 6 // 100))
        self._goals: list[str] = []

    def __iter__(self) -> Iterator[Intention]:
        for kind, offset in zip(self._kinds, self._days, strict=True):
            day = _FIRST_DAY + timedelta(days=offset)
            match kind:
                case "entry":
                    yield self._entry(day)
                case "step":
                    yield self._step(day)
                case "goal":
                    yield self._goal(day)
                case "ended":
                    yield self._ended()
                case _:
                    yield self._value()

    def _entry(self, day: date) -> WriteEntry:
        length = self._dice.lognormvariate(math.log(_ENTRY_MEDIAN), _ENTRY_SIGMA)
        body = text(self._dice, int(min(max(length, _ENTRY_RANGE[0]), _ENTRY_RANGE[1])))
        known = self.expected.values
        values = self._dice.sample(known, min(len(known), self._dice.choice((0, 0, 1, 1, 2))))
        self.expected.entries += 1
        self.expected.entry_characters += len(body)
        return WriteEntry(body=body, values=tuple(values), on=day)

    def _step(self, day: date) -> TakeStep:
        goal = self._dice.choice(self._goals)
        self.expected.goals[goal].steps += 1
        how_much = self._dice.choice(("tiny", "part", "all", "more"))
        note = text(self._dice, self._dice.randint(10, 60))
        return TakeStep(goal=goal, how_much=how_much, note=note, on=day)

    def _goal(self, day: date) -> SetGoal | AdjustGoal:
        why = text(self._dice, self._dice.randint(15, 90))
        ends_on = day + timedelta(days=self._dice.randint(7, 365))
        is_new = not self._goals or (len(self._goals) < self._goals_max and self._dice.random() < 0.75)  # noqa: PLR2004  # three of four
        if is_new:
            statement = f"{text(self._dice, self._dice.randint(15, 60))}, {len(self._goals) + 1}"
            value = self._dice.choice(self.expected.values)
            self._goals.append(statement)
            self.expected.goals[statement] = Goal(why, ends_on, [value])
            return SetGoal(statement=statement, why=why, values=(value,), ends_on=ends_on)
        goal = self._dice.choice(self._goals)
        self.expected.goals[goal].why, self.expected.goals[goal].ends_on = why, ends_on
        return AdjustGoal(goal=goal, why=why, ends_on=ends_on, because="learned")

    def _ended(self) -> CompleteGoal | ReopenGoal:
        goal = self._dice.choice(self._goals)
        expected = self.expected.goals[goal]
        expected.is_open = not expected.is_open
        return ReopenGoal(goal=goal) if expected.is_open else CompleteGoal(goal=goal)

    def _value(self) -> AddValue | RankValues:
        known = self.expected.values
        if not known or (len(known) < _VALUES_MAX and self._dice.random() < 0.6):  # noqa: PLR2004  # more are chosen than ranked
            name = f"{text(self._dice, self._dice.randint(6, 20))} {len(known) + 1}"
            known.append(name)
            return AddValue(name=name)
        self.expected.ranking = self._dice.sample(known, len(known))
        return RankValues(values=tuple(self.expected.ranking))


def reached(pages: Pages) -> State:
    """Return what is to be seen in some pages, in the form of what is expected."""
    values = sorted(pages.all(VALUES), key=lambda row: row.stamp)
    name_by_id = {row.value_id: row.name for row in values}
    ranking = pages.one(RANKING)
    steps = pages.progress()
    state = State(
        values=[row.name for row in values],
        ranking=[] if ranking is None else [name_by_id[value_id] for value_id in ranking.order],
    )
    for row in sorted(pages.all(GOALS), key=lambda row: row.stamp):
        assert row.ends_on is not None, "every goal of this workload has an end"
        taken = steps[row.goal_id].steps if row.goal_id in steps else 0
        names = [name_by_id[value_id] for value_id in row.value_ids]
        state.goals[row.statement] = Goal(row.why or "", row.ends_on, names, row.status == GoalStatus.ACTIVE, taken)
    for one in pages.told([ENTRY_WRITTEN]):
        assert isinstance(one.body, EntryWritten), "the catalogue says so"
        state.entries += 1
        state.entry_characters += len(one.body.body)
    return state
