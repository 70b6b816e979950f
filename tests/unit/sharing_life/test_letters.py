"""Letters: sealed for whoever holds the link, always of one length, and believed only with their proof."""

from dataclasses import replace

import pytest

from tests.support.world import CRYPTO, SeededEntropy
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import BadInput
from whyward.journal.sharing.letters import (
    Answered,
    Farewell,
    answer,
    checked_introduction,
    farewell,
    read_answer,
    read_farewell,
)
from whyward.journal.sharing.slot import LETTER_ROOM_BYTES, Slot, slot_signer
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import SpaceId
from whyward.protocol.limits import LETTER_BYTES_MAX
from whyward.protocol.statements import possession_message

SLOT = Slot(SpaceId(b"s" * 32), b"x" * 16, CRYPTO)
ROOT = new_keys(SeededEntropy("root"), CRYPTO)
OTHER = new_keys(SeededEntropy("other"), CRYPTO)


def test_an_answer_says_who_and_what_and_is_the_same_each_time() -> None:
    letter = answer(SLOT, ROOT, "Dr Rivera", "Ten years.\nBy law.")

    said = read_answer(SLOT, letter)

    assert said is not None
    assert (said.root, said.name, said.duties) == (ROOT.device_id, "Dr Rivera", "Ten years.\nBy law.")
    assert answer(SLOT, ROOT, "Dr Rivera", "Ten years.\nBy law.") == letter


def test_every_letter_has_one_length_and_no_two_have_one_key() -> None:
    letters = [answer(SLOT, ROOT, "Dr R", "a" * size) for size in (0, 1, 1000)]
    letters += [farewell(SLOT, ROOT, Farewell("deleted", "")), farewell(SLOT, ROOT, Farewell("kept_by_law", ""))]

    assert {len(letter) for letter in letters} == {LETTER_BYTES_MAX}
    assert len({letter[:32] for letter in letters}) == len(letters)


def test_a_letter_opens_by_this_link_in_this_space_alone() -> None:
    letter = answer(SLOT, ROOT, "Dr R", "")

    assert read_answer(replace(SLOT, secret=b"y" * 16), letter) is None
    assert read_answer(replace(SLOT, space_id=SpaceId(b"t" * 32)), letter) is None
    for place in (0, 40, 2000, len(letter) - 1):
        assert read_answer(SLOT, letter[:place] + bytes([letter[place] ^ 1]) + letter[place + 1 :]) is None
    assert read_answer(SLOT, letter[:-1]) is None
    assert read_answer(SLOT, b"") is None


def test_an_answer_must_prove_that_its_writer_holds_the_keys_it_names() -> None:
    proof = OTHER.signer.sign(possession_message(SLOT.space_id, ROOT.device_id))
    claimed = SLOT.seal(encoded(Answered(ROOT.sign_pk, ROOT.kem_pk, proof, "Dr R", "")))

    assert read_answer(SLOT, claimed) is None


def test_an_answer_with_a_control_character_is_none() -> None:
    proof = ROOT.signer.sign(possession_message(SLOT.space_id, ROOT.device_id))
    for name, duties in (("Dr\x1b[2J", ""), ("Dr R", "a\x00b"), ("", "")):
        letter = SLOT.seal(encoded(Answered(ROOT.sign_pk, ROOT.kem_pk, proof, name, duties)))
        assert read_answer(SLOT, letter) is None


def test_a_farewell_is_signed_by_the_root_and_by_nobody_else() -> None:
    said = Farewell("kept_by_law", "2036-01-01")

    assert read_farewell(SLOT, farewell(SLOT, ROOT, said), ROOT.sign_pk, CRYPTO.check) == said
    assert read_farewell(SLOT, farewell(SLOT, OTHER, said), ROOT.sign_pk, CRYPTO.check) is None
    assert read_farewell(SLOT, answer(SLOT, ROOT, "Dr R", ""), ROOT.sign_pk, CRYPTO.check) is None


def test_the_slot_signs_with_a_key_of_its_own() -> None:
    assert SLOT.signer.public_key == slot_signer(SLOT.secret, CRYPTO).public_key
    assert SLOT.signer.public_key not in {ROOT.sign_pk, slot_signer(b"y" * 16, CRYPTO).public_key}
    assert SLOT.secret.hex() not in repr(SLOT)


@pytest.mark.parametrize(("name", "duties"), [("x" * 65, ""), ("", ""), ("Dr\nR", ""), ("Dr R", "x" * 1001)])
def test_an_introduction_that_no_letter_takes_is_refused_before_it_is_written(name: str, duties: str) -> None:
    with pytest.raises(BadInput):
        checked_introduction(name, duties)


def test_an_introduction_in_a_script_of_many_bytes_fits_or_is_refused() -> None:
    name, duties = checked_introduction("医" * 64, "医" * 700)
    assert len(answer(SLOT, ROOT, name, duties)) == LETTER_BYTES_MAX
    with pytest.raises(BadInput, match="longer than a letter takes"):
        checked_introduction("医" * 64, "医" * 1000)
    assert LETTER_ROOM_BYTES < LETTER_BYTES_MAX
