"""Goals on pages: chosen with soft offers, listed three ways, shown with their why, changed, rested, done, renewed."""

import json
from datetime import timedelta
from pathlib import Path

from tests.support.web_desk import window_at
from tests.support.web_goals import GOAL, a_goal, row_of
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.nouns_striving import PLANS
from whyward.journal.intentions.values import AddValue


async def test_a_list_without_goals_is_calm_and_has_four_to_start_from(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get("/goals")

        assert "One small thing is plenty." in shown.text
        assert shown.html.count("/goals/new?starter=") == 4
        assert 'href="/goals/levels"' not in shown.html
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
            "measure": "amount",
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
        assert (row.confidence, row.willingness, row.per, row.measure) == (6, 8, "week", "amount")
        await window.post("/undo")
        assert not window.journal.pages.all(GOALS)
        assert not window.journal.pages.all(PLANS)


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
        assert "4 steps so far" in (await window.get(f"/goals/{goal}")).text
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
        assert "Steps you could take" not in done.text
        assert done.html.index("Take it up again") < done.html.index("</section>", done.html.index('class="how-side"'))
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
