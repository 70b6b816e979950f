"""What the fields of events are made of: the base of every body, ids, references, bounded numbers, open choices.

It knows no kind. A choice is stored as text: a word that this version does not know is kept and shown as "other".
"""

from enum import StrEnum
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

Text = str
"""Bounded by the size of an event alone."""

ForeignText = Annotated[str, Meta(pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*\Z")]
"""A text that comes from another person's program: tabs and line breaks, and no other control character."""

ForeignLine = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f]*\Z")]
"""The same, on one line."""

Ref = Annotated[str, Meta(min_length=3, max_length=80, pattern=r"^[a-z]+:[a-z0-9-]+\Z")]
"""A thing by its noun and id, `entry:<32 hex digits>`; a domain by its key, `domain:health`."""

DomainKey = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9-]+\Z")]
Choice = Annotated[str, Meta(min_length=1, max_length=64)]
ZeroToTen = Annotated[int, Meta(ge=0, le=10)]

C = TypeVar("C", bound=StrEnum)


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The fields of one event; each kind is a leaf. What is None or empty is not written at all.

    Holds nothing that could point back at it, so the collector need not look (a third of the time of a cold fold).
    """


def shown_choice(word: str, choices: type[C]) -> str:
    """Return the word if this version knows it, else "other"; what is stored stays as it is."""
    return word if word in {choice.value for choice in choices} else "other"
