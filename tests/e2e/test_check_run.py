"""Checking in, looking back, and what is noticed, as commands; `whyward check` alone is still about the log."""

import json
from pathlib import Path

import pytest

from tests.support.cli_process import MISUSE, REFUSED, Device

SCALE = {
    "id": "my-scale",
    "title": "My scale",
    "licence": "I wrote it.",
    "low": 0,
    "high": 6,
    "items": [{"id": "1", "text": "I lived it."}, {"id": "2", "text": "I went round it."}],
    "sums": [{"name": "Progress", "items": ["1"]}, {"name": "Both", "items": ["1", "2"]}],
}


def test_check_alone_still_checks_the_log(device: Device) -> None:
    device.do("check", "run", "--matter", "health=9", "--close", "health=4")

    assert device.do("check").out.startswith("Looked at 6 sealed records")
    for arguments in (("check",), ("check", "--read-data"), ("check", "log")):
        assert device.ask(*arguments)["sound"] is True
    assert device.run("check", "--folder", "x").status == MISUSE
    assert "run" in device.do("check", "--help").out


def test_a_compass_check_is_told_in_words_and_in_numbers_to_whoever_asks(device: Device) -> None:
    done = device.do(
        "check", "run", "--matter", "health=9", "--close", "health=4", "--closer", "health=A walk.", "--pass", "career"
    )
    shown, numbers = device.do("check", "show").out, device.do("check", "show", "--numbers").out
    (found,) = device.ask("check", "list")

    assert "Health: room to grow" in done.out
    assert "Career: passed" in done.out
    assert "A walk." in shown
    assert not any(letter.isdigit() for line in shown.splitlines()[1:] for letter in line.replace("1 point", ""))
    assert "matters 9, close 4" in numbers
    assert found["domains"][1]["room"] == 5
    assert found["word"] == "room_to_grow"
    assert device.ask("check", "show", found["id"][:8])["id"] == found["id"]


def test_a_compass_check_asks_where_nothing_is_said(device: Device) -> None:
    ended = device.do("check", "run", typed=b"9\n\nA call.\n\n\n\n5\n")

    assert "How much does this part of life matter" in ended.err
    (found,) = device.ask("check", "list")
    assert [(one["domain_id"], one["matter"], one["closer"]) for one in found["domains"]] == [
        ("relationships", 9, "A call."),
        ("health", 5, None),
    ]
    assert device.run("check", "run", typed=b"much\n").status == MISUSE
    assert device.run("check", "run", typed=b"").status == MISUSE
    assert len(device.ask("check", "list")) == 1


def test_a_check_in_is_put_right_and_taken_back(device: Device) -> None:
    made = device.ask("check", "run", "--matter", "health=9", "--close", "health=4")
    device.do("check", "correct", made["id"], "--close", "health=9")
    assert device.ask("check", "show")["word"] == "mostly_lived"

    device.do("check", "take-back", made["id"])
    assert device.ask("check", "list") == []
    device.do("undo")
    assert device.ask("check", "show", made["id"])["word"] == "mostly_lived"


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--matter", "health"),
        ("run", "--matter", "health=many"),
        ("run", "--close", "health=11"),
        ("mark", "health=8"),
        ("mark", "health"),
    ],
)
def test_what_does_not_fit_is_refused(device: Device, arguments: tuple[str, ...]) -> None:
    ended = device.run("check", *arguments)

    assert ended.status == MISUSE
    assert "hint:" in ended.err


def test_marks_on_a_target(device: Device) -> None:
    made = device.ask("check", "mark", "health=6", "Kindness=2")
    device.do("check", "mark", "health=7", "--again", made["id"])

    (target,) = device.ask("check", "targets")
    assert {mark["name"]: mark["ring"] for mark in target["marks"]} == {"Health": 7, "Kindness": 2}
    assert "Kindness in ring 2" in device.do("check", "targets").out


def test_a_scale_of_ones_own_is_brought_and_answered(device: Device, tmp_path: Path) -> None:
    file = tmp_path / "scale.json"
    assert device.run("check", "bring", str(file)).status == REFUSED
    file.write_text("{}")
    assert device.run("check", "bring", str(file)).status == MISUSE
    file.write_text(json.dumps(SCALE))

    device.do("check", "bring", str(file))
    answered = device.do("check", "answer", "My scale", "--item", "1=4", "--pass", "2")

    assert "Progress: 4 of 6" in answered.out
    assert "Both: left open" in answered.out
    assert device.ask("check", "scales")[0]["licence_note"] == "I wrote it."
    assert device.run("check", "answer", "moon", "--item", "1=4").status == REFUSED


def test_a_review_is_written_and_put_in_other_words(device: Device) -> None:
    lens = "accept-discomfort=The call."
    made = device.ask("review", "write", "--glad", "Tea.", "--lens", lens, "--value", "Kindness")
    device.do("review", "revise", made["id"], "--glad", "Tea, twice.", "--next", "A letter.")

    found = device.ask("review", "show")
    assert {part["question"]: part["text"] for part in found["parts"]} == {
        "What are you glad about?": "Tea, twice.",
        "What could the next tiny step be?": "A letter.",
        "What was uncomfortable, and worth it?": "The call.",
    }
    assert "Values: Kindness" in device.do("review", "show", made["id"]).out
    assert device.run("review", "write").status == MISUSE
    assert device.run("review", "write", "--lens", "moon=x").status == MISUSE
    assert len(device.ask("review", "questions")) == 9
    assert device.do("review").out.count("Tea") == 1


def test_then_is_put_beside_now(device: Device) -> None:
    device.do("review", "compare", "values", "2026-01-01", "2026-02-01", "-m", "Calmer.")

    (found,) = device.ask("review", "comparisons")
    assert (found["a"], found["reflection"]) == ("values:2026-01-01", "Calmer.")


def test_wins_and_moods(device: Device) -> None:
    assert "No win noted yet" in device.do("win").out
    device.do("win", "I slept.", "--value", "Kindness")
    assert [win["text"] for win in device.ask("win")] == ["I slept."]

    assert device.run("mood", "calm").status == REFUSED
    device.do("mood", "on")
    device.do("mood", "calm", "--valence", "1")
    assert "good" in device.do("mood", "list").out
    device.do("mood", "off")
    assert device.run("mood", "calm").status == REFUSED


def test_what_adds_up_and_what_is_noticed(device: Device) -> None:
    assert device.do("progress").out.startswith("A few steps from now")
    assert device.do("insights").out.startswith("Nothing to notice")
    device.do("domain", "hide", "career")
    device.do("step", "--value", "Kindness")

    page, listed = device.ask("progress"), device.ask("insights", "list")
    assert page["days_toward"] == 1
    assert page["alignment"]["sentences"] == []
    (noticed,) = listed["insights"]
    assert "Why you see this: It comes up when you left" in device.do("insights").out
    device.do("insights", "keep", noticed["id"][:8])
    assert device.ask("insights")["kept"][0]["text"] == noticed["text"]
    device.do("insights", "dismiss", noticed["id"], "--never-again")
    assert device.ask("insights")["never_again"][0]["rule_id"] == "quiet-by-choice"
    device.do("undo")
    assert device.ask("insights")["never_again"] == []
    assert device.do("align").out.startswith("A few steps from now")


def test_what_is_not_there_is_told_with_where_to_look(device: Device) -> None:
    for arguments, where in (
        (("insights", "keep", "ffff"), "There is no insight yet."),
        (("check", "show", "ffff"), "There is no check-in yet."),
        (("check", "show"), "whyward check run"),
        (("review", "show", "ffff"), "There is no review yet."),
        (("review", "show"), "whyward review write"),
    ):
        ended = device.run(*arguments)
        assert ended.status == REFUSED
        assert where in ended.err
    device.do("domain", "hide", "career")
    assert "whyward insights" in device.run("insights", "keep", "ffff").err
