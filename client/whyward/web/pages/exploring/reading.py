"""What was written to questions: a list, one reflection to read and mark phrases in, and to put in other words.

Two texts that did not see each other are both shown, and both are kept.
"""

from typing import Final

from whyward.content.prompts import prompts
from whyward.journal.events.catalogue import ref_of
from whyward.journal.events.kinds_exploring import REFLECTION
from whyward.journal.intentions.reflections import SetReflectionAside, SettleReflection, WriteReflection
from whyward.journal.names_exploring import find_reflection
from whyward.journal.projections.exploring import Reflection, glimpses_shown, reflection_shown, reflections
from whyward.web.pages.exploring.settling import kept_and_merged
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_reflections(request: Request) -> Response:
    """List reflections, the latest first."""
    every = reflections(request.pages)
    return page(
        request,
        "exploring/reflections.html",
        written=[one for one in every if one.text is not None],
        aside=[one for one in every if one.text is None and one.is_aside],
    )


async def show_reflection(request: Request) -> Response:
    """Show one reflection, and what was marked in it."""
    one = _found(request)
    return page(
        request,
        "exploring/reflection.html",
        one=one,
        after=prompts().after,
        marked=glimpses_shown(request.pages, source=ref_of(REFLECTION, one.id)),
    )


async def show_edit(request: Request) -> Response:
    """Offer a reflection to be put in other words."""
    one = _found(request)
    place = f"reflection:{one.id.hex()}"
    return page(request, "exploring/reflection_edit.html", one=one, place=place, draft=request.journal.drafts.at(place))


async def edit(request: Request) -> Response:
    """Keep other words, made from the version that was seen."""
    one, form, _ = _found(request), request.form, request.texts.gettext
    wish = WriteReflection(reflection=one.id.hex(), text=form.text("text"), base=form.optional("base"))
    done = await request.journal.record(wish)
    request.say(_("Your new words are kept. The ones before stay in its history."), done)
    return see_other(f"/explore/reflections/{one.id.hex()}")


async def set_aside(request: Request) -> Response:
    """Set a question aside that was taken up; what was written stays."""
    one, _ = _found(request), request.texts.gettext
    done = await request.journal.record(SetReflectionAside(reflection=one.id.hex(), why=request.form.optional("why")))
    request.say(_("Set aside. What you wrote stays."), done)
    return see_other("/explore")


async def settle(request: Request) -> Response:
    """Keep one of several texts in front."""
    one = _found(request)
    keep, merged = kept_and_merged(request.form)
    done = await request.journal.record(SettleReflection(reflection=one.id.hex(), keep=keep, merged_text=merged))
    request.say(request.texts.gettext("Settled. Nothing of it is lost."), done)
    return see_other(f"/explore/reflections/{one.id.hex()}")


def _found(request: Request) -> Reflection:
    row = find_reflection(request.pages, request.args["reflection"])
    one = reflection_shown(request.pages, row.reflection_id)
    assert one is not None, "it was found in the same pages"
    return one


ROUTES: Final[tuple[Route, ...]] = (
    get("/explore/reflections", show_reflections),
    get("/explore/reflections/{reflection}", show_reflection),
    get("/explore/reflections/{reflection}/edit", show_edit),
    post("/explore/reflections/{reflection}/edit", edit),
    post("/explore/reflections/{reflection}/aside", set_aside),
    post("/explore/reflections/{reflection}/settle", settle),
)
