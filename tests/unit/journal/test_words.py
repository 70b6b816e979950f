"""Secrets as words: what was written down reads back, and a slip of the pen is noticed and located."""

import pytest

from tests.support.world import SeededEntropy
from whyward.journal.errors import BadInput
from whyward.journal.words import RECOVERY_WORDS, recovery_entropy, recovery_words, short_words, spoken

SECRET = SeededEntropy("kit").random_bytes(32)
WORDS = recovery_words(SECRET)


def test_recovery_words_read_back_whatever_their_case_and_spacing() -> None:
    assert len(WORDS) == RECOVERY_WORDS
    assert recovery_entropy("  ".join(WORDS).upper() + "\n") == SECRET


def test_a_known_kit_stays_what_it_is() -> None:
    """The words of all zeros, as every BIP-39 list has them."""
    assert recovery_words(bytes(32)) == ["abandon"] * 23 + ["art"]


@pytest.mark.parametrize("typed", ["", "abandon", " ".join(WORDS[:-1]), " ".join([*WORDS, WORDS[0]])])
def test_a_word_left_out_or_written_twice_is_counted(typed: str) -> None:
    with pytest.raises(BadInput, match="24 words"):
        recovery_entropy(typed)


def test_a_misspelt_word_is_located_but_not_repeated() -> None:
    typed = [*WORDS]
    typed[6] = "abandonn"

    with pytest.raises(BadInput, match="word 7 is not on the list") as caught:
        recovery_entropy(" ".join(typed))

    assert "abandonn" not in caught.value.text
    assert "abandon" in caught.value.hint


def test_a_word_that_is_like_no_other_has_no_suggestion() -> None:
    typed = ["xqzzkw", *WORDS[1:]]

    with pytest.raises(BadInput) as caught:
        recovery_entropy(" ".join(typed))

    assert "mean" not in caught.value.hint


def test_two_words_swapped_do_not_fit_together() -> None:
    """Eight bits of checksum: these two are known to differ."""
    typed = [*WORDS]
    typed[0], typed[1] = typed[1], typed[0]

    with pytest.raises(BadInput, match="do not fit"):
        recovery_entropy(" ".join(typed))


def test_short_words_take_eleven_bits_each_from_the_front() -> None:
    assert short_words(bytes(32), 4) == ["abandon"] * 4
    assert short_words(b"\xff" * 32, 4) == ["zoo"] * 4
    assert short_words(b"\x00\x3f\xff" + bytes(29), 2) == ["ability", "zoo"]


def test_words_are_compared_as_they_are_spoken() -> None:
    assert spoken("  Abandon\tABILITY  ") == ["abandon", "ability"]
