"""Where each rule begins to speak: one day, one try or one step less and it says nothing."""

from datetime import timedelta

import pytest

from tests.support.notebook import TODAY, Notebook
from whyward.journal.intentions.barriers import MeetBarrier
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.tools import RateTool, TryTool
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.alignment import alignment
from whyward.journal.projections.insights import insights

HOUR_MS = 3_600_000


def noticed(notebook: Notebook) -> set[str]:
    """Return the rules that speak today."""
    return {one.rule_id for one in insights(notebook.pages, TODAY)}


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        (("a-lot", "a-bit", "not-really"), True),
        (("a-lot", "not-really", "made-it-harder"), False),
        (("a-lot", "a-bit", "not-really", "not-really"), False),
        (("a-lot", "a-bit", "a-bit", "not-really", "not-really"), True),
        (("a-lot", "a-bit", None), False),
        (("a-lot", "a-bit", "a-bit", None, None, None), True),
    ],
)
def test_a_tool_helped_more_often_than_not(words: tuple[str | None, ...], *, speaks: bool) -> None:
    notebook = Notebook()
    notebook.wish(MeetBarrier(kind="fear"))
    for word in words:
        notebook.wish(TryTool(tool_id="fear.name", tool_version=1))
        if word is not None:
            notebook.wish(RateTool(helped=word))

    assert ("barrier-and-tool" in noticed(notebook)) is speaks


@pytest.mark.parametrize(
    ("hours", "speaks"),
    [
        ((7,) * 8, True),
        ((7,) * 7, False),
        ((7,) * 4 + (15,) * 4, True),
        ((7,) * 4 + (15,) * 3 + (20,) * 2, False),
        ((7,) * 3 + (15,) * 3 + (20,) * 3, False),
    ],
)
def test_half_of_the_steps_are_many_of_them(hours: tuple[int, ...], *, speaks: bool) -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"))
    midnight = notebook.now_ms - notebook.now_ms % (24 * HOUR_MS) - HOUR_MS
    for hour in hours:
        notebook.now_ms = midnight + hour * HOUR_MS + len(notebook.recorded) * 60_000
        notebook.wish(TakeStep(values=("calm",)))

    assert ("time-of-day" in noticed(notebook)) is speaks


@pytest.mark.parametrize(("back", "counts"), [(27, True), (28, False)])
def test_lately_is_four_weeks_with_both_their_ends(back: int, *, counts: bool) -> None:
    notebook = Notebook()
    notebook.wish(AddValue(name="Calm"))
    for days in (0, 1, 2, 3, 4, back):
        notebook.wish(TakeStep(values=("calm",), on=TODAY - timedelta(days=days)))

    assert ("most-touched-value" in noticed(notebook)) is counts
    said = alignment(notebook.pages, TODAY)
    assert [one.days for one in said.values] == [6 if counts else 5]
    assert bool(said.sentences) is counts
    assert (said.last - said.first).days == 27
