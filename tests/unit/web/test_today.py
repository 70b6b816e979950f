"""The page of today: what could be done, one thing at a time on a day of low energy, and nothing that piled up."""

from pathlib import Path

from msgspec import structs

from tests.support.web_desk import window_at
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.values import AddValue

_CARD = '<li class="card goal">'


async def test_a_day_offers_two_goals_and_a_question(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([SetGoal(statement=f"Goal {number}") for number in range(3)])
        shown = await window.get("/")

        assert shown.html.count(_CARD) == 2
        assert "What mattered today?" in shown.text
        assert "Something else one could do" not in shown.text


async def test_on_a_day_of_low_energy_one_thing_is_shown_and_the_rest_is_folded(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([SetGoal(statement=f"Goal {number}") for number in range(2)])
        desk = window.app.desk
        desk.keep_settings(structs.replace(desk.settings, low_energy=True))
        open_part, fold, folded = (await window.get("/")).html.partition("Something else one could do")

        assert fold
        assert open_part.count(_CARD) == 1
        assert folded.count(_CARD) == 1
        assert "What mattered today?" in folded


async def test_with_a_question_alone_nothing_is_folded(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        desk = window.app.desk
        desk.keep_settings(structs.replace(desk.settings, low_energy=True))
        shown = await window.get("/")

        assert "What mattered today?" in shown.text
        assert "Something else one could do" not in shown.text


async def test_a_new_journal_is_led_to_its_beginning_before_all_else(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        fresh = await window.get("/")
        assert "Your journal is new. You need not know yet what matters to you." in fresh.text
        assert 'class="button" href="/tour"' in fresh.html
        assert fresh.html.index('href="/beginning"') < fresh.html.index('class="actions big"')
        assert 'class="button second" href="/step"' in fresh.html

        await window.journal.record(SetGoal(statement="Call"))
        assert 'href="/beginning"' not in (await window.get("/")).html


async def test_whoever_wrote_a_line_and_named_nothing_is_led_on_and_whoever_named_a_value_is_not(
    tmp_path: Path,
) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/journal/new", {"body": "A quiet day."})
        written = await window.get("/")
        assert "Your journal is new." not in written.text
        assert 'class="button" href="/tour"' in written.html

        await window.journal.record(AddValue(name="Kindness"))
        named = (await window.get("/")).html
        assert 'href="/tour"' not in named
        assert 'class="button" href="/step"' in named
        assert ">A small goal for Kindness</a>" in named

        await window.journal.record(SetGoal(statement="Call"))
        assert "A small goal for Kindness" not in (await window.get("/")).text
