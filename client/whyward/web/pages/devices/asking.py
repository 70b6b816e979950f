"""Asking for the passphrase once more, before something that a stranger at an open journal is not to do.

Where the journal has none, there is nothing to ask for, and the page says so.
"""

from whyward.adapters.home import check_passphrase
from whyward.journal.errors import Locked
from whyward.journal.key_file import Unlock
from whyward.web.form import FieldRefused
from whyward.web.request import Request


def asks_passphrase(request: Request) -> bool:
    """Whether there is a passphrase to ask for."""
    return request.desk.unlocks_by is Unlock.PASSPHRASE


async def ask_again(request: Request) -> None:
    """Raise `FieldRefused` unless the passphrase was typed, where there is one."""
    try:
        await check_passphrase(request.desk.home, request.form.text("passphrase"))
    except Locked:
        _ = request.texts.gettext
        text, hint = _("That passphrase does not open this journal"), _("Nothing was changed. Type it once more.")
        raise FieldRefused("passphrase", text, hint=hint) from None
