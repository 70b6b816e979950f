"""What a person agrees to before anything is shown: six sentences, one text a version, and what of it is kept.

It refuses an agreement that leaves a sentence out. Nothing is ticked for anybody.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

import msgspec

from whyward.journal.errors import BadInput
from whyward.journal.events.shares import Consent
from whyward.journal.sentences import counted, sentence

_ID: Final = "sharing"
_VERSION: Final = 1
_LANG: Final = "en"

_POINTS: Final = (
    ("choice", "I choose this myself. Not sharing would not change my care."),
    ("preview", "They will see what the preview shows, and nothing else."),
    ("pace", "It is not read straight away, and it is not for emergencies."),
    ("copies", "They may have to keep a copy by law. They say about that: {duties}"),
    ("law", "In some situations the law lets them or makes them tell others: risk of serious harm, children, a court."),
    ("stop", "I can stop at any time. That ends what goes out; it cannot take back what they have read."),
)
_NO_DUTIES: Final = "nothing yet."

POINTS: Final = tuple(key for key, _ in _POINTS)
"""What each sentence is called, in order."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence, by the word that a tick names it by."""

    key: str
    text: str


class ConsentText(msgspec.Struct, frozen=True, kw_only=True):
    """A version of the text, as it is shown for one share. `digest` is SHA-256 of its lines in UTF-8."""

    id: str
    version: int
    lang: str
    points: tuple[Point, ...]
    digest: bytes


def consent_text(duties: str | None) -> ConsentText:
    """Return the text of today; `duties` is what the other side said in their own words."""
    said = _NO_DUTIES if duties is None else f"“{duties}”"
    points = tuple(Point(key=key, text=text.replace("{duties}", said)) for key, text in _POINTS)
    digest = sha256("\n".join(point.text for point in points).encode()).digest()
    return ConsentText(id=_ID, version=_VERSION, lang=_LANG, points=points, digest=digest)


def agreed(text: ConsentText, ticked: Sequence[str]) -> Consent:
    """Return what is kept of an agreement; raise `BadInput` unless every sentence was ticked, by its word."""
    keys = [point.key for point in text.points]
    unknown = [tick for tick in ticked if tick not in keys]
    if unknown:
        raise BadInput(
            "One of the ticks belongs to no sentence", hint=sentence("There are: %(keys)s.", keys=", ".join(keys))
        )
    left = [key for key in keys if key not in ticked]
    if left:
        listed = ", ".join(left)
        raise BadInput(
            counted(
                "Nothing is shown yet: one sentence is not ticked",
                "Nothing is shown yet: %(count)s sentences are not ticked",
                len(left),
            ),
            hint=sentence("Read and tick each one, in your own time. Still open: %(listed)s.", listed=listed),
        )
    return Consent(id=text.id, version=text.version, lang=text.lang, digest=text.digest, ticked=tuple(keys))
