"""What those wrote to whom something is shown: comments, ideas for goals, answers about deletion.

Nothing in it becomes the person's own by itself, and nothing in it waits for an answer.
"""

from typing import Final

from whyward.journal.projections.values import current_values
from whyward.web.pages.sharing.wording import SharingWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_inbox(request: Request) -> Response:
    """List what is open. Looking is not told to anybody."""
    found = (await request.journal.shares()).inbox()
    drafts = request.journal.drafts
    ids = [one.comment.id for one in found.comments] + [one.proposal.id for one in found.proposals]
    return page(
        request,
        "share/inbox.html",
        found=found,
        drafts={id_: drafts.at(f"inbox:{id_.hex()}") for id_ in ids},
        values=[(value.id.hex(), value.name) for value in current_values(request.pages, request.today)],
        answers=_answers(request),
        words=SharingWords(request.texts),
    )


async def reply(request: Request) -> Response:
    """Write back."""
    _ = request.texts.gettext
    await (await request.journal.shares()).reply(request.args["ref"], request.form.text("text"))
    request.say(_("It goes out within a minute of a network."))
    return see_other("/inbox")


async def put_away(request: Request) -> Response:
    """Be done with a comment."""
    done = await (await request.journal.shares()).put_away(request.args["ref"])
    request.say(request.texts.gettext("Put away. Nobody is told."), done)
    return see_other("/inbox")


async def accept(request: Request) -> Response:
    """Make a goal of a proposal, in their words or in the person's own; they are told that it was taken."""
    form, shares = request.form, await request.journal.shares()
    goal = await shares.accept(request.args["ref"], form.optional("statement"), form.all("value"))
    request.say(request.texts.gettext("That is a goal of yours now. They hear that you took it."))
    return see_other(f"/goals/{goal.goal_id.hex()}")


async def decline(request: Request) -> Response:
    """Leave a proposal where it is; nobody is told unless the person says so."""
    form, _ = request.form, request.texts.gettext
    shares, tells = await request.journal.shares(), form.ticked("tell")
    note = form.optional("note") if tells else None
    done = await shares.decline(request.args["ref"], tell_them=tells, note=note)
    request.say(_("Left where it is. They are told.") if tells else _("Left where it is. They are not told."), done)
    return see_other("/inbox")


def _answers(request: Request) -> dict[str, str]:
    _ = request.texts.gettext
    return {
        "deleted": _("They say that they have deleted their copies."),
        "kept_by_law": _("They say that the law has them keep their copies."),
        "pending": _("They say that they are at it."),
        "refused": _("They say that they keep their copies."),
    }


ROUTES: Final[tuple[Route, ...]] = (
    get("/inbox", show_inbox),
    post("/inbox/{ref}/reply", reply),
    post("/inbox/{ref}/put-away", put_away),
    post("/inbox/{ref}/accept", accept),
    post("/inbox/{ref}/decline", decline),
)
