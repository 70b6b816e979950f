"""Less, at one press: narrow, pause, stop, rename, take off the list, ask for deletion; and going on after a rest.

Nobody is asked why, and nobody is told why unless the person says so.
"""

from typing import Final

from whyward.journal.events.catalogue import GOAL, entity_of_ref
from whyward.journal.intentions.people import RemoveContact, RenameContact
from whyward.journal.intentions.shares import NarrowShare, PauseShare, ResumeShare, StopShare
from whyward.journal.projections.labels import Labels
from whyward.web.form import FieldRefused
from whyward.web.pages.sharing.opened import opened
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def narrow(request: Request) -> Response:
    """Show less: a goal no longer, parts of one no longer, or a right less."""
    one, form, _ = await opened(request), request.form, request.texts.gettext
    goals = form.all("goal")
    fields = () if form.ticked("whole") else form.all("part")
    if goals and not fields and not form.ticked("whole"):
        raise FieldRefused("part", _("Nothing is ticked that would go"), hint=_("Tick what they are to see no more."))
    await one.shares.narrow(NarrowShare(who=one.who, goals=goals, fields=fields, may=form.all("may")))
    text = _("%(name)s is shown less from now on. What they have read, they have read.")
    request.say(text % {"name": one.share.name})
    return see_other(one.path)


async def pause(request: Request) -> Response:
    """Let nothing go out for a while."""
    one, _ = await opened(request), request.texts.gettext
    await one.shares.pause(PauseShare(who=one.who, until=request.form.day("until")))
    request.say(_("Nothing goes out to %(name)s until you let it go on.") % {"name": one.share.name})
    return see_other(one.path)


async def resume(request: Request) -> Response:
    """Let it go out again."""
    one, _ = await opened(request), request.texts.gettext
    done = await one.shares.resume(ResumeShare(who=one.who))
    request.say(_("What you record goes out to %(name)s again, as you chose.") % {"name": one.share.name}, done)
    return see_other(one.path)


async def stop(request: Request) -> Response:
    """Stop for good: here at once, and at the relay as soon as it can be reached."""
    one, _ = await opened(request), request.texts.gettext
    stopped = await one.shares.stop(StopShare(who=one.who))
    request.say(_("You show %(name)s nothing any more. They are not told why.") % {"name": one.share.name})
    if not stopped.is_done:
        request.say(_("The relay is out of reach and is told later. Nothing goes out from here meanwhile."))
    if stopped.fetched:
        request.say(_("What they have read they have read. Their copies are deleted, unless the law keeps them."))
    return see_other(one.path)


async def rename(request: Request) -> Response:
    """Call somebody by another name here."""
    one, _ = await opened(request), request.texts.gettext
    name = request.form.text("name")
    done = await request.journal.record(RenameContact(contact=one.share.contact_id.hex(), name=name))
    request.say(_("They go by that name here now. They do not see it."), done)
    return see_other(one.path)


async def remove(request: Request) -> Response:
    """Take somebody off the list, and stop all that is shown to them."""
    one, _ = await opened(request), request.texts.gettext
    await request.journal.record(RemoveContact(contact=one.share.contact_id.hex()))
    request.say(_("They are off the list, and are shown nothing any more. Nobody is told."))
    return see_other("/share")


async def show_deletion(request: Request) -> Response:
    """Offer to ask somebody to delete copies."""
    one = await opened(request)
    audit = one.shares.audit(one.who)
    refs = dict.fromkeys(line.ref for line in audit.lines if line.left)
    return page(request, "share/deletion.html", share=one.share, goals=_goals_named(request, list(refs)))


async def ask_deletion(request: Request) -> Response:
    """Ask somebody to delete copies: of some goals, or of everything."""
    one, form, _ = await opened(request), request.form, request.texts.gettext
    note = form.optional("note") or _("Please delete your copies.")
    await one.shares.request_deletion(one.who, form.all("goal"), note)
    text = _("%(name)s is asked as soon as the relay is reached. What they answer stands under “What they wrote”.")
    request.say(text % {"name": one.share.name})
    return see_other(one.path)


def _goals_named(request: Request, refs: list[str]) -> list[tuple[str, str]]:
    """Return goals to choose from, by id, in the person's own words for them."""
    labels = Labels(request.pages)
    ids = [entity_of_ref(ref).removeprefix(GOAL) for ref in refs]
    return [(goal_id.hex(), labels.goal(goal_id)) for goal_id in ids]


ROUTES: Final[tuple[Route, ...]] = (
    post("/share/{share}/narrow", narrow),
    post("/share/{share}/pause", pause),
    post("/share/{share}/resume", resume),
    post("/share/{share}/stop", stop),
    post("/share/{share}/rename", rename),
    post("/share/{share}/remove", remove),
    get("/share/{share}/deletion", show_deletion),
    post("/share/{share}/deletion", ask_deletion),
)
