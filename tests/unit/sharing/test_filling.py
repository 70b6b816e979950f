"""What is written into a share, when, and by which of two devices."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from tests.support.happenings import PHONE
from tests.support.notebook import TODAY
from tests.support.share_scene import CONTACT, ENDS, SHARE, Owner, narrow, sharing, widen
from whyward.journal.events.catalogue import ITEM
from whyward.journal.events.fields import Body
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.events.reading import encode_body
from whyward.journal.events.shared import ItemShared, ItemWithdrawn, SharedGoal, SharedProgress
from whyward.journal.events.shares import (
    ContactKeysChanged,
    SharePaused,
    ShareResumed,
    ShareRevoked,
)
from whyward.journal.folding.nouns import ITEMS
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.sharing.filling import Due


def test_what_is_granted_is_written_once_and_again_only_when_it_changes() -> None:
    owner = sharing()
    first = owner.fill()
    again = owner.fill()
    owner.wish(TakeStep(goal="Call a friend"))
    after_a_step = owner.fill()

    assert [len(found.fillings) for found in (first, again, after_a_step)] == [1, 0, 1]
    assert owner.there() == (
        SharedGoal(
            statement="Call a friend",
            state="active",
            progress=SharedProgress(steps=1, days=1, last_on=TODAY, since=TODAY),
        ),
    )


def test_a_change_of_what_is_not_granted_writes_nothing() -> None:
    """Not even a version that says the same: when somebody writes is theirs."""
    owner = sharing("statement")
    owner.fill()
    owner.wish(TakeStep(goal="Call a friend", note="a call"), AdjustGoal(goal="Call a friend", why="another why"))

    assert owner.due() == Due()


def test_versions_follow_each_other_and_the_owners_lines_say_what_went_out() -> None:
    owner = sharing("statement")
    first = owner.fill().fillings[0]
    owner.wish(AdjustGoal(goal="Call a friend", statement="Write to a friend"))
    second = owner.fill().fillings[0]
    assert isinstance(first.body, ItemShared)
    assert isinstance(second.body, ItemShared)

    assert first.body.after is None
    assert second.body.after == first.body.version == first.event_id
    assert second.audit is not None
    assert second.audit.content == encode_body(second.body)
    assert second.audit.digest == sha256(second.audit.content).digest()
    assert (second.audit.ref, second.audit.fields) == (owner.goal_ref("Write to a friend"), ("statement",))
    assert second.audit.item == second.body.item


@pytest.mark.parametrize(
    "body",
    [
        SharePaused(share_id=SHARE),
        ShareRevoked(share_id=SHARE),
        ContactKeysChanged(contact_id=CONTACT, share_id=SHARE, root=b"n" * 32),
    ],
)
def test_what_stands_in_the_way_of_a_share_writes_nothing_at_all(body: Body) -> None:
    """Not a first version, not a newer one, not a withdrawal."""
    fresh, known = sharing(), sharing()
    known.fill()
    known.wish(AdjustGoal(goal="Call a friend", statement="Write to a friend"))
    for owner in (fresh, known):
        owner.tell(body)

        assert owner.due() == Due()

    narrow(known, known.goal_ref("Write to a friend"))

    assert known.due(heard_all=True) == Due()


def test_after_its_last_day_nothing_is_written() -> None:
    owner = sharing()
    owner.later((ENDS - TODAY).days)
    assert owner.due().fillings
    owner.later(1)

    assert owner.due() == Due()


def test_after_a_pause_what_changed_meanwhile_is_one_version() -> None:
    owner = sharing("statement")
    owner.fill()
    owner.tell(SharePaused(share_id=SHARE))
    owner.wish(AdjustGoal(goal="Call a friend", statement="Write"), AdjustGoal(goal="Write", statement="Visit"))
    owner.tell(ShareResumed(share_id=SHARE, after=owner.row().pauses))

    assert [filling.body for filling in owner.fill().fillings if isinstance(filling.body, ItemShared)]
    assert owner.there() == (SharedGoal(statement="Visit"),)
    assert len(owner.share_pages.all(ITEMS)[0].versions) == 2


def test_what_is_taken_away_is_gone_from_the_next_version() -> None:
    owner = sharing("statement", "why")
    owner.fill()
    narrow(owner, owner.goal_ref("Call a friend"), "why")
    owner.fill()

    assert owner.there() == (SharedGoal(statement="Call a friend"),)


def test_a_goal_of_which_all_is_taken_away_is_withdrawn() -> None:
    owner = sharing("statement")
    owner.fill()
    ref = owner.goal_ref("Call a friend")
    narrow(owner, ref)
    filling = owner.fill().fillings[0]

    assert isinstance(filling.body, ItemWithdrawn)
    assert filling.audit is not None
    assert (filling.audit.ref, filling.audit.content, filling.audit.fields) == (ref, b"", ())
    assert owner.there() == ()
    assert owner.due() == Due()


def test_a_goal_that_was_taken_back_is_withdrawn() -> None:
    owner = sharing("statement")
    owner.fill()
    owner.tell(EventRetracted(target_event_id=owner.recorded[0].event.id, why="slip"))

    assert isinstance(owner.fill().fillings[0].body, ItemWithdrawn)
    assert owner.there() == ()


def test_what_is_shown_again_follows_its_withdrawal() -> None:
    owner = sharing("statement")
    owner.fill()
    ref = owner.goal_ref("Call a friend")
    narrow(owner, ref)
    withdrawn = owner.fill().fillings[0].body
    widen(owner, ref, "statement")
    again = owner.fill().fillings[0].body
    assert isinstance(withdrawn, ItemWithdrawn)
    assert isinstance(again, ItemShared)

    assert again.after == withdrawn.version
    assert owner.there() == (SharedGoal(statement="Call a friend"),)


def test_a_line_that_stands_already_is_not_written_twice() -> None:
    """The power failed between the line and the share."""
    owner = sharing()
    owner.note(owner.due())
    later = owner.due()

    assert [filling.audit for filling in later.fillings] == [None]

    owner.say(later)

    assert owner.due() == Due()


def two_devices() -> tuple[Owner, Owner]:
    """Return two devices that know the same."""
    laptop = sharing("statement", "why")
    phone = Owner(PHONE)
    phone.hear(laptop.recorded)
    return laptop, phone


def test_two_devices_that_find_the_same_out_make_one_fact() -> None:
    laptop, phone = two_devices()
    ours, theirs = laptop.fill().fillings[0], phone.fill().fillings[0]
    phone.share_pages.merge(laptop.said)
    phone.hear(laptop.recorded)

    assert (ours.event_id, ours.audit_id, ours.body, ours.audit) == (
        theirs.event_id,
        theirs.audit_id,
        theirs.body,
        theirs.audit,
    )
    assert len(phone.share_pages.happened(ITEM + ours.body.item)) == 1
    assert phone.due() == Due()


def test_a_device_that_knows_less_does_not_talk_over_one_that_knows_more() -> None:
    laptop, phone = two_devices()
    phone.fill()
    laptop.share_pages.merge(phone.said)
    laptop.hear(phone.recorded)
    laptop.wish(AdjustGoal(goal="Call a friend", statement="Write"))
    laptop.fill()
    phone.share_pages.merge(laptop.said)

    assert phone.due() == Due(is_waiting=True)

    phone.hear(laptop.recorded)

    assert phone.due() == Due()


def test_what_a_lost_device_wrote_does_not_stay_for_ever() -> None:
    """Its line never came: the device was removed. What the person took away must go all the same."""
    laptop, phone = two_devices()
    laptop.fill()
    phone.share_pages.merge(laptop.said)
    narrow(phone, phone.goal_ref("Call a friend"), "why")

    assert phone.fill() == Due(is_waiting=True)

    phone.fill(heard_all=True)

    assert phone.there() == (SharedGoal(statement="Call a friend"),)
    assert phone.due() == Due(), "the item is known from here on"


def test_what_a_lost_device_wrote_is_withdrawn_under_its_alias_alone() -> None:
    laptop, phone = two_devices()
    laptop.fill()
    phone.share_pages.merge(laptop.said)
    narrow(phone, phone.goal_ref("Call a friend"))
    filling = phone.fill(heard_all=True).fillings[0]
    assert filling.audit is not None

    assert phone.there() == ()
    assert filling.audit.ref == f"item:{filling.body.item.hex()}"


def test_days_that_pass_change_nothing_that_is_shown() -> None:
    owner = sharing("statement", "progress", "history")
    owner.wish(TakeStep(goal="Call a friend"))
    owner.fill()
    days: list[date] = []
    for _ in range(3):
        owner.later(7)
        days.append(owner.today)
        assert owner.due() == Due()

    assert days[-1] == TODAY + timedelta(days=21)
