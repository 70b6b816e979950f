"""Words around check-ins: how close, in a word; what a series says, in a sentence; whether numbers are wanted.

No sentence says that something became less.
"""

from collections.abc import Callable, Sequence
from functools import partial

from whyward.content.compass import in_words
from whyward.journal.projections.checkins import Checkin
from whyward.web.pages.numbers import are_hidden
from whyward.web.request import Request
from whyward.web.texts import Texts


def closeness_word(texts: Texts) -> Callable[[str | None], str]:
    """Return what turns a stored word into the word that is shown."""
    return partial(_worded, texts)


def _worded(texts: Texts, word: str | None) -> str:
    return texts.gettext(in_words(word)) if word else ""


def wants_numbers(request: Request) -> bool:
    """Whether numbers were asked for on this page, by somebody who did not hide them everywhere."""
    return request.query.text("numbers") == "yes" and not are_hidden(request)


def told_over_time(texts: Texts, found: Sequence[Checkin]) -> str:
    """Return what the checks say over time, in a sentence or two."""
    _ = texts.gettext
    told = [one for one in found if one.word is not None]
    if len(told) < 2:  # noqa: PLR2004  # a series begins with two
        return ""
    latest, first = told[0], told[-1]
    said = _("Between %(first)s and %(last)s you checked in %(count)s times.") % {
        "first": texts.day(first.on),
        "last": texts.day(latest.on),
        "count": len(told),
    }
    now = _("The latest says: %(word)s.") % {"word": _worded(texts, latest.word)}
    closest = max(latest.domains, key=lambda one: one.close if one.close is not None else -1)
    nearest = _("Closest to how you want it: %(name)s.") % {"name": texts.told(closest.domain)}
    return " ".join((said, now, nearest if closest.close is not None else "")).strip()
