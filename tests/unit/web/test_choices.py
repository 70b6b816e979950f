"""Pages about choices: a moment of choice with both its sides, and a decision weighed by values."""

from pathlib import Path

from tests.support.web_desk import Window, window_at
from whyward.journal.intentions.choices import FaceDecision
from whyward.journal.intentions.values import AddValue, RankValues
from whyward.journal.projections.choices import choice_points
from whyward.journal.projections.decisions import Decision, decisions

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


async def a_decision(window: Window) -> Decision:
    """Face a decision with two values and two ways to go."""
    await window.journal.record_all(
        [AddValue(name="Kindness"), AddValue(name="Family"), RankValues(values=("Family", "Kindness"))]
    )
    await window.post("/decisions/new", {"question": "Move to Leipzig?", "options": "Go\nStay", "by": ""})
    return the_decision(window)


def the_decision(window: Window) -> Decision:
    return decisions(window.journal.pages)[0]


def weight(decision: Decision, option: int, value: int) -> str:
    """Return the name of one row of radios."""
    return f"weight-{decision.options[option].id.hex()}-{decision.values[value].id.hex()}"


async def test_a_moment_of_choice_is_noted_with_both_sides(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "No moment of choice is noted." in (await window.get("/choices")).text
        await window.journal.record(AddValue(name="Courage"))
        asked = await window.get("/choices/new")
        value = asked.html.partition('name="value" value="')[2].partition('"')[0]
        shown = await window.post(
            "/choices/new",
            {
                "situation": "Dinner",
                "hooks": "They'll be angry\nI'm tired",
                "away": "Go quiet",
                "helpers": "A breath",
                "toward": "Say one thing",
                "went": "both",
                "value": value,
            },
        )
        (point,) = choice_points(window.journal.pages)

        assert shown.path == "/choices"
        assert (point.hooks, point.away) == (("They'll be angry", "I'm tired"), ("Go quiet",))
        assert (point.helpers, point.toward, point.went) == (("A breath",), ("Say one thing",), "both")
        assert point.values == ("Courage",)
        assert "a bit of both" in shown.text
        assert "Courage" in shown.text


async def test_a_moment_without_a_situation_is_refused_kindly(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        refused = await window.post("/choices/new", {"situation": " ", "toward": "x"})

        assert refused.status == 422
        assert choice_points(window.journal.pages) == []


async def test_a_decision_is_weighed_in_one_act_and_shown_as_bars_table_and_sentence(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        decision = await a_decision(window)
        page = await window.get(f"/decisions/{decision.id.hex()}")
        assert 'aria-label="Family: clearly toward"' in page.html
        assert "What leads where" not in page.text
        shown = await window.post(
            f"/decisions/{decision.id.hex()}",
            {weight(decision, 0, 0): "-1", weight(decision, 1, 0): "2", weight(decision, 1, 1): "0"},
        )
        weighed = the_decision(window)

        assert [option.toward for option in weighed.options] == [(-1, None), (2, 0)]
        assert "“Stay” leads furthest toward what matters. The choice is yours." in shown.text
        assert shown.html.count("<rect class=") == 2
        assert '<rect class="bar away" x="133" y="2" width="67"' in shown.html
        act = shown.html.partition('name="act" value="')[2].partition('"')[0]
        await window.post("/undo", {"act": act})
        assert [option.toward for option in the_decision(window).options] == [(None, None), (None, None)]


async def test_the_same_table_sent_again_records_nothing(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        decision = await a_decision(window)
        path, fields = f"/decisions/{decision.id.hex()}", {weight(decision, 0, 0): "1"}
        await window.post(path, fields)
        count = window.journal.pages.count()
        await window.post(path, fields)

        assert window.journal.pages.count() == count
        assert (await window.post(path, {weight(decision, 0, 0): "3"})).status == 422


async def test_a_decision_is_made_anew_and_looked_back_on(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        decision = await a_decision(window)
        path = f"/decisions/{decision.id.hex()}"
        assert (await window.post(f"{path}/made", {"option": "", "because": " "})).status == 422
        await window.post(f"{path}/options", {"text": "Wait a year"})
        await window.post(f"{path}/made", {"option": decision.options[0].id.hex()})
        assert the_decision(window).chosen == "Go"
        await window.post(f"{path}/made", {"option": "", "because": "We ask again in May"})
        shown = await window.post(f"{path}/looked-back", {"text": "It was good to wait"})
        made = the_decision(window)

        assert (made.chosen, made.because) == (None, "We ask again in May")
        assert [option.text for option in made.options] == ["Go", "Stay", "Wait a year"]
        assert "It was good to wait" in shown.text
        assert "Decided" in (await window.get("/decisions")).text


async def test_without_values_the_page_leads_to_them(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(FaceDecision(question="Go?", options=("Yes",)))
        shown = await window.get(f"/decisions/{the_decision(window).id.hex()}")

        assert "With a value or two of your own, each way can be weighed." in shown.text


async def test_of_many_values_seven_are_shown_until_all_are_asked_for(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all(
            [*(AddValue(name=f"Value {number}") for number in range(9)), FaceDecision(question="Go?", options=("Yes",))]
        )
        path = f"/decisions/{the_decision(window).id.hex()}"

        assert (await window.get(path)).html.count("<tr data-field") == 7
        assert (await window.get(f"{path}?all=1")).html.count("<tr data-field") == 9


async def test_hostile_text_is_text_on_every_page(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name=HOSTILE))
        said: dict[str, str] = dict.fromkeys(("situation", "hooks", "helpers", "away", "toward", "note"), HOSTILE)
        await window.post("/choices/new", said)
        await window.post("/decisions/new", {"question": HOSTILE, "options": HOSTILE})
        decision = the_decision(window)
        path = f"/decisions/{decision.id.hex()}"
        await window.post(path, {weight(decision, 0, 0): "2"})
        await window.post(f"{path}/made", {"option": decision.options[0].id.hex(), "because": HOSTILE})
        await window.post(f"{path}/looked-back", {"text": HOSTILE})
        for shown in ("/choices", "/choices/new", "/decisions", path):
            html = (await window.get(shown)).html
            assert "<script>alert" not in html, shown
            assert "<img" not in html, shown
        assert "&lt;script&gt;alert(1)" in (await window.get(path)).html
