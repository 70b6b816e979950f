"""What of a share holds on a day: anything that stands in the way is enough to show nothing."""

from datetime import date, timedelta

import msgspec
import pytest

from tests.support.notebook import TODAY
from tests.support.share_happenings import CONSENT
from tests.support.share_scene import CONTACT, ENDS, ROOT, SHARE, Owner
from whyward.journal.events.fields import Body
from whyward.journal.events.people import ContactRemoved
from whyward.journal.events.shares import (
    ContactKeysChanged,
    ContactVerified,
    Field,
    ItemGrant,
    May,
    Mode,
    ShareNarrowed,
    SharePaused,
    ShareRenewed,
    ShareResumed,
    ShareRevoked,
)
from whyward.journal.sharing.effective import Effective, ShareState, effective

GOAL = "goal:" + "0" * 32


def granted_share() -> Owner:
    """Return an owner with a share that is active today."""
    owner = Owner()
    owner.meet()
    owner.grant((GOAL, ["statement", "value"]))
    return owner


def held(owner: Owner, day: date = TODAY) -> Effective:
    """Return what holds on a day."""
    return effective(owner.row(), today=day)


def test_an_active_share_shows_what_was_granted() -> None:
    allowed = held(granted_share())

    assert allowed.state is ShareState.ACTIVE
    assert allowed.items == {GOAL: frozenset({Field.STATEMENT, Field.VALUE})}
    assert allowed.may == {May.READ, May.COMMENT}
    assert allowed.mode is Mode.KEEP_UPDATED
    assert (allowed.starts, allowed.ends) == (TODAY, ENDS)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (ShareRevoked(share_id=SHARE), ShareState.STOPPED),
        (ContactRemoved(contact_id=CONTACT), ShareState.STOPPED),
        (ContactKeysChanged(contact_id=CONTACT, share_id=SHARE, root=b"n" * 32), ShareState.KEYS_CHANGED),
        (SharePaused(share_id=SHARE), ShareState.PAUSED),
        (SharePaused(share_id=SHARE, until=TODAY + timedelta(days=1)), ShareState.PAUSED),
    ],
)
def test_whatever_stands_in_the_way_shows_nothing_and_lets_nothing_be_done(body: Body, state: ShareState) -> None:
    owner = granted_share()
    owner.tell(body)
    allowed = held(owner)

    assert (allowed.state, allowed.items, allowed.may) == (state, {}, frozenset())
    assert allowed.ends == ENDS, "the person is still told until when"


def test_it_is_shown_on_its_first_and_its_last_day_and_not_outside() -> None:
    owner = granted_share()
    before, after = TODAY - timedelta(days=1), ENDS + timedelta(days=1)

    assert [held(owner, day).state for day in (before, TODAY, ENDS, after)] == [
        ShareState.VERIFIED,
        ShareState.ACTIVE,
        ShareState.ACTIVE,
        ShareState.EXPIRED,
    ]
    assert held(owner, before).items == held(owner, after).items == {}


def test_a_pause_ends_on_its_day_or_when_it_is_ended() -> None:
    owner = granted_share()
    until = TODAY + timedelta(days=3)
    owner.tell(SharePaused(share_id=SHARE, until=until))

    assert held(owner, until - timedelta(days=1)).state is ShareState.PAUSED
    assert held(owner, until).state is ShareState.ACTIVE

    owner.tell(ShareResumed(share_id=SHARE, after=owner.row().pauses))

    assert held(owner).state is ShareState.ACTIVE


def test_nothing_is_shown_to_somebody_who_was_not_made_sure_of() -> None:
    owner = Owner()
    owner.meet()
    row = msgspec.structs.replace(owner.row(), verified_root=None)

    assert effective(row, today=TODAY).state is ShareState.INVITED

    owner.grant((GOAL, ["statement"]))
    row = msgspec.structs.replace(owner.row(), verified_root=None)
    allowed = effective(row, today=TODAY)

    assert (allowed.state, allowed.items) == (ShareState.UNVERIFIED, {})


def test_other_keys_made_sure_of_go_on_and_an_expired_share_can_be_renewed() -> None:
    owner = granted_share()
    changed = ContactKeysChanged(contact_id=CONTACT, share_id=SHARE, root=b"n" * 32)
    again = ContactVerified(contact_id=CONTACT, share_id=SHARE, root=b"n" * 32, how="words")
    owner.tell(changed, again)
    late = ENDS + timedelta(days=5)

    assert held(owner).state is ShareState.ACTIVE
    assert held(owner, late).state is ShareState.EXPIRED

    owner.tell(ShareRenewed(share_id=SHARE, ends=late, consent=CONSENT))

    assert held(owner, late).state is ShareState.ACTIVE


def test_a_stop_is_said_before_everything_else() -> None:
    owner = granted_share()
    owner.tell(
        SharePaused(share_id=SHARE),
        ContactKeysChanged(contact_id=CONTACT, share_id=SHARE, root=b"n" * 32),
        ShareRevoked(share_id=SHARE),
        ContactVerified(contact_id=CONTACT, share_id=SHARE, root=ROOT, how="words"),
    )

    assert held(owner, ENDS + timedelta(days=1)).state is ShareState.STOPPED


def test_what_this_version_does_not_know_is_not_shown() -> None:
    owner = Owner()
    owner.meet()
    owner.grant((GOAL, ["statement", "dreams"]), ("goal:" + "1" * 32, ["dreams"]), ("value:" + "2" * 32, ["statement"]))

    assert held(owner).items == {GOAL: frozenset({Field.STATEMENT})}


@pytest.mark.parametrize(
    ("mode", "meant"), [("once", Mode.ONCE), ("keep_updated", Mode.KEEP_UPDATED), ("daily", Mode.ONCE)]
)
def test_a_mode_that_this_version_does_not_know_is_the_quieter_one(mode: str, meant: Mode) -> None:
    owner = Owner()
    owner.meet()
    owner.grant((GOAL, ["statement"]), mode=mode)

    assert held(owner).mode is meant


def test_a_share_of_which_all_was_taken_away_is_active_and_shows_nothing() -> None:
    """So that what is there is withdrawn."""
    owner = granted_share()
    owner.tell(ShareNarrowed(share_id=SHARE, items=(ItemGrant(ref=GOAL),)))
    allowed = held(owner)

    assert (allowed.state, allowed.items) == (ShareState.ACTIVE, {})
