"""How a new folder is unlocked, as a form asks for it and as it was filled in.

Two pages ask: one that makes a journal, one that joins another device's.
"""

import hmac

from whyward.adapters.home import Lock
from whyward.journal.key_file import HONEST_WORD, Unlock
from whyward.web.form import FieldRefused
from whyward.web.request import Request
from whyward.web.texts import Texts


def lock_options(texts: Texts) -> list[tuple[str, str, str]]:
    """Return each way of unlocking: its value, its name, and what it does and does not guard against."""
    _ = texts.gettext
    names = {
        Unlock.PASSPHRASE: _("A passphrase"),
        Unlock.KEYRING: _("This computer's keyring"),
        Unlock.FILE: _("Nothing: whoever uses this computer can open it"),
    }
    return [(way.value, name, _(HONEST_WORD[way])) for way, name in names.items()]


def lock_of(request: Request) -> Lock:
    """Read the way that was chosen; raise `FieldRefused` where something does not fit."""
    form, _ = request.form, request.texts.gettext
    try:
        way = Unlock(form.text("unlock"))
    except ValueError:
        raise FieldRefused("unlock", _("That way of unlocking is not one there is")) from None
    passphrase = form.text("passphrase") if way is Unlock.PASSPHRASE else ""
    if way is Unlock.PASSPHRASE and not passphrase:
        raise FieldRefused("passphrase", _("An empty passphrase guards nothing"), hint=_("Choose several words."))
    if passphrase and not hmac.compare_digest(passphrase.encode(), form.text("again").encode()):
        raise FieldRefused("again", _("The two passphrases differ"), hint=_("Nothing was made. Type it once more."))
    return Lock(way, passphrase)
