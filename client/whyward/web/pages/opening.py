"""The way in: welcome on a fresh device, recovery words once, unlocking, locking, and where to begin.

The words are never drawn on a screen by these pages: they go to a printer, or to the terminal.
"""

from typing import Final

from whyward.adapters.home import Lock
from whyward.journal.errors import BadInput
from whyward.journal.key_file import HONEST_WORD, Unlock
from whyward.web.form import FieldRefused
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Needs, Route, get, post

_PER_LINE: Final = 4


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
    _ = request.texts.gettext
    names = {
        Unlock.PASSPHRASE: _("A passphrase"),
        Unlock.KEYRING: _("This computer's keyring"),
        Unlock.FILE: _("Nothing: whoever uses this computer can open it"),
    }
    ways = [(way.value, name, _(HONEST_WORD[way])) for way, name in names.items()]
    return page(request, "opening/welcome.html", step=request.query.text("step") or "where", ways=ways)


async def found(request: Request) -> Response:
    """Make the journal."""
    form, _ = request.form, request.texts.gettext
    try:
        way = Unlock(form.text("unlock"))
    except ValueError:
        raise FieldRefused("unlock", _("That way of unlocking is not one there is")) from None
    passphrase = form.text("passphrase") if way is Unlock.PASSPHRASE else ""
    if way is Unlock.PASSPHRASE and not passphrase:
        raise FieldRefused("passphrase", _("An empty passphrase guards nothing"), hint=_("Choose several words."))
    if passphrase and passphrase != form.text("again"):
        raise FieldRefused("again", _("The two passphrases differ"), hint=_("Nothing was made. Type it once more."))
    if request.desk.exists:
        raise BadInput(_("There is a journal here already"), hint=_("Unlock it. Nothing was changed."))
    await request.desk.found(Lock(way, passphrase))
    return see_other("/welcome/words")


async def show_words(request: Request) -> Response:
    """Offer the words to a printer or the terminal."""
    return page(request, "opening/words.html", words=request.desk.arrival.words)


async def words_to_terminal(request: Request) -> Response:
    """Print the words where Whyward was started."""
    words = request.desk.arrival.words
    rows = [words[start : start + _PER_LINE] for start in range(0, len(words), _PER_LINE)]
    numbered = [
        "  ".join(f"{row * _PER_LINE + place + 1:2}. {word:<10}" for place, word in enumerate(row_words))
        for row, row_words in enumerate(rows)
    ]
    request.desk.show_in_terminal("\n".join(["", *numbered, ""]))
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
