"""One decision, weighed by values: a table to fill in, and what leads where as bars, a table and a sentence.

It is a picture of what the person said, never the answer.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.choices import WeighOption
from whyward.journal.projections.decisions import Decision, WeighedOption
from whyward.web.form import FieldRefused
from whyward.web.pages.choices.finding import decision_named
from whyward.web.pages.gone import or_list
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post
from whyward.web.texts import Texts

_VALUES_SHOWN: Final = 7
_HALF: Final = 200
"""Half the width of a bar's field, for 2 of 2."""

_MOST: Final = 2


class Lean(NamedTuple):
    """One option as a bar: from where, how long, and in words."""

    text: str
    words: str
    start: int
    length: int
    is_away: bool


async def show_decision(request: Request) -> Response:
    """Show a decision, its ways to go, and what leads where."""
    decision, words = decision_named(request), toward_words(request.texts)
    shown = [
        place
        for place, value in enumerate(decision.values)
        if request.query.ticked("all") or value.part or place < _VALUES_SHOWN
    ]
    place = f"decision:{decision.id.hex()}"
    return page(
        request,
        "choices/decision.html",
        decision=decision,
        words=list(words.items()),
        word_of=words,
        shown=shown,
        has_more=len(shown) < len(decision.values),
        together=["" if option.leads is None else lean(option, request.texts).words for option in decision.options],
        leans=[lean(option, request.texts) for option in decision.options if option.leads is not None],
        sentence=sentence(decision, request.texts),
        place=place,
        draft=request.journal.drafts.at(place),
    )


async def weigh(request: Request) -> Response:
    """Keep what became different in the table, as one act."""
    decision = decision_named(request)
    wished = list(_changed(request, decision))
    if wished:
        done = await request.journal.record_all(wished)
        request.say(request.texts.gettext("Weighed."), done)
    return see_other(f"/decisions/{decision.id.hex()}")


def _changed(request: Request, decision: Decision) -> Iterator[Intention]:
    for option in decision.options:
        for place, value in enumerate(decision.values):
            name = f"weight-{option.id.hex()}-{value.id.hex()}"
            said = request.form.number(name)
            if said is not None and not -_MOST <= said <= _MOST:
                raise FieldRefused(name, request.texts.gettext("That number did not work"))
            if said is not None and said != option.toward[place]:
                note = option.notes[place]
                yield WeighOption(
                    decision=decision.id.hex(), option=option.id.hex(), value=value.id.hex(), toward=said, note=note
                )


def toward_words(texts: Texts) -> dict[int, str]:
    """Return how far an option leads toward a value, in words."""
    _ = texts.gettext
    return {
        -2: _("clearly away"),
        -1: _("a little away"),
        0: _("neither way"),
        1: _("a little toward"),
        2: _("clearly toward"),
    }


def lean(option: WeighedOption, texts: Texts) -> Lean:
    """Return where an option leads, all values together, as a bar from the middle."""
    leads = option.leads or 0.0
    words = toward_words(texts)
    length = round(abs(leads) / _MOST * _HALF)
    nearest = min(words, key=lambda toward: abs(toward - leads))
    return Lean(option.text, words[nearest], _HALF - length if leads < 0 else _HALF, length, leads < 0)


def sentence(decision: Decision, texts: Texts) -> str:
    """Say which ways lead furthest toward what matters, and leave the choice where it is."""
    _ = texts.gettext
    if not decision.furthest:
        return _("Nothing is weighed yet.")
    first, *others = decision.furthest
    if others:
        return _("By what you said, these lead equally far: %(names)s. The choice is yours.") % {
            "names": ", ".join(f"“{text}”" for text in decision.furthest)
        }
    return _("By what you said, “%(name)s” leads furthest toward what matters. The choice is yours.") % {"name": first}


ROUTES: Final[tuple[Route, ...]] = (
    get("/decisions/{decision}", or_list("/decisions", show_decision)),
    post("/decisions/{decision}", weigh),
)
