"""Up and down: a list in a person's order, changed by one button at a time.

What a list is about is for its page to say; an order is recorded there.
"""

from collections.abc import Sequence
from typing import Final

from whyward.web.form import FieldRefused
from whyward.web.request import Request

UP: Final = "up"
DOWN: Final = "down"


def asked_to_move(request: Request) -> tuple[str, str]:
    """Return which way, and what: the button that was pressed says both, such as `up:4f2a`."""
    way, _, key = request.form.text("move").partition(":")
    if not key:
        _ = request.texts.gettext
        raise FieldRefused("move", _("Nothing was named to move"), hint=_("Press one of the buttons beside it."))
    return way, key


def moved(order: Sequence[str], way: str, key: str) -> tuple[str, ...] | None:
    """Return the order after one move, or None where there is nowhere to go or nothing to move."""
    if key not in order:
        return None
    place = order.index(key)
    other = place - 1 if way == UP else place + 1
    if not 0 <= other < len(order):
        return None
    changed = list(order)
    changed[place], changed[other] = changed[other], changed[place]
    return tuple(changed)
