"""Reading forms: what was typed comes as it was typed, and what does not read is said beside its field."""

from datetime import date

import pytest

from whyward.web.form import FieldRefused, Form


def test_texts_come_as_they_were_typed() -> None:
    form = Form([("body", " two\nlines "), ("body", "another"), ("empty", "  ")])

    assert form.text("body") == " two\nlines "
    assert form.text("nowhere") == ""
    assert form.optional("body") == " two\nlines "
    assert form.optional("empty") is None


def test_boxes_and_lines_hold_what_is_in_them() -> None:
    form = Form([("tick", "a"), ("tick", ""), ("tick", "b"), ("lines", "one\n\n  two \n")])

    assert form.all("tick") == ("a", "b")
    assert form.ticked("tick")
    assert not form.ticked("tock")
    assert form.lines("lines") == ("one", "two")


@pytest.mark.parametrize(("typed", "number"), [("", None), ("  ", None), ("0", 0), (" 7 ", 7), ("-3", -3), ("007", 7)])
def test_whole_numbers_are_read(typed: str, number: int | None) -> None:
    assert Form([("n", typed)]).number("n") == number


@pytest.mark.parametrize("typed", ["three", "1.5", "--1", "1e3", "٣", "²", "1_000", "9999999999", "-", "0x1"])
def test_what_is_no_whole_number_is_said_beside_its_field(typed: str) -> None:
    with pytest.raises(FieldRefused, match="number did not work") as refused:
        Form([("n", typed)]).number("n")

    assert refused.value.field == "n"
    assert refused.value.hint


@pytest.mark.parametrize(("typed", "amount"), [("", None), ("2.5", 2.5), ("2,5", 2.5), ("3", 3.0)])
def test_amounts_are_read_with_a_point_or_a_comma(typed: str, amount: float | None) -> None:
    assert Form([("n", typed)]).amount("n") == amount


@pytest.mark.parametrize("typed", ["a", "1.2.3", "1,2,3", "nan", "inf", "-inf", "1_0", "٣", "1e9", ".", "1" * 13])
def test_what_is_no_amount_is_said_beside_its_field(typed: str) -> None:
    with pytest.raises(FieldRefused, match="number did not work"):
        Form([("n", typed)]).amount("n")


def test_days_are_read() -> None:
    assert Form([("on", "2026-03-04")]).day("on") == date(2026, 3, 4)
    assert Form([("on", "")]).day("on") is None


@pytest.mark.parametrize("typed", ["4 March", "2026-13-01", "2026-02-30", "0000-00-00", "2026-3-4"])
def test_what_is_no_day_is_said_beside_its_field(typed: str) -> None:
    with pytest.raises(FieldRefused, match="date did not work"):
        Form([("on", typed)]).day("on")
