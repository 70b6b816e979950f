"""Days and numbers as typed."""

from datetime import date

import pytest
from msgspec import UNSET

from whyward.cli.words import changed_day, changed_number, changed_text, number_from
from whyward.journal.errors import BadInput


@pytest.mark.parametrize("text", ["", "many", "nan", "inf", "-inf", "1e999", "0x10", "1,5"])
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="not a number") as refusal:
        number_from(text)

    assert "3 or 0.5" in refusal.value.hint


def test_an_option_that_is_not_given_changes_nothing_and_an_empty_one_empties() -> None:
    assert (changed_text(None), changed_text(""), changed_text("a")) == (UNSET, None, "a")
    assert (changed_number(None), changed_number(""), changed_number("2.5")) == (UNSET, None, 2.5)
    assert (changed_day(None), changed_day(""), changed_day("2026-03-04")) == (UNSET, None, date(2026, 3, 4))
