"""The way in: welcome on a fresh device, recovery words once, unlocking, locking, and where to begin.

The words are never drawn on a screen by these pages: they go to a printer, or to the terminal.
"""

from typing import Final

from whyward.journal.errors import BadInput
from whyward.journal.key_file import HONEST_WORD, Unlock
from whyward.web.form import FieldRefused
from whyward.web.pages.locks import lock_of, lock_options
from whyward.web.pages.numbered import numbered
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Needs, Route, get, post


async def show_unlock(request: Request) -> Response:
    """Ask for the passphrase, where there is one."""
    if not request.desk.exists:
        return see_other("/welcome")
    way, then = request.desk.unlocks_by, _then(request.query.text("then"))
    if request.desk.is_open:
        return see_other(then)
    return page(
        request,
        "opening/unlock.html",
        asks_passphrase=way is Unlock.PASSPHRASE,
        how=request.texts.gettext(HONEST_WORD[way]),
        then=then,
    )


async def unlock(request: Request) -> Response:
    """Open the journal."""
    await request.desk.unlock(request.form.text("passphrase"))
    return see_other(_then(request.form.text("then")))


async def lock(request: Request) -> Response:
    """Close the journal, and let the browser forget what it may have kept of it."""
    await request.desk.lock()
    return Response(303, headers={"Location": "/unlock", "Clear-Site-Data": '"cache"'})


async def show_welcome(request: Request) -> Response:
    """Say what stays where, then whether it is safe here, then ask how to unlock."""
    if request.desk.exists:
        return see_other("/")
    step = request.query.text("step") or "where"
    if step == "join":
        return see_other("/welcome/join")
    return page(request, "opening/welcome.html", step=step, ways=lock_options(request.texts))


async def found(request: Request) -> Response:
    """Make the journal."""
    lock, _ = lock_of(request), request.texts.gettext
    if request.desk.exists:
        raise BadInput(_("There is a journal here already"), hint=_("Unlock it. Nothing was changed."))
    await request.desk.found(lock)
    return see_other("/welcome/words")


async def show_words(request: Request) -> Response:
    """Offer the words to a printer or the terminal."""
    return page(request, "opening/words.html", words=request.desk.arrival.words)


async def words_to_terminal(request: Request) -> Response:
    """Print the words where Whyward was started."""
    request.desk.show_in_terminal(numbered(request.desk.arrival.words))
    request.say(request.texts.gettext("They are in the terminal now. Write them on paper, then clear it."))
    return see_other("/welcome/words")


async def words_written(request: Request) -> Response:
    """Let the words go, once the person has them or chose not to."""
    if not request.form.ticked("written") and not request.form.ticked("later"):
        _ = request.texts.gettext
        raise FieldRefused("written", _("The words are shown once"), hint=_("Tick the box when you have them."))
    request.desk.arrival.words = ()
    return see_other("/beginning")


async def show_beginning(request: Request) -> Response:
    """Offer four ways to begin."""
    return page(request, "opening/beginning.html")


def _then(path: str) -> str:
    """Return where to go after unlocking: a path of ours, never another place."""
    return path if path.startswith("/") and not path.startswith(("//", "/unlock", "/welcome", "/\\")) else "/"


ROUTES: Final[tuple[Route, ...]] = (
    get("/unlock", show_unlock, Needs.NOTHING),
    post("/unlock", unlock, Needs.NOTHING),
    post("/lock", lock, Needs.NOTHING),
    get("/welcome", show_welcome, Needs.NOTHING),
    post("/welcome", found, Needs.NOTHING),
    get("/welcome/words", show_words),
    post("/welcome/words/terminal", words_to_terminal),
    post("/welcome/words", words_written),
    get("/beginning", show_beginning),
)
