"""Pages of beginning: where one starts, what one hopes for, the primers, and the example that can be copied."""

from pathlib import Path

from tests.support.web_desk import window_at
from whyward.content.primers import primer
from whyward.content.sample import sample
from whyward.journal.folding.nouns import GOALS, VALUES
from whyward.journal.projections.barriers import barriers
from whyward.journal.projections.exploring import finished_primers, sorted_cards, start_of


async def test_where_one_starts_and_what_one_hopes_for_is_kept_once(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        fields = {"context": ["healing_from_trauma", "life_transition"], "therapy": "in_it"}
        await window.post("/welcome/start", fields)
        shown = await window.post("/welcome/hopes", {"hope": "meaningful_goals", "own_words": "A quieter year."})
        after = window.journal.pages.count()
        await window.post("/welcome/start", fields)
        await window.post("/welcome/hopes", {"hope": "meaningful_goals", "own_words": "A quieter year."})

        start = start_of(window.journal.pages)
        assert (start.contexts, start.therapy) == (("healing_from_trauma", "life_transition"), "in_it")
        assert (start.hopes, start.hope_words) == (("meaningful_goals",), "A quieter year.")
        assert shown.path == "/beginning"
        assert window.journal.pages.count() == after
        assert "One thing at a time" in (await window.get("/explore")).text


async def test_leaving_both_empty_records_nothing(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        before = window.journal.pages.count()
        await window.post("/welcome/start")
        await window.post("/welcome/hopes")

        assert window.journal.pages.count() == before


async def test_practice_cards_are_sorted_without_a_count(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        first = primer("values-vs-goals")
        assert first is not None
        assert first.sorter is not None
        for item in first.sorter.items:
            await window.post("/explore/primers/values-vs-goals/sort", {"card": item.id, "answer": "unsure"})
        shown = await window.get("/explore/primers/values-vs-goals/sort")
        assert "All of them have a place" in shown.text
        assert "One view: more of a value." in shown.text
        assert "8 of 8" not in shown.text
        await window.post("/explore/primers/values-vs-goals/sort", {"card": "authentic", "answer": "value"})
        await window.post("/explore/primers/values-vs-goals")

        assert sorted_cards(window.journal.pages, "values-vs-goals")["authentic"] == "value"
        assert finished_primers(window.journal.pages) == {"values-vs-goals": 1}
        assert (await window.post("/explore/primers/values-vs-goals/sort", {"card": "x"})).status == 422


async def test_the_example_is_copied_as_one_act_and_taken_back_as_one(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/sample/copy")

        pages = window.journal.pages
        (value,) = pages.all(VALUES)
        (goal,) = pages.all(GOALS)
        (barrier,) = barriers(pages)
        assert value.name == "Authenticity"
        assert [(one.domain_id, one.shows_up) for one in value.placements] == [("relationships", "not_yet")]
        assert goal.statement == sample().goal.statement
        assert (goal.target, goal.unit, goal.per) == (1, "conversation", "week")
        assert goal.ends_on is not None
        assert (goal.ends_on - window.app.desk.today()).days == 7
        assert (barrier.kind, barrier.goal_id) == ("fear", goal.goal_id)
        assert "are in your journal" in (await window.get("/sample")).text
        assert (await window.post("/sample/copy")).status == 422

        await window.post("/undo")
        assert pages.all(VALUES) == []
        assert pages.all(GOALS) == []
        assert barriers(pages) == []


async def test_a_value_that_is_there_already_is_not_named_twice(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/values", {"name": "authenticity", "own_words": "My own."})
        await window.post("/sample/copy")

        (value,) = window.journal.pages.all(VALUES)
        assert (value.name, value.own_words, len(value.placements)) == ("authenticity", "My own.", 1)
