"""Every order in which what three devices did without seeing each other can arrive: counted out, not sampled.

A row is a pure function of its thing's events and of which of them stand, so what could hang on the order is how events
are put in. A set of events is one place here, and an event more is a way from it to the next; if all ways into a place
bring the same, so do all orders that lead there.
"""

import sqlite3
from collections.abc import Sequence
from itertools import combinations, permutations, product
from math import factorial

import pytest

from tests.support.happenings import DAY, LAPTOP, PHONE, id_of, recorded
from whyward.journal.events import entries, goals, plumbing, values
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.pages import Pages
from whyward.journal.pages_merge import insert_events
from whyward.journal.pages_schema import TABLES
from whyward.protocol.ids import DeviceId

ENTRY, GOAL, VALUE = id_of("n", 0), id_of("g", 0), id_of("v", 0)
TABLET = DeviceId(b"t" * 32)
DEVICES = (LAPTOP, PHONE, TABLET)
Rows = list[tuple[object, ...]]


def one_of_six(place: int, choice: int) -> Recorded:
    """What the device whose turn it is does at its place in the total order: an edit, or taking something back."""
    before = id_of("e", (place - 1) % 6)
    bodies: tuple[Body, ...] = (
        entries.EntryWritten(entry_id=ENTRY, occurred_at=1, body=f"text {place}"),
        plumbing.EventRetracted(target_event_id=before, why="undo"),
        plumbing.RetractionWithdrawn(target_event_id=before),
        entries.EntryEdited(entry_id=ENTRY, base_event_id=before, body=f"edit {place}"),
    )
    # The last choice has the id of the first event: what no honest device says.
    number = 0 if choice == len(bodies) - 1 and place else place
    return recorded(bodies[choice], place + 1, device=DEVICES[place % 3], number=number)


class Places:
    """All sets of a few events, each reached from every smaller one."""

    def __init__(self, size: int, choices: int) -> None:
        self.ways = 0
        self._size, self._choices = size, choices
        self._rows: dict[tuple[tuple[int, int], ...], Rows] = {}
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.executescript(TABLES)

    def walk(self) -> None:
        """Go every way, and let no two that lead to one place bring another thing."""
        self._from((), 0)
        self._db.close()

    def _from(self, here: tuple[tuple[int, int], ...], due: int) -> None:
        taken = {place for place, _ in here}
        for place in set(range(self._size)) - taken:
            for choice in range(self._choices):
                self._db.execute("SAVEPOINT way")
                changed = insert_events(self._db, [one_of_six(place, choice)])
                there = tuple(sorted((*here, (place, choice))))
                self._arrive(here, there, changed)
                if place >= due:
                    self._from(there, place + 1)
                self._db.execute("ROLLBACK TO way")
                self._db.execute("RELEASE way")

    def _arrive(
        self, here: tuple[tuple[int, int], ...], there: tuple[tuple[int, int], ...], changed: set[bytes]
    ) -> None:
        self.ways += 1
        columns = "id, kind, hlc, device, body, entity, target, stands"
        rows: Rows = self._db.execute(f"SELECT {columns} FROM events ORDER BY id").fetchall()  # noqa: S608  # a constant
        assert self._rows.setdefault(there, rows) == rows
        if here in self._rows:
            moved = {row[5] for row in set(rows) ^ set(self._rows[here])} - {b""}
            assert moved <= changed, "whatever became another thing is folded anew"


def test_every_order_of_six_doings_on_three_devices_comes_to_the_same() -> None:
    """All sets of six: texts, what takes back the one before or its taking back, one id twice; in all 720 orders."""
    places = Places(size=6, choices=4)
    places.walk()

    orders = 4**6 * factorial(6)
    print(f"{places.ways} ways, for {orders} interleavings of 6 events")  # noqa: T201  # the figure, shown with -s
    assert places.ways == 6 * 4 * 5**5
    assert orders > 1_000_000


ON_AN_ENTRY: tuple[Body, ...] = (
    entries.EntryEdited(entry_id=ENTRY, base_event_id=id_of("e", 1), body="brave"),
    entries.EntryEdited(entry_id=ENTRY, base_event_id=id_of("e", 1), title="A day"),
    entries.EntryBinned(entry_id=ENTRY, purge_on=DAY),
    entries.EntryUnbinned(entry_id=ENTRY),
    plumbing.EventRetracted(target_event_id=id_of("e", 1), why="undo"),
    plumbing.EventRetracted(target_event_id=id_of("e", 11), why="undo"),
    plumbing.RetractionWithdrawn(target_event_id=id_of("e", 12)),
    plumbing.ConflictSettled(
        entity="entry:" + ENTRY.hex(), field="body", kept_event_id=id_of("e", 11), other_event_ids=(id_of("e", 12),)
    ),
)
ON_A_GOAL: tuple[Body, ...] = (
    goals.GoalAdjusted(goal_id=GOAL, changes=goals.GoalChanges(statement="smaller"), why="too_big"),
    goals.GoalAdjusted(goal_id=GOAL, changes=goals.GoalChanges(why="love"), why="other"),
    goals.GoalLinkedToValue(goal_id=GOAL, value_id=VALUE),
    goals.GoalUnlinkedFromValue(goal_id=GOAL, value_id=VALUE),
    goals.GoalPaused(goal_id=GOAL),
    goals.GoalResumed(goal_id=GOAL),
    goals.GoalCompleted(goal_id=GOAL, completed_on=DAY),
    goals.GoalLetGo(goal_id=GOAL, learned="much"),
    goals.GoalReopened(goal_id=GOAL),
    plumbing.EventRetracted(target_event_id=id_of("e", 1), why="undo"),
)
ON_A_VALUE: tuple[Body, ...] = (
    values.ValueReworded(value_id=VALUE, name="Peace"),
    values.ValueReworded(value_id=VALUE, own_words=""),
    values.ValueOwnershipChecked(value_id=VALUE, mine=9, pressure=1),
    values.ValueShownInDomain(value_id=VALUE, domain_id="health", shows_up="some"),
    values.ValueDomainLinkRemoved(value_id=VALUE, domain_id="health"),
    values.ValueRested(value_id=VALUE),
    values.ValueRetired(value_id=VALUE, why="changed"),
    values.ValueRestored(value_id=VALUE),
    plumbing.EventRetracted(target_event_id=id_of("e", 1), why="undo"),
)
FIRST: dict[str, tuple[Body, tuple[Body, ...]]] = {
    "an entry": (entries.EntryWritten(entry_id=ENTRY, occurred_at=1, body="calm"), ON_AN_ENTRY),
    "a goal": (
        goals.GoalSet(goal_id=GOAL, statement="Call", kind="once", measure="done", proposed_by="me"),
        ON_A_GOAL,
    ),
    "a value": (values.ValueChosen(value_id=VALUE, name="Calm", chosen_on=DAY), ON_A_VALUE),
}


def arrived(orders: Sequence[Sequence[Recorded]]) -> list[Pages]:
    """Return pages into which the same events came one by one, in each of these orders."""
    came: list[Pages] = []
    for order in orders:
        pages = Pages()
        for one in order:
            pages.merge([one])
            pages.state_hash()
        came.append(pages)
    return came


@pytest.mark.parametrize("thing", FIRST)
def test_any_two_doings_on_one_thing_come_to_the_same_whichever_is_heard_first(thing: str) -> None:
    """Every pair of kinds, of two devices that did not see each other: earlier, later, at the very same moment."""
    body, doings = FIRST[thing]
    first = recorded(body, 1)
    for one, other in product(doings, repeat=2):
        for clock in (4, 5, 6):
            laptop = recorded(one, 5, device=LAPTOP, number=11)
            phone = recorded(other, clock, device=PHONE, number=12)
            pages = arrived(
                [[first, laptop, phone], [first, phone, laptop], [laptop, first, phone], [phone, laptop, first]]
            )
            assert len({each.state_hash() for each in pages}) == 1, (one, other)


@pytest.mark.parametrize("thing", FIRST)
def test_any_four_doings_on_one_thing_come_to_the_same_whichever_comes_last(thing: str) -> None:
    """Every set of four kinds, read after each event: as they were done, backwards, turned round, and all at once."""
    body, doings = FIRST[thing]
    first = recorded(body, 1)
    for four in combinations(enumerate(doings), 4):
        events = [recorded(doing, 5 + place % 2, device=DEVICES[place % 3], number=11 + place) for place, doing in four]
        whole = Pages()
        whole.merge([first, *events])
        orders = [[first, *events[turn:], *events[:turn]] for turn in range(4)]
        assert {pages.state_hash() for pages in arrived([*orders, [*events[::-1], first]])} == {whole.state_hash()}


def test_of_two_texts_that_did_not_see_each_other_none_is_lost() -> None:
    """Also where one of them was binned or settled on the other device meanwhile."""
    first = recorded(FIRST["an entry"][0], 1)
    mine = recorded(entries.EntryEdited(entry_id=ENTRY, base_event_id=id_of("e", 1), body="mine"), 5, number=11)
    theirs = recorded(
        entries.EntryEdited(entry_id=ENTRY, base_event_id=id_of("e", 1), body="theirs"), 5, device=PHONE, number=12
    )
    for order in permutations([first, mine, theirs]):
        (pages,) = arrived([order])
        entry = pages.entry(ENTRY)
        assert entry is not None
        assert {version.text for version in entry.versions} == {"mine", "theirs"}
