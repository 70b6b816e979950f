"""Questions: the list of them, one to write to, and ways to leave it.

Looking at a question records nothing. Whoever leaves one with words in it keeps the words.
"""

from typing import Final

from whyward.content.prompts import Prompt, prompt, prompts
from whyward.journal.events.reflections import ReflectionStarted
from whyward.journal.intentions.reflections import DeclinePrompt, SetReflectionAside, StartReflection
from whyward.journal.projections.exploring import quiet_prompts, reflections
from whyward.web.form import FieldRefused
from whyward.web.pages.exploring.asking import asked, found_prompt, offered, worded
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_TENDER_FROM: Final = 2


async def show_questions(request: Request) -> Response:
    """List the questions that are offered, those that may fit first."""
    there = offered(request)
    return page(
        request,
        "exploring/questions.html",
        plain=[(one, worded(request, one)) for one in there if one.domain is None],
        about_life=[(one, worded(request, one)) for one in there if one.domain is not None],
        quiet=len(quiet_prompts(request.pages, request.today)),
    )


async def show_question(request: Request) -> Response:
    """Show one question: first how tender it is, if it is, then a place to write."""
    one = found_prompt(request, request.args["question"])
    gentler = None if one.alt_id is None else prompt(one.alt_id)
    is_taken_up = one.intensity < _TENDER_FROM or request.query.ticked("go")
    place = _place(one)
    draft = request.journal.drafts.at(place)
    return page(
        request,
        "exploring/question.html",
        one=one,
        words=worded(request, one),
        line=None if is_taken_up or draft else prompts().intensity_lines.get(one.intensity),
        gentler=gentler,
        gentler_words="" if gentler is None else worded(request, gentler),
        reasons=[(reason.id, reason.label) for reason in prompts().skip_reasons],
        place=place,
        draft=draft,
        earlier=[found for found in reflections(request.pages, prompt_id=one.id) if found.text is not None],
    )


async def write(request: Request) -> Response:
    """Keep what was written to a question."""
    one, form, _ = found_prompt(request, request.args["question"]), request.form, request.texts.gettext
    if form.optional("text") is None:
        raise FieldRefused("text", _("Nothing is written here yet"), hint=_("A line is enough. Nothing was recorded."))
    wish = StartReflection(
        asked=asked(request, one),
        text=form.text("text"),
        feelings=tuple(word.strip() for word in form.text("feelings").split(",") if word.strip()),
        with_therapist=True if form.ticked("with_therapist") else None,
    )
    done = await request.journal.record(wish)
    request.say(_("Your words are kept."), done)
    return see_other(f"/explore/reflections/{body_in(done, ReflectionStarted).reflection_id.hex()}")


async def set_aside(request: Request) -> Response:
    """Set a question aside; words that are there already are kept with it."""
    one, form, _ = found_prompt(request, request.args["question"]), request.form, request.texts.gettext
    why, text = form.optional("why"), form.optional("text")
    if text is None:
        done = await request.journal.record(DeclinePrompt(asked=asked(request, one), why=why))
    else:
        done = await request.journal.record(StartReflection(asked=asked(request, one), text=text))
        called = body_in(done, ReflectionStarted).reflection_id.hex()
        done = await request.journal.record(SetReflectionAside(reflection=called, why=why))
    if why == "too_much":
        request.say(_("Set aside. It is not offered for 30 days."), done)
    else:
        request.say(_("Set aside. It will be here if you want it."), done)
    return see_other("/explore")


def _place(one: Prompt) -> str:
    return f"reflect:{one.id}"


ROUTES: Final[tuple[Route, ...]] = (
    get("/explore/reflect", show_questions),
    get("/explore/reflect/{question}", show_question),
    post("/explore/reflect/{question}", write),
    post("/explore/reflect/{question}/aside", set_aside),
)
