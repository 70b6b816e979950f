"""Creative pieces: the exercises, one of them with a place to write, what was made, and other words for it.

A piece is nobody's to judge, and the tender exercise is not there on a day of low energy.
"""

from typing import Final

from whyward.content.exercises import Exercise, exercise, exercises, exercises_offered
from whyward.journal.errors import NotFound
from whyward.journal.events.catalogue import ref_of
from whyward.journal.events.creative import CreativePieceMade, PieceKind
from whyward.journal.events.kinds_exploring import CREATIVE
from whyward.journal.intentions.exploring import MakePiece, RevisePiece, SettlePiece
from whyward.journal.names_exploring import find_piece
from whyward.journal.projections.exploring import Piece, glimpses_shown, piece_shown, pieces
from whyward.journal.projections.values import current_values
from whyward.web.form import Form
from whyward.web.pages.exploring.settling import kept_and_merged
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_SPOKES: Final = 8
_TENDER_FROM: Final = 3


async def show_creative(request: Request) -> Response:
    """List the exercises, and what was made."""
    low = request.desk.settings.low_energy
    return page(
        request, "exploring/creative.html", exercises=exercises_offered(low_energy=low), pieces=pieces(request.pages)
    )


async def show_exercise(request: Request) -> Response:
    """Show one exercise: its script, three questions, and a place to write."""
    one = _exercise(request)
    place = f"creative:{one.id}"
    drafts = request.journal.drafts
    is_taken_up = one.intensity < _TENDER_FROM or request.query.ticked("go")
    return page(
        request,
        "exploring/exercise.html",
        one=one,
        gentler=exercise(one.alt_id),
        asks_first=not is_taken_up and not drafts.at(place),
        closing=exercises().closing,
        spokes=range(1, _SPOKES + 1) if one.kind == PieceKind.COMPASS_DRAWING else (),
        values=[(value.id.hex(), value.name) for value in current_values(request.pages, request.today)],
        place=place,
        draft=drafts.at(place),
        ticked=[text for name, text in drafts.pairs_at(place) if name == "value"],
    )


async def make(request: Request) -> Response:
    """Keep a piece; a compass is written down spoke by spoke."""
    one, form, _ = _exercise(request), request.form, request.texts.gettext
    text = "\n".join([*_spokes(form), *([form.text("text")] if form.optional("text") else [])])
    wish = MakePiece(kind=one.kind, title=form.optional("title"), text=text or None, values=form.all("value"))
    done = await request.journal.record(wish)
    request.say(_("It is kept."), done)
    return see_other(f"/explore/creative/made/{body_in(done, CreativePieceMade).piece_id.hex()}")


async def show_piece(request: Request) -> Response:
    """Show one piece, and what was marked in it."""
    one = _found(request)
    return page(
        request,
        "exploring/piece.html",
        one=one,
        closing=exercises().closing,
        values=list(zip(one.value_ids, one.values, strict=True)),
        marked=glimpses_shown(request.pages, source=ref_of(CREATIVE, one.id)),
    )


async def show_edit(request: Request) -> Response:
    """Offer a piece to be put in other words."""
    one = _found(request)
    place = f"piece:{one.id.hex()}"
    return page(request, "exploring/piece_edit.html", one=one, place=place, draft=request.journal.drafts.at(place))


async def edit(request: Request) -> Response:
    """Keep other words, made from the version that was seen."""
    one, form = _found(request), request.form
    wish = RevisePiece(piece=one.id.hex(), text=form.text("text"), base=form.optional("base"))
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Your new words are kept. The ones before stay in its history."), done)
    return see_other(f"/explore/creative/made/{one.id.hex()}")


async def settle(request: Request) -> Response:
    """Keep one of several texts in front."""
    one = _found(request)
    keep, merged = kept_and_merged(request.form)
    done = await request.journal.record(SettlePiece(piece=one.id.hex(), keep=keep, merged_text=merged))
    request.say(request.texts.gettext("Settled. Nothing of it is lost."), done)
    return see_other(f"/explore/creative/made/{one.id.hex()}")


def _spokes(form: Form) -> list[str]:
    """Return the spokes of a compass that have a word, each with how far it reached if that was said."""
    named = [(form.text(f"word_{spoke}").strip(), form.number(f"reach_{spoke}")) for spoke in range(1, _SPOKES + 1)]
    return [word if reach is None else f"{word} — {reach}" for word, reach in named if word]


def _exercise(request: Request) -> Exercise:
    one = exercise(request.args["exercise"])
    if one is None:
        _ = request.texts.gettext
        raise NotFound(_("There is no such exercise"), hint=_("All of them are under Explore."))
    return one


def _found(request: Request) -> Piece:
    one = piece_shown(request.pages, find_piece(request.pages, request.args["piece"]).piece_id)
    assert one is not None, "it was found in the same pages"
    return one


ROUTES: Final[tuple[Route, ...]] = (
    get("/explore/creative", show_creative),
    get("/explore/creative/{exercise}", show_exercise),
    post("/explore/creative/{exercise}", make),
    get("/explore/creative/made/{piece}", show_piece),
    get("/explore/creative/made/{piece}/edit", show_edit),
    post("/explore/creative/made/{piece}/edit", edit),
    post("/explore/creative/made/{piece}/settle", settle),
)
