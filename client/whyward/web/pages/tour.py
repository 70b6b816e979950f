"""The tour: from “I don't know what matters” to one small step with a why, in five screens.

Each screen records what it says; whoever stops in between has lost nothing, and the address of the next screen names
what there is so far.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from whyward.content.cards import deck
from whyward.content.primers import primers
from whyward.content.prompts import Prompt, prompt, prompts
from whyward.content.starters import starter, starters
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.reflections import ReflectionStarted
from whyward.journal.events.values import ShowsUp, ValueChosen
from whyward.journal.folding.reflections import ReflectionRow
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.reflections import Asked, StartReflection, WriteReflection
from whyward.journal.intentions.values import AddValue, PlaceValue
from whyward.journal.names import find_goal, find_value, folded_name
from whyward.journal.names_exploring import find_reflection
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.values import current_values
from whyward.web.form import FieldRefused
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_FIRST: Final = "values-vs-goals"
_QUESTIONS: Final = ("p.self", "p.small", "p.stand", "p.numb")
_DAYS: Final = 7
_WHY_CHARACTERS: Final = 400


async def show_tour(request: Request) -> Response:
    """Say what a value and a goal are."""
    primer = next(one for one in primers().primers if one.id == _FIRST)
    return page(request, "tour/tour.html", cards=primer.cards[:3])


async def show_question(request: Request) -> Response:
    """Ask one question, or another; whoever comes back to it finds what they wrote."""
    written = _written(request) if request.query.text("from") else None
    found = _question(request.query.text("prompt") if written is None else written.prompt_id)
    place = "tour:question"
    draft = {} if written is None else {"text": _sentence(written)}
    return page(
        request,
        "tour/question.html",
        prompt=found,
        others=[one for one in _questions() if one.id != found.id],
        place=place,
        draft={**draft, **request.journal.drafts.at(place)},
        written=request.query.text("from"),
    )


async def answer(request: Request) -> Response:
    """Keep what was written to the question, or other words for what is there already."""
    found, before = _question(request.form.text("prompt")), request.form.optional("from")
    _said(request, "text")
    if before is not None:
        row = find_reflection(request.pages, before)
        if request.form.text("text") != _sentence(row):
            await request.journal.record(WriteReflection(reflection=before, text=request.form.text("text")))
        return see_other(f"/tour/word?from={row.reflection_id.hex()}")
    asked = Asked(prompt_id=found.id, version=found.version, words=found.asked(), lang=prompts().lang)
    done = await request.journal.record(StartReflection(asked=asked, text=request.form.text("text")))
    return see_other(f"/tour/word?from={body_in(done, ReflectionStarted).reflection_id.hex()}")


async def show_word(request: Request) -> Response:
    """Ask for a word for what it is about; an address without what was written leads to the question."""
    if not request.query.text("from"):
        return see_other("/tour/question")
    written = _written(request)
    words = sorted((card.label, card.gloss) for card in deck().cards if card.quick)
    return page(
        request,
        "tour/word.html",
        words=_sentence(written),
        written=request.query.text("from"),
        cards=[(label, label) for label, _ in words],
        meanings=words,
    )


async def name(request: Request) -> Response:
    """Name the value; one that bears the word already goes on with it."""
    form, _ = request.form, request.texts.gettext
    named = form.optional("own") or form.optional("card")
    if named is None:
        raise FieldRefused(
            "own", _("No word is here yet"), hint=_("Choose one, or write your own. It can change later.")
        )
    written = find_reflection(request.pages, form.text("from"))
    there = [
        one.id for one in current_values(request.pages, request.today) if folded_name(one.name) == folded_name(named)
    ]
    if there:
        return see_other(f"/tour/place?value={there[0].hex()}&from={written.reflection_id.hex()}")
    ref = f"reflection:{written.reflection_id.hex()}"
    card_id = next((card.id for card in deck().cards if card.label == named), None)
    done = await request.journal.record(AddValue(name=named, came_from=(ref,), card_id=card_id))
    value_id = body_in(done, ValueChosen).value_id
    return see_other(f"/tour/place?value={value_id.hex()}&from={written.reflection_id.hex()}")


async def show_place(request: Request) -> Response:
    """Ask where in life it shows up, or does not yet."""
    if not request.query.text("value"):
        return see_other("/tour")
    value = find_value(request.pages, request.query.text("value"))
    _ = request.texts.gettext
    levels = [(ShowsUp.A_LOT, _("a lot")), (ShowsUp.SOME, _("some")), (ShowsUp.A_LITTLE, _("a little"))]
    return page(
        request,
        "tour/place.html",
        value=value,
        written=request.query.text("from"),
        domains=[(domain.id, domain.name) for domain in domain_map(request.pages)],
        levels=[*((level.value, text) for level, text in levels), (ShowsUp.NOT_YET.value, _("not yet"))],
    )


async def place(request: Request) -> Response:
    """Place the value, where it was said where."""
    value, form = find_value(request.pages, request.form.text("value")), request.form
    domain = form.optional("domain")
    if domain is not None:
        shows_up = form.text("shows_up") or ShowsUp.NOT_YET.value
        await request.journal.record(PlaceValue(value=value.value_id.hex(), domain=domain, shows_up=shows_up))
    where = "" if domain is None else f"&domain={domain}"
    written = form.optional("from")
    came = "" if written is None else f"&from={find_reflection(request.pages, written).reflection_id.hex()}"
    return see_other(f"/tour/step?value={value.value_id.hex()}{where}{came}")


async def show_step(request: Request) -> Response:
    """Ask for one small step; the sentence that was written last stands in it as its why."""
    if not request.query.text("value"):
        return see_other("/tour")
    value, domain = find_value(request.pages, request.query.text("value")), request.query.text("domain")
    fitting = [one for one in starters() if domain in one.domains or value.card_id in one.cards]
    draft_place, written = "tour:step", request.query.text("from")
    return page(
        request,
        "tour/step.html",
        value=value,
        domain=domain,
        written=written,
        why=_why(request, (*([f"reflection:{written}"] if written else []), *value.came_from)),
        starters=(fitting or list(starters()))[:3],
        place=draft_place,
        draft=_with_idea(request.journal.drafts.at(draft_place), request.query.text("idea")),
    )


async def choose(request: Request) -> Response:
    """Set the goal, with the sentence that it comes from."""
    form = request.form
    _said(request, "statement")
    value = find_value(request.pages, form.text("value"))
    domain = form.optional("domain")
    wish = SetGoal(
        statement=form.text("statement"),
        why=form.optional("why"),
        values=(value.value_id.hex(),),
        domains=() if domain is None else (domain,),
        tiny_version=form.optional("tiny"),
        ends_on=request.today + timedelta(days=_DAYS),
    )
    done = await request.journal.record(wish)
    return see_other(f"/tour/done?goal={body_in(done, GoalSet).goal_id.hex()}")


async def show_done(request: Request) -> Response:
    """Show the why and the how side by side."""
    if not request.query.text("goal"):
        return see_other("/tour")
    goal = find_goal(request.pages, request.query.text("goal"))
    values = [find_value(request.pages, value_id.hex()) for value_id in goal.value_ids]
    return page(request, "tour/done.html", goal=goal, values=values)


def _questions() -> list[Prompt]:
    return [found for found in map(prompt, _QUESTIONS) if found is not None]


def _question(prompt_id: str) -> Prompt:
    there = _questions()
    return next((one for one in there if one.id == prompt_id), there[0])


def _said(request: Request, field: str) -> None:
    """Ask for a line where none is; the journal would call it by a name that the tour has not spoken of."""
    if request.form.optional(field) is None:
        _ = request.texts.gettext
        raise FieldRefused(field, _("Nothing is written here yet"), hint=_("A line is enough. Nothing was recorded."))


def _written(request: Request) -> ReflectionRow:
    return find_reflection(request.pages, request.query.text("from"))


def _sentence(row: ReflectionRow) -> str:
    return row.versions[0].text if row.versions else ""


def _with_idea(draft: Mapping[str, str], starter_id: str) -> dict[str, str]:
    """Return a draft with an idea in it; what was typed already stays before it."""
    idea = starter(starter_id)
    if idea is None:
        return dict(draft)
    typed, tiny = draft.get("statement", "").strip(), draft.get("tiny", "").strip()
    both = typed if idea.statement in typed else f"{typed} {idea.statement}".strip()
    return {**draft, "statement": both, "tiny": tiny or idea.tiny_version}


def _why(request: Request, came_from: tuple[str, ...]) -> str:
    """Return the person's own sentence that led to a value."""
    for ref in came_from:
        noun, _, called = ref.partition(":")
        if noun == "reflection":
            return _sentence(find_reflection(request.pages, called))[:_WHY_CHARACTERS]
    return ""


ROUTES: Final[tuple[Route, ...]] = (
    get("/tour", show_tour),
    get("/tour/question", show_question),
    post("/tour/question", answer),
    get("/tour/word", show_word),
    post("/tour/word", name),
    get("/tour/place", show_place),
    post("/tour/place", place),
    get("/tour/step", show_step),
    post("/tour/step", choose),
    get("/tour/done", show_done),
)
