"""What a person types is kept as typed, or refused whole with a reason."""

import pytest

from whyward.journal.errors import BadInput
from whyward.journal.events.values import ShowsUp
from whyward.journal.texts import (
    amount,
    chosen,
    cleaned_line,
    cleaned_lines,
    cleaned_text,
    optional_line,
    optional_text,
    zero_to_ten,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\n  calm \n", "calm"),
        ("tab\there", "tab\there"),
        ("e\u0301", "e\u0301"),
        ("👩\u200d👩\u200d👧 \u202eabc", "👩\u200d👩\u200d👧 \u202eabc"),
    ],
)
def test_a_text_is_kept_but_for_line_ends_and_outer_space(typed: str, kept: str) -> None:
    assert cleaned_text(typed, "It") == kept


@pytest.mark.parametrize("typed", ["", "  \n\t ", "a\0b", "a\x1b[31mb", "a\x9bb", "a\x7fb", "\ud800", "a\udfffb"])
def test_what_no_screen_should_be_sent_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(BadInput) as refusal:
        cleaned_text(typed, "The entry")

    assert refusal.value.text.isprintable()
    assert refusal.value.hint


def test_a_name_is_one_line() -> None:
    assert cleaned_line(" Kindness ", "A name") == "Kindness"
    with pytest.raises(BadInput):
        cleaned_line("Kind\nness", "A name")


def test_an_empty_option_is_none() -> None:
    assert optional_text("  ", "It") is None
    assert optional_line(None, "It") is None


@pytest.mark.parametrize("typed", ["a-lot", "A_LOT", " a lot "])
def test_a_choice_may_be_typed_in_several_ways(typed: str) -> None:
    assert chosen(typed, ShowsUp, "word") == "a_lot"


def test_an_unknown_choice_lists_the_known_ones() -> None:
    with pytest.raises(BadInput) as refusal:
        chosen("lots", ShowsUp, "word")

    assert "a-lot, some, a-little" in refusal.value.hint


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.0])
def test_an_amount_can_be_counted(number: float) -> None:
    with pytest.raises(BadInput):
        amount(number, "The amount")


@pytest.mark.parametrize("number", [-1, 11])
def test_a_scale_ends_where_it_says(number: int) -> None:
    with pytest.raises(BadInput):
        zero_to_ten(number, "Effort")


def test_tags_stand_once() -> None:
    assert cleaned_lines(["b", "a", "b "], "A tag") == ("b", "a")
