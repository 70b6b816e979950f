"""Bad input, through the command line: a plain sentence, the status of the contract, and nothing recorded."""

from pathlib import Path

import pytest

from tests.e2e.conftest import GOAL
from tests.support.cli_process import LOCKED, MISUSE, REFUSED, Device

KIB = 1 << 10

BAD: dict[str, tuple[list[str | bytes], int, str]] = {
    "a command that is not there": (["vallue", "list"], MISUSE, "there is no command 'vallue'; did you mean 'value'?"),
    "a command of a later version": (["export"], MISUSE, "there is no command 'export'"),
    "a verb that is not there": (["goal", "finish"], MISUSE, "there is no command 'finish'"),
    "an option that is not there": (["step", "--vaule", "Kindness"], MISUSE, "--vaule"),
    "nothing to add": (["value", "add"], MISUSE, "missing argument 'NAME'"),
    "a value that is not there": (["step", "--value", "Kindnes"], REFUSED, "no value goes by the name “Kindnes”"),
    "a goal that is not there": (["goal", "complete", "Fly"], REFUSED, "no goal goes by the name “Fly”"),
    "a part of life that is not there": (["value", "place", "Kindness", "moon", "some"], REFUSED, "no domain goes by"),
    "a way of showing up that is not there": (
        ["value", "place", "Kindness", "health", "x"],
        MISUSE,
        "not one this version",
    ),
    "a name twice": (["value", "add", "kindness"], REFUSED, "Kindness is already one of your values"),
    "an empty name": (["value", "add", "  "], MISUSE, "the name of the value is empty"),
    "an empty text": (["write", ""], MISUSE, "the entry is empty"),
    "half of a character": (["value", "add", b"Kind\xff"], MISUSE, "half of a character"),
    "a control character": (["value", "add", "Kind\x1b[2Jness"], MISUSE, "a control character (U+001B)"),
    "a name of two lines": (["value", "add", "Kind\nness"], MISUSE, "more than one line"),
    "a day that no calendar has": (["step", "-m", "x", "--on", "2026-02-30"], MISUSE, "2026-02-30 is not a date"),
    "a day that has not come": (["step", "-m", "x", "--on", "2199-01-01"], MISUSE, "2199-01-01 has not come yet"),
    "a day in words": (["goal", "add", "x", "--ends", "soon"], MISUSE, "soon is not a date"),
    "a target in words": (["goal", "add", "x", "--target", "many"], MISUSE, "not a number"),
    "a target without an end": (["goal", "add", "x", "--target", "inf"], MISUSE, "not a number"),
    "a strength past ten": (["barrier", "fear", "--strength", "11"], MISUSE, "a number from 0 to 10"),
    "a step that says nothing": (["step"], MISUSE, "what it was toward, or what it was"),
    "an adjustment of nothing": (["goal", "adjust", GOAL], MISUSE, "nothing"),
    "resuming what goes on": (["goal", "resume", GOAL], REFUSED, "goal"),
    "an entry that is not there": (["entry", "show", "0000"], REFUSED, "no entry has an id that starts with"),
    "an id too short": (["undo", "ab"], REFUSED, "no act goes by that id"),
    "nothing to redo": (["redo"], REFUSED, "nothing to bring back"),
    "an answer to no barrier": (["barrier", "answer", "0000", "rested"], REFUSED, "no barrier has an id"),
    "a sync without a relay": (["sync"], REFUSED, "this journal has no relay"),
    "a relay that is no address": (["sync", "--relay", "relay"], MISUSE, "not a relay's address"),
    "a relay in the open": (["sync", "--relay", "http://192.0.2.1"], MISUSE, "https"),
    "an invite to nowhere": (["sync", "--invite", "abc"], MISUSE, "an invite is for a relay"),
    "a device that is not there": (["device", "rename", "tablet", "x"], REFUSED, "no device goes by"),
    "a journal on top of another": (["init", "--unlock", "file"], REFUSED, "there is a journal in"),
    "a code too short": (["join", "ABCD", "--relay", "http://127.0.0.1:1", "--unlock", "file"], REFUSED, "already"),
}


@pytest.fixture(scope="module")
def untouched(grown: Path) -> Device:
    """Give the shared journal itself: what is refused must not touch it."""
    return Device(grown)


@pytest.mark.parametrize(("arguments", "status", "sentence"), BAD.values(), ids=list(BAD))
def test_bad_input_is_refused_in_a_plain_sentence(
    untouched: Device, arguments: list[str | bytes], status: int, sentence: str
) -> None:
    before = (untouched.home / "journal.db").read_bytes()

    ended = untouched.run(*arguments)

    assert (ended.status, ended.out) == (status, "")
    first, second, *more = ended.err.splitlines()
    assert sentence.casefold() in first.casefold()
    assert first.startswith("whyward: error: ")
    assert not first.endswith(".")
    assert second.startswith("hint: ")
    assert not more
    assert "\x1b" not in ended.err
    assert (untouched.home / "journal.db").read_bytes() == before


def test_an_error_for_a_program_is_one_document_on_standard_error(untouched: Device) -> None:
    ended = untouched.run("--json", "goal", "show", "Fly")

    assert (ended.status, ended.out) == (REFUSED, "")
    assert ended.err.count("\n") == 1
    assert '"exit_status": 1' in ended.err


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (b"x" * (300 * KIB), "one entry holds up to 255 KiB"),
        (b"x" * (3 << 20), "one entry holds up to 255 KiB"),
        (b"tea\0steps", "a control character (U+0000)"),
        (b"tea \x9b2J", "not UTF-8"),
        ("tea \x9b2J".encode(), "a control character (U+009B)"),
        (b"\xed\xa0\x80", "not UTF-8"),
        (b" \n\t\n", "the entry is empty"),
    ],
    ids=["300 KiB", "3 MiB", "NUL", "a broken byte", "C1", "a lone surrogate", "nothing"],
)
def test_a_bad_text_from_a_pipe_is_refused(untouched: Device, typed: bytes, sentence: str) -> None:
    ended = untouched.run("write", "-", typed=typed)

    assert (ended.status, ended.out) == (MISUSE, "")
    assert sentence.casefold() in ended.err.casefold()


def test_the_start_of_an_id_that_fits_several_lists_them(device: Device) -> None:
    device.do("goal", "add", "Call Noor on Monday.")
    device.do("goal", "add", "Call Noor on Friday.")

    ended = device.run("goal", "show", "call noor")

    assert ended.status == REFUSED
    assert "more than one goal goes by that name" in ended.err
    assert "Monday" in ended.err
    assert "Friday" in ended.err


def test_no_journal_yet_says_how_to_start_one(tmp_path: Path) -> None:
    ended = Device(tmp_path / "nothing").run("today")

    assert ended.status == REFUSED
    assert "there is no journal in" in ended.err
    assert "whyward init" in ended.err
    assert not (tmp_path / "nothing").exists()


def test_a_missing_key_is_locked_not_lost(device: Device) -> None:
    (device.home / "key.json").unlink()

    ended = device.run("value", "list")

    assert ended.status == LOCKED
    assert "is missing" in ended.err
    assert not (device.home / "key.json").exists()
