"""Events about noticing and looking back for tests: every kind, from a small world of ids, so that they meet.

Nothing here is a rule: the rules are what the tests say of these.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from hypothesis import strategies as st

from whyward.journal.events import checkins as k
from whyward.journal.events import reviews as w
from whyward.journal.events.fields import Body

Ids = Callable[[str, int], st.SearchStrategy[bytes]]

_WORDS: Final = st.sampled_from(["calm", "brave", "gentle"])
_ITEMS: Final = st.sampled_from(["health.matter", "health.close", "career.close", "1"])
_RESPONSES: Final = st.lists(
    st.builds(k.Response, item_id=_ITEMS, number=st.one_of(st.none(), st.integers(0, 10))), max_size=3
).map(tuple)
_SAID: Final = st.lists(
    st.builds(k.Words, item_id=st.just("health.closer"), text=st.one_of(st.just(""), _WORDS)), max_size=1
).map(tuple)
_FIRST, _LAST = date(2026, 2, 26), date(2026, 3, 4)
_LENSES: Final = st.lists(
    st.builds(
        w.LensText,
        lens=st.sampled_from(["meaningful_goals", "tomorrow"]),
        version=st.just(1),
        shown=st.just("What for?"),
        text=_WORDS,
    ),
    max_size=2,
).map(tuple)
_SCALE: Final = k.InstrumentDefinition(
    items=(k.InstrumentItem(item_id="1", text="I lived it."),),
    low=0,
    high=6,
    sums=(k.InstrumentSum(name="Progress", item_ids=("1",)),),
)
_ABOUT: Final = st.lists(st.sampled_from(["value:" + "0" * 32, "domain:health"]), max_size=1).map(tuple)


def noticing_kinds(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    """Return a strategy for each kind of noticing, by the ids of the small world."""
    return _of_checkins(ids) | _of_reviews(ids) | _of_insights(ids)


def _of_checkins(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    checkin = ids("k", 2)
    return {
        k.CheckinCompleted: lambda: st.builds(
            k.CheckinCompleted,
            checkin_id=checkin,
            instrument_id=st.sampled_from(["compass", "my-scale"]),
            instrument_version=st.just(1),
            lang=st.just("en"),
            responses=_RESPONSES,
            words=_SAID,
        ),
        k.CheckinCorrected: lambda: st.builds(
            k.CheckinCorrected, checkin_id=checkin, responses=_RESPONSES, words=_SAID
        ),
        k.CheckinTakenBack: lambda: st.builds(k.CheckinTakenBack, checkin_id=checkin),
        k.TargetMarked: lambda: st.builds(
            k.TargetMarked,
            checkin_id=checkin,
            on=st.sampled_from(["domain:health", "value:" + "0" * 32]),
            radius=st.sampled_from([0.0, 0.5, 1.0]),
        ),
        k.InstrumentAdded: lambda: st.builds(
            k.InstrumentAdded,
            adding_id=ids("j", 2),
            instrument_id=st.just("my-scale"),
            version=st.just(1),
            title=_WORDS,
            definition=st.just(_SCALE),
            licence_note=st.just("I wrote it."),
        ),
        k.MoodNoted: lambda: st.builds(
            k.MoodNoted,
            mood_id=ids("m", 2),
            occurred_at=st.just(1),
            valence=st.one_of(st.none(), st.integers(-2, 2)),
            words=st.tuples(_WORDS),
        ),
    }


def _of_reviews(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    return {
        w.ReviewWritten: lambda: st.builds(
            w.ReviewWritten,
            review_id=ids("w", 2),
            span=st.sampled_from(["week", "tomorrow"]),
            period_from=st.just(_FIRST),
            period_to=st.just(_LAST),
            noticed=st.one_of(st.none(), _WORDS),
            lenses=_LENSES,
            value_ids=st.tuples(ids("v", 2)),
        ),
        w.ReviewRevised: lambda: st.builds(
            w.ReviewRevised,
            review_id=ids("w", 2),
            base_event_ids=st.lists(ids("e", 24), max_size=2).map(tuple),
            field=st.sampled_from(["noticed", "what_helped", "lens:meaningful_goals"]),
            text=st.one_of(st.just(""), _WORDS),
        ),
    }


def _of_insights(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    rules = st.sampled_from(["waiting-value", "a rule of tomorrow"])
    return {
        w.InsightKept: lambda: st.builds(
            w.InsightKept,
            insight_id=ids("q", 2),
            rule_id=rules,
            rule_version=st.just(1),
            text_shown=_WORDS,
            about=_ABOUT,
        ),
        w.InsightDismissed: lambda: st.builds(
            w.InsightDismissed, insight_id=ids("q", 2), rule_id=rules, never_again=st.booleans()
        ),
        w.ThenAndNowCompared: lambda: st.builds(
            w.ThenAndNowCompared,
            compare_id=ids("y", 2),
            kind=st.sampled_from(["values", "moons"]),
            a=st.just("values:2026-01-01"),
            b=st.sampled_from(["values:2026-03-04", "checkin:" + "0" * 32]),
        ),
    }
