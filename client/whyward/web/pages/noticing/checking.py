"""The Compass check on pages: asked for each part of life, told in words, in numbers to whoever wants them.

Any answer may be left out. With little energy it is one part of life at a time, and can be left at any of them.
"""

from collections.abc import Sequence
from typing import Final

from whyward.content.compass import compass
from whyward.journal.errors import NotFound
from whyward.journal.events.checkins import CLOSE, CLOSER, COMPASS, MATTER, CheckinCompleted
from whyward.journal.intentions.checkins import CompleteCheckin, CorrectCheckin, Said, TakeCheckinBack
from whyward.journal.names_noticing import find_checkin
from whyward.journal.projections.checkins import Checkin, checkin_shown, checkins
from whyward.journal.projections.domains import Domain, domain_map
from whyward.journal.projections.targets import targets
from whyward.web.form import Form
from whyward.web.pages.noticing.chart import closeness_chart
from whyward.web.pages.noticing.wording import closeness_word, told_over_time, wants_numbers
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

DRAFT: Final = "check:new"


async def show_check(request: Request) -> Response:
    """Show the latest check, and how it was over time."""
    found = checkins(request.pages, COMPASS)
    others = [one for one in checkins(request.pages) if one.instrument_id != COMPASS]
    return page(
        request,
        "noticing/check.html",
        compass=compass(),
        latest=found[0] if found else None,
        found=found,
        others=others,
        targets=targets(request.pages),
        chart=closeness_chart(found, request.texts),
        sentence=told_over_time(request.texts, found),
        numbers=wants_numbers(request),
        word=closeness_word(request.texts),
    )


async def show_new(request: Request) -> Response:
    """Ask: everything on one page, or one part of life at a time."""
    domains = domain_map(request.pages)
    return _asking(request, domains, None, 0 if request.desk.settings.low_energy else None)


async def check(request: Request) -> Response:
    """Record what was answered."""
    form = request.form
    wish = CompleteCheckin(
        said=answered(form), version=compass().version, lang=compass().lang, note=form.optional("note")
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Noted. You can put it right or take it back at any time."), done)
    return _on(request, body_in(done, CheckinCompleted).checkin_id.hex())


async def show_one(request: Request) -> Response:
    """Show one check; a target has its own page."""
    if find_checkin(request.pages, request.args["checkin"]).instrument_id is None:
        return see_other("/check/target")
    found = _found(request)
    return page(
        request,
        "noticing/checked.html",
        found=found,
        compass=compass(),
        numbers=wants_numbers(request),
        word=closeness_word(request.texts),
    )


async def show_edit(request: Request) -> Response:
    """Ask again, with what was answered in its place."""
    found, domains = _found(request), domain_map(request.pages, every=True)
    at = request.query.number("at") if request.desk.settings.low_energy else None
    asked = {one.domain_id for one in found.domains}
    shown = [domain for domain in domains if not domain.hidden or domain.id in asked]
    return _asking(request, shown, found, at)


async def correct(request: Request) -> Response:
    """Record what became different."""
    found = _found(request)
    said = [one for one in answered(request.form, emptied=True) if _differs(one, found)]
    if said:
        done = await request.journal.record(CorrectCheckin(checkin=found.id.hex(), said=tuple(said)))
        request.say(request.texts.gettext("It is as you say now. What it was before stays in its history."), done)
    return _on(request, found.id.hex())


async def take_back(request: Request) -> Response:
    """Take a check or a target back."""
    row = find_checkin(request.pages, request.args["checkin"])
    done = await request.journal.record(TakeCheckinBack(checkin=row.checkin_id.hex()))
    request.say(request.texts.gettext("Taken back, on all your devices."), done)
    return see_other("/check" if row.instrument_id is not None else "/check/target")


def _asking(request: Request, domains: Sequence[Domain], found: Checkin | None, at: int | None) -> Response:
    """Return the form; `at` is the part of life that is asked for alone, None for all of them."""
    asked = list(domains) if at is None else list(domains[max(0, at) : max(0, at) + 1])
    answers = {one.domain_id: one for one in found.domains} if found else {}
    return page(
        request,
        "noticing/check_form.html",
        compass=compass(),
        domains=asked,
        of=len(domains),
        at=at,
        found=found,
        answers=answers,
        draft=request.journal.drafts.at(DRAFT) if found is None else {},
    )


def _on(request: Request, checkin_id: str) -> Response:
    """Go to the next part of life while there is one to be asked for, else to the whole."""
    at = request.form.number("at")
    count = len(domain_map(request.pages))
    if at is not None and at + 1 < count and not request.form.ticked("enough"):
        return see_other(f"/check/{checkin_id}/edit?at={at + 1}")
    return see_other(f"/check/{checkin_id}")


def answered(form: Form, *, emptied: bool = False) -> tuple[Said, ...]:
    """Return the answers of a form; what was left out is not among them, unless it is to be emptied."""
    said: list[Said] = []
    for name in dict.fromkeys(name for name, _ in form.pairs()):
        part, _, domain = name.partition("-")
        if part in {MATTER, CLOSE} and domain:
            number = form.number(name)
            if number is not None or emptied:
                said.append(Said(item=f"{domain}.{part}", number=number))
        elif part == CLOSER and domain and (form.optional(name) or emptied):
            said.append(Said(item=f"{domain}.{CLOSER}", words=form.text(name)))
    return tuple(said)


def _differs(said: Said, found: Checkin) -> bool:
    domain, _, part = said.item.rpartition(".")
    before = next((one for one in found.domains if one.domain_id == domain), None)
    if part == CLOSER:
        return (said.words or "").strip() != ((before.closer if before else None) or "")
    number = None if before is None else before.matter if part == MATTER else before.close
    return said.number != number


def _found(request: Request) -> Checkin:
    found = checkin_shown(request.pages, find_checkin(request.pages, request.args["checkin"]).checkin_id)
    if found is None:
        raise NotFound("That one is a target, without answers", hint="Its marks are on the page of targets.")
    return found


ROUTES: Final[tuple[Route, ...]] = (
    get("/check", show_check),
    get("/check/new", show_new),
    post("/check", check),
    get("/check/{checkin}", show_one),
    get("/check/{checkin}/edit", show_edit),
    post("/check/{checkin}/edit", correct),
    post("/check/{checkin}/take-back", take_back),
)
