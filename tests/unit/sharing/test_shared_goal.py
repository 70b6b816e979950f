"""What a guest's page shows of a goal, and how it tells its story: from what is shown today, and no more."""

from collections.abc import Sequence
from datetime import date, timedelta

from tests.support.happenings import LAPTOP, id_of
from tests.support.notebook import TODAY
from tests.support.share_scene import share_space_event
from whyward.journal.days import DAY_MS
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.shared import (
    ItemShared,
    ItemWithdrawn,
    SharedBarrier,
    SharedEntry,
    SharedGoal,
    SharedProgress,
    SharedStep,
)
from whyward.journal.folding.nouns import ITEMS
from whyward.journal.pages import Pages
from whyward.journal.projections.shared_goal import ClientGoal, client_goals, last_shared

NOON = (TODAY - date(1970, 1, 1)).days * DAY_MS
ITEM = id_of("i", 0)
CANARY = "taken away again"


def page_of(versions: Sequence[SharedGoal | None], *, item: bytes = ITEM, pages: Pages | None = None) -> Pages:
    """Return a share's pages with a version a day, each after the one before; None withdraws."""
    pages = pages or Pages()
    for number, goal in enumerate(versions):
        version, after = id_of("x", number), id_of("x", number - 1) if number else None
        body = (
            ItemWithdrawn(item=item, version=version, after=after)
            if goal is None
            else ItemShared(item=item, version=version, after=after, goal=goal)
        )
        event_id = item[:8] + version[:8]
        event = share_space_event(body, number + 1, NOON + number * DAY_MS, event_id)
        pages.merge([Recorded(event, LAPTOP)])
    return pages


def only(pages: Pages) -> ClientGoal:
    """Return the one goal that is shown."""
    (goal,) = client_goals(pages)
    return goal


def told(goal: ClientGoal) -> list[tuple[int, list[str]]]:
    """Return the story as days and sentences."""
    return [((line.on - TODAY).days, [change.text for change in line.changes]) for line in goal.story]


def test_a_goal_is_shown_as_its_last_version_has_it() -> None:
    goal = SharedGoal(statement="Call a friend", values=("Kindness",))
    found = only(page_of([SharedGoal(statement="Call"), goal]))

    assert (found.goal, found.item, found.version) == (goal, ITEM, id_of("x", 1))
    assert (found.first_on, found.last_on) == (TODAY, TODAY + timedelta(days=1))


def test_each_version_tells_what_it_changed() -> None:
    first = SharedGoal(statement="Call", state="active", progress=SharedProgress(), why="for her", values=("Courage",))
    second = SharedGoal(
        statement="Call a friend",
        state="completed",
        progress=SharedProgress(steps=2, days=1),
        why="for me",
        values=("Courage", "Kindness"),
        steps=(SharedStep(on=TODAY, note="a call"),),
        barriers=(SharedBarrier(on=TODAY), SharedBarrier(on=TODAY + timedelta(days=1))),
        entries=(SharedEntry(on=TODAY, text="It was good"),),
    )
    found = only(page_of([first, second, second]))

    assert told(found) == [
        (0, ["First shown"]),
        (
            1,
            [
                "The words changed",
                "The why changed",
                "The values changed",
                "Done",
                "2 more steps",
                "1 more note on a step",
                "2 more things that were in the way",
                "1 entry, new or changed",
            ],
        ),
    ]
    assert [(change.before, change.after) for change in found.story[1].changes[:3]] == [
        ("Call", "Call a friend"),
        ("for her", "for me"),
        ("Courage", "Courage, Kindness"),
    ]


def test_counts_that_go_down_or_start_on_another_day_are_told_without_a_number() -> None:
    later = TODAY + timedelta(days=1)
    counts = [SharedProgress(steps=2), SharedProgress(steps=1), SharedProgress(steps=5, since=later)]
    found = only(page_of([SharedGoal(progress=count) for count in counts]))

    assert told(found)[1:] == [
        (1, ["The count of steps was put right"]),
        (2, ["Steps are counted from another day"]),
    ]


def test_what_is_not_shown_any_more_is_not_told_again() -> None:
    """Its bytes are here, as the bytes of everything that was read; an honest page leaves them alone."""
    first = SharedGoal(
        statement=CANARY,
        why=CANARY,
        values=(CANARY,),
        state="active",
        progress=SharedProgress(steps=7),
        steps=(SharedStep(on=TODAY, note=CANARY),),
        entries=(SharedEntry(on=TODAY, text=CANARY),),
    )
    second = SharedGoal(statement=f"{CANARY} too", why=f"{CANARY} too", values=(CANARY, CANARY), state="paused")
    found = only(page_of([first, second, SharedGoal(barriers=(SharedBarrier(on=TODAY),))]))

    assert CANARY not in str(found)
    assert told(found) == [(0, ["First shown"]), (2, ["1 more thing that was in the way"])]


def test_what_was_taken_away_and_given_again_has_no_earlier_wording() -> None:
    versions = [
        SharedGoal(statement="Call", why=CANARY),
        SharedGoal(statement="Call", why=f"{CANARY} indeed"),
        SharedGoal(statement="Call"),
        SharedGoal(statement="Call", why="for me"),
        SharedGoal(statement="Call", why="for both"),
    ]
    found = only(page_of(versions))

    assert CANARY not in str(found)
    assert told(found) == [(0, ["First shown"]), (3, ["The why is shown now"]), (4, ["The why changed"])]


def test_a_single_note_that_is_gone_is_not_told() -> None:
    both = (SharedStep(on=TODAY, note="stays"), SharedStep(on=TODAY, note=CANARY))
    found = only(page_of([SharedGoal(statement="Call"), SharedGoal(statement="Call", steps=both)]))
    gone = only(page_of([SharedGoal(statement="a"), SharedGoal(statement="a", steps=both), SharedGoal(steps=both[:1])]))

    assert told(found)[1] == (1, ["2 more notes on steps"])
    assert told(gone) == [(0, ["First shown"]), (1, ["1 more note on a step"])]


def test_a_withdrawn_goal_is_not_shown_and_begins_anew_when_it_comes_back() -> None:
    versions = [SharedGoal(statement=CANARY), None]

    assert client_goals(page_of(versions)) == ()

    again = only(page_of([*versions, SharedGoal(statement="Call")]))

    assert CANARY not in str(again)
    assert told(again) == [(2, ["Shown again"])]
    assert again.first_on == TODAY + timedelta(days=2)


def test_what_changed_since_a_session_begins_on_its_day() -> None:
    """What came on the day itself may have come after it."""
    found = only(page_of([SharedGoal(statement=str(number)) for number in range(4)]))

    assert [(line.on - TODAY).days for line in found.since(TODAY + timedelta(days=2))] == [2, 3]
    assert found.since(TODAY) == found.story
    assert found.since(TODAY + timedelta(days=4)) == ()


def test_the_last_day_is_when_something_was_sent() -> None:
    pages = page_of([SharedGoal(statement="a"), None])

    assert last_shared(pages) == TODAY + timedelta(days=1)
    assert last_shared(Pages()) is None


def test_goals_stand_in_the_order_of_their_names_there() -> None:
    pages = page_of([SharedGoal(statement="b")], item=id_of("i", 1))
    page_of([SharedGoal(statement="a")], pages=pages)

    assert [goal.goal.statement for goal in client_goals(pages)] == ["a", "b"]


def test_versions_that_go_in_a_circle_come_to_an_end() -> None:
    """An owner's program may write anything."""
    pages = Pages()
    for number, (version, after) in enumerate((("1", "2"), ("2", "1"), ("3", "3"))):
        body = ItemShared(
            item=ITEM,
            version=version.encode() * 16,
            after=after.encode() * 16,
            goal=SharedGoal(statement=version),
        )
        pages.merge([Recorded(share_space_event(body, number + 1, NOON, id_of("e", number)), LAPTOP)])

    assert only(pages).goal.statement == "3"
    assert told(only(pages)) == [(0, ["Shown again"])]


def test_control_characters_do_not_come_in() -> None:
    """A body with one is kept like one of an unknown kind, and shows nothing."""
    bad = "\x1b]8;;x"
    ways = [
        SharedGoal(statement=bad),
        SharedGoal(why=bad),
        SharedGoal(values=(bad,)),
        SharedGoal(values=("two\nlines",)),
        SharedGoal(steps=(SharedStep(on=TODAY, note=bad),)),
        SharedGoal(entries=(SharedEntry(on=TODAY, text=bad),)),
        SharedGoal(barriers=(SharedBarrier(on=TODAY, kind=bad),)),
        SharedGoal(barriers=(SharedBarrier(on=TODAY, custom=bad),)),
        SharedGoal(barriers=(SharedBarrier(on=TODAY, learned="\x9b"),)),
        SharedGoal(state="Now read this"),
    ]
    for goal in ways:
        pages = page_of([goal])

        assert pages.all(ITEMS) == []
        assert pages.count() == 1

    kept = SharedGoal(statement="<script>alert(1)</script>\n\t[x](javascript:y) \u202e file:///etc", values=("<b>",))

    assert only(page_of([kept])).goal == kept, "text is text, whatever it looks like"
