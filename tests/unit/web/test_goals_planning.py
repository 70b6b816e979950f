"""What is planned for a goal, on pages: steps, times, plans, levels, willingness."""

from pathlib import Path

from msgspec import structs

from tests.support.web_desk import Shown, Window, window_at
from tests.support.web_goals import HOSTILE, a_goal, row_of
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.values import AddValue
from whyward.journal.names_striving import striving_of


async def test_steps_are_planned_ordered_changed_passed_over_and_dropped(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        await window.post(f"/goals/{goal}/steps", {"text": "Ask Noor", "where": "the yard"})
        await window.post(f"/goals/{goal}/steps", {"text": "Say one sentence"})
        first, second = (step.step_id.hex() for step in striving_of(row_of(window, goal)).planned)

        await window.post(f"/goals/{goal}/steps/order", {"move": f"up:{second}"})
        assert [step.text for step in striving_of(row_of(window, goal)).planned] == ["Say one sentence", "Ask Noor"]
        await window.post(f"/goals/{goal}/steps/order", {"move": f"down:{second}"})
        assert [step.text for step in striving_of(row_of(window, goal)).planned] == ["Ask Noor", "Say one sentence"]

        assert "Ask Noor" in (await window.get(f"/goals/{goal}/steps/{first}")).text
        changed = await window.post(f"/goals/{goal}/steps/{first}/change", {"text": "Ask Noor for tea", "when": "noon"})
        assert "Ask Noor for tea" in changed.text
        assert striving_of(row_of(window, goal)).planned[0].where is None
        taken = await window.post(f"/goals/{goal}/step", {"step": first, "how_much": "all"})
        assert "taken once" in taken.text
        passed = await window.post(f"/goals/{goal}/pass", {"step": second, "why": "rest"})
        assert "Nothing piles up." in passed.text
        dropped = await window.post(f"/goals/{goal}/steps/{first}/drop")
        assert "Steps you could take Say one sentence" in dropped.text
        assert "off the list" in (await window.get(f"/goals/{goal}/steps/{first}")).text


async def test_times_are_given_shown_in_words_and_cleared(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        shown = await window.post(
            f"/goals/{goal}/times", {"start": "2026-03-04", "at": "18:30", "every": "weekdays", "place": "the kitchen"}
        )
        assert "on weekdays, at 18:30, the kitchen" in shown.text
        assert (await window.post(f"/goals/{goal}/times", {"at": "half six"})).status == 422

        (times,) = striving_of(row_of(window, goal)).schedules
        cleared = await window.post(f"/goals/{goal}/times/clear", {"schedule": times.schedule_id.hex()})
        assert "The times are cleared." in cleared.text
        assert striving_of(row_of(window, goal)).schedules == ()


async def test_plans_are_made_used_changed_and_put_away(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        assert "One is enough." in (await window.get("/goals/plans")).text
        fields = {"if_text": "I go quiet", "then_text": "I say hm", "goal": goal, "back": "yes"}
        assert (await window.post("/goals/plans", fields)).path == f"/goals/{goal}"
        (plan,) = window.journal.pages.all(PLANS)
        here = f"/goals/plans/{plan.plan_id.hex()}"

        assert "If I go quiet, then I say hm" in (await window.get(here)).text
        assert "It was there once." in (await window.post(f"{here}/used", {"helped": "partly"})).text
        assert "I say one word" in (await window.post(f"{here}/change", {"then_text": "I say one word"})).text
        assert "The plan is put away." in (await window.post(f"{here}/retire")).text
        assert (await window.get(f"/why/plan:{plan.plan_id.hex()}")).status == 200
        assert (await window.post("/goals/plans", {"if_text": "x", "then_text": " "})).status == 422


async def test_how_close_it_is_stays_on_its_own_page(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        await window.post(f"/goals/{goal}/levels", {"level:0": "I said it once"})
        shown = await window.post(f"/goals/{goal}/rate", {"level": "1", "rating": "7", "note": "at lunch"})
        assert "7 of 10" in shown.text
        assert "A bit beyond" in shown.text
        assert "7 of 10" not in (await window.get(f"/goals/{goal}")).text

        levels = await window.get("/goals/levels")
        assert "Together" not in levels.text
        assert "Together: 60.0" in (await window.get("/goals/levels?number=yes")).text
        assert (await window.post(f"/goals/{goal}/rate")).status == 422


async def test_a_wish_never_stands_without_its_obstacle_and_smaller_leads_on(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        fields = {"wish": "To be heard", "best_outcome": "We laugh"}
        assert (await window.post(f"/goals/{goal}/contrast", fields)).status == 422
        shown = await window.post(f"/goals/{goal}/contrast", {**fields, "inner_obstacle": "I joke", "then_text": "hm"})
        assert "If I joke, then hm" in shown.text

        said = {"for_the_sake_of": "us", "feelings": "shame\nheat", "choice": "smaller"}
        assert (await window.post(f"/goals/{goal}/willing", said)).path == f"/goals/{goal}/smaller"
        page = await window.get(f"/goals/{goal}")
        assert "What may come along: shame heat" in page.text
        yes = await window.post(f"/goals/{goal}/willing", {**said, "choice": "yes"})
        assert "You chose to be willing." in yes.text


async def every_page(window: Window, goal: str) -> list[Shown]:
    """Fetch every page about a goal and its parts."""
    row = row_of(window, goal)
    step = striving_of(row).planned[0].step_id.hex()
    (plan,) = window.journal.pages.all(PLANS)
    paths = ["", "/smaller", "/change", "/rest", "/let-go", "/complete", "/renew", "/pass", "/times", "/close"]
    places = [f"/goals/{goal}{path}" for path in (*paths, "/contrast", "/willing", f"/steps/{step}")]
    more = ["/goals", "/goals?by=value", "/goals?by=domain", "/goals/new", "/goals/plans", "/goals/levels", "/step"]
    more += [f"/goals/plans/{plan.plan_id.hex()}", f"/why/goal:{goal}", f"/why/plan:{plan.plan_id.hex()}", "/"]
    return [await window.get(path) for path in (*places, *more)]


async def test_hostile_words_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name=HOSTILE, own_words=HOSTILE))
        names = (
            "statement",
            "why",
            "tiny_version",
            "step",
            "when",
            "where",
            "with_whom",
            "if_text",
            "then_text",
            "unit",
        )
        await window.post(
            "/goals/new", {**dict.fromkeys(names, HOSTILE), "value": HOSTILE, "target": "2", "per": "week"}
        )
        (row,) = window.journal.pages.all(GOALS)
        goal = row.goal_id.hex()
        await window.post(f"/goals/{goal}/levels", {"level:0": HOSTILE})
        await window.post(f"/goals/{goal}/rate", {"level": "0", "note": HOSTILE})
        said: dict[str, str] = dict.fromkeys(["wish", "best_outcome", "inner_obstacle"], HOSTILE)
        fields = said | {"for_the_sake_of": HOSTILE, "feelings": HOSTILE}
        await window.post(f"/goals/{goal}/contrast", fields)
        await window.post(f"/goals/{goal}/willing", fields)
        await window.post(f"/goals/{goal}/times", {"place": HOSTILE, "every": "day"})
        pages = await every_page(window, goal)
        await window.post(f"/goals/{goal}/renew", {"meaning": HOSTILE})

        for shown in (*pages, await window.get(f"/goals/{goal}")):
            assert shown.status == 200, shown.path
            assert "<script>alert" not in shown.html, shown.path
            assert '"\'&"' not in shown.html, shown.path


async def test_with_little_energy_a_goal_asks_for_two_lines_and_offers_two_sizes(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        usual = await window.get(f"/goals/{goal}")
        window.app.desk.keep_settings(structs.replace(window.app.desk.settings, low_energy=True))

        assert "More than I meant" in usual.text
        assert "More than I meant" not in (await window.get(f"/goals/{goal}")).text
        new = await window.get("/goals/new")
        assert new.html.index('name="tiny_version"') < new.html.index('name="why"')
        assert new.html.count('name="why"') == new.html.count('name="ends_on"') == 1


async def test_numbers_are_left_out_for_whoever_hides_them(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        await window.post(f"/goals/{goal}/step", {"how_much": "all"})
        await window.journal.record(SetPreference(key="hide-numbers", value=True))

        for path in ("/goals", f"/goals/{goal}"):
            assert "step so far" not in (await window.get(path)).text
