"""What went out, when, and what of it is still there."""

from datetime import timedelta

from tests.support.happenings import id_of
from tests.support.notebook import TODAY
from tests.support.share_scene import CONTACT, SHARE, Owner, share_space_event
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.shared import ReceiptGiven, SharedGoal
from whyward.journal.events.shares import HandoverMade, ItemGrant, ShareNarrowed, ShareRevoked
from whyward.journal.intentions.goals import AdjustGoal, SetGoal
from whyward.journal.sharing.audit import audit, sent_on


def sharing_for_days() -> Owner:
    """Return somebody who sent a first version, a second one three days later, and withdrew it after three more."""
    owner = Owner()
    owner.meet()
    owner.wish(SetGoal(statement="Call a friend", why="I miss them"))
    ref = owner.goal_ref("Call a friend")
    owner.grant((ref, ["statement", "why"]))
    owner.fill()
    owner.later(3)
    owner.wish(AdjustGoal(goal="Call a friend", statement="Write to a friend"))
    owner.fill()
    owner.later(3)
    owner.tell(ShareNarrowed(share_id=SHARE, items=(ItemGrant(ref=ref),)))
    owner.fill()
    return owner


def test_each_version_has_a_line_with_its_day_its_fields_and_whether_it_is_there() -> None:
    owner = sharing_for_days()
    lines = audit(owner.pages, owner.share_pages, SHARE).lines

    assert [(line.on - TODAY).days for line in lines] == [6, 3, 0]
    assert [line.fields for line in lines] == [(), ("statement", "why"), ("statement", "why")]
    assert [line.withdrawn for line in lines] == [True, False, False]
    assert [line.shown_now for line in lines] == [False, False, False]
    assert [line.left for line in lines] == [True, True, True]
    assert len({line.item for line in lines}) == 1
    assert audit(owner.pages, owner.share_pages, id_of("h", 1)).lines == ()


def test_the_version_that_is_there_is_marked() -> None:
    owner = Owner()
    owner.meet()
    owner.wish(SetGoal(statement="Call a friend"))
    owner.grant((owner.goal_ref("Call a friend"), ["statement"]))
    owner.fill()
    owner.wish(AdjustGoal(goal="Call a friend", statement="Write"))
    owner.fill()

    assert [line.shown_now for line in audit(owner.pages, owner.share_pages, SHARE).lines] == [True, False]


def test_a_line_whose_version_was_never_sent_says_so_and_is_never_shown_as_sent() -> None:
    owner = sharing_for_days()
    owner.later(1)
    owner.grant((owner.goal_ref("Write to a friend"), ["statement"]))
    owner.note(owner.due())
    lines = audit(owner.pages, owner.share_pages, SHARE).lines

    assert [line.left for line in lines] == [False, True, True, True]
    assert sent_on(owner.pages, owner.share_pages, SHARE, owner.today) == ()


def test_what_the_other_side_says_to_have_seen_stands_beside_its_version() -> None:
    owner = sharing_for_days()
    first = audit(owner.pages, owner.share_pages, SHARE).lines[-1]
    seen = share_space_event(ReceiptGiven(versions=(first.version,)), 1, owner.now_ms, id_of("e", 1))
    owner.share_pages.merge([Recorded(seen, owner.device)])

    assert [line.opened_on for line in audit(owner.pages, owner.share_pages, SHARE).lines] == [
        None,
        None,
        TODAY + timedelta(days=6),
    ]


def test_what_was_handed_over_by_hand_to_the_same_person_stands_there_too() -> None:
    owner = sharing_for_days()
    for number, contact in enumerate((CONTACT, None, id_of("c", 1))):
        owner.tell(
            HandoverMade(
                handover_id=id_of("w", number), contact_id=contact, medium="print", items=("goal:" + "0" * 32,)
            )
        )

    handed = audit(owner.pages, owner.share_pages, SHARE).handovers
    assert [row.handover_id for row in handed] == [id_of("w", 0)]


def test_what_was_sent_is_shown_again_exactly_for_every_day() -> None:
    """Whatever became of the goal, of the value and of the share since."""
    owner = sharing_for_days()
    owner.wish(AdjustGoal(goal="Write to a friend", statement="Something else entirely", why="another why"))
    owner.tell(ShareRevoked(share_id=SHARE))
    by_day = [
        [(one.goal, (one.on - TODAY).days) for one in sent_on(owner.pages, owner.share_pages, SHARE, day)]
        for day in (TODAY + timedelta(days=number) for number in range(-1, 8))
    ]
    first = (SharedGoal(statement="Call a friend", why="I miss them"), 0)
    second = (SharedGoal(statement="Write to a friend", why="I miss them"), 3)

    assert by_day == [[], [first], [first], [first], [second], [second], [second], [], []]


def test_an_earlier_day_is_shown_by_its_own_version_while_another_one_is_there() -> None:
    owner = Owner()
    owner.meet()
    owner.wish(SetGoal(statement="One"))
    owner.grant((owner.goal_ref("One"), ["statement"]))
    owner.fill()
    owner.later(1)
    owner.wish(AdjustGoal(goal="One", statement="Two"))
    owner.fill()
    days = (TODAY, owner.today)

    assert [sent_on(owner.pages, owner.share_pages, SHARE, day)[0].goal.statement for day in days] == ["One", "Two"]


def test_of_two_versions_on_one_day_the_later_one_is_what_they_had_at_its_end() -> None:
    owner = Owner()
    owner.meet()
    owner.wish(SetGoal(statement="One"))
    owner.grant((owner.goal_ref("One"), ["statement"]))
    for old, new in (("One", "Two"), ("Two", "Three")):
        owner.fill()
        owner.wish(AdjustGoal(goal=old, statement=new))
    owner.fill()

    assert [one.goal.statement for one in sent_on(owner.pages, owner.share_pages, SHARE, TODAY)] == ["Three"]
