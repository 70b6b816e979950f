"""What is shown once: the words of then, less what is taken away."""

from tests.support.share_scene import narrow, sharing, widen
from whyward.journal.events.shared import ItemWithdrawn, SharedGoal
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.sharing.filling import Due


def test_shown_once_stays_as_it_was() -> None:
    owner = sharing(mode="once")
    owner.fill()
    then = owner.there()
    owner.wish(TakeStep(goal="Call a friend"), AdjustGoal(goal="Call a friend", statement="Write"))

    assert owner.due() == Due()
    assert owner.there() == then


def test_shown_once_still_loses_what_is_taken_away() -> None:
    owner = sharing("statement", "why", mode="once")
    owner.fill()
    owner.wish(AdjustGoal(goal="Call a friend", statement="Write"))
    narrow(owner, owner.goal_ref("Write"), "why")
    owner.fill()

    assert owner.there() == (SharedGoal(statement="Call a friend"),)

    narrow(owner, owner.goal_ref("Write"))
    owner.fill()

    assert owner.there() == ()


def test_shown_once_of_which_nothing_is_left_to_see_is_withdrawn() -> None:
    owner = sharing("statement", "entries", mode="once")
    owner.fill()
    narrow(owner, owner.goal_ref("Call a friend"), "statement")

    assert isinstance(owner.fill().fillings[0].body, ItemWithdrawn)


def test_shown_once_and_granted_more_is_shown_once_more_and_not_from_then_on() -> None:
    """The goal has no entry: the version says the same, and still it is the last."""
    owner = sharing("statement", mode="once")
    owner.fill()
    widen(owner, owner.goal_ref("Call a friend"), "entries")
    owner.fill()
    owner.wish(AdjustGoal(goal="Call a friend", statement="Write"))

    assert owner.due() == Due()
    assert owner.there() == (SharedGoal(statement="Call a friend"),)
