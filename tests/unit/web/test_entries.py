"""The journal's pages: what is written is kept as it was typed, shown as text, found again, and never lost."""

from pathlib import Path

import pytest

from tests.support.web_desk import Window, window_at
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.barriers import wins
from whyward.journal.projections.entries import conflicts, entries
from whyward.journal.projections.values import current_values

HOSTILE = "<script>alert(1)</script> **strong** [x](javascript:alert(1)) [out](https://example.org/?q=1) ![i](https://e.x/p.png)"


async def entry_id(window: Window) -> str:
    return entries(window.journal.pages)[0].id.hex()


async def test_a_line_is_enough_and_can_be_taken_back(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        kept = await window.post("/journal/new", {"body": "Spoke up today."})
        assert kept.status == 200
        assert "Spoke up today." in kept.text
        assert "Kept." in kept.text

        act = kept.html.partition('name="act" value="')[2].partition('"')[0]
        await window.post("/undo", {"act": act, "here": "/journal"})

        assert entries(window.journal.pages) == []


async def test_an_empty_page_is_refused_kindly(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        refused = await window.post("/journal/new", {"body": "  "})

        assert refused.status == 422
        assert "A line is enough" in refused.text
        assert "Keep it" not in refused.text


async def test_hostile_text_is_text_and_its_links_lead_nowhere_by_themselves(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/journal/new", {"body": HOSTILE, "title": HOSTILE, "tags": "<b>tag"})
        for path in ("/journal", f"/journal/{await entry_id(window)}", f"/journal/{await entry_id(window)}/edit"):
            html = (await window.get(path)).html
            assert "<script>alert" not in html
            assert 'href="javascript:' not in html
            assert 'href="https:' not in html
            assert "<img" not in html
            assert "<b>tag" not in html
        shown = (await window.get(f"/journal/{await entry_id(window)}")).html
        assert "<strong>strong</strong>" in shown
        assert 'data-link="https://example.org/?q=1"' in shown


async def test_an_entry_is_changed_with_its_links_in_one_act(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([AddValue(name="Kindness"), SetGoal(statement="Call my sister")])
        await window.journal.record(WriteEntry(body="first words"))
        value = current_values(window.journal.pages, window.app.desk.today())[0].id.hex()
        called = await entry_id(window)

        shown = await window.post(f"/journal/{called}/edit", {"body": "other words", "title": "A day", "value": value})

        entry = entries(window.journal.pages)[0]
        assert (entry.body, entry.own_title, entry.values) == ("other words", "A day", ("Kindness",))
        assert "Kindness" in shown.text
        await window.post(f"/journal/{called}/edit", {"body": "other words", "title": "A day"})
        assert entries(window.journal.pages)[0].values == ()
        assert entries(window.journal.pages)[0].body == "other words"


async def test_words_are_found_and_searching_is_recorded_nowhere(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/journal/new", {"body": "a quiet morning", "tags": "sea, #walk"})
        count = window.journal.pages.count()

        assert "1 text holds those words" in (await window.get("/journal?words=quiet")).text
        assert "Nothing that you wrote holds all of those words." in (await window.get("/journal?words=loud")).text
        assert "a quiet morning" in (await window.get("/journal?tag=walk")).text
        assert window.journal.pages.count() == count


async def test_the_bin_gives_back_what_was_put_in(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/journal/new", {"body": "to be put away"})
        called = await entry_id(window)

        assert "A line is enough." in (await window.post(f"/journal/{called}/bin")).text
        assert "to be put away" in (await window.get("/journal/bin")).text
        await window.post(f"/journal/{called}/restore")
        assert await entry_id(window) == called


async def in_two_versions(window: Window) -> str:
    """Write an entry and change it from one place in two ways; return its id."""
    await window.post("/journal/new", {"body": "first"})
    called = await entry_id(window)
    base = entries(window.journal.pages)[0].versions[0].event_id.hex()
    for body in ("one device", "another device"):
        await window.post(f"/journal/{called}/edit", {"body": body, "title": "", "base": base})
    return called


@pytest.mark.parametrize(("kept", "left"), [({"keep": "2"}, 1), ({"keep": "merged", "merged": "both of them"}, 1)])
async def test_two_versions_are_shown_and_settled(tmp_path: Path, kept: dict[str, str], left: int) -> None:
    async with window_at(tmp_path / "home") as window:
        called = await in_two_versions(window)
        assert len(conflicts(window.journal.pages)[0].versions) == 2
        both = await window.get("/conflicts")
        assert "one device" in both.text
        assert "another device" in both.text

        await window.post(f"/conflicts/{called}", kept)

        assert conflicts(window.journal.pages) == []
        assert len(entries(window.journal.pages)[0].versions) == left


async def test_from_what_was_searched_for_one_press_leads_to_all_of_it(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        empty = await window.get("/journal")
        assert "Nothing is written yet." in empty.text
        assert "Find words" not in empty.text

        await window.post("/journal/new", {"body": "a quiet day", "tags": "garden"})

        assert "Show all that you wrote" not in (await window.get("/journal")).text
        for asked in ("words=quiet", "words=zebra", "tag=garden", "tag=gone"):
            assert '<a href="/journal">Show all that you wrote</a>' in (await window.get(f"/journal?{asked}")).html
        assert "No entry has this tag any more." in (await window.get("/journal?tag=gone")).text


async def test_what_is_marked_to_find_again_is_found_again(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "No entry is marked." in (await window.get("/journal?marked=yes")).text
        await window.post("/journal/new", {"body": "the letter from Ada"})
        await window.post(f"/journal/{await entry_id(window)}/star", {"on": "yes"})
        await window.post("/journal/new", {"body": "a loaf of bread"})

        assert "to find again" in (await window.get("/journal")).text
        marked = (await window.get("/journal?marked=yes")).text
        assert "the letter from Ada" in marked
        assert "a loaf of bread" not in marked


async def test_an_empty_text_made_of_both_is_refused_and_nothing_is_settled(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        called = await in_two_versions(window)

        refused = await window.post(f"/conflicts/{called}", {"keep": "merged", "merged": "  "})

        assert refused.status == 422
        assert "The text made of both is empty" in refused.text
        assert len(conflicts(window.journal.pages)[0].versions) == 2


async def test_a_draft_waits_sealed_and_goes_when_it_is_kept(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/draft", {"place": "entry:new", "body": "half a thought that matters"})
        assert "half a thought that matters" in (await window.get("/journal/new")).text
        for path in (tmp_path / "home").rglob("*"):
            assert path.is_dir() or b"half a thought" not in path.read_bytes()
        await window.app.desk.lock()
        await window.app.desk.unlock("")
        assert "half a thought that matters" in (await window.get("/journal/new")).text

        await window.post("/journal/new", {"draft-place": "entry:new", "body": "a whole one"})

        assert "half a thought" not in (await window.get("/journal/new")).text


async def test_marks_of_markdown_stand_in_no_title(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(WriteEntry(body="I said **no**, kindly."))
        assert "I said no, kindly." in (await window.get("/journal")).text
        entry = await entry_id(window)
        assert ">I said no, kindly.</h1>" in (await window.get(f"/journal/{entry}")).html
        await window.post(f"/journal/{entry}/bin")
        assert "I said no, kindly." in (await window.get("/journal/bin")).text


async def test_what_was_written_elsewhere_is_found_with_what_it_is_and_where_it_stands(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(NoticeWin(text="<b>Sang</b> by the river"))
        assert "and notes on steps." in (await window.get("/journal")).text
        await window.post("/journal/new", {"body": "The river was high."})
        count = window.journal.pages.count()

        shown = await window.get("/journal?words=RIV")

        assert "2 texts hold those words" in shown.text
        assert shown.html.count("<mark>river</mark>") == 2
        assert [shown.html.index(f"<h3>{kind}</h3>") for kind in ("Journal", "Win")] == sorted(
            shown.html.index(f"<h3>{kind}</h3>") for kind in ("Journal", "Win")
        )
        assert f'href="/wins#{wins(window.journal.pages)[0].id.hex()}"' in shown.html
        assert "&lt;b&gt;Sang" in shown.html
        assert "<b>Sang" not in shown.html
        assert window.journal.pages.count() == count
