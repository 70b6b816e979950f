"""Primers: a few cards to read, and practice cards to sort without a count.

What the primer would say of a card is shown beside the person's answer, as another view of it.
"""

from typing import Final

from whyward.content.primers import Item, Primer, primer, primers
from whyward.journal.errors import NotFound
from whyward.journal.intentions.exploring import AnswerPrimer, FinishPrimer
from whyward.journal.projections.exploring import finished_primers, sorted_cards
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_primers(request: Request) -> Response:
    """List the primers."""
    return page(request, "exploring/primers.html", primers=primers().primers, finished=finished_primers(request.pages))


async def show_primer(request: Request) -> Response:
    """Show the cards of one primer."""
    one = _primer(request)
    return page(request, "exploring/primer.html", one=one, finished=one.id in finished_primers(request.pages))


async def finish(request: Request) -> Response:
    """Note that a primer was gone through."""
    one = _primer(request)
    wish = FinishPrimer(primer_id=one.id, version=one.version, lang=primers().lang)
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Noted. It stays here to come back to."), done)
    return see_other("/explore/primers")


async def show_sorter(request: Request) -> Response:
    """Show the practice cards: those that were sorted with both views, and the next one."""
    one, _ = _primer(request), request.texts.gettext
    if one.sorter is None:
        raise NotFound(_("This primer has no cards to sort"), hint=_("Its cards are there to read."))
    answers = sorted_cards(request.pages, one.id)
    names = {"value": _("more of a value"), "goal": _("more of a goal"), "unsure": _("not sure")}
    asked = request.query.text("card")
    to_sort = [item for item in one.sorter.items if item.id not in answers]
    current = next((item for item in one.sorter.items if item.id == asked), to_sort[0] if to_sort else None)
    return page(
        request,
        "exploring/sorter.html",
        one=one,
        sorter=one.sorter,
        current=current,
        number=0 if current is None else one.sorter.items.index(current) + 1,
        sorted=[
            (item, answers[item.id], names.get(answers[item.id], "")) for item in one.sorter.items if item.id in answers
        ],
        names=names,
    )


async def sort_card(request: Request) -> Response:
    """Keep how a card was sorted."""
    one, form = _primer(request), request.form
    item = _item(request, one, form.text("card"))
    answer = form.text("answer")
    wish = AnswerPrimer(primer_id=one.id, item_id=item.id, answer=answer, matched=answer == item.is_)
    await request.journal.record(wish)
    return see_other(f"/explore/primers/{one.id}/sort")


def _primer(request: Request) -> Primer:
    one = primer(request.args["primer"])
    if one is None:
        _ = request.texts.gettext
        raise NotFound(_("There is no such primer"), hint=_("All of them are under Explore."))
    return one


def _item(request: Request, one: Primer, called: str) -> Item:
    found = next((item for item in (one.sorter.items if one.sorter else ()) if item.id == called), None)
    if found is None:
        _ = request.texts.gettext
        raise NotFound(_("There is no such card"), hint=_("The next one is on the page of the cards."))
    return found


ROUTES: Final[tuple[Route, ...]] = (
    get("/explore/primers", show_primers),
    get("/explore/primers/{primer}", show_primer),
    post("/explore/primers/{primer}", finish),
    get("/explore/primers/{primer}/sort", show_sorter),
    post("/explore/primers/{primer}/sort", sort_card),
)
