"""An epoch's wrap opens for its reader, in its space, under its number, and nowhere else (case 85).

Every wrap here is valid HPKE to the very key that tries to open it: only what it is bound to differs.
"""

from dataclasses import replace

import msgspec
import pytest

from tests.support.world import CRYPTO, SeededEntropy, Space, new_space
from whyward.journal.device_keys import new_keys
from whyward.journal.epochs import commitment, epoch_before, first_epoch, next_epoch, unwrap, wrap_for
from whyward.journal.seal import EpochKey, epoch_key
from whyward.protocol.epochs import EpochBody, decode_epoch
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId, SpaceId
from whyward.protocol.labels import Label
from whyward.protocol.members import EpochSeen


@pytest.fixture(scope="module")
def space() -> Space:
    """A space with one device."""
    return new_space("wraps")


def wrapped(space: Space, sealed: bytes, **change: object) -> EpochSeen:
    """Return the space's epoch with this wrap for its device, its body changed as asked."""
    body = msgspec.structs.replace(space.control.epoch.body, **change)
    return replace(space.control.epoch, body=body, wrap_by_device={space.device.device_id: sealed})


def sealed_for(
    space: Space, *, secret: bytes | None = None, reader: DeviceId | None = None, space_id: SpaceId | None = None,
    **change: object,
) -> bytes:  # fmt: skip  # one line a binding
    """Seal to this space's own device what is bound to something else."""
    body: EpochBody = msgspec.structs.replace(space.control.epoch.body, **change)
    key = epoch_key(secret or space.epoch.secret, space.space_id, body.epoch_id)
    return wrap_for(
        key, body, space_id or space.space_id, reader=reader or space.device.device_id,
        kem_pk=space.device.kem_pk, crypto=CRYPTO,
    ).sealed  # fmt: skip  # one line a binding


def refused(space: Space, epoch: EpochSeen) -> str:
    """Return in which words the device refuses an epoch."""
    with pytest.raises(TheirFault) as caught:
        unwrap(epoch, space.space_id, space.device, CRYPTO)
    assert caught.value.code is Code.BAD_EPOCH
    return caught.value.text


def test_a_wrap_that_is_bound_to_all_it_should_be_opens(space: Space) -> None:
    opened: EpochKey = unwrap(wrapped(space, sealed_for(space)), space.space_id, space.device, CRYPTO)

    assert opened.secret == space.epoch.secret
    assert opened.epoch_id == space.control.epoch.body.epoch_id


def test_the_first_epoch_opens_for_every_reader_of_a_new_space() -> None:
    founded = new_space("just founded")

    for keys in (founded.device, founded.recovery):
        assert unwrap(founded.control.epoch, founded.space_id, keys, CRYPTO) == founded.epoch


def test_a_wrap_moved_from_another_reader_does_not_open(space: Space) -> None:
    """Not even where both have one receive key: the reader's name is bound."""
    other = new_keys(SeededEntropy("other reader"), CRYPTO).device_id

    assert "does not open" in refused(space, wrapped(space, sealed_for(space, reader=other)))
    theirs = space.control.epoch.wrap_by_device[space.recovery.device_id]
    assert "does not open" in refused(space, wrapped(space, theirs))


def test_a_wrap_moved_from_another_space_does_not_open(space: Space) -> None:
    other = new_space("another space").space_id

    assert "does not open" in refused(space, wrapped(space, sealed_for(space, space_id=other)))


@pytest.mark.parametrize("number", [1, 7, 2**32 - 1])
def test_a_wrap_moved_from_another_epoch_number_does_not_open(space: Space, number: int) -> None:
    assert "does not open" in refused(space, wrapped(space, sealed_for(space, number=number)))
    assert "does not open" in refused(space, wrapped(space, sealed_for(space), number=number))


def test_a_wrap_made_for_another_commitment_does_not_open(space: Space) -> None:
    assert "does not open" in refused(space, wrapped(space, sealed_for(space, commit=bytes(32))))


def test_a_key_that_the_log_did_not_commit_to_is_not_believed(space: Space) -> None:
    """Whoever wraps may wrap anything: two readers must never get two keys under one name."""
    another = bytes(32)
    assert commitment(another, space.space_id, 0) != space.control.epoch.body.commit

    assert "committed" in refused(space, wrapped(space, sealed_for(space, secret=another)))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_not_believed(space: Space, length: int) -> None:
    body = space.control.epoch.body
    info = Label.WRAP.value + space.space_id + bytes(4) + body.commit + space.device.device_id
    sealed = CRYPTO.kem_seal(space.device.kem_pk, bytes(length), info)

    assert "does not open" in refused(space, wrapped(space, sealed))


def test_a_reader_without_a_wrap_is_told_so(space: Space) -> None:
    assert "not wrapped" in refused(space, replace(space.control.epoch, wrap_by_device={}))


def test_a_reader_whose_key_is_no_public_key_gets_no_wrap(space: Space) -> None:
    with pytest.raises(TheirFault) as caught:
        first_epoch(bytes(32), space.space_id, {space.device.device_id: b"no key"}, CRYPTO)

    assert caught.value.code is Code.MALFORMED


def test_a_commitment_hangs_on_key_space_and_number(space: Space) -> None:
    """So that one key cannot stand for two epochs, nor two keys for one."""
    others = [
        commitment(bytes(32), space.space_id, 0),
        commitment(b"\1" * 32, space.space_id, 0),
        commitment(bytes(32), SpaceId(bytes(32)), 0),
        commitment(bytes(32), space.space_id, 1),
    ]

    assert len(set(others)) == len(others)


# --- What history hands on.


def later(space: Space, *, secret: bytes | None = None) -> tuple[EpochBody, EpochKey]:
    """Return an epoch after the space's first one, its history holding that one's key, or another."""
    before = space.epoch if secret is None else replace(space.epoch, secret=secret)
    readers = {member.device_id: member.kem_pk for member in space.control.members.values()}
    raw, opened = next_epoch(b"\7" * 32, space.control, readers, before, CRYPTO)
    body = decode_epoch(
        raw,
        space_id=space.space_id,
        number=1,
        prev_stmt_hash=space.control.head,
        readers=list(readers),
        is_share=space.control.is_share,
    )
    return body, opened


def test_history_opens_the_epoch_before(space: Space) -> None:
    """Its key is the very one, and its name too."""
    body, opened = later(space)

    assert epoch_before(body, opened, space.control.epoch.body, space.space_id, CRYPTO) == space.epoch


def test_every_reader_can_open_the_next_epoch(space: Space) -> None:
    """By its own wrap."""
    body, opened = later(space)
    seen = EpochSeen(body, 1, {DeviceId(wrap.device_id): wrap.sealed for wrap in body.wraps})

    for keys in (space.device, space.recovery):
        assert unwrap(seen, space.space_id, keys, CRYPTO) == opened


def test_history_that_holds_another_key_is_not_believed(space: Space) -> None:
    """Who makes an epoch could otherwise show each reader another past."""
    body, opened = later(space, secret=bytes(32))

    with pytest.raises(TheirFault, match="committed") as caught:
        epoch_before(body, opened, space.control.epoch.body, space.space_id, CRYPTO)
    assert caught.value.code is Code.BAD_EPOCH


@pytest.mark.parametrize("history", [b"", bytes(48), "moved"], ids=["none", "zeros", "of another epoch"])
def test_history_that_does_not_open_is_refused(space: Space, history: bytes | str) -> None:
    """Also that of another epoch, under the right key."""
    body, opened = later(space)
    if isinstance(history, str):
        key = replace(opened, epoch_id=bytes(32))
    else:
        body, key = msgspec.structs.replace(body, history=history), opened

    with pytest.raises(TheirFault, match="does not open") as caught:
        epoch_before(body, key, space.control.epoch.body, space.space_id, CRYPTO)
    assert caught.value.code is Code.BAD_EPOCH
