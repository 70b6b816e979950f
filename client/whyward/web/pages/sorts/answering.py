"""Five questions about the cards at the top, one card on a page; every one of them may be left out.

Where two devices answered apart, both texts stand in the field, so that nothing of either goes by itself.
"""

from typing import Final

from whyward.content.cards import sorting
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.sorts import AnswerCard
from whyward.journal.projections.sorts import Sort
from whyward.web.pages.sorts.cards import BASE, going_on, home_of, sort_asked, words_by_card
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_ASKED_ABOUT: Final = 5
"""How many cards from the top are asked about; whoever wants to say more has the journal."""


async def show_questions(request: Request) -> Response:
    """Ask about one card."""
    sort = sort_asked(request)
    if sort.state != "finished" and not sort.shortlist:
        return see_other(f"{home_of(sort)}/choose")
    top, number = _asked(request, sort)
    words = words_by_card(sort)
    said = {one.question_id: one.versions for one in sort.answers if one.card_id == top[number - 1]}
    draft = request.journal.drafts.at(_draft(sort, number))
    questions = [
        {
            "id": one.id,
            "text": request.texts.gettext(one.text),
            "hint": request.texts.gettext(one.hint),
            "answer": draft.get(one.id, _joined(sort, top[number - 1], one.id)),
            "bases": [version.event_id.hex() for version in said.get(one.id, ())],
            "apart": len(said.get(one.id, ())) > 1,
        }
        for one in sorting().questions
    ]
    return going_on(sort) or page(
        request,
        "sorts/about.html",
        sort=sort,
        home=home_of(sort),
        card=words[top[number - 1]],
        number=number,
        count=len(top),
        questions=questions,
        place=_draft(sort, number),
        further=_further(sort, number, len(top)),
        before=f"{home_of(sort)}/about?card={number - 1}" if number > 1 else f"{home_of(sort)}/order",
    )


async def answer(request: Request) -> Response:
    """Keep what was said, and go on to the next card."""
    sort, form = sort_asked(request), request.form
    top, number = _asked(request, sort)
    card_id = top[number - 1]
    wishes: list[Intention] = [
        AnswerCard(
            sort=sort.id.hex(), card=card_id, question=one.id, text=form.text(one.id), base=form.all(f"base-{one.id}")
        )
        for one in sorting().questions
        if form.text(one.id).strip() != _joined(sort, card_id, one.id)
    ]
    if wishes:
        request.say(request.texts.gettext("Your words are kept."), await request.journal.record_all(wishes))
    return see_other(_further(sort, number, len(top)))


def _asked(request: Request, sort: Sort) -> tuple[tuple[str, ...], int]:
    """Return the cards that are asked about, and the number of the one that is meant."""
    top = sort.order[:_ASKED_ABOUT]
    number = request.form.number("number") or request.query.number("card") or 1
    return top, min(max(number, 1), max(len(top), 1))


def _joined(sort: Sort, card_id: str, question_id: str) -> str:
    about = (card_id, question_id)
    said = (one.versions for one in sort.answers if (one.card_id, one.question_id) == about)
    return "\n\n".join(version.text for version in next(said, ()))


def _draft(sort: Sort, number: int) -> str:
    return f"sort:{sort.id.hex()}:{number}"


def _further(sort: Sort, number: int, count: int) -> str:
    return f"{home_of(sort)}/about?card={number + 1}" if number < count else f"{home_of(sort)}/end"


ROUTES: Final[tuple[Route, ...]] = (
    get(BASE + "/{sort}/about", show_questions),
    post(BASE + "/{sort}/about", answer),
)
