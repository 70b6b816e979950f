"""What is in the way, from naming it to what helped; choices and decisions, as a person types them."""

from pathlib import Path

from tests.support.cli_process import MISUSE, REFUSED, Device, new_device


def test_something_in_the_way_is_named_met_with_a_tool_and_told(device: Device) -> None:
    barrier = device.ask("barrier", "fear", "--strength", "7", "--letter", "a", "--body", "tight throat")["id"]
    listed = device.ask("barrier", "tools", "fear")
    read = device.do("barrier", "tools", listed[0]["id"])
    device.do("barrier", "try", "fear.name", "--answer", "name=the dread", "--minutes", "2")
    device.do("barrier", "rate", "--after", "4", "--helped", "a-lot", "-m", "It has a name now")
    device.do("barrier", "describe", barrier[:8], "--situation", "At dinner")
    shown = device.ask("barrier", "show")

    assert (listed[0]["id"], listed[0]["suggested"]) == ("fear.without", True)
    assert "What would you do if fear wasn't holding you back?" in read.out
    assert (shown["id"], shown["strength"], shown["letters"], shown["situation"]) == (barrier, 7, ["A"], "At dinner")
    (tried,) = shown["tries"]
    assert tried["answers"] == [{"question_id": "name", "text": "the dread"}]
    assert (tried["before"], tried["after"], tried["helped"]) == (7, 4, "a_lot")
    (suggested,) = (one for one in device.ask("barrier", "tools", "fear") if one["suggested"])
    assert (suggested["id"], suggested["tries"], suggested["median_change"]) == ("fear.name", 1, -3.0)
    assert "Name it" in device.do("barrier", "show").out
    assert "It helped a lot" in device.do("barrier", "show").out


def test_a_tool_that_is_none_and_an_answer_to_no_question_are_refused(device: Device) -> None:
    device.do("barrier", "shame")

    assert device.run("barrier", "try", "fear.fly").status == REFUSED
    assert device.run("barrier", "try", "fear.name", "--answer", "wings=yes").status == MISUSE
    assert device.run("barrier", "tools", "wings").status == REFUSED
    assert device.run("barrier", "rate", "--helped", "a-lot").status == REFUSED


def test_patterns_speak_from_five_on(device: Device) -> None:
    for _ in range(4):
        device.do("barrier", "overwhelm")
    assert device.ask("barrier", "patterns") == {"patterns": None}
    device.do("barrier", "the moon")

    patterns = device.ask("barrier", "patterns")["patterns"]
    assert patterns["total"] == 5
    assert patterns["kinds"] == [{"word": "overwhelm", "count": 4}, {"word": "other", "count": 1}]
    assert "overwhelm" in device.do("barrier", "patterns").out


def test_what_may_come_is_noted_with_the_goal(tmp_path: Path) -> None:
    device = new_device(tmp_path / "home")
    goal = device.ask("goal", "add", "Call Sam")["id"]
    expected = device.ask("barrier", "expect", "call", "procrastination", "-m", "after work")

    assert expected["events"][0]["about"] == f"goal:{goal}"
    assert "as something in the way: procrastination" in device.do("goal", "story", "call").out


def test_a_moment_of_choice_is_noted_and_listed(device: Device) -> None:
    device.do("choice", "Dinner", "--away", "go quiet", "--toward", "say it", "--went", "both", "--value", "kindness")
    (point,) = device.ask("choice", "list")

    assert (point["situation"], point["away"], point["toward"]) == ("Dinner", ["go quiet"], ["say it"])
    assert (point["went"], point["values"]) == ("both", ["Kindness"])
    assert "Dinner" in device.do("choice").out


def test_a_decision_is_weighed_made_and_looked_back_on(device: Device) -> None:
    device.do("decide", "new", "Move to Leipzig?", "--option", "Go")
    device.do("decide", "option", "move", "Stay")
    device.do("decide", "weigh", "move", "go", "Authenticity", "-2")
    device.do("decide", "weigh", "move", "stay", "Kindness", "clearly-toward", "--note", "Mum")
    weighed = device.do("decide", "show", "move")
    device.do("decide", "make", "move", "stay", "--because", "not yet")
    device.do("decide", "look-back", "move", "It was good to wait")
    (decision,) = device.ask("decide", "list")

    assert "“Stay” leads furthest toward what matters. The choice is yours." in weighed.out
    assert (decision["chosen"], decision["because"], decision["furthest"]) == ("Stay", "not yet", ["Stay"])
    assert [one["text"] for one in decision["looked_back"]] == ["It was good to wait"]
    assert device.run("decide", "weigh", "move", "go", "Kindness", "sideways").status == MISUSE
    assert device.run("decide", "show", "sing").status == REFUSED
