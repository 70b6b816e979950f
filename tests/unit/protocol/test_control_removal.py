"""Removal and renewal (protocol reference §3): every rule broken once, refused with its code; nothing is changed."""

import pytest

from tests.support.control_cast import RENEWED_AT, Cast, new_cast
from tests.support.control_refusals import refused, with_
from tests.support.control_writing import NO_CUT, epoch_body, new_writing
from tests.support.world import CRYPTO
from whyward.protocol.canonical import encoded
from whyward.protocol.errors import Code
from whyward.protocol.ids import ZERO32
from whyward.protocol.members import CutAt, Standing
from whyward.protocol.statements import Party, StatementType

_REMOVED = StatementType.DEVICE_REMOVED
_RENEWED = StatementType.DEVICE_RENEWED


@pytest.fixture
def cast() -> Cast:
    """A space with everybody in it."""
    return new_cast()


# --- Removal.


def test_a_removal_shuts_out_from_its_cut_on_and_begins_an_epoch(cast: Cast) -> None:
    writing, before = cast.writing, cast.writing.control
    cut = CutAt(4, b"c" * 32)

    after = writing.remove(cast.owner, [cast.other_owner], {cast.other_owner.device_id: cut})

    gone = after.former[cast.other_owner.device_id]
    assert (gone.standing, gone.until, gone.cut) == (Standing.REMOVED, after.index, cut)
    assert not gone.is_active
    assert gone.wrote_at(before.index)
    assert not gone.wrote_at(after.index)
    assert cast.other_owner.device_id not in {*after.readers(), *after.writers(), *after.epoch.wrap_by_device}
    assert after.epoch.body.number == before.epoch.body.number + 1
    assert after.cuts()[cast.other_owner.device_id] == cut
    assert cast.other_owner.device_id in before.members, "the log it followed is as it was"


@pytest.mark.parametrize(
    "change",
    [
        {"device_ids": []},
        {"device_ids": [], "cuts": []},
        {"cuts": []},
        {"twice": True},
        {"backwards": True},
        {"cut of another": True},
        {"n without a hash": True},
        {"hash without an n": True},
    ],
    ids=str,
)
def test_a_removal_names_devices_in_order_each_once_and_with_its_cut(cast: Cast, change: dict[str, object]) -> None:
    """One form for one removal."""
    writing = cast.writing
    body = writing.removal([cast.other_owner.device_id, cast.guest.device_id])
    one, other = body.cuts
    changes: dict[str, dict[str, object]] = {
        "twice": {"device_ids": [body.device_ids[0]] * 2, "cuts": [one] * 2},
        "backwards": {"device_ids": body.device_ids[::-1], "cuts": body.cuts[::-1]},
        "cut of another": {"cuts": [one, with_(other, device_id=cast.owner.device_id)]},
        "n without a hash": {"cuts": [one, with_(other, n=1)]},
        "hash without an n": {"cuts": [with_(one, hash=b"h" * 32), other]},
    }

    code = refused(writing, cast.owner, _REMOVED, with_(body, **changes.get(next(iter(change)), change)))

    assert code is Code.MALFORMED


def test_the_last_owner_device_the_kit_and_oneself_cannot_be_removed() -> None:
    """Case 79: not by the owner, and not by the kit."""
    writing = new_writing("last", CRYPTO)
    first, kit = writing.first, writing.kit

    assert refused(writing, first, _REMOVED, writing.removal([first.device_id])) is Code.NOT_ALLOWED
    assert refused(writing, first, _REMOVED, writing.removal([kit.device_id])) is Code.NOT_ALLOWED
    assert refused(writing, kit, _REMOVED, writing.removal([first.device_id])) is Code.NOT_ALLOWED
    assert refused(writing, kit, _REMOVED, writing.removal([kit.device_id])) is Code.NOT_ALLOWED


def test_a_guest_or_a_renewed_device_does_not_count_as_an_owner_that_is_left(cast: Cast) -> None:
    """Somebody must be left who may say everything."""
    writing = cast.writing
    owners = [keys.device_id for keys in (cast.owner, cast.other_owner, cast.renewal, cast.renewed)]

    assert refused(writing, cast.kit, _REMOVED, writing.removal(owners)) is Code.NOT_ALLOWED
    writing.follow(cast.kit, writing.statement(cast.kit, _REMOVED, writing.removal(owners[:2])))


def test_who_is_removed_already_is_not_removed_again(cast: Cast) -> None:
    assert (
        refused(cast.writing, cast.owner, _REMOVED, cast.writing.removal([cast.removed.device_id])) is Code.NOT_ALLOWED
    )


def test_a_removal_takes_the_copy_that_a_device_was_renewed_from_with_it(cast: Cast) -> None:
    """Who holds the renewed device's keys could renew again otherwise."""
    writing = cast.writing
    both = [cast.renewed.device_id, cast.renewal.device_id]

    assert refused(writing, cast.owner, _REMOVED, writing.removal([cast.renewal.device_id])) is Code.NOT_ALLOWED
    writing.follow(cast.owner, writing.statement(cast.owner, _REMOVED, writing.removal(both)))


def test_a_removal_need_not_name_an_older_copy_that_is_removed_already(cast: Cast) -> None:
    writing = cast.writing
    writing.remove(cast.owner, [cast.renewed])

    after = writing.remove(cast.owner, [cast.renewal])

    assert after.former[cast.renewed.device_id].cut == RENEWED_AT


def test_a_renewed_device_that_is_removed_keeps_its_cut_and_the_moment_it_stopped(cast: Cast) -> None:
    writing, renewed = cast.writing, cast.renewed.device_id
    until = writing.control.members[renewed].until
    body = writing.removal([renewed], {renewed: CutAt(9, b"z" * 32)})

    assert refused(writing, cast.owner, _REMOVED, body) is Code.NOT_ALLOWED
    after = writing.remove(cast.owner, [cast.renewed])
    assert (after.former[renewed].until, after.former[renewed].cut) == (until, RENEWED_AT)


@pytest.mark.parametrize("readers", ["with the removed", "without the kit", "without another"])
def test_the_epoch_of_a_removal_is_for_those_who_remain(cast: Cast, readers: str) -> None:
    writing, gone = cast.writing, cast.other_owner.device_id
    left = set(writing.control.members) - {gone}
    wrong = {
        "with the removed": left | {gone},
        "without the kit": left - {cast.kit.device_id},
        "without another": left - {cast.guest.device_id},
    }[readers]
    body = with_(writing.removal([gone]), epoch=encoded(epoch_body(writing.control, wrong)))

    assert refused(writing, cast.owner, _REMOVED, body) is Code.BAD_EPOCH


# --- Renewal.


def test_a_renewal_stops_the_old_device_and_lets_in_the_new_one(cast: Cast) -> None:
    writing, new = cast.writing, cast.writing.keys("new")
    cut = CutAt(8, b"q" * 32)

    after = writing.renew(cast.owner, new, cut)

    old, fresh = after.members[cast.owner.device_id], after.members[new.device_id]
    assert (old.standing, old.cut, old.until) == (Standing.RENEWED, cut, after.index)
    assert (fresh.party, fresh.since, fresh.renewed_from) == (Party.OWNER, after.index, cast.owner.device_id)
    assert fresh.is_active
    assert cast.owner.device_id in after.readers()
    assert cast.owner.device_id not in after.writers()
    assert after.epoch.wrap_by_device[new.device_id]


def test_two_copies_of_one_device_become_two_devices_with_one_cut(cast: Cast) -> None:
    """The second copy renews again; both keep the end that both know."""
    writing, again = cast.writing, cast.writing.keys("again")
    until = writing.control.members[cast.renewed.device_id].until
    for cut in (CutAt(4, b"r" * 32), CutAt(3, b"s" * 32), NO_CUT):
        body = writing.renewal(cast.renewed, again, cut)
        assert refused(writing, cast.renewed, _RENEWED, body) is Code.NOT_ALLOWED

    after = writing.renew(cast.renewed, again, RENEWED_AT)

    assert after.members[cast.renewed.device_id].until == until
    assert {cast.renewal.device_id, again.device_id} <= set(after.writers())


def test_nobody_renews_another_device_and_the_kit_not_even_itself(cast: Cast) -> None:
    writing, new = cast.writing, cast.writing.keys("new")

    assert refused(writing, cast.owner, _RENEWED, writing.renewal(cast.other_owner, new)) is Code.NOT_ALLOWED
    assert refused(writing, cast.kit, _RENEWED, writing.renewal(cast.kit, new)) is Code.NOT_ALLOWED


@pytest.mark.parametrize("end", [CutAt(0, b"h" * 32), CutAt(1, ZERO32)])
def test_a_renewal_names_a_segment_and_its_hash_or_nothing(cast: Cast, end: CutAt) -> None:
    body = cast.writing.renewal(cast.owner, cast.writing.keys("new"), end)

    assert refused(cast.writing, cast.owner, _RENEWED, body) is Code.MALFORMED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"proof": bytes(64)}, Code.BAD_PROOF),
        ({"epoch_id": bytes(32)}, Code.BAD_EPOCH),
        ({"wraps": []}, Code.BAD_EPOCH),
    ],
)
def test_a_renewal_needs_what_an_admission_needs(cast: Cast, change: dict[str, object], code: Code) -> None:
    body = cast.writing.renewal(cast.owner, cast.writing.keys("new"))

    assert refused(cast.writing, cast.owner, _RENEWED, with_(body, **change)) is code
