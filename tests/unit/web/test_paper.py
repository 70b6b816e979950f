"""Pages on paper: what is for the screen stays off it, and what is empty has lines to write on."""

from pathlib import Path

from tests.support.web_desk import window_at
from tests.support.web_goals import a_goal

LINES = '<div class="print-only writing-lines">'


def off_paper(page: str, mark: str) -> bool:
    """Return whether the tag that bears a mark stays off the paper."""
    start = page.rindex("<", 0, page.index(mark))
    return "data-no-print" in page[start:].partition(">")[0]


async def test_on_paper_a_goal_has_its_tiny_version_and_lines_to_write_on_and_no_buttons(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        await window.post(f"/goals/{goal}/change", {"statement": "Call", "tiny_version": "Send a line"})
        page = (await window.get(f"/goals/{goal}")).html

        assert '<p class="print-only" dir="auto">Tiny: Send a line</p>' in page
        assert LINES in page
        assert all(off_paper(page, mark) for mark in ('class="sizes"', 'class="ease"', 'aria-labelledby="more-title"'))
        assert " data-print>" in page

        await window.post(f"/goals/{goal}/steps", {"text": "Look up the number"})
        assert LINES not in (await window.get(f"/goals/{goal}")).html


async def test_an_empty_support_plan_is_a_sheet_to_fill_in_and_a_written_one_holds_what_is_written(
    tmp_path: Path,
) -> None:
    async with window_at(tmp_path / "home") as window:
        empty = (await window.get("/support")).html
        assert "Print it to fill in" in empty
        assert empty.count(LINES) == empty.count('class="plan-part"') > 5
        assert not off_paper(empty, 'aria-labelledby="part-reasons"')

        await window.post("/support", {"people_to_ask": "Anna: 0123"})
        written = (await window.get("/support")).html
        assert "Print it to fill in" not in written
        assert off_paper(written, 'aria-labelledby="part-reasons"')
        assert not off_paper(written, 'aria-labelledby="part-people_to_ask"')
