"""Scales of one's own on pages: brought along by whoever may use them, answered, added up as they say.

None is shipped with Whyward, and no norm is asked for.
"""

from typing import Final

from whyward.content.pack import LANGUAGE
from whyward.journal.errors import NotFound
from whyward.journal.events.checkins import CheckinCompleted, InstrumentDefinition, InstrumentItem, InstrumentSum
from whyward.journal.intentions.checkins import AddInstrument, CompleteCheckin, Said
from whyward.journal.projections.checkins import Instrument, checkins, instruments
from whyward.web.form import FieldRefused, Form
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_ITEM: Final = "item-"
_KEY_CHARACTERS_MAX: Final = 48


async def show_scales(request: Request) -> Response:
    """Show the scales, and a form to bring one."""
    return page(
        request,
        "noticing/scales.html",
        scales=instruments(request.pages),
        draft=request.journal.drafts.at("check:scale"),
    )


async def bring(request: Request) -> Response:
    """Bring a scale."""
    form, _ = request.form, request.texts.gettext
    low, high = form.number("low"), form.number("high")
    if low is None or high is None:
        raise FieldRefused("low" if low is None else "high", _("A scale has a lowest and a highest number"))
    lines = form.lines("items")
    items = tuple(InstrumentItem(item_id=str(number), text=text) for number, text in enumerate(lines, start=1))
    wish = AddInstrument(
        instrument=_key(form.text("title")),
        title=form.text("title"),
        definition=InstrumentDefinition(
            items=items,
            low=low,
            high=high,
            low_label=form.text("low_label"),
            high_label=form.text("high_label"),
            sums=tuple(_sum(line, _("Write each sum like: Progress: 3, 4, 5")) for line in form.lines("sums")),
        ),
        licence_note=form.text("licence"),
    )
    done = await request.journal.record(wish)
    request.say(_("It is one of your scales now."), done)
    return see_other(f"/check/scales/{wish.instrument}")


def _key(title: str) -> str:
    """Return a short key for a scale, made of its title."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title.casefold())
    return "-".join(part for part in kept.split("-") if part)[:_KEY_CHARACTERS_MAX].strip("-") or "scale"


def _sum(line: str, hint: str) -> InstrumentSum:
    name, sign, ids = line.rpartition(":")
    if not sign:
        raise FieldRefused("sums", "A sum has a name and items", hint=hint)
    return InstrumentSum(name=name, item_ids=tuple(one.strip() for one in ids.split(",") if one.strip()))


async def show_scale(request: Request) -> Response:
    """Ask what a scale asks, and show what was answered before."""
    found = _found(request)
    return page(
        request,
        "noticing/scale.html",
        scale=found,
        steps=range(found.definition.low, found.definition.high + 1),
        before=checkins(request.pages, found.id),
    )


async def answer(request: Request) -> Response:
    """Record the answers."""
    found = _found(request)
    wish = CompleteCheckin(
        said=_answers(request.form),
        instrument=found.id,
        version=found.version,
        lang=LANGUAGE,
        note=request.form.optional("note"),
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Noted."), done)
    return see_other(f"/check/{body_in(done, CheckinCompleted).checkin_id.hex()}")


def _answers(form: Form) -> tuple[Said, ...]:
    names = [name for name, text in form.pairs() if name.startswith(_ITEM) and text.strip()]
    return tuple(Said(item=name.removeprefix(_ITEM), number=form.number(name)) for name in dict.fromkeys(names))


def _found(request: Request) -> Instrument:
    wanted = request.args["scale"]
    found = next((one for one in instruments(request.pages) if one.id == wanted), None)
    if found is None:
        raise NotFound("No scale of yours goes by that name", hint="The page of scales shows those there are.")
    return found


ROUTES: Final[tuple[Route, ...]] = (
    get("/check/scales", show_scales),
    post("/check/scales", bring),
    get("/check/scales/{scale}", show_scale),
    post("/check/scales/{scale}", answer),
)
