"""The rest of the control log's rules (protocol reference §3), each broken once and refused with its code."""

from dataclasses import replace

import pytest

from tests.support.control_cast import Cast, new_cast
from tests.support.control_refusals import decoded_epoch, refused, with_
from tests.support.control_writing import epoch_body, new_writing, pretend_wrap
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.bodies import Cut, ErasedBody, Founding, SpaceClosed, genesis_statement
from whyward.protocol.canonical import Wire, encoded
from whyward.protocol.epochs import HISTORY_BYTES
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import ZERO32, space_id_of
from whyward.protocol.limits import DEVICES_PER_PARTY_MAX, STATEMENTS_MAX
from whyward.protocol.members import Standing
from whyward.protocol.membership import found
from whyward.protocol.statements import Party, SignedStatement, StatementType, sign_statement

_ADMITTED = StatementType.DEVICE_ADMITTED
_RENEWED = StatementType.DEVICE_RENEWED


@pytest.fixture
def cast() -> Cast:
    """A space with everybody in it."""
    return new_cast()


# --- Who is let in.


def test_one_wrap_of_the_right_size_for_the_new_device_and_nobody_else(cast: Cast) -> None:
    writing, new = cast.writing, cast.writing.keys("new")
    body = writing.admission(new)
    (wrap,) = body.wraps
    for wraps in ([wrap, wrap], [pretend_wrap(cast.owner.device_id)], [with_(wrap, sealed=wrap.sealed[:-1])]):
        assert refused(writing, cast.owner, _ADMITTED, with_(body, wraps=wraps)) is Code.BAD_EPOCH


def test_a_wrap_of_an_earlier_epoch_lets_nobody_in(cast: Cast) -> None:
    """Who composed it before a removal signs anew."""
    writing = cast.writing
    stale = writing.admission(writing.keys("new"))
    writing.rotate(cast.owner)

    assert refused(writing, cast.owner, _ADMITTED, stale) is Code.BAD_EPOCH


@pytest.mark.parametrize("role", ["owner", "renewed", "removed", "kit", "old_kit", "guest"])
def test_who_is_or_was_in_the_space_is_not_let_in_again(cast: Cast, role: str) -> None:
    """Under no party, by no way."""
    writing, keys = cast.writing, getattr(cast, role)

    assert refused(writing, cast.owner, _ADMITTED, writing.admission(keys)) is Code.NOT_ALLOWED
    assert refused(writing, cast.owner, _RENEWED, writing.renewal(cast.owner, keys)) is Code.NOT_ALLOWED
    kit = writing.new_kit(keys)
    assert refused(writing, cast.owner, StatementType.RECOVERY_SET, kit) is Code.NOT_ALLOWED


@pytest.mark.parametrize("party", [Party.OWNER, Party.GUEST])
def test_a_party_holds_at_most_its_number_of_readers(cast: Cast, party: Party) -> None:
    """Renewed devices count, the removed do not; and the other party's never do."""
    writing = cast.writing
    have = sum(member.party is party for member in writing.control.members.values())
    by, other_by, other = cast.owner, cast.guest, Party.GUEST
    if party is Party.GUEST:
        by, other_by, other = cast.guest, cast.owner, Party.OWNER
    for number in range(DEVICES_PER_PARTY_MAX - have):
        writing.admit(by, writing.keys(f"crowd {number}"), party)
    one_more = writing.keys("one more")

    assert refused(writing, by, _ADMITTED, writing.admission(one_more, party)) is Code.FULL
    assert refused(writing, by, _RENEWED, writing.renewal(by, one_more)) is Code.FULL
    writing.follow(other_by, writing.statement(other_by, _ADMITTED, writing.admission(one_more, other)))
    writing.remove(cast.kit, [writing.keys("crowd 0")])
    writing.admit(by, one_more, party)


# --- Epochs, kits, erasures, the end.


def test_an_epoch_by_hand_keeps_its_readers(cast: Cast) -> None:
    writing, before = cast.writing, cast.writing.control

    after = writing.rotate(cast.other_owner)

    assert after.readers() == before.readers() == sorted(after.epoch.wrap_by_device)
    assert after.epoch_at(before.index) is before.epoch
    assert after.epoch_at(after.index) is after.epoch
    assert after.epoch.since == after.index


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"epoch_id": bytes(32)},
        {"commit": bytes(32)},
        {"readers_hash": bytes(32)},
        {"history": bytes(48)},
        {"wraps": []},
        {"wraps": "another order"},
        {"wraps": "another size"},
        {"wraps": "one more"},
    ],
    ids=str,
)
def test_an_epoch_that_does_not_fit_its_place_or_readers_is_refused(cast: Cast, change: dict[str, object]) -> None:
    writing, body = cast.writing, cast.writing.rotation()
    wraps: dict[object, object] = {
        "another order": body.wraps[::-1],
        "another size": [*body.wraps[:-1], with_(body.wraps[-1], sealed=b"short")],
        "one more": [*body.wraps, pretend_wrap(cast.removed.device_id)],
    }
    named = str(change.get("wraps"))
    changed = with_(body, **({"wraps": wraps[named]} if named in wraps else change))

    assert refused(writing, cast.owner, StatementType.EPOCH, changed) is Code.BAD_EPOCH


@pytest.mark.parametrize("size", [0, 47, 48, 49])
@pytest.mark.parametrize("is_share", [False, True])
def test_an_epoch_hands_on_the_key_before_in_a_personal_space_and_never_in_a_share(
    size: int, *, is_share: bool
) -> None:
    """By any statement that begins one."""
    cast = new_cast(is_share=is_share)
    writing, history = cast.writing, bytes(size)
    rotation = with_(writing.rotation(), history=history)
    removal = writing.removal([cast.other_owner.device_id])
    removal = with_(removal, epoch=encoded(with_(decoded_epoch(removal.epoch), history=history)))
    kit = writing.new_kit(writing.keys("kit 3"))
    kit = with_(kit, epoch=encoded(with_(decoded_epoch(kit.epoch), history=history)))

    for type_, body in (
        (StatementType.EPOCH, rotation),
        (StatementType.DEVICE_REMOVED, removal),
        (StatementType.RECOVERY_SET, kit),
    ):
        if size == (0 if is_share else HISTORY_BYTES):
            writing.follow(cast.owner, writing.statement(cast.owner, type_, body))
        else:
            assert refused(writing, cast.owner, type_, body) is Code.BAD_EPOCH


def test_an_epoch_of_the_statement_before_is_refused(cast: Cast) -> None:
    """Its name hangs on the head it follows: it cannot be moved along the log."""
    writing = cast.writing
    stale = writing.rotation()
    writing.erase(cast.owner, (cast.owner.device_id, 1))

    assert refused(writing, cast.owner, StatementType.EPOCH, stale) is Code.BAD_EPOCH


def test_a_new_kit_takes_the_place_of_the_old_one(cast: Cast) -> None:
    writing, kit = cast.writing, cast.writing.keys("third kit")

    after = writing.set_kit(cast.owner, kit)

    assert after.kit.device_id == kit.device_id
    assert after.former[cast.kit.device_id].standing is Standing.REMOVED
    assert after.former[cast.kit.device_id].cut is None
    assert kit.device_id in after.readers()
    assert kit.device_id not in after.writers()
    assert refused(writing, cast.kit, _ADMITTED, writing.admission(writing.keys("new"))) is Code.NOT_ALLOWED
    writing.admit(kit, writing.keys("new"))


def test_a_kit_that_nobody_proves_to_hold_is_refused(cast: Cast) -> None:
    body = with_(cast.writing.new_kit(cast.writing.keys("third kit")), proof=bytes(64))

    assert refused(cast.writing, cast.owner, StatementType.RECOVERY_SET, body) is Code.BAD_PROOF


def test_the_old_kit_cannot_read_the_epoch_of_the_new_one(cast: Cast) -> None:
    writing, kit = cast.writing, cast.writing.keys("third kit")
    both = encoded(epoch_body(writing.control, [*writing.control.members, kit.device_id]))

    body = with_(writing.new_kit(kit), epoch=both)

    assert refused(writing, cast.owner, StatementType.RECOVERY_SET, body) is Code.BAD_EPOCH


def test_erasures_add_up(cast: Cast) -> None:
    """Of those who are in the space, and of those who were."""
    writing, owner, removed = cast.writing, cast.owner.device_id, cast.removed.device_id
    writing.erase(cast.owner, (owner, 2), (owner, 7), (removed, 1))

    after = writing.erase(cast.other_owner, (owner, 2), (owner, 9))

    assert after.erased == {owner: frozenset({2, 7, 9}), removed: frozenset({1})}


@pytest.mark.parametrize("named", [[], [2, 1], [1, 1], [0]], ids=str)
def test_an_erasure_names_bodies_in_order_each_once(cast: Cast, named: list[int]) -> None:
    body: list[Wire] = [ErasedBody(cast.owner.device_id, n) for n in named]

    assert refused(cast.writing, cast.owner, StatementType.ERASED, body) is Code.MALFORMED


def test_nothing_follows_the_end_of_a_space(cast: Cast) -> None:
    """Not another end, and not a word of the kit."""
    writing = cast.writing
    after = writing.close(cast.owner)

    assert after.closed_at == after.index
    assert refused(writing, cast.owner, StatementType.SPACE_CLOSED, SpaceClosed(1)) is Code.CLOSED
    assert refused(writing, cast.kit, _ADMITTED, writing.admission(writing.keys("new"))) is Code.CLOSED


def test_an_end_that_gives_its_reason_as_a_text_is_refused(cast: Cast) -> None:
    assert refused(cast.writing, cast.owner, StatementType.SPACE_CLOSED, Cut(ZERO32, 1, ZERO32)) is Code.MALFORMED


# --- The line itself.


def test_a_statement_that_was_signed_on_an_older_head_is_refused(cast: Cast) -> None:
    """Compare and set: the loser reads on and signs anew."""
    writing = cast.writing
    stale = writing.statement(cast.owner, StatementType.SPACE_CLOSED, SpaceClosed(1))
    writing.rotate(cast.other_owner)

    with pytest.raises(TheirFault) as caught:
        writing.follow(cast.owner, stale)
    assert caught.value.code is Code.CONTROL_MOVED
    with pytest.raises(TheirFault) as caught:
        writing.follow(cast.owner, with_(stale, index=writing.control.index + 1))
    assert caught.value.code is Code.CONTROL_FORKED


def test_the_log_has_an_end_of_room(cast: Cast) -> None:
    """The last place is taken, and then no more is."""
    writing, control = cast.writing, cast.writing.control
    padding = (ZERO32,) * (STATEMENTS_MAX - 1 - len(control.hashes))
    writing.control = replace(control, hashes=(*padding, *control.hashes))
    writing.rotate(cast.owner)

    assert len(writing.control.hashes) == STATEMENTS_MAX
    assert refused(writing, cast.owner, StatementType.EPOCH, writing.rotation()) is Code.FULL


# --- The first statement.


def genesis_by(first: DeviceKeys, kit: DeviceKeys, author: DeviceKeys, **change: object) -> SignedStatement:
    """Return a genesis of this founding, said by `author`, with some fields changed."""
    founding = encoded(Founding(bytes(32), first.sign_pk, first.kem_pk, kit.sign_pk, kit.kem_pk))
    epoch = epoch_body(None, {first.device_id, kit.device_id}, space_id=space_id_of(founding))
    statement = genesis_statement(founding, encoded(epoch), author.device_id)
    return sign_statement(with_(statement, **change), author.signer)


def test_a_genesis_is_made_by_the_first_device_and_nobody_else() -> None:
    """The kit is another device than the first, and founds nothing."""
    writing = new_writing("genesis", CRYPTO)
    first, kit = writing.first, writing.kit
    found(genesis_by(first, kit, first), CRYPTO.check)
    for genesis in (genesis_by(first, kit, kit), genesis_by(first, first, first)):
        with pytest.raises(TheirFault) as caught:
            found(genesis, CRYPTO.check)
        assert caught.value.code is Code.NOT_ALLOWED


@pytest.mark.parametrize(
    "change", [{"type": "epoch"}, {"index": 1}, {"prev": b"p" * 32}, {"space_id": bytes(32)}], ids=str
)
def test_a_log_begins_with_its_own_genesis(change: dict[str, object]) -> None:
    writing = new_writing("genesis", CRYPTO)

    with pytest.raises(TheirFault) as caught:
        found(genesis_by(writing.first, writing.kit, writing.first, **change), CRYPTO.check)

    assert caught.value.code is Code.WRONG_PLACE


def test_a_genesis_that_its_first_device_did_not_sign_is_refused() -> None:
    writing = new_writing("genesis", CRYPTO)
    genuine = genesis_by(writing.first, writing.kit, writing.first)

    with pytest.raises(TheirFault) as caught:
        found(with_(genuine, signature=writing.kit.signer.sign(genuine.raw)), CRYPTO.check)

    assert caught.value.code is Code.BAD_SIGNATURE


def test_who_founds_a_space_and_its_kit_belong_to_it_from_the_first_statement_on() -> None:
    """So does the first epoch, however many follow."""
    writing = new_writing("founded", CRYPTO)
    founded = writing.control
    after = writing.rotate(writing.first)

    assert {member.since for member in founded.members.values()} == {0}
    assert after.epoch_at(0) is founded.epoch
