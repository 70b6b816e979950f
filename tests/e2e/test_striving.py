"""Planning, taking and passing over steps, if-then plans, levels and renewal, command by command."""

from pathlib import Path

import pytest

from tests.support.cli_process import MISUSE, REFUSED, Device

GOAL = "Speak up gently"


@pytest.fixture(name="here")
def a_device(tmp_path: Path) -> Device:
    """Someone with a value and a goal."""
    device = Device(tmp_path / "home")
    device.do("init", "--unlock", "file")
    device.do("value", "add", "Authenticity")
    device.do("goal", "add", GOAL, "--value", "Authenticity", "--confidence", "6", "--willingness", "8")
    return device


def test_a_step_is_planned_scheduled_taken_and_taken_off_the_list(here: Device) -> None:
    planned = here.do("step", "plan", GOAL, "Ask Noor to lunch", "--where", "the yard", "--with", "Noor")
    here.do("step", "plan", GOAL, "Say one sentence", "--difficulty", "4")
    here.do("step", "change", "Say one", "--after", "", "--when", "at noon")
    timed = here.do("step", "schedule", "--planned", "Ask Noor", "--at", "12:30", "--every", "day", "--minutes", "20")
    taken = here.do(
        "step", GOAL, "--planned", "Ask Noor", "--tiny", "--vitality", "8", "--discomfort", "6", "-m", "She came"
    )

    assert planned.out.startswith("It is on the list.")
    assert timed.out.startswith("It has its times now. Not doing it is fine.")
    assert taken.out.startswith("That was a step toward Authenticity. (")
    shown = here.ask("goal", "show", GOAL)
    assert [(step["text"], step["taken"]) for step in shown["planned"]] == [
        ("Say one sentence", 0),
        ("Ask Noor to lunch", 1),
    ]
    assert shown["planned"][1]["times"][0]["rhythm"] == "every day"
    assert (shown["confidence"], shown["willingness"], shown["steps"]) == (6, 8, 1)
    told = here.do("goal", "show", GOAL).out
    assert "  - Ask Noor to lunch (" in told
    assert "every day, from " in told

    assert here.do("step", "schedule", GOAL, "--clear").out.startswith("The times are cleared.")
    assert here.do("step", "drop", "Ask Noor", "--why", "She moved").out.startswith("It is off the list.")
    assert [step["text"] for step in here.ask("goal", "show", GOAL)["planned"]] == ["Say one sentence"]


def test_passing_over_keeps_today_quiet(here: Device) -> None:
    before = [item["kind"] for item in here.ask("today")["items"]]
    passed = here.do("step", "pass", GOAL, "--why", "rest")
    after = [item["kind"] for item in here.ask("today")["items"]]

    assert passed.out.startswith("Not this time, then. Nothing piles up.")
    assert ("goal" in before, "goal" in after) == (True, False)
    assert "Passed over" in here.do("goal", "story", GOAL).out


def test_today_says_the_hour_and_the_step(here: Device) -> None:
    here.do("step", "plan", GOAL, "Ask Noor to lunch")
    here.do("step", "schedule", "--planned", "Ask Noor", "--at", "12:30", "--every", "day", "--place", "the yard")

    told = here.do("today").out
    assert "at 12:30, the yard" in told
    assert "      Ask Noor to lunch" in told


def test_plans_are_made_used_and_put_away(here: Device) -> None:
    made = here.ask("plan", "add", "my throat goes tight", "I breathe out", "--goal", GOAL, "--barrier", "fear")
    here.do("plan", "used", "my throat", "--helped", "partly", "-m", "It slowed me down")
    (plan,) = here.ask("plan", "list")

    assert (plan["id"], plan["used"], plan["helped"], plan["goal"]) == (made["id"], 1, 1, GOAL)
    assert "used once, helped 1" in here.do("plan").out
    here.do("plan", "change", made["id"][:8], "--then", "I put a hand on my chest")
    assert here.do("plan", "retire", made["id"]).out.startswith("The plan is put away.")
    assert here.ask("plan", "list") == []
    assert here.ask("plan", "list", "--all")[0]["then_text"] == "I put a hand on my chest"


def test_levels_are_rated_and_summed_for_whoever_asks(here: Device) -> None:
    here.do("goal", "scale", GOAL, "--hoped", "I said one honest thing", "--importance", "2", "--difficulty", "3")
    here.do("goal", "rate", GOAL, "--level", "1", "--close", "7", "--by", "together")

    assert "a bit beyond" in here.do("goal", "levels").out.casefold()
    assert "Together" not in here.do("goal", "levels").out
    assert "Together: 60.0" in here.do("goal", "levels", "--numbers").out
    assert here.ask("goal", "levels")["together"] == 60
    assert [rating["rating"] for rating in here.ask("goal", "show", GOAL)["ratings"]] == [None, 7]


def test_a_wish_stands_beside_its_obstacle_and_willingness_beside_both(here: Device) -> None:
    alone = here.run("goal", "contrast", GOAL, "--wish", "To be heard", "--best", "We laugh")
    assert (alone.status, "--obstacle" in alone.err) == (MISUSE, True)

    here.do(
        "goal",
        "contrast",
        GOAL,
        "--wish",
        "To be heard",
        "--best",
        "We laugh",
        "--obstacle",
        "I go quiet",
        "--then",
        "hm",
    )
    willing = here.do("willing", GOAL, "--for", "us", "--feeling", "shame", "--choice", "smaller")

    assert willing.out.startswith("Smaller, then: whyward goal adjust")
    shown = here.ask("goal", "show", GOAL)
    assert [one["inner_obstacle"] for one in shown["contrasts"]] == ["I go quiet"]
    assert [plan["then_text"] for plan in shown["plans"]] == ["hm"]
    assert shown["willing"]["feelings"] == ["shame"]


def test_a_goal_is_renewed_as_one_act(here: Device) -> None:
    renewed = here.ask("goal", "renew", GOAL, "--statement", "Speak up twice", "--meaning", "I can")

    kinds = [event["kind"] for event in renewed["events"]]
    assert kinds == ["goal-set.1", "goal-completed.1", "goal-renewed.1"]
    assert [goal["statement"] for goal in here.ask("goal", "list")] == ["Speak up twice"]
    assert "Goes on as" in here.do("goal", "show", GOAL).out
    here.do("undo")
    assert [goal["statement"] for goal in here.ask("goal", "list")] == [GOAL]


def test_refusals_say_what_to_do(here: Device) -> None:
    for arguments, status, words in (
        (("step", "drop", "fly"), REFUSED, "no planned step"),
        (("step", "schedule", GOAL, "--at", "noon"), MISUSE, "2026-03-04T18:00"),
        (("goal", "rate", GOAL, "--level", "1"), REFUSED, "goal scale"),
        (("plan", "used", "nothing"), REFUSED, "no plan"),
        (("willing", GOAL), MISUSE, "--for"),
        (("step", "change", "x", "--difficulty", "hard"), MISUSE, "0 to 10"),
    ):
        ended = here.run(*arguments)
        assert ended.status == status, arguments
        assert words in ended.err, ended.err


def test_what_was_done_is_listed_day_by_day(here: Device) -> None:
    assert here.do("step", "days").out.startswith("No steps here.")
    here.do("step", GOAL, "--tiny", "-m", "I told Sam")
    here.do("step", "--value", "Authenticity", "--on", "2026-03-04", "--vitality", "8")

    told = here.do("step", "days").out.splitlines()
    assert told[1].startswith("  - a tiny step: I told Sam (")
    assert told[2] == "2026-03-04  toward Authenticity"
    days = here.ask("step", "days", "--to", "2026-03-04")
    assert [(day["on"], day["count"], day["steps"][0]["vitality"]) for day in days] == [("2026-03-04", 1, 8)]
