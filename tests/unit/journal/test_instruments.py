"""Scales of one's own: how long, how wide and how often new they may be; what goes beyond is refused."""

import msgspec
import pytest

from tests.support.notebook import Notebook
from whyward.journal.errors import BadInput
from whyward.journal.events.checkins import InstrumentDefinition, InstrumentItem, InstrumentSum
from whyward.journal.folding.nouns_noticing import INSTRUMENTS
from whyward.journal.intentions.checkins import AddInstrument

SCALE = InstrumentDefinition(items=(InstrumentItem(item_id="rest", text="How rested?"),), low=0, high=4)
SLEEP = AddInstrument(instrument="sleep", title="Sleep", definition=SCALE, licence_note="I wrote it.")


def with_ends(low: int, high: int) -> AddInstrument:
    """Return the scale between two numbers."""
    return msgspec.structs.replace(SLEEP, definition=msgspec.structs.replace(SCALE, low=low, high=high))


def with_item(item_id: str) -> AddInstrument:
    """Return the scale with an item of that id."""
    items = (InstrumentItem(item_id=item_id, text="How rested?"),)
    return msgspec.structs.replace(SLEEP, definition=msgspec.structs.replace(SCALE, items=items))


def with_sum(*item_ids: str) -> AddInstrument:
    """Return the scale with a sum of those items."""
    sums = (InstrumentSum(name="Rest", item_ids=item_ids),)
    return msgspec.structs.replace(SLEEP, definition=msgspec.structs.replace(SCALE, sums=sums))


@pytest.mark.parametrize(
    "wish",
    [
        with_ends(0, 1),
        with_ends(0, 100),
        with_ends(-50, 50),
        with_ends(-1000, -900),
        with_ends(900, 1000),
        with_item("9.a_b-c"),
        with_item("a" * 80),
        with_sum("rest"),
        msgspec.structs.replace(SLEEP, version=9999),
    ],
)
def test_a_scale_up_to_its_bounds_is_kept_as_it_was_given(wish: AddInstrument) -> None:
    notebook = Notebook()
    notebook.wish(wish)

    (row,) = notebook.pages.all(INSTRUMENTS)
    assert (row.definition, row.version) == (wish.definition, wish.version)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        (with_ends(0, 0), "lower number"),
        (with_ends(0, 101), "lower number"),
        (with_ends(-50, 51), "lower number"),
        (with_ends(-1001, -1000), "lower number"),
        (with_ends(1000, 1001), "lower number"),
        (with_item("A"), "short id"),
        (with_item(""), "short id"),
        (with_item("a" * 81), "short id"),
        (with_sum(), "adds up items"),
        (with_sum("rest", "other"), "adds up items"),
        (msgspec.structs.replace(SLEEP, version=0), "from 1 on"),
        (msgspec.structs.replace(SLEEP, version=10_000), "from 1 on"),
    ],
)
def test_a_scale_beyond_its_bounds_is_refused(wish: AddInstrument, says: str) -> None:
    notebook = Notebook()
    with pytest.raises(BadInput, match=says):
        notebook.wish(wish)

    assert notebook.recorded == []
