"""The rules by which the program notices something: each with what it says, why it says so, and from when on.

Version 1. No rule speaks of less, of later, or of other people; none sets a number before anybody.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from whyward.journal.days import MINUTE_MS, noon_of
from whyward.journal.events.catalogue import GOAL, STEP_TAKEN, VALUE, ref_of
from whyward.journal.events.fields import Ref
from whyward.journal.events.steps import HowMuch, StepTaken
from whyward.journal.folding.domains import DomainRow
from whyward.journal.folding.nouns import BARRIERS, DOMAINS, WINS
from whyward.journal.folding.sorts import SortState
from whyward.journal.folding.values import ValueStatus
from whyward.journal.pages import Pages
from whyward.journal.projections.alignment import step_days, waiting_values
from whyward.journal.projections.labels import Labels, kind_in_words
from whyward.journal.projections.sorts import sorts
from whyward.journal.projections.steps import Step, steps
from whyward.journal.projections.values import LATELY_DAYS
from whyward.journal.sentences import sentence

WAITING_VALUE: Final = "waiting-value"
"""The rule about values that wait; pages show them by themselves."""

SEASON_DAYS: Final = 90
TOUCHED_DAYS: Final = 6
TRIES: Final = 3
TIMED_STEPS: Final = 8
DISCOMFORT: Final = 6
DISCOMFORT_STEPS: Final = 3
TINY_WITHIN_DAYS: Final = 7
OWNED: Final = 5
SORTS_APART_DAYS: Final = 60
WINS_IN_A_SEASON: Final = 3

_HELPED: Final = {"a_lot", "a_bit"}
_HOUR_MS: Final = 60 * MINUTE_MS
_DAYPARTS: Final = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))
_AT: Final = {
    "night": sentence("Many of your steps happen at night."),
    "morning": sentence("Many of your steps happen in the morning."),
    "afternoon": sentence("Many of your steps happen in the afternoon."),
    "evening": sentence("Many of your steps happen in the evening."),
}


class Noticed(NamedTuple):
    """What a rule says, and about what."""

    text: str
    about: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What the rules look at, each part worked out at most once."""

    pages: Pages
    today: date

    @cached_property
    def labels(self) -> Labels:
        """What things are called."""
        return Labels(self.pages)

    @cached_property
    def season(self) -> list[Step]:
        """The steps of the last 90 days, the earliest first."""
        return steps(self.pages, first=self.season_start, last=self.today)[::-1]

    @property
    def season_start(self) -> date:
        """The first of the last 90 days."""
        return self.today - timedelta(days=SEASON_DAYS - 1)


class Rule(NamedTuple):
    """A rule: its name, its version, why it speaks, and what it finds."""

    id: str
    version: int
    why: str
    find: Callable[[Scene], Iterator[Noticed]]


def _most_touched(scene: Scene) -> Iterator[Noticed]:
    first = scene.today - timedelta(days=LATELY_DAYS - 1)
    days = step_days(scene.pages, first, scene.today, scene.labels)
    touched = [
        (len(on), value_id)
        for value_id, on in days.items()
        if len(on) >= TOUCHED_DAYS and value_id in scene.labels.values
    ]
    if touched:
        value_id = max(touched)[1]
        text = sentence("%(value)s was part of many of your days lately.", value=scene.labels.value(value_id))
        yield Noticed(text, (_value(value_id),))


def _waiting(scene: Scene) -> Iterator[Noticed]:
    for value in waiting_values(scene.pages, scene.today):
        yield Noticed(value.text, (_value(value.id),))


def _barrier_and_tool(scene: Scene) -> Iterator[Noticed]:
    said: dict[tuple[str, str], list[str]] = {}
    for row in scene.pages.all(BARRIERS):
        for one in row.tries:
            if one.helped is not None:
                said.setdefault((row.kind, one.tool_id), []).append(one.helped)
    for (kind, tool_id), words in sorted(said.items()):
        if len(words) >= TRIES and sum(word in _HELPED for word in words) * 2 > len(words):
            text = sentence(
                "When %(barrier)s showed up, one of your tools helped more often than not.", barrier=kind_in_words(kind)
            )
            yield Noticed(text, (f"tool:{tool_id.replace('.', '-').replace('_', '-')}",))


def _time_of_day(scene: Scene) -> Iterator[Noticed]:
    parts: Counter[str] = Counter()
    for one in scene.pages.told([STEP_TAKEN], scene.season_start, scene.today):
        # A step told for another day stands at its noon: that says nothing about the hour.
        if isinstance(one.body, StepTaken) and one.event.at != noon_of(one.body.occurred_on, one.event.tz):
            hour = (one.event.at + one.event.tz * MINUTE_MS) // _HOUR_MS % 24
            parts[next(part for until, part in _DAYPARTS if hour < until)] += 1
    if sum(parts.values()) >= TIMED_STEPS:
        part, count = max(parts.items(), key=lambda pair: (pair[1], pair[0]))
        if count * 2 >= sum(parts.values()):
            yield Noticed(_AT[part], (f"daypart:{part}",))


def _discomfort_yet_did(scene: Scene) -> Iterator[Noticed]:
    if sum((step.discomfort or 0) >= DISCOMFORT for step in scene.season) >= DISCOMFORT_STEPS:
        yield Noticed(sentence("More than once, you took a step with discomfort at your side."))


def _tiny_works(scene: Scene) -> Iterator[Noticed]:
    by_goal: dict[bytes, list[Step]] = {}
    for step in scene.season:
        if step.goal_id is not None:
            by_goal.setdefault(step.goal_id, []).append(step)
    for goal_id, taken in sorted(by_goal.items()):
        if any(_is_tiny_then_whole(one, next_one) for one, next_one in pairwise(taken)):
            text = sentence(
                "“%(goal)s”: a tiny step came first, and a whole one soon after.", goal=scene.labels.goal(goal_id)
            )
            yield Noticed(text, (ref_of(GOAL, goal_id),))


def _is_tiny_then_whole(one: Step, following: Step) -> bool:
    whole = {HowMuch.ALL.value, HowMuch.MORE.value}
    is_soon = following.on - one.on <= timedelta(days=TINY_WITHIN_DAYS)
    return one.how_much == HowMuch.TINY and following.how_much in whole and is_soon


def _ownership(scene: Scene) -> Iterator[Noticed]:
    rows = scene.labels.values.values()
    active = sorted(
        (row for row in rows if row.status == ValueStatus.ACTIVE), key=lambda row: scene.labels.ranked[row.value_id]
    )
    for row in active[:OWNED]:
        if row.ownership is not None and row.ownership.pressure > row.ownership.mine:
            yield Noticed(sentence("%(value)s: still yours?", value=row.name), (_value(row.value_id),))


def _then_and_now(scene: Scene) -> Iterator[Noticed]:
    finished = [sort for sort in sorts(scene.pages) if sort.state == SortState.FINISHED]
    if finished and (finished[0].on - finished[-1].on).days >= SORTS_APART_DAYS:
        about = (f"sort:{finished[-1].id.hex()}", f"sort:{finished[0].id.hex()}")
        yield Noticed(sentence("You sorted cards twice, some time apart. Want to look at then and now?"), about)


def _quiet_by_choice(scene: Scene) -> Iterator[Noticed]:
    hidden: Sequence[DomainRow] = [row for row in scene.pages.all(DOMAINS) if row.hidden]
    for row in hidden:
        name = scene.labels.domain(row.domain_id)
        text = sentence("%(domain)s is quiet by your own choice. It comes back whenever you say so.", domain=name)
        yield Noticed(text, (f"domain:{row.domain_id}",))


def _wins_of_a_season(scene: Scene) -> Iterator[Noticed]:
    wins = [row for row in scene.pages.all(WINS) if scene.season_start <= row.occurred_on <= scene.today]
    if len(wins) >= WINS_IN_A_SEASON:
        yield Noticed(sentence("You noticed several wins this season. They stand together in one list."))


def _value(value_id: bytes) -> Ref:
    return ref_of(VALUE, value_id)


RULES: Final = (
    Rule(
        "most-touched-value",
        1,
        sentence(
            "It comes up when a value had a step on %(days)s days or more of the last %(lately)s.",
            days=TOUCHED_DAYS,
            lately=LATELY_DAYS,
        ),
        _most_touched,
    ),
    Rule(
        WAITING_VALUE,
        1,
        sentence(
            "It comes up when one of the three values nearest your heart had no step in the last %(lately)s days.",
            lately=LATELY_DAYS,
        ),
        _waiting,
    ),
    Rule(
        "barrier-and-tool",
        1,
        sentence(
            "It comes up when you said %(tries)s times or more how a tool went, and mostly that it helped.",
            tries=TRIES,
        ),
        _barrier_and_tool,
    ),
    Rule(
        "time-of-day",
        1,
        sentence(
            "It comes up when at least half of %(steps)s steps or more fall into one part of the day.",
            steps=TIMED_STEPS,
        ),
        _time_of_day,
    ),
    Rule(
        "discomfort-yet-did",
        1,
        sentence(
            "It comes up when %(steps)s steps or more had a discomfort of %(discomfort)s of 10 or above.",
            steps=DISCOMFORT_STEPS,
            discomfort=DISCOMFORT,
        ),
        _discomfort_yet_did,
    ),
    Rule(
        "tiny-works",
        1,
        sentence(
            "It comes up when a whole step toward a goal follows a tiny one within %(days)s days.",
            days=TINY_WITHIN_DAYS,
        ),
        _tiny_works,
    ),
    Rule(
        "still-yours",
        1,
        sentence(
            "It comes up for one of your first %(values)s values when you last said it is expected more than your own.",
            values=OWNED,
        ),
        _ownership,
    ),
    Rule(
        "then-and-now",
        1,
        sentence(
            "It comes up when two finished card sorts lie %(days)s days apart or more.",
            days=SORTS_APART_DAYS,
        ),
        _then_and_now,
    ),
    Rule("quiet-by-choice", 1, sentence("It comes up when you left a part of life out for now."), _quiet_by_choice),
    Rule(
        "wins-of-a-season",
        1,
        sentence(
            "It comes up when you noted %(wins)s wins or more in the last %(days)s days.",
            wins=WINS_IN_A_SEASON,
            days=SEASON_DAYS,
        ),
        _wins_of_a_season,
    ),
)
