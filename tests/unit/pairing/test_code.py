"""The pairing code: forgiving with what people confuse, strict with the rest, and silent about what was typed."""

import pytest

from tests.support.world import SeededEntropy
from whyward.journal.errors import BadInput
from whyward.journal.pairing.code import new_code, read_code

CODE = new_code(SeededEntropy("shown"))


@pytest.mark.parametrize("typed", [CODE.shown(), CODE.shown().lower(), CODE.shown().replace("-", "  ")])
def test_a_code_is_read_as_it_was_shown(typed: str) -> None:
    assert read_code(typed) == CODE


def test_letters_that_look_like_digits_are_forgiven() -> None:
    assert read_code("OIL0-1111-2222-3333-4444") == read_code("0110-1111-2222-3333-4444")


@pytest.mark.parametrize("typed", ["", "ABCD", CODE.shown() + "A", "U" * 20, "é" * 20])
def test_anything_else_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_code(typed)

    assert not typed or typed not in str(caught.value)


def test_a_code_does_not_show_its_secret_by_accident() -> None:
    assert CODE.secret not in repr(CODE)
