"""Old kinds are lifted on reading, one small step at a time; stored bytes never change."""

import msgspec
import pytest

from tests.support.happenings import id_of
from whyward.journal.events.reading import Form, Readable, Unreadable, encode_body, read_body
from whyward.journal.events.steps import WinNoticed
from whyward.journal.upcast import UPCASTERS, Fields, Upcasters

WIN = {"win_id": id_of("w", 1), "occurred_on": "2026-03-04"}


def made_up() -> Upcasters:
    """Return two steps that end at a kind of today: pretend that `win-noticed` had versions -1 and 0."""
    steps = Upcasters()

    @steps.step("win-noticed.-1", "win-noticed.0")
    def _words_were_called_line(fields: Fields) -> Fields:
        return {("words" if name == "line" else name): value for name, value in fields.items()}

    @steps.step("win-noticed.0", "win-noticed.1")
    def _text_was_called_words(fields: Fields) -> Fields:
        return {("text" if name == "words" else name): value for name, value in fields.items()}

    return steps


def test_no_kind_has_a_second_version_yet() -> None:
    assert UPCASTERS.lift("win-noticed.1", b"\x80") == ("win-noticed.1", b"\x80")


def test_two_steps_are_chained() -> None:
    raw = msgspec.msgpack.encode({**WIN, "line": "spoke up"})
    read = read_body("win-noticed.-1", raw, made_up())

    assert isinstance(read, Readable)
    assert read.form is Form.KNOWN
    assert isinstance(read.body, WinNoticed)
    assert read.body.text == "spoke up"


def test_a_body_of_today_is_not_lifted() -> None:
    raw = msgspec.msgpack.encode({**WIN, "text": "spoke up"})
    read = read_body("win-noticed.1", raw, made_up())

    assert isinstance(read, Readable)
    assert encode_body(read.body) != b""


@pytest.mark.parametrize("raw", [b"", b"\x01", b"\x81\xa4line" + b"\x91" * 1000 + b"\x01", b"\x81\xa4line\x05"])
def test_an_old_body_that_makes_no_sense_is_kept_as_it_came(raw: bytes) -> None:
    assert read_body("win-noticed.-1", raw, made_up()) == Unreadable("win-noticed.-1", raw)


@pytest.mark.parametrize(("old", "new"), [("a.1", "a.3"), ("a.1", "b.2"), ("win-noticed.0", "win-noticed.1")])
def test_a_step_goes_one_version_up_and_stands_once(old: str, new: str) -> None:
    with pytest.raises(AssertionError):
        made_up().step(old, new)
