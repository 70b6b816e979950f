"""What Whyward says of itself: what it is for, what it cannot do, thanks; accessibility; the keys.

They work before anything is unlocked, and know nothing of anybody.
"""

from typing import Final, NamedTuple

from whyward.content.credits import credits_
from whyward.content.safety import safety_texts
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Needs, Route, get


class Key(NamedTuple):
    """A key, and the English text of what it does."""

    keys: tuple[str, ...]
    what: str


def _(text: str) -> str:
    """Mark a text for translation; the template looks it up."""
    return text


KEYS: Final = (
    Key(("?",), _("This page")),
    Key(("s",), _("I did something that mattered")),
    Key(("b",), _("Something's in the way")),
    Key(("w",), _("Why: from what is shown back to your own words")),
    Key(("n",), _("Something new: an entry, a goal, whatever the page is about")),
    Key(("e",), _("Change what is shown")),
    Key(("g",), _("Go on with what is shown")),
    Key(("q",), _("A question to write a line to")),
    Key(("u",), _("Undo what was just kept")),
    Key(
        ("1", "2", "3", "4", "5"),
        _("In a card sort: the pile that a card goes to. In the sorter of values and goals: which it is"),
    ),
)
"""Single keys. They do nothing while something is typed, and can be turned off."""

ALWAYS: Final = (
    Key(("Tab", "Shift+Tab"), _("On to what can be pressed or filled in, and back")),
    Key(("Enter", "Space"), _("Press it")),
    Key(("F5",), _("Make this page anew; the window keeps its key")),
    Key(("Shift, Shift, Shift",), _("Leave quickly")),
)


async def show_about(request: Request) -> Response:
    """Show the purpose, the limits, and thanks."""
    return page(request, "caring/about.html", safety=safety_texts(), credits=credits_())


async def show_keys(request: Request) -> Response:
    """Show what each key does."""
    return page(request, "caring/keys.html", keys=KEYS, always=ALWAYS)


async def show_accessibility(request: Request) -> Response:
    """Show what the pages are made to do for everybody, and where they fall short."""
    return page(request, "caring/accessibility.html")


ROUTES: Final[tuple[Route, ...]] = (
    get("/about", show_about, Needs.NOTHING),
    get("/keys", show_keys, Needs.NOTHING),
    get("/accessibility", show_accessibility, Needs.NOTHING),
)
