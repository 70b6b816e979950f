"""Errors become sentences and exit statuses in one place; a bug stays a bug."""

import json
from collections.abc import Generator

import click
import pytest

from whyward.cli.main import main, root
from whyward.cli.verbs import Verb
from whyward.journal.errors import BadInput, Damaged, Locked, NotFound, Refused, Unreachable
from whyward.protocol.errors import Code, TheirFault

RAISED: dict[str, BaseException] = {}


@pytest.fixture(autouse=True)
def failing(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Put a command that raises whatever the test wants in the place of all others."""

    @click.command(cls=Verb)
    def fail() -> None:
        raise RAISED["now"]

    def always(_context: click.Context, _name: str) -> click.Command:
        return fail

    monkeypatch.setattr(root, "get_command", always)
    yield
    RAISED.clear()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("it cannot be", hint="Do this."), 1),
        (NotFound("it is not there", hint="Do this."), 1),
        (Damaged("it is damaged", hint="Do this."), 1),
        (BadInput("it is off", hint="Do this."), 2),
        (Locked("it is locked", hint="Do this."), 3),
        (Unreachable("it is away", hint="Do this."), 4),
        (TheirFault("a rule was broken", code=Code.GAP), 1),
    ],
    ids=lambda case: type(case).__name__ if isinstance(case, Exception) else str(case),
)
def test_each_refusal_has_its_status_and_its_sentence(
    error: Exception, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    RAISED["now"] = error

    assert main(["fail"]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[0] == f"whyward: error: {error}"
    assert ("hint: Do this." in captured.err) == hasattr(error, "hint")


def test_with_json_the_error_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    RAISED["now"] = Locked("it is locked", hint="Do this.")

    assert main(["--json", "fail"]) == 3
    assert json.loads(capsys.readouterr().err) == {"error": "it is locked", "hint": "Do this.", "exit_status": 3}


def test_an_error_is_harmless_and_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    RAISED["now"] = Refused("a\x1b[2Jb\nc", hint="d\x9be")

    main(["fail"])

    assert capsys.readouterr().err == "whyward: error: a␛[2Jb c\nhint: d<9B>e\n"


def test_a_sentence_of_ours_begins_small_and_a_name_of_the_persons_does_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    RAISED["now"] = Refused("No value goes by that")
    main(["fail"])
    RAISED["now"] = Refused("Kindness is yours already")
    main(["fail"])

    first, second = capsys.readouterr().err.splitlines()
    assert first == "whyward: error: no value goes by that"
    assert second == "whyward: error: Kindness is yours already"


def test_an_interrupt_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    RAISED["now"] = KeyboardInterrupt()

    assert main(["fail"]) == 130
    assert capsys.readouterr().err == ""


def test_a_bug_shows_itself() -> None:
    RAISED["now"] = ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError):
        main(["fail"])
