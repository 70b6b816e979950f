"""What a person filled in: read as it was typed, refused by field and in words, never cut."""

from datetime import date

import pytest

from whyward.web.form import FieldRefused, Form


def test_text_is_as_it_was_typed_and_several_values_keep_their_order() -> None:
    form = Form([("a", " x\n"), ("b", "1"), ("b", " "), ("b", "2")])
    assert form.text("a") == " x\n"
    assert form.text("nothing") == ""
    assert form.optional("a") == " x\n"
    assert form.optional("c") is None
    assert form.all("b") == ("1", "2")
    assert form.lines("a") == ("x",)
    assert form.ticked("b")
    assert not form.ticked("c")


@pytest.mark.parametrize(("text", "number"), [("", None), (" 3 ", 3), ("-2", -2), ("0", 0)])
def test_a_whole_number(text: str, number: int | None) -> None:
    assert Form([("n", text)]).number("n") == number


@pytest.mark.parametrize("text", ["x", "1.5", "--1", "٣", "1e9", "9" * 20, "-"])
def test_what_is_no_number_is_refused_by_its_field(text: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        Form([("n", text)]).number("n")
    assert refused.value.field == "n"
    assert "safe" in refused.value.hint


def test_an_amount_may_have_a_comma() -> None:
    assert Form([("n", "2,5")]).amount("n") == 2.5
    assert Form([]).amount("n") is None
    with pytest.raises(FieldRefused):
        Form([("n", "much")]).amount("n")


def test_a_day_is_read_as_browsers_write_it() -> None:
    assert Form([("d", "2026-03-04")]).day("d") == date(2026, 3, 4)
    assert Form([("d", "")]).day("d") is None
    with pytest.raises(FieldRefused, match="date did not work"):
        Form([("d", "4 March")]).day("d")
