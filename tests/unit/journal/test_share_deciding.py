"""Each wish about sharing, and each refusal with its words: more only with every tick, less with one word."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.support.notebook import TODAY, Notebook
from tests.support.share_book import (
    NAME,
    SHARE,
    TICKED,
    granted,
    invited,
    noted,
    ref_of_goal,
    share_in,
    verified,
)
from whyward.journal.errors import BadInput, JournalError, NotFound, Refused
from whyward.journal.events import shares as h
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.shares import (
    GoalParts,
    GrantShare,
    NarrowShare,
    PauseShare,
    RenewShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.sharing.consent import POINTS, consent_text

USUAL = ("progress", "statement", "value")


def stopped() -> Notebook:
    """A share that was stopped."""
    notebook = granted()
    notebook.wish(StopShare(who=NAME))
    return notebook


def paused() -> Notebook:
    """A share that rests without an end."""
    notebook = granted()
    notebook.wish(PauseShare(who=NAME))
    return notebook


def ended() -> Notebook:
    """A share whose last day is past."""
    notebook = granted()
    notebook.later(91)
    return notebook


def changed_keys() -> Notebook:
    """A share whose other side came with other keys."""
    notebook = verified()
    noted(notebook, h.ContactKeysChanged(contact_id=share_in(notebook).contact_id, share_id=SHARE, root=b"x" * 32))
    return notebook


def grant(**said: object) -> GrantShare:
    """Return a wish to show one goal, with all sentences ticked."""
    wish: dict[str, object] = {"who": NAME, "goals": ("call",), "ticked": TICKED, **said}
    return GrantShare(**wish)  # type: ignore[arg-type]  # each test names fields of the wish


def test_a_grant_shows_one_goal_its_words_its_value_and_its_progress_for_ninety_days_and_no_more() -> None:
    notebook = granted()
    row = share_in(notebook)

    assert row.items == {ref_of_goal(notebook, "Call"): USUAL}
    assert row.may == ("read", "comment")
    assert (row.mode, row.starts, row.ends) == ("keep_updated", TODAY, TODAY + timedelta(days=90))
    (consent,) = row.consents
    assert (consent.consent.id, consent.consent.version, consent.consent.lang) == ("sharing", 1, "en")
    assert consent.consent.digest == consent_text(None).digest
    assert consent.consent.ticked == POINTS


def test_a_grant_shows_what_is_named_and_leaves_out_what_is_named() -> None:
    notebook = verified()
    notebook.wish(
        grant(goals=("call", "walk"), fields=("step-notes",), without=("value",), may=("propose",), days=1, mode="once")
    )
    row = share_in(notebook)

    assert set(row.items.values()) == {("progress", "statement", "step_notes")}
    assert len(row.items) == 2
    assert row.may == ("read", "propose")
    assert (row.mode, row.ends) == ("once", TODAY + timedelta(days=1))


def test_goals_may_be_shown_each_in_parts_of_their_own() -> None:
    notebook = verified()
    call, walk = (ref_of_goal(notebook, words) for words in ("Call", "Walk"))
    each = (
        GoalParts(goal="call", fields=("statement",)),
        GoalParts(goal="walk", fields=("history", "progress")),
        GoalParts(goal=call.removeprefix("goal:"), fields=("why",)),
    )

    notebook.wish(grant(goals=(), parts=each))

    assert share_in(notebook).items == {call: ("statement",), walk: ("history", "progress")}
    more = (GoalParts(goal="call", fields=("statement", "value", "why")),)
    notebook.wish(WidenShare(who=NAME, parts=more, ticked=TICKED))
    assert share_in(notebook).items == {call: ("statement", "value", "why"), walk: ("history", "progress")}


def test_no_part_of_a_goal_is_no_goal_to_show() -> None:
    notebook = verified()

    with pytest.raises(BadInput, match="Nothing of the goals"):
        notebook.wish(grant(goals=(), parts=(GoalParts(goal="call", fields=()),)))
    with pytest.raises(BadInput, match="part of a goal"):
        notebook.wish(grant(goals=(), parts=(GoalParts(goal="call", fields=("mood",)),)))
    assert not share_in(notebook).granted


@pytest.mark.parametrize("left_out", POINTS)
def test_a_sentence_that_is_not_ticked_keeps_everything_unshown(left_out: str) -> None:
    notebook = verified()
    ticks = tuple(key for key in POINTS if key != left_out)

    with pytest.raises(BadInput, match="one sentence is not ticked") as caught:
        notebook.wish(grant(ticked=ticks))
    assert left_out in caught.value.hint
    assert not share_in(notebook).granted


def test_nothing_is_ticked_for_anybody() -> None:
    notebook = granted()

    for wish in (
        GrantShare(who=NAME, goals=("call",)),
        WidenShare(who=NAME, goals=("walk",)),
        RenewShare(who=NAME, days=200),
    ):
        with pytest.raises(JournalError):
            notebook.wish(wish)
    with pytest.raises(BadInput, match="6 sentences are not ticked"):
        notebook.wish(WidenShare(who=NAME, goals=("walk",)))
    with pytest.raises(BadInput, match="6 sentences are not ticked"):
        notebook.wish(RenewShare(who=NAME, days=200))
    with pytest.raises(BadInput, match="belongs to no sentence"):
        notebook.wish(WidenShare(who=NAME, goals=("walk",), ticked=(*POINTS, "all")))


def test_the_text_holds_what_they_said_of_their_duties_and_its_digest_changes_with_it() -> None:
    theirs, none = consent_text("I keep a record for ten years."), consent_text(None)

    assert len(theirs.points) == len(none.points) == 6
    assert "I keep a record for ten years." in theirs.points[3].text
    assert theirs.digest != none.digest
    assert {point.text for point in theirs.points} - {theirs.points[3].text} < {point.text for point in none.points}


REFUSALS: dict[str, tuple[Callable[[], Notebook], Intention, str, str]] = {
    "before the words": (invited, grant(), "have not made sure of each other", "share confirm"),
    "other keys": (changed_keys, grant(), "other keys", "share confirm"),
    "stopped": (stopped, grant(), "does not come back", "share invite"),
    "shown already": (granted, grant(), "shown to them already", "share widen"),
    "no goal": (verified, grant(goals=()), "Nothing is named", "at least one goal"),
    "nothing left": (verified, grant(without=("statement", "value", "progress")), "Nothing of the goals", "Leave out"),
    "no such field": (verified, grant(fields=("mood",)), "part of a goal", "step-notes"),
    "no such right": (verified, grant(may=("edit",)), "right", "propose"),
    "no days": (verified, grant(days=0), "from 1 to 366 days", "renewed"),
    "too long": (verified, grant(days=367), "from 1 to 366 days", "renewed"),
    "for ever": (verified, grant(ends=date.max), "more than a year", "renewed"),
    "past": (verified, grant(ends=TODAY), "it is past", "renewed"),
    "two ends": (verified, grant(days=3, ends=TODAY), "Both", "one of them"),
    "widen nothing": (granted, WidenShare(who=NAME, goals=("call",), ticked=TICKED), "see that already", "Nothing"),
    "widen which": (granted, WidenShare(who=NAME, fields=("why",), ticked=TICKED), "Of which goal", "at least one"),
    "widen at first": (verified, WidenShare(who=NAME, goals=("call",), ticked=TICKED), "yet", "share grant"),
    "widen at last": (ended, WidenShare(who=NAME, goals=("walk",), ticked=TICKED), "It ended on 2 June", "Renew"),
    "widen stopped": (stopped, WidenShare(who=NAME, goals=("walk",), ticked=TICKED), "does not come back", "invite"),
    "renew nothing": (verified, RenewShare(who=NAME, ticked=TICKED), "Nothing is shown", "share grant"),
    "renew shorter": (granted, RenewShare(who=NAME, days=90, ticked=TICKED), "until 2 June already", "share stop"),
    "renew stopped": (stopped, RenewShare(who=NAME, days=200, ticked=TICKED), "does not come back", "invite"),
    "narrow what": (granted, NarrowShare(who=NAME), "is not said", "Name goals"),
    "narrow unshown": (granted, NarrowShare(who=NAME, fields=("why",)), "do not see that", "Nothing needs"),
    "narrow another": (granted, NarrowShare(who=NAME, goals=("walk",)), "No shown goal", "timeline"),
    "narrow reading": (granted, NarrowShare(who=NAME, may=("read",)), "what a share is for", "share stop"),
    "narrow stopped": (stopped, NarrowShare(who=NAME, goals=("call",)), "stopped already", "Nothing goes out"),
    "pause yesterday": (granted, PauseShare(who=NAME, until=TODAY), "still to come", "later one"),
    "pause twice": (paused, PauseShare(who=NAME, until=date(2026, 5, 1)), "paused already", "share resume"),
    "pause stopped": (stopped, PauseShare(who=NAME), "stopped already", "Nothing goes out"),
    "resume what": (granted, ResumeShare(who=NAME), "not paused", "Nothing needs"),
    "resume stopped": (stopped, ResumeShare(who=NAME), "stopped already", "Nothing goes out"),
    "stop twice": (stopped, StopShare(who=NAME), "stopped already", "Nothing goes out"),
    "nobody": (granted, StopShare(who="Quentin"), "No share goes by the name", "share list"),
}


@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS.keys())
def test_each_refusal_says_what_and_what_to_do_and_leaves_the_share_as_it_was(
    case: tuple[Callable[[], Notebook], Intention, str, str],
) -> None:
    make, wish, text, hint = case
    notebook = make()
    before = share_in(notebook), len(notebook.recorded)

    with pytest.raises((Refused, BadInput, NotFound)) as caught:
        notebook.wish(wish)
    assert text in caught.value.text
    assert hint in caught.value.hint
    assert (share_in(notebook), len(notebook.recorded)) == before


def test_widening_adds_what_is_named_and_nothing_that_was_taken_away_of_the_same_goal() -> None:
    notebook = granted()
    call, walk = ref_of_goal(notebook, "Call"), ref_of_goal(notebook, "Walk")
    notebook.wish(NarrowShare(who=NAME, goals=("call",), fields=("progress",)))
    notebook.wish(WidenShare(who=NAME, goals=("call", "walk"), fields=("why",), may=("propose",), ticked=TICKED))
    row = share_in(notebook)

    assert row.items == {call: ("statement", "value", "why"), walk: ("progress", "statement", "value", "why")}
    assert row.may == ("read", "comment", "propose")
    assert [one.kind for one in row.consents] == ["share-granted.1", "share-widened.1"]


def test_narrowing_takes_goals_fields_of_all_goals_and_rights() -> None:
    notebook = verified()
    notebook.wish(grant(goals=("call", "walk"), fields=("why",)))
    call, walk = ref_of_goal(notebook, "Call"), ref_of_goal(notebook, "Walk")
    notebook.wish(NarrowShare(who=NAME, fields=("why",), may=("comment",)))
    assert share_in(notebook).items == {call: USUAL, walk: USUAL}
    assert share_in(notebook).may == ("read",)

    notebook.wish(NarrowShare(who=NAME, goals=("walk",)))
    assert share_in(notebook).items == {call: USUAL}
    notebook.wish(NarrowShare(who=NAME, goals=(call.partition(":")[2],)))
    assert share_in(notebook).items == {}


def test_what_was_taken_away_can_be_given_again_with_every_sentence_ticked() -> None:
    notebook = granted()
    before = share_in(notebook).items
    notebook.wish(NarrowShare(who=NAME, goals=("call",)))
    notebook.wish(WidenShare(who=NAME, goals=("call",), ticked=TICKED))

    assert share_in(notebook).items == before


def test_once_it_ended_or_nothing_is_left_a_share_may_be_granted_anew_and_the_old_one_counts_no_more() -> None:
    notebook = ended()
    notebook.wish(grant(goals=("walk",)))
    assert share_in(notebook).items == {ref_of_goal(notebook, "Walk"): USUAL}
    assert share_in(notebook).starts == TODAY + timedelta(days=91)

    notebook.wish(NarrowShare(who=NAME, goals=("walk",)))
    notebook.wish(grant())
    assert share_in(notebook).items == {ref_of_goal(notebook, "Call"): USUAL}


def test_a_share_that_ended_may_be_renewed() -> None:
    notebook = ended()
    notebook.wish(RenewShare(who=NAME, days=30, ticked=TICKED))

    assert share_in(notebook).ends == TODAY + timedelta(days=121)


def test_a_pause_may_be_made_longer_and_one_resume_ends_all_of_them() -> None:
    notebook = granted()
    notebook.wish(PauseShare(who=NAME, until=date(2026, 4, 1)), PauseShare(who=NAME, until=date(2026, 5, 1)))
    assert (share_in(notebook).paused, share_in(notebook).paused_until) == (True, date(2026, 5, 1))
    notebook.wish(PauseShare(who=NAME))
    assert (share_in(notebook).paused, share_in(notebook).paused_until) == (True, None)

    notebook.wish(ResumeShare(who=NAME))
    assert not share_in(notebook).paused
    notebook.wish(PauseShare(who=NAME, until=date(2026, 4, 2)))
    assert share_in(notebook).paused_until == date(2026, 4, 2)


def test_stopping_is_for_good() -> None:
    assert not share_in(granted()).revoked
    assert share_in(stopped()).revoked
