"""What now: six answers of equal weight, and the same line after each of them.

Choosing not to is an answer like the others.
"""

from typing import Final

from whyward.content.toolkits import toolbox
from whyward.journal.intentions.barriers import AnswerBarrier
from whyward.web.form import FieldRefused
from whyward.web.pages.barriers.finding import barrier_named
from whyward.web.pages.barriers.wording import called
from whyward.web.pages.gone import or_list
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_OTHER: Final = "other"
"""An answer of a newer version is called so; nobody chooses it."""


async def show_now(request: Request) -> Response:
    """Ask what now."""
    barrier = barrier_named(request)
    place = f"barrier:{barrier.id.hex()}:now"
    return page(
        request,
        "barriers/now.html",
        barrier=barrier,
        name=called(barrier),
        answers=[(word.word, word.label) for word in toolbox().answers if word.word != _OTHER],
        place=place,
        draft=request.journal.drafts.at(place),
    )


async def answer(request: Request) -> Response:
    """Keep the answer; what is said afterwards is the same for all."""
    barrier, form, _ = barrier_named(request), request.form, request.texts.gettext
    if not form.optional("response"):
        hint = _("Choose one, or leave this page: it is noted as it is.")
        raise FieldRefused("response", _("Nothing is chosen yet"), hint=hint)
    wish = AnswerBarrier(barrier=barrier.id.hex(), response=form.text("response"), learned=form.optional("learned"))
    done = await request.journal.record(wish)
    request.say(toolbox().after, done)
    return see_other(f"/barriers/{barrier.id.hex()}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/barriers/{barrier}/now", or_list("/barriers", show_now)),
    post("/barriers/{barrier}/now", answer),
)
