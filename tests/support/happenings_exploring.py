"""Events of exploring for tests: every kind, from a small world of ids, so that they meet.

Nothing here is a rule: the rules are what the tests say of these.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from hypothesis import strategies as st

from whyward.journal.events import creative as c
from whyward.journal.events import learning as n
from whyward.journal.events import profile as o
from whyward.journal.events import reflections as f
from whyward.journal.events import values as v
from whyward.journal.events import worksheets as w
from whyward.journal.events.fields import Body

Ids = Callable[[str, int], st.SearchStrategy[bytes]]

_DAY: Final = date(2026, 3, 4)
_WORDS: Final = st.sampled_from(["calm", "brave", "gentle"])
_REFS: Final = st.lists(st.sampled_from(["domain:health", "value:" + "0" * 32]), max_size=1).map(tuple)


def exploring_kinds(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    """Return a strategy for each kind of exploring, by the ids of the small world."""
    return _of_starts() | _of_reflections(ids) | _of_pieces(ids) | _of_worksheets(ids)


def _of_starts() -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    contexts = st.lists(st.sampled_from(["stuck_lost_numb", "word_of_tomorrow"]), max_size=2).map(tuple)
    hopes = st.lists(st.sampled_from(["meaningful_goals", "word_of_tomorrow"]), max_size=2).map(tuple)
    primer = st.sampled_from(["values-vs-goals", "steps"])
    return {
        o.StartingPointShared: lambda: st.builds(
            o.StartingPointShared,
            contexts=contexts,
            own_words=st.one_of(st.none(), _WORDS),
            therapy=st.sampled_from(["in_it", "word_of_tomorrow"]),
        ),
        o.HopesChosen: lambda: st.builds(o.HopesChosen, hopes=hopes),
        n.PrimerFinished: lambda: st.builds(
            n.PrimerFinished, primer_id=primer, primer_version=st.integers(1, 3), lang=st.just("en")
        ),
        n.PrimerAnswered: lambda: st.builds(
            n.PrimerAnswered,
            primer_id=primer,
            item_id=st.sampled_from(["one", "two"]),
            answer=st.sampled_from(["value", "goal", "unsure", "word_of_tomorrow"]),
            matched=st.booleans(),
        ),
    }


def _of_reflections(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    reflection = ids("r", 2)
    return {
        f.ReflectionStarted: lambda: st.builds(
            f.ReflectionStarted,
            reflection_id=reflection,
            prompt_id=st.sampled_from(["p.self", "p.ninety"]),
            prompt_version=st.integers(1, 2),
            prompt_shown=_WORDS,
            lang=st.just("en"),
        ),
        f.ReflectionWritten: lambda: st.builds(
            f.ReflectionWritten,
            reflection_id=reflection,
            text=_WORDS,
            feelings=st.lists(_WORDS, max_size=2, unique=True).map(tuple),
            occurred_on=st.just(_DAY),
        ),
        f.ReflectionRevised: lambda: st.builds(
            f.ReflectionRevised, reflection_id=reflection, base_event_id=ids("e", 24), text=_WORDS
        ),
        f.ReflectionSetAside: lambda: st.builds(
            f.ReflectionSetAside,
            reflection_id=reflection,
            why=st.sampled_from([None, "too_much", "not_now", "word_of_tomorrow"]),
        ),
        v.GlimpseLetGo: lambda: st.builds(v.GlimpseLetGo, glimpse_id=ids("i", 2)),
    }


def _of_pieces(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    piece = ids("q", 2)
    return {
        c.CreativePieceMade: lambda: st.builds(
            c.CreativePieceMade,
            piece_id=piece,
            kind=st.sampled_from(["letter", "word_of_tomorrow"]),
            title=st.one_of(st.none(), _WORDS),
            text=st.one_of(st.none(), _WORDS),
            value_ids=st.tuples(ids("v", 2)),
        ),
        c.CreativePieceRevised: lambda: st.builds(
            c.CreativePieceRevised, piece_id=piece, base_event_id=ids("e", 24), text=st.one_of(st.none(), _WORDS)
        ),
    }


def _of_worksheets(ids: Ids) -> dict[type[Body], Callable[[], st.SearchStrategy[Body]]]:
    worksheet = ids("k", 2)
    answers = st.lists(
        st.builds(
            w.Answer,
            field_id=st.sampled_from(["one", "two"]),
            asked=st.just("What now?"),
            text=st.one_of(st.none(), _WORDS),
            lines=st.lists(_WORDS, max_size=2).map(tuple),
            number=st.one_of(st.none(), st.integers(0, 10)),
            refs=_REFS,
        ),
        max_size=2,
    ).map(tuple)
    return {
        w.WorksheetFilled: lambda: st.builds(
            w.WorksheetFilled,
            worksheet_id=worksheet,
            template_id=st.just("w1"),
            template_version=st.just(1),
            title_shown=_WORDS,
            lang=st.just("en"),
            answers=answers,
        ),
        w.WorksheetRevised: lambda: st.builds(w.WorksheetRevised, worksheet_id=worksheet, answers=answers),
    }
