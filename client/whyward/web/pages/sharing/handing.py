"""Goals shown by hand, in a room: on the screen, read aloud, or as a page; nothing is sent.

The same function decides what stands on the page as for a share.
"""

from datetime import timedelta
from typing import Final

from whyward.journal.days import day_in_words
from whyward.journal.errors import NotFound
from whyward.journal.intentions.people import MakeHandover
from whyward.journal.names import find_contact
from whyward.journal.projections.goals import goals
from whyward.journal.sharing.view import Shown
from whyward.sheet.page import Sheet
from whyward.sheet.shared_goal import sheet_goal
from whyward.web.form import FieldRefused, Form
from whyward.web.pages.sharing.sheet_file import FORMS, sheet_file
from whyward.web.pages.sharing.wording import USUAL, SharingWords
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_NINETY_DAYS: Final = timedelta(days=90)


async def show_handover(request: Request) -> Response:
    """Offer goals and parts; once some are chosen, show the very page."""
    query, words = request.query, SharingWords(request.texts)
    usual = tuple(field.value for field in USUAL)
    shown = await _shown(request, query) if query.all("goal") else ()
    return page(
        request,
        "share/handover.html",
        goals=[(goal.id.hex(), goal.statement) for goal in goals(request.pages)],
        asked=query.all("goal"),
        fields=words.field_options(),
        ticked=query.all("part") or usual,
        to=query.text("to"),
        shown=[sheet_goal(one.goal, request.texts) for one in shown],
        banner=_banner(request),
    )


async def hand_over(request: Request) -> Response:
    """Note that goals were shown by hand; as a page, hand the file to the person."""
    form, _ = request.form, request.texts.gettext
    medium, to = form.text("medium"), form.optional("to")
    shown = await _shown(request, form)
    wish = MakeHandover(
        medium="print" if medium == "html" else medium,
        goals=form.all("goal"),
        contact=_known(request, to),
        to=to,
        note=form.optional("note"),
    )
    done = await (await request.journal.shares()).handover(wish)
    if medium in FORMS:
        return sheet_file(_sheet(request, shown, to), medium, "handover")
    request.say(_("Noted in your records. Nothing was sent."), done)
    return see_other("/share/audit")


async def _shown(request: Request, form: Form) -> tuple[Shown, ...]:
    _ = request.texts.gettext
    if not form.all("goal"):
        raise FieldRefused("goal", _("No goal is ticked"), hint=_("Tick at least one."))
    wanted = form.all("part") or tuple(field.value for field in USUAL)
    without = tuple(field.value for field in USUAL if field.value not in wanted)
    shares = await request.journal.shares()
    return shares.sheet(form.all("goal"), wanted, without, request.today - _NINETY_DAYS)


def _banner(request: Request) -> str:
    _ = request.texts.gettext
    return _("Made by hand, for one conversation. Nobody watches what stands here, and it is not for emergencies.")


def _sheet(request: Request, shown: tuple[Shown, ...], to: str | None) -> Sheet:
    _, day = request.texts.gettext, request.texts.told(day_in_words(request.today))
    return Sheet(
        title=_("For you to see") if to is None else _("For %(name)s") % {"name": to},
        lead=(_("As it was on %(day)s.") % {"day": day},),
        banner=_banner(request),
        goals=tuple(sheet_goal(one.goal, request.texts) for one in shown),
        lang=request.texts.language,
    )


def _known(request: Request, to: str | None) -> str | None:
    """Return the id of somebody the person shares with, if the name is theirs; else it is a word in the note."""
    if to is None:
        return None
    try:
        return find_contact(request.pages, to).contact_id.hex()
    except NotFound:
        return None


ROUTES: Final[tuple[Route, ...]] = (
    get("/share/handover", show_handover),
    post("/share/handover", hand_over),
)
