"""What stays of a shown goal once less of it may be seen."""

from datetime import date

import pytest

from whyward.journal.events.shared import (
    SharedBarrier,
    SharedEntry,
    SharedGoal,
    SharedMoment,
    SharedProgress,
    SharedStep,
)
from whyward.journal.events.shares import Field
from whyward.journal.sharing.cutting import cut

EARLY, LATE = date(2026, 3, 1), date(2026, 3, 9)
WHOLE = SharedGoal(
    statement="Call a friend",
    values=("Kindness",),
    state="active",
    progress=SharedProgress(steps=2, days=2, last_on=LATE),
    steps=(SharedStep(on=LATE, note="late"), SharedStep(on=EARLY, note="early")),
    barriers=(SharedBarrier(on=LATE, kind="fear", learned="rest"), SharedBarrier(on=EARLY, kind="shame")),
    why="I miss them",
    entries=(SharedEntry(on=LATE, text="late"), SharedEntry(on=EARLY, text="early")),
    history=(SharedMoment(on=EARLY, what="chosen"),),
)
EVERY = frozenset(Field)

LEFT = {
    Field.STATEMENT: SharedGoal(statement="Call a friend"),
    Field.VALUE: SharedGoal(values=("Kindness",)),
    Field.PROGRESS: SharedGoal(state="active"),
    Field.STEP_NOTES: SharedGoal(steps=WHOLE.steps[:1]),
    Field.BARRIERS_MET: SharedGoal(barriers=(SharedBarrier(on=LATE),)),
    Field.BARRIERS: SharedGoal(barriers=WHOLE.barriers[:1]),
    Field.WHY: SharedGoal(why="I miss them"),
    Field.ENTRIES: SharedGoal(entries=WHOLE.entries[:1]),
    Field.HISTORY: SharedGoal(history=WHOLE.history),
}


def test_with_every_field_all_of_it_stays() -> None:
    assert cut(WHOLE, EVERY, LATE) == WHOLE
    assert set(LEFT) == EVERY


@pytest.mark.parametrize("field", LEFT)
def test_with_one_field_that_field_stays_from_the_first_day_on(field: Field) -> None:
    assert cut(WHOLE, frozenset({field}), LATE) == LEFT[field]


def test_a_count_from_the_first_day_on_stays() -> None:
    counted = SharedProgress(steps=1, days=1, last_on=LATE, since=LATE)

    assert cut(SharedGoal(progress=counted), frozenset({Field.PROGRESS}), LATE).progress == counted


def test_with_no_field_nothing_stays() -> None:
    assert cut(WHOLE, frozenset(), LATE) == SharedGoal()
