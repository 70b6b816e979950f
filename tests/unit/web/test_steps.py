"""Something that mattered, on its page: any size, with or without a goal; and the way back to why."""

import re
from pathlib import Path

from tests.support.web_desk import window_at
from whyward.journal.events.entries import EntryWritten
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.goals import goals
from whyward.journal.projections.steps import steps
from whyward.web.pages.recorded import body_in

HOSTILE = "<script>alert(1)</script> \"'&"


async def test_a_step_needs_no_goal_and_says_what_it_was_toward(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([AddValue(name="Kindness"), AddValue(name="Courage")])
        assert "Any size counts." in (await window.get("/step")).text

        fields = {"note": "I listened", "value": ["Kindness", "Courage"], "how_much": "tiny", "vitality": "8"}
        shown = await window.post("/step", {**fields, "discomfort": "", "spontaneous": "on"})
        assert shown.path == "/"
        assert "That was a step toward Kindness and Courage." in shown.text
        (step,) = steps(window.journal.pages)
        assert (step.note, step.vitality, step.discomfort, step.spontaneous) == ("I listened", 8, None, True)
        assert "That was a step. It counts." in (await window.post("/step", {"note": "A walk"})).text


async def test_a_step_for_a_goal_leads_back_to_it_and_one_for_nothing_is_asked_what_it_was(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([AddValue(name="Kindness"), SetGoal(statement="Call", values=("Kindness",))])
        form = await window.get("/step?goal=Call&how_much=tiny")
        assert 'value="tiny" checked' in form.html
        assert " selected>Call" in form.html
        goal = goals(window.journal.pages)[0].id.hex()
        assert re.search(rf'href="/goals/{goal}"[^>]*>Not now<', form.html)
        assert re.search(r'href="/"[^>]*>Not now<', (await window.get("/step")).html)
        assert 'checked><span dir="auto">Kindness' in (await window.get("/step?value=Kindness")).html

        assert (await window.post("/step", {"goal": "Call", "how_much": "part", "amount": "2,5"})).path == "/goals/Call"
        assert steps(window.journal.pages)[0].amount == 2.5
        refused = await window.post("/step", {})
        assert refused.status == 422
        assert "Nothing says yet what it was. A line is enough, or a goal, or a value." in refused.text
        assert (await window.post("/step", {"note": "x", "on": "2999-01-01"})).status == 422


async def test_the_way_back_from_a_step_goes_over_goal_and_value_to_ones_own_words(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all(
            [
                AddValue(name="Kindness", own_words=HOSTILE),
                SetGoal(statement="Call", values=("Kindness",)),
            ]
        )
        await window.post("/step", {"goal": "Call", "note": HOSTILE})
        (step,) = steps(window.journal.pages)
        shown = await window.get(f"/why/step:{step.id.hex()}")

        assert shown.text.index("A step toward “Call”") < shown.text.index("Kindness")
        assert "<script>alert" not in shown.html
        assert 'href="/goals/' in shown.html
        assert 'href="/values/' in shown.html


async def test_what_was_done_stands_day_by_day_and_each_step_has_its_why(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "Nothing is written down for these weeks." in (await window.get("/step/days")).text
        await window.journal.record_all([AddValue(name="Kindness"), SetGoal(statement="Call", values=("Kindness",))])
        await window.post("/step", {"goal": "Call", "note": HOSTILE, "how_much": "tiny"})
        await window.post("/step", {"value": "Kindness", "on": "2020-02-03"})
        shown = await window.get("/step/days")

        (latest, _early) = steps(window.journal.pages)
        assert f'href="/why/step:{latest.id.hex()}"' in shown.html
        assert "<script>alert" not in shown.html
        assert "a tiny bit" in shown.text
        assert "Earlier" in shown.text
        early = await window.get("/step/days?until=2020-02-10")
        assert "Monday, February 3, 2020" in early.text
        assert "Back to today" in early.text
        assert (await window.get("/step/days?until=soon")).status == 422


async def test_the_same_words_stand_once_on_the_way_back_to_why(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        done = await window.journal.record(WriteEntry(body="I say what I think, gently."))
        came_from = (f"entry:{body_in(done, EntryWritten).entry_id.hex()}",)
        await window.journal.record(AddValue(name="Honesty", own_words="I keep my word.", came_from=came_from))
        await window.journal.record(SetGoal(statement="Call", values=("Honesty",), why="I keep my word."))
        shown = await window.get("/why/Call")
        assert shown.html.count("<blockquote") == shown.html.count("I keep my word.") == 1
        assert "I say what I think, gently." in shown.text

        goal = window.journal.pages.all(GOALS)[0].goal_id.hex()
        page = (await window.get(f"/goals/{goal}")).html
        before, fold, behind = page.partition("Where it comes from")
        assert fold
        assert "I keep my word." in before
        assert "I say what I think, gently." in behind
