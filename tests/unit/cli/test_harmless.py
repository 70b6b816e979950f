"""What is stored is shown, never obeyed."""

import pytest

from whyward.cli.documents import json_text
from whyward.cli.harmless import harmless, one_line
from whyward.cli.shown.recorded import EventShown

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"]
REORDERING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]


@pytest.mark.parametrize("code", [*map(ord, (*CONTROLS, *REORDERING)), 0xD800, 0xDFFF], ids=hex)
def test_a_control_is_made_visible(code: int) -> None:
    letter = chr(code)
    shown = harmless(f"a{letter}b")

    assert letter not in shown
    assert shown.startswith("a")
    assert shown.endswith("b")
    assert len(shown) >= 3
    shown.encode()


def test_lines_tabs_and_every_script_stay_as_they_are() -> None:
    text = "eins\n\tzwei — 优しさ, לב, دل, 👩‍👩‍👧, e\u0301, Straße"

    assert harmless(text) == text


def test_an_escape_sequence_is_seen_and_not_obeyed() -> None:
    assert harmless("\x1b[2J\x9b31m") == "␛[2J<9B>31m"


def test_one_line_is_one_line_and_no_longer_than_asked() -> None:
    assert one_line(" a\n b\t\tc\r") == "a b c␍"
    assert one_line("word " * 20, 12) == "word word w…"
    assert len(one_line("x" * 100, 12)) == 12


@pytest.mark.parametrize("letter", [*CONTROLS, *REORDERING, "\ud800", "é"], ids=lambda letter: f"U+{ord(letter):04X}")
def test_a_document_is_printable_ascii_whatever_is_in_it(letter: str) -> None:
    text = json_text([EventShown(letter, letter, letter)])

    assert text.isascii()
    assert text.isprintable()
