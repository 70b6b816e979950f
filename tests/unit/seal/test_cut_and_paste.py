"""What is cut out of one place and pasted into another, with no check of its place: the seal refuses it alone.

Case 48 twice over: `open_sealed` is called with whatever place an attacker would like, then with the commitment put
right too, as nobody without the epoch's key could.
"""

from dataclasses import replace

import msgspec
import pytest

from tests.support.world import CRYPTO, new_space
from whyward.journal.events.envelope import Event
from whyward.journal.plaintext import Batch
from whyward.journal.seal import Place, _keys, open_sealed, seal
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.labels import Label
from whyward.protocol.segments import EMPTY, Core, Placed, decode_header, segment_hash

MINE, OTHER = new_space("mine"), new_space("other")


def placed(n: int = 1) -> Placed:
    """Seal one event at a number of my series, and place it without looking."""
    event = Event(bytes(16), "entry-written.1", 5 << 16, 5, 0, bytes(16), b"\x80")
    place = Place(MINE.space_id, MINE.device.device_id, n, EMPTY.hash, 0, MINE.control.head)
    segment, _ = seal(Batch((), (event,)), place, MINE.epoch, signer=MINE.device.signer, crypto=CRYPTO, dice=bytes(32))
    header, core = decode_header(segment.header)
    return Placed(core, header.core, header.commit, segment_hash(segment.header), segment)


ELSEWHERE = {
    "space_id": OTHER.space_id,
    "device_id": OTHER.device.device_id,
    "n": 2,
    "prev": OTHER.control.head,
    "control_index": 1,
    "control_head": OTHER.control.head,
    "plain_len": 1024,
    "salt": OTHER.control.head,
    "kind": 2,
}


def pasted(field: str) -> Placed:
    """Claim another value for one field of the place."""
    genuine = placed()
    core = msgspec.structs.replace(genuine.core, **{field: ELSEWHERE[field]})
    return replace(genuine, core=core, core_raw=encoded(core))


def refusal(what: Placed) -> Code:
    """Return why it does not open."""
    with pytest.raises(TheirFault) as caught:
        open_sealed(what, MINE.epoch, CRYPTO)
    return caught.value.code


def test_it_opens_where_it_was_sealed() -> None:
    assert len(open_sealed(placed(), MINE.epoch, CRYPTO).events) == 1


def test_every_field_of_the_place_is_pasted_here() -> None:
    assert set(ELSEWHERE) == set(Core.__struct_fields__) - {"v", "suite", "epoch_id"}


@pytest.mark.parametrize("field", ELSEWHERE)
def test_the_commitment_refuses_another_place(field: str) -> None:
    assert refusal(pasted(field)) is Code.CANNOT_OPEN


@pytest.mark.parametrize("field", ELSEWHERE)
def test_the_cipher_refuses_another_place_even_with_the_commitment_put_right(field: str) -> None:
    claimed = pasted(field)

    assert refusal(replace(claimed, commit=_keys(MINE.epoch, claimed.core_raw)[1])) is Code.CANNOT_OPEN


@pytest.mark.parametrize("field", ELSEWHERE)
def test_the_place_is_authenticated_by_the_cipher_itself(field: str) -> None:
    """Even the right key does not open it: the place is part of what is authenticated."""
    genuine, claimed = placed(), pasted(field)
    key, _ = _keys(MINE.epoch, genuine.core_raw)

    assert CRYPTO.aead_open(key, genuine.segment.body, _aad(genuine)) is not None
    assert CRYPTO.aead_open(key, genuine.segment.body, _aad(claimed)) is None


def _aad(what: Placed) -> bytes:
    return Label.SEGMENT_AAD + what.core_raw


def test_a_body_from_elsewhere_does_not_open_here() -> None:
    """Under a header that is right in everything."""
    genuine, other = placed(1), placed(2)
    swapped = replace(genuine, segment=msgspec.structs.replace(genuine.segment, body=other.segment.body))

    assert refusal(swapped) is Code.CANNOT_OPEN


def test_a_plaintext_that_no_sealer_makes_does_not_open_though_it_was_sealed_with_the_right_key() -> None:
    genuine = placed()
    key, _ = _keys(MINE.epoch, genuine.core_raw)
    nonsense = CRYPTO.aead_seal(key, b"x" * genuine.core.plain_len, _aad(genuine))

    assert (
        refusal(replace(genuine, segment=msgspec.structs.replace(genuine.segment, body=nonsense))) is Code.CANNOT_OPEN
    )


def test_the_key_of_another_epoch_does_not_open_it_whatever_it_is_called() -> None:
    with pytest.raises(TheirFault):
        open_sealed(placed(), replace(OTHER.epoch, epoch_id=MINE.epoch.epoch_id), CRYPTO)
