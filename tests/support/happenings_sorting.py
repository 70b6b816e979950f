"""Events of sorts and of parts of life that were added, from the same small world of ids.

Nothing here is a rule.
"""

from collections.abc import Callable
from typing import Protocol

from hypothesis import strategies as st

from whyward.journal.events import domains, sorts
from whyward.journal.events.fields import Body

CARDS = ("calm", "brave", "0123456789abcdef-own")


class Ids(Protocol):
    """Chooses among the first ids of a noun."""

    def __call__(self, noun: str, count: int = 2) -> st.SearchStrategy[bytes]:
        """Return the strategy."""
        ...


def sorting_kinds(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    """Return a strategy for every kind of sorting."""
    return _sorts(ids) | _domains(ids)


def _sorts(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    sort, card, base = ids("o"), st.sampled_from(CARDS), st.lists(ids("e", 24), max_size=2).map(tuple)
    words = st.sampled_from(["calm", "brave", "wild"])
    several = st.lists(card, max_size=4).map(tuple)
    pile = st.integers(0, 4)
    return {
        sorts.SortStarted: lambda: st.builds(
            sorts.SortStarted,
            sort_id=sort,
            deck_id=st.just("deck"),
            deck_version=st.just(1),
            card_ids=st.permutations(CARDS[:2]).map(tuple),
            scale=st.sampled_from(["three", "five", "nine"]),
            frame=st.just("me_now"),
        ),
        sorts.CardPlaced: lambda: st.builds(sorts.CardPlaced, sort_id=sort, card_id=card, pile=pile),
        sorts.CardAdded: lambda: st.builds(sorts.CardAdded, sort_id=sort, card_id=card, label=words),
        sorts.CardReworded: lambda: st.builds(
            sorts.CardReworded,
            sort_id=sort,
            card_id=card,
            label=st.one_of(st.none(), words),
            meaning=st.one_of(st.none(), st.just(""), words),
        ),
        sorts.SortShortlisted: lambda: st.builds(
            sorts.SortShortlisted, sort_id=sort, card_ids=several, base_event_ids=base
        ),
        sorts.SortRanked: lambda: st.builds(
            sorts.SortRanked, sort_id=sort, ranked=st.lists(several, max_size=3).map(tuple)
        ),
        sorts.SortAnswered: lambda: st.builds(
            sorts.SortAnswered,
            sort_id=sort,
            card_id=card,
            question_id=st.sampled_from(["means_to_me", "a question of tomorrow"]),
            text=st.sampled_from(["", "calm", "a great deal"]),
            base_event_ids=base,
        ),
        sorts.SortFinished: lambda: st.builds(
            sorts.SortFinished, sort_id=sort, top=several, adopted_value_ids=st.tuples(ids("v"))
        ),
        sorts.SortSetAside: lambda: st.builds(sorts.SortSetAside, sort_id=sort),
    }


def _domains(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    key, base = (
        st.sampled_from(["health", "grow", "fedcba9876543210-own"]),
        st.lists(ids("e", 24), max_size=2).map(tuple),
    )
    words = st.sampled_from(["calm", "brave", "wild"])
    return {
        domains.DomainAdded: lambda: st.builds(domains.DomainAdded, domain_id=key, name=words),
        domains.DomainVisionWritten: lambda: st.builds(
            domains.DomainVisionWritten,
            domain_id=key,
            text=st.sampled_from(["", "calm", "present"]),
            base_event_ids=base,
        ),
    }
