"""The support plan: to show, write and print; the region and lines for help now; what is shown before unlocking.

In low-energy mode the plan is written one part at a time.
"""

from typing import Final

from whyward.adapters.help_file import has_help_file, refresh_help_file, remove_help_file, write_help_file
from whyward.content.helplines import helplines
from whyward.content.safety import safety_texts
from whyward.content.support import Form, Part, support_texts
from whyward.journal.errors import NotFound
from whyward.journal.events.support import Reachable
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.support import (
    AddHelpline,
    ChooseHelpRegion,
    GiveConsent,
    KeepSupportPlan,
    Person,
    RemoveHelpline,
    WithdrawConsent,
)
from whyward.journal.projections.support import consents, help_region, own_helplines, support_plan
from whyward.web.form import FieldRefused
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_PARTS: Final = support_texts().parts


async def show_support(request: Request) -> Response:
    """Show the plan."""
    plan = support_plan(request.pages)
    return page(
        request,
        "caring/support.html",
        texts_of_plan=support_texts(),
        plan=plan,
        parts_shown=[(part, _told(getattr(plan, part.key))) for part in _PARTS],
        regions=[(region.code, region.name) for region in helplines().regions],
        region=help_region(request.pages),
        lines=own_helplines(request.pages),
        is_before_unlock=has_help_file(request.desk.home),
    )


async def show_edit(request: Request) -> Response:
    """Offer the whole plan to be written, or its first part in low-energy mode."""
    if request.desk.settings.low_energy:
        return see_other(f"/support/edit/{_PARTS[0].key}")
    return _writing(request, _PARTS, None)


async def show_part(request: Request) -> Response:
    """Offer one part to be written."""
    part = _part(request)
    return _writing(request, (part,), _place(part))


async def keep(request: Request) -> Response:
    """Keep the parts that the form held and that say something else now."""
    plan, form = support_plan(request.pages), request.form
    held = {name for name, _ in form.pairs()}
    said = {part.key: _typed(form.text(part.key)) for part in _PARTS if part.key in held}
    changed = {key: text for key, text in said.items() if text != "\n".join(_told(getattr(plan, key)))}
    if changed:
        await _record(request, _wish(changed), request.texts.gettext("Your words are kept."))
    following = form.optional("next")
    known = {part.key for part in _PARTS}
    return see_other(f"/support/edit/{following}" if following in known else "/support")


def _wish(texts: dict[str, str]) -> KeepSupportPlan:
    wished: dict[str, object] = {}
    for part in _PARTS:
        if part.key not in texts:
            continue
        lines = texts[part.key].split("\n")
        match part.form:
            case Form.LINES:
                wished[part.key] = tuple(lines)
            case Form.PEOPLE:
                wished[part.key] = tuple(_person(line) for line in lines)
            case Form.TEXT:
                wished[part.key] = texts[part.key]
    return KeepSupportPlan(**wished)  # type: ignore[arg-type]  # each part has the form that its content says


def _person(line: str) -> Person:
    name, _, phone = line.partition(":")
    return Person(name=name.strip(), phone=phone.strip() or None)


def _typed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()


def _told(part: str | tuple[str, ...] | tuple[Reachable, ...] | None) -> list[str]:
    """Return a part as lines, the way they are typed."""
    if not part:
        return []
    if isinstance(part, str):
        return part.split("\n")
    return [one if isinstance(one, str) else ": ".join(filter(None, (one.name, one.phone))) for one in part]


def _writing(request: Request, parts: tuple[Part, ...], place: tuple[int, Part | None] | None) -> Response:
    plan = support_plan(request.pages)
    drafted = f"support:{parts[0].key if len(parts) == 1 else 'plan'}"
    draft = request.journal.drafts.at(drafted)
    return page(
        request,
        "caring/support_edit.html",
        parts_asked=[(part, draft.get(part.key, "\n".join(_told(getattr(plan, part.key))))) for part in parts],
        draft_place=drafted,
        here=None if place is None else place[0],
        all=len(_PARTS),
        following=None if place is None or place[1] is None else place[1].key,
        intro=support_texts().intro,
    )


def _part(request: Request) -> Part:
    found = next((part for part in _PARTS if part.key == request.args["part"]), None)
    if found is None:
        raise NotFound("The plan has no such part", hint="Look at the plan, and choose one there.")
    return found


def _place(part: Part) -> tuple[int, Part | None]:
    number = _PARTS.index(part)
    return number + 1, _PARTS[number + 1] if number + 1 < len(_PARTS) else None


async def choose_region(request: Request) -> Response:
    """Keep whose helplines come first."""
    code = request.form.text("region")
    if code not in {region.code for region in helplines().regions}:
        raise FieldRefused("region", request.texts.gettext("That region is not on the list"))
    if code != help_region(request.pages):
        await _record(request, ChooseHelpRegion(region=code), request.texts.gettext("Those helplines come first now."))
    return see_other("/support")


async def add_line(request: Request) -> Response:
    """Keep a helpline of the person's own."""
    form = request.form
    wish = AddHelpline(
        name=form.text("name"),
        phone=form.optional("phone"),
        text_to=form.optional("text_to"),
        url=form.optional("url"),
        hours=form.optional("hours"),
        checked_on=form.day("checked_on"),
    )
    await _record(request, wish, request.texts.gettext("It is on your list."))
    return see_other("/support")


async def remove_line(request: Request) -> Response:
    """Take a line off the list."""
    await _record(request, RemoveHelpline(helpline=request.args["line"]), request.texts.gettext("It is off your list."))
    return see_other("/support")


async def show_before_unlock(request: Request) -> Response:
    """Say what showing it before unlocking means."""
    return page(
        request,
        "caring/before_unlock.html",
        agreement=safety_texts().before_unlock,
        is_on=has_help_file(request.desk.home),
    )


async def turn_before_unlock(request: Request) -> Response:
    """Show it before unlocking from now on, or no longer."""
    _, agreement, home = request.texts.gettext, safety_texts().before_unlock, request.desk.home
    if not request.form.ticked("on"):
        return await _hidden(request)
    if not request.form.ticked("agree"):
        hint = _("Tick the box if that is all right with you. Nothing was changed.")
        raise FieldRefused("agree", _("The sentence is not ticked"), hint=hint)
    if not has_help_file(home):
        wish = GiveConsent(
            purpose=agreement.id, text_version=agreement.version, lang=agreement.lang, digest=agreement.digest
        )
        await request.journal.record(wish)
        write_help_file(home, request.pages)
        request.say(_("It is shown before unlocking now, on this device."))
    return see_other("/support")


async def _hidden(request: Request) -> Response:
    remove_help_file(request.desk.home)
    here, purpose = bytes(request.journal.device_id), safety_texts().before_unlock.id
    given = [one for one in consents(request.pages) if one.device == here and one.withdrawn_on is None]
    if any(one.purpose == purpose for one in given):
        await request.journal.record(WithdrawConsent(purpose=purpose))
    request.say(request.texts.gettext("Nothing of it is shown before unlocking any more."))
    return see_other("/support")


async def _record(request: Request, wish: Intention, sentence: str) -> None:
    done = await request.journal.record(wish)
    refresh_help_file(request.desk.home, request.pages)
    request.say(sentence, done)


ROUTES: Final[tuple[Route, ...]] = (
    get("/support", show_support),
    post("/support", keep),
    get("/support/edit", show_edit),
    get("/support/edit/{part}", show_part),
    post("/support/region", choose_region),
    post("/support/lines", add_line),
    post("/support/lines/{line}/remove", remove_line),
    get("/support/before-unlock", show_before_unlock),
    post("/support/before-unlock", turn_before_unlock),
)
