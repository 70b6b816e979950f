"""Goals on pages: chosen with soft offers, listed three ways, shown with their why, changed, rested, done, renewed."""

import json
from datetime import timedelta
from pathlib import Path

from tests.support.web_desk import Shown, Window, window_at
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.values import AddValue
from whyward.journal.names_striving import striving_of

HOSTILE = "<script>alert(1)</script> \"'&"
GOAL = "Speak up gently"


async def a_goal(window: Window, statement: str = GOAL, tiny: str | None = "One word") -> str:
    """Choose a goal that serves a value; return its id in hex."""
    if not window.journal.pages.all(GOALS):
        await window.journal.record(AddValue(name="Authenticity", own_words="I say it."))
    done = await window.journal.record(
        SetGoal(statement=statement, values=("Authenticity",), domains=("relationships",), tiny_version=tiny)
    )
    del done
    return next(row.goal_id.hex() for row in window.journal.pages.all(GOALS) if row.statement == statement)


def row_of(window: Window, goal: str) -> GoalRow:
    """Return a goal's row."""
    row = window.journal.pages.one(GOALS, bytes.fromhex(goal))
    assert row is not None
    return row


async def test_a_list_without_goals_is_calm_and_has_four_to_start_from(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get("/goals")

        assert "One small thing is plenty." in shown.text
        assert shown.html.count("/goals/new?starter=") == 4
        assert "If speaking up could put you at risk, plan this with someone safe first." in shown.text


async def test_a_starter_fills_the_form_and_the_boundary_has_its_safety_line(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Authenticity"))
        shown = await window.get("/goals/new?starter=set-boundary")

        assert "Say one clear no" in shown.html
        assert "plan this with someone safe first" in shown.text
        assert 'href="/help-now"' in shown.html
        week = (window.app.desk.today() + timedelta(days=7)).isoformat()
        assert f'value="{week}"' in shown.html
        assert window.journal.pages.all(GOALS) == []
        assert (await window.get("/goals/new?starter=climb")).status == 200


async def test_a_goal_begun_from_a_value_has_its_why(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Authenticity", own_words="I say it, gently."))

        assert "I say it, gently." in (await window.get("/goals/new?value=Authenticity")).html


async def test_a_goal_is_kept_with_all_that_was_said_as_one_act(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Authenticity"))
        fields = {
            "statement": GOAL,
            "value": "Authenticity",
            "domain": "relationships",
            "why": "We get closer",
            "tiny_version": "One word",
            "ends_on": "2999-01-01",
            "step": "Ask Noor",
            "where": "the yard",
            "if_text": "my throat goes tight",
            "then_text": "I breathe out",
            "target": "1",
            "unit": "conversations",
            "per": "week",
            "confidence": "6",
            "willingness": "8",
        }
        shown = await window.post("/goals/new", fields)

        assert shown.path.startswith("/goals/")
        for text in (GOAL, "We get closer", "Ask Noor", "the yard", "my throat goes tight", "1 conversations a week"):
            assert text in shown.text
        (row,) = window.journal.pages.all(GOALS)
        assert (row.confidence, row.willingness, row.per) == (6, 8, "week")
        await window.post("/undo")
        assert window.journal.pages.all(GOALS) == window.journal.pages.all(PLANS) == []


async def test_a_line_is_enough_and_an_empty_one_keeps_what_was_typed(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        refused = await window.post("/goals/new", {"statement": " ", "why": "kept"})
        assert refused.status == 422
        assert (await window.post("/goals/new", {"statement": "x", "target": "many"})).status == 422
        assert (await window.post("/goals/new", {"statement": "x", "if_text": "it rains"})).status == 422
        assert (await window.post("/goals/new", {"statement": "Walk"})).status == 200
        assert [row.target for row in window.journal.pages.all(GOALS)] == [None]


async def test_soft_offers_stand_beside_the_form_and_nothing_is_recorded(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        before = window.journal.pages.count()
        shown = await window.post("/goals/new/look", {"statement": "Stop being sad", "confidence": "3", "why": "calm"})

        assert "What would you be doing instead?" in shown.text
        assert "What is this in the service of?" in shown.text
        assert "Would you set this for someone you love?" in shown.text
        assert "Stop being sad" in shown.html
        assert "calm" in shown.html
        assert window.journal.pages.count() == before
        kept = await window.post("/goals/new", {"statement": "Stop being sad"})
        assert kept.status == 200
        assert window.journal.drafts.at("goal:new") == {}


async def test_the_script_gets_the_same_offers_as_data(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        answer = await window.post("/goals/new/offers", {"statement": "Be happy", "value": "x", "confidence": "no"})

        topics = [one["topic"] for one in json.loads(answer.html)]
        assert topics == ["feeling", "friend"]


async def test_goals_are_listed_by_value_by_part_of_life_and_by_how_they_stand(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await a_goal(window)
        await window.post("/goals/new", {"statement": "Walk"})
        by_value, by_domain = await window.get("/goals?by=value"), await window.get("/goals?by=domain")

        assert "No value named" in by_value.text
        assert "Relationships" in by_domain.text
        assert "No part of life named" in by_domain.text
        walk = next(row.goal_id.hex() for row in window.journal.pages.all(GOALS) if row.statement == "Walk")
        await window.post(f"/goals/{walk}/let-go", {"learned": "I like sitting"})
        by_state = await window.get("/goals")
        assert "Open" in by_state.text
        assert "I like sitting" in by_state.text
        assert "listed by how they stand" in (await window.get("/goals?by=value")).text


async def test_a_step_is_one_tap_of_any_size(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        for how_much in ("tiny", "part", "all", "more"):
            shown = await window.post(f"/goals/{goal}/step", {"how_much": how_much})
            assert "That was a step toward Authenticity." in shown.text
            assert shown.path == f"/goals/{goal}"
        assert "4 steps so far" in shown.text
        assert (await window.post(f"/goals/{goal}/step", {"how_much": "half"})).status == 422
        assert (await window.post(f"/goals/{goal}/step", {"here": "/"})).path == "/"


async def test_why_stands_beside_how_and_one_key_leads_back(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        shown = await window.get(f"/goals/{goal}")
        assert f'href="/why/goal:{goal}" data-key="w"' in shown.html
        assert "I say it." in shown.text

        why = await window.get(f"/why/goal:{goal}")
        assert why.text.index(GOAL) < why.text.index("Authenticity") < why.text.index("I say it.")
        assert (await window.get(f"/why/{goal[:8]}")).status == 200
        assert (await window.get("/why/goal:ffffffffffffffffffffffffffffffff")).status == 422


async def test_a_goal_is_made_smaller_and_what_stays_is_not_said_anew(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        form = await window.get(f"/goals/{goal}/smaller")
        assert "Half of it, or half of that." in form.text

        fields = {"statement": "Say one word", "tiny_version": "One word", "because": "too_big"}
        shown = await window.post(f"/goals/{goal}/smaller", fields)
        assert "Made smaller on" in shown.text
        assert row_of(window, goal).statement == "Say one word"
        assert (await window.post(f"/goals/{goal}/smaller", fields)).status == 422


async def test_a_change_is_what_was_changed_and_nothing_else(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        await window.journal.record(AddValue(name="Kindness"))
        value = row_of(window, goal).value_ids[0].hex()
        form = await window.get(f"/goals/{goal}/change")
        assert 'value="relationships" checked' in form.html
        kept = {"statement": GOAL, "tiny_version": "One word", "domain": "relationships", "per": "week"}

        assert (await window.post(f"/goals/{goal}/change", {**kept, "value": value})).status == 422
        shown = await window.post(f"/goals/{goal}/change", {**kept, "value": "Kindness", "why": "For us"})
        assert "For us" in shown.text
        acts = {one.event.act for one in window.journal.pages.happened(b"goal:" + bytes.fromhex(goal))}
        assert len(acts) == 2
        row = row_of(window, goal)
        assert (row.per, row.domain_ids, row.why) == (None, ("relationships",), "For us")
        assert "Kindness" in shown.text


async def test_a_goal_rests_goes_on_is_done_and_is_taken_up_again(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        for path in (
            "rest",
            "let-go",
            "complete",
            "renew",
            "smaller",
            "change",
            "pass",
            "times",
            "contrast",
            "willing",
        ):
            assert (await window.get(f"/goals/{goal}/{path}")).status == 200

        rested = await window.post(f"/goals/{goal}/rest", {"until": "2999-01-01"})
        assert "It rests until" in rested.text
        assert "It goes on." in (await window.post(f"/goals/{goal}/resume")).text
        done = await window.post(f"/goals/{goal}/complete", {"meaning": "I can speak", "next": "rest"})
        assert "I can speak" in done.text
        assert (await window.post(f"/goals/{goal}/complete")).status == 422
        assert "It is open again." in (await window.post(f"/goals/{goal}/reopen")).text


async def test_a_goal_goes_on_as_a_new_one(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        shown = await window.post(f"/goals/{goal}/renew", {"statement": "Speak up twice", "meaning": "I can"})

        assert "It goes on from" in shown.text
        assert "It goes on as Speak up twice" in (await window.get(f"/goals/{goal}")).text
        assert row_of(window, goal).status == "completed"
        led = await window.post(f"/goals/{shown.path.rpartition('/')[2]}/complete", {"next": "renew"})
        assert led.path.endswith("/renew")


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
        fields = dict.fromkeys(("wish", "best_outcome", "inner_obstacle", "for_the_sake_of", "feelings"), HOSTILE)
        await window.post(f"/goals/{goal}/contrast", fields)
        await window.post(f"/goals/{goal}/willing", fields)
        await window.post(f"/goals/{goal}/times", {"place": HOSTILE, "every": "day"})
        pages = await every_page(window, goal)
        await window.post(f"/goals/{goal}/renew", {"meaning": HOSTILE})

        for shown in (*pages, await window.get(f"/goals/{goal}")):
            assert shown.status == 200, shown.path
            assert "<script>alert" not in shown.html, shown.path
            assert '"\'&"' not in shown.html, shown.path


async def test_numbers_are_left_out_for_whoever_hides_them(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        goal = await a_goal(window)
        await window.post(f"/goals/{goal}/step", {"how_much": "all"})
        await window.journal.record(SetPreference(key="hide-numbers", value=True))

        for path in ("/goals", f"/goals/{goal}"):
            assert "step so far" not in (await window.get(path)).text
