"""Drafts: what is typed and not kept is there again, sealed, on this device alone."""

import pytest

from tests.support.world import CRYPTO, SeededEntropy
from whyward.journal.drafts import DRAFT_CHARACTERS_MAX, DRAFTS_MAX, Drafts
from whyward.journal.errors import BadInput

KEY = b"k" * 32


class Memory:
    """A place for bytes."""

    def __init__(self) -> None:
        self.kept: bytes | None = None

    def load(self) -> bytes | None:
        """Return the last bytes."""
        return self.kept

    def save(self, sealed: bytes) -> None:
        """Keep bytes."""
        self.kept = sealed


ENTROPY = SeededEntropy("drafts")


def drafts(memory: Memory, key: bytes = KEY) -> Drafts:
    return Drafts(memory, key, CRYPTO, ENTROPY)


def test_a_draft_is_there_after_a_start_and_nothing_of_it_is_readable() -> None:
    memory = Memory()
    drafts(memory).keep("entry:new", [("body", "half a thought"), ("value", "a"), ("value", "b")])

    again = drafts(memory)
    assert again.at("entry:new") == {"body": "half a thought", "value": "b"}
    assert list(again.pairs_at("entry:new")) == [("body", "half a thought"), ("value", "a"), ("value", "b")]
    assert memory.kept is not None
    assert b"half" not in memory.kept
    assert b"entry" not in memory.kept


def test_each_save_is_sealed_anew() -> None:
    memory = Memory()
    mine = drafts(memory)
    mine.keep("x", [("body", "same")])
    first = memory.kept
    mine.keep("x", [("body", "same")])
    assert memory.kept != first


def test_another_key_or_a_torn_file_opens_nothing_and_breaks_nothing() -> None:
    memory = Memory()
    drafts(memory).keep("x", [("body", "mine")])
    assert drafts(memory, b"o" * 32).at("x") == {}
    assert memory.kept is not None
    for torn in (b"", memory.kept[:40], memory.kept[:-1], memory.kept[:33] + b"\0" + memory.kept[34:]):
        memory.kept = torn
        assert drafts(memory).places() == ()


def test_an_empty_draft_is_none_and_one_that_was_kept_is_let_go() -> None:
    memory = Memory()
    mine = drafts(memory)
    mine.keep("x", [("body", "mine")])
    mine.keep("x", [("body", " \n")])
    assert mine.places() == ()
    mine.keep("y", [("body", "mine")])
    mine.forget("y")
    mine.forget("z")
    assert drafts(memory).places() == ()


def test_the_one_left_longest_ago_goes_first_and_too_much_is_refused() -> None:
    memory = Memory()
    mine = drafts(memory)
    for number in range(DRAFTS_MAX + 2):
        mine.keep(f"place {number}", [("body", "x")])
    assert len(mine.places()) == DRAFTS_MAX
    assert "place 1" not in mine.places()
    assert mine.places()[0] == f"place {DRAFTS_MAX + 1}"
    with pytest.raises(BadInput):
        mine.keep("large", [("body", "x" * (DRAFT_CHARACTERS_MAX + 1))])
    assert "large" not in mine.places()
