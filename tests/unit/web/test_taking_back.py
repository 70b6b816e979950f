"""Taking back from a page: it says so, also where the page was of the very thing that was taken back."""

from pathlib import Path

import pytest

from tests.support.web_desk import window_at
from whyward.journal.folding.nouns import VALUES

SAID = "Taken back."


@pytest.mark.parametrize(
    ("path", "fields", "above"),
    [
        ("/values", {"name": "Calm"}, "/values"),
        ("/journal/new", {"body": "A line."}, "/journal"),
        ("/explore/reflect/p.self", {"text": "A line."}, "/explore"),
        ("/explore/creative/poem", {"text": "A line."}, "/explore"),
    ],
)
async def test_undo_on_the_page_of_what_is_gone_leads_to_its_part(
    tmp_path: Path, path: str, fields: dict[str, str], above: str
) -> None:
    async with window_at(tmp_path / "home") as window:
        made = await window.post(path, fields)
        act = made.html.partition('name="act" value="')[2].partition('"')[0]
        undone = await window.post("/undo", {"act": act, "here": made.path})

        assert (undone.status, undone.path) == (200, above)
        assert SAID in undone.text
        again = await window.get(made.path)
        assert again.status == 422
        assert SAID not in again.text


async def test_undo_elsewhere_stays_where_it_is(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/values", {"name": "Calm"})
        undone = await window.post("/undo", {"here": "/explore/reflect"})

        assert undone.path == "/explore/reflect"
        assert SAID in undone.text
        assert window.journal.pages.all(VALUES) == []


async def test_what_was_taken_back_can_be_brought_back_from_there(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/values", {"name": "Calm"})
        undone = await window.post("/undo", {"here": "/values"})
        assert 'action="/redo"' in undone.html
        back = await window.post("/redo", {"here": "/values"})

        assert (back.status, back.path) == (200, "/values")
        assert "It is back." in back.text
        assert 'action="/redo"' not in back.html
        assert [value.name for value in window.journal.pages.all(VALUES)] == ["Calm"]
