"""What a preview shows is what will be there."""

from datetime import timedelta

from tests.support.notebook import TODAY
from tests.support.share_happenings import CONSENT
from tests.support.share_scene import ENDS, SHARE, Owner, granted
from whyward.journal.events.fields import Body
from whyward.journal.events.shared import SharedGoal, SharedStep
from whyward.journal.events.shares import (
    Field,
    ItemGrant,
    May,
    Mode,
    ShareNarrowed,
    SharePaused,
    ShareRenewed,
    ShareWidened,
)
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import AdjustGoal, SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.sharing.previewing import Preview, preview, sheet


def owner_with_goals() -> Owner:
    """Return somebody with two goals and a share that nothing is granted in."""
    owner = Owner()
    owner.meet()
    owner.wish(SetGoal(statement="Call a friend", why="I miss them"), SetGoal(statement="Rest"))
    return owner


def seen(owner: Owner, wished: Body | None = None) -> Preview:
    """Return the preview of a wish."""
    return preview(owner.pages, owner.share_pages, owner.row(), wished)


def goals(found: Preview) -> tuple[SharedGoal, ...]:
    """Return the goals of a preview."""
    return tuple(one.goal for one in found.shown)


def test_a_preview_shows_what_will_be_there_and_records_nothing() -> None:
    owner = owner_with_goals()
    wished = granted(
        (owner.goal_ref("Call a friend"), ["statement", "why"]),
        (owner.goal_ref("Rest"), ["statement"]),
        mode="once",
        starts=TODAY,
        ends=ENDS,
        row=owner.row(),
    )
    count, state = owner.pages.count(), owner.pages.state_hash()
    found = seen(owner, wished)

    assert (owner.pages.count(), owner.pages.state_hash()) == (count, state)
    assert (found.mode, found.ends) == (Mode.ONCE, ENDS)
    assert found.may == {May.READ, May.COMMENT}
    assert len(found.shown) == 2

    owner.tell(wished)
    owner.fill()

    assert owner.there() == goals(found)


def test_a_widening_a_narrowing_and_a_renewal_are_previewed_by_what_they_would_do() -> None:
    owner = owner_with_goals()
    ref = owner.goal_ref("Call a friend")
    owner.grant((ref, ["statement", "why"]))
    less = seen(owner, ShareNarrowed(share_id=SHARE, items=(ItemGrant(ref=ref, fields=("why",)),), may=("comment",)))
    more = seen(
        owner,
        ShareWidened(
            share_id=SHARE, items=(ItemGrant(ref=owner.goal_ref("Rest"), fields=("statement",)),), consent=CONSENT
        ),
    )
    longer = seen(owner, ShareRenewed(share_id=SHARE, ends=ENDS + timedelta(days=9), consent=CONSENT))

    assert goals(less) == (SharedGoal(statement="Call a friend"),)
    assert less.may == {May.READ}
    assert set(goals(more)) == {SharedGoal(statement="Call a friend", why="I miss them"), SharedGoal(statement="Rest")}
    assert longer.ends == ENDS + timedelta(days=9)
    assert goals(seen(owner)) == goals(longer)


def test_a_paused_share_is_previewed_as_if_it_were_not() -> None:
    """Whoever thinks about going on wants to see what would go out."""
    owner = owner_with_goals()
    owner.grant((owner.goal_ref("Rest"), ["statement"]))
    owner.tell(SharePaused(share_id=SHARE))

    assert goals(seen(owner)) == (SharedGoal(statement="Rest"),)


def test_a_preview_of_what_is_shown_once_shows_what_stays() -> None:
    owner = owner_with_goals()
    ref = owner.goal_ref("Call a friend")
    owner.grant((ref, ["statement", "why"]), mode="once")
    owner.fill()
    owner.wish(AdjustGoal(goal="Call a friend", statement="Write"))
    wished = ShareNarrowed(share_id=SHARE, items=(ItemGrant(ref=ref, fields=("why",)),))

    assert goals(seen(owner, wished)) == (SharedGoal(statement="Call a friend"),)


def test_a_preview_says_how_much_does_not_fit() -> None:
    owner = owner_with_goals()
    for _ in range(8):
        owner.wish(WriteEntry(body="e" * 30_000, goals=("Call a friend",)))
    owner.grant((owner.goal_ref("Call a friend"), ["entries"]))

    assert seen(owner).left_out == 2


def test_a_sheet_shows_the_same_and_is_tied_to_no_share() -> None:
    owner = owner_with_goals()
    owner.wish(TakeStep(goal="Call a friend", note="a call"))
    ref = owner.goal_ref("Call a friend")
    fields = frozenset({Field.STATEMENT, Field.STEP_NOTES})
    found = sheet(owner.pages, {ref: fields}, since=TODAY)
    owner.grant((ref, ["statement", "step_notes"]))

    assert found[0].goal == SharedGoal(statement="Call a friend", steps=(SharedStep(on=TODAY, note="a call"),))
    assert found[0].goal == seen(owner).shown[0].goal
    assert found[0].alias != seen(owner).shown[0].alias
    assert sheet(owner.pages, {ref: fields}, since=TODAY + timedelta(days=1))[0].goal.steps == ()
