"""Events about what gets in the way, choices and decisions for tests: every kind, from a small world of ids.

Nothing here is a rule: the rules are what the tests say of these.
"""

from collections.abc import Callable
from typing import Final

import msgspec
from hypothesis import strategies as st

from whyward.journal.events import barriers as b
from whyward.journal.events import choices as c
from whyward.journal.events import tools as t
from whyward.journal.events.fields import Body

Ids = Callable[[str, int], st.SearchStrategy[bytes]]
Strategies = dict[type[Body], Callable[[], st.SearchStrategy[Body]]]

_WORDS: Final = st.sampled_from(["calm", "brave", "gentle"])
_LINES: Final = st.lists(_WORDS, max_size=2).map(tuple)
_STRENGTH: Final = st.one_of(st.none(), st.integers(0, 10))
_CHANGES: Final[st.SearchStrategy[b.BarrierChanges]] = st.builds(
    b.BarrierChanges,
    kind=st.sampled_from([msgspec.UNSET, "shame", "moon"]),
    custom=st.sampled_from([msgspec.UNSET, None, "the moon"]),
    thoughts=st.one_of(st.just(msgspec.UNSET), _LINES),
    strength=st.one_of(st.just(msgspec.UNSET), _STRENGTH),
)


def hindering_kinds(ids: Ids) -> Strategies:
    """Return a strategy for each kind, by the ids of the small world."""
    return _of_barriers(ids) | _of_choices(ids)


def _of_barriers(ids: Ids) -> Strategies:
    barrier, one = ids("b", 1), ids("y", 2)
    answer = st.builds(t.ToolAnswer, question_id=st.sampled_from(["cue", "act"]), text=_WORDS)
    return {
        b.BarrierDescribed: lambda: st.builds(b.BarrierDescribed, barrier_id=barrier, changes=_CHANGES),
        b.BarrierExpected: lambda: st.builds(
            b.BarrierExpected, goal_id=ids("g", 2), expect_id=ids("x", 2), kind=st.sampled_from(["fear", "moon"])
        ),
        t.ToolTried: lambda: st.builds(
            t.ToolTried,
            barrier_id=barrier,
            try_id=one,
            tool_id=st.sampled_from(["fear.name", "tool.of.tomorrow"]),
            tool_version=st.integers(1, 2),
            answers=st.lists(answer, max_size=2).map(tuple),
        ),
        t.ToolRated: lambda: st.builds(
            t.ToolRated,
            barrier_id=barrier,
            try_id=one,
            after_strength=_STRENGTH,
            helped=st.sampled_from([None, "a_lot", "a_bit", "turned_it_blue"]),
        ),
    }


def _of_choices(ids: Ids) -> Strategies:
    decision, option = {"decision_id": ids("d", 1)}, ids("o", 2)
    return {
        c.ChoicePointNoted: lambda: st.builds(
            c.ChoicePointNoted,
            choice_id=ids("c", 2),
            occurred_at=st.just(1),
            situation=_WORDS,
            hooks=_LINES,
            went=st.sampled_from(["toward", "sideways"]),
        ),
        c.DecisionFaced: lambda: st.builds(c.DecisionFaced, **decision, question=_WORDS),
        c.OptionAdded: lambda: st.builds(c.OptionAdded, **decision, option_id=option, text=_WORDS),
        c.OptionWeighed: lambda: st.builds(
            c.OptionWeighed, **decision, option_id=option, value_id=ids("v", 2), toward=st.integers(-2, 2)
        ),
        c.DecisionMade: lambda: st.builds(c.DecisionMade, **decision, option_id=st.one_of(st.none(), option)),
        c.DecisionLookedBackOn: lambda: st.builds(c.DecisionLookedBackOn, **decision, text=_WORDS),
    }
