"""Wins and moods on pages: a line about what went well; how one feels, for whoever turned that on.

No day is expected, and nothing is averaged.
"""

from typing import Final

from whyward.content.moods import level_in_words, mood_words
from whyward.journal.decide.checkins import MOODS
from whyward.journal.intentions.checkins import NoteMood
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.steps import NoticeWin
from whyward.journal.projections.barriers import wins
from whyward.journal.projections.moods import moods, moods_are_on
from whyward.journal.projections.values import current_values
from whyward.web.form import Form
from whyward.web.places import place_of
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post

_MIDDLE: Final = 2
"""Where nothing lies on a scale from -2 to 2."""


async def show_wins(request: Request) -> Response:
    """Show the wins, and a line for one more."""
    values = current_values(request.pages, request.today, every=True)
    return page(
        request,
        "noticing/wins.html",
        wins=wins(request.pages),
        names={value.id: value.name for value in values},
        values=[(value.id.hex(), value.name) for value in values if value.status == "active"],
        draft=request.journal.drafts.at("win:new"),
        place_of=place_of,
    )


async def note_win(request: Request) -> Response:
    """Note a win."""
    form = request.form
    wish = NoticeWin(text=form.text("text"), values=form.all("value"), on=form.day("on"), about=form.optional("about"))
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Noted."), done)
    return see_other("/wins")


async def show_moods(request: Request) -> Response:
    """Show moods, if they are on; else offer to turn them on."""
    words, _ = mood_words(), request.texts.gettext
    return page(
        request,
        "noticing/moods.html",
        is_on=moods_are_on(request.pages),
        moods=moods(request.pages),
        words=words,
        groups=[(_(group.name), [(word, _(word)) for word in group.words]) for group in words.groups],
        valences=[(number - _MIDDLE, _(name)) for number, name in enumerate(words.valence)],
        energies=[(number - _MIDDLE, _(name)) for number, name in enumerate(words.energy)],
        level=level_in_words,
        draft=request.journal.drafts.at("mood:new"),
    )


async def note_mood(request: Request) -> Response:
    """Note a mood."""
    form = request.form
    wish = NoteMood(
        valence=form.number("valence"), energy=form.number("energy"), words=_words(form), note=form.optional("note")
    )
    done = await request.journal.record(wish)
    request.say(request.texts.gettext("Noted. It may be as it is."), done)
    return see_other("/mood")


def _words(form: Form) -> tuple[str, ...]:
    own = (word.strip() for word in form.text("own_words").split(","))
    return (*form.all("word"), *(word for word in own if word))


async def turn_moods(request: Request) -> Response:
    """Turn moods on or off, on all devices."""
    is_on = request.form.text("on") == "yes"
    done = await request.journal.record(SetPreference(key=MOODS, value=is_on))
    _ = request.texts.gettext
    request.say(_("Moods are on.") if is_on else _("Moods are off. What you noted stays."), done)
    return see_other("/mood")


ROUTES: Final[tuple[Route, ...]] = (
    get("/wins", show_wins),
    post("/wins", note_win),
    get("/mood", show_moods),
    post("/mood", note_mood),
    post("/mood/on", turn_moods),
)
