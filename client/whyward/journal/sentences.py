"""Sentences that the journal says by itself, with how each was put together, so that another language can do it anew.

A sentence is a plain string in English to whoever knows no more of it. It knows no language and no catalogue: who shows
it brings those. What a person wrote stands in it as a field, and is never looked up.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, Self

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


_FIELD: Final = re.compile(r"%\(\w+\)s")


class Sentence(str):
    """A string with its `template`, in which `%(name)s` stands for a field; without fields it is the string itself.

    Its fields are texts, numbers, days or sentences. What is done to it as to a string gives a string that is in
    English for good.
    """

    __slots__ = ("fields", "template")
    template: str
    fields: Mapping[str, object]

    def __new__(cls, template: str, fields: Mapping[str, object] | None = None) -> Self:
        """Fill the fields in; raises `KeyError` for one that is not there."""
        made = super().__new__(cls, template % fields if fields else template)
        made.template = template
        made.fields = fields or {}
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Return what a copy is made of."""
        return type(self), (self.template, self.fields)


class Counted(Sentence):
    """A sentence that has one form for one and another one for more; `template` is the one that fits in English."""

    __slots__ = ("forms",)
    forms: tuple[str, str, int]

    def __new__(cls, one: str, many: str, count: int, fields: Mapping[str, object] | None = None) -> Self:
        """Choose the form; `%(count)s` is the number."""
        made = super().__new__(cls, one if count == 1 else many, {**(fields or {}), "count": count})
        made.forms = one, many, count
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Return what a copy is made of."""
        return type(self), (*self.forms, self.fields)


class Day(Sentence):
    """A day as sentences name it, "4 March"; with its year where that is not the present one."""

    __slots__ = ("day", "has_year")
    day: date
    has_year: bool

    def __new__(cls, day: date, has_year: bool) -> Self:  # noqa: FBT001  # as `Language.day` takes it
        """Write it in English."""
        words = f"{day.day} {_MONTHS[day.month - 1]}"
        made = super().__new__(cls, f"{words} {day.year}" if has_year else words)
        made.day, made.has_year = day, has_year
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Return what a copy is made of."""
        return type(self), (self.day, self.has_year)


class Language(NamedTuple):
    """What a language can do: look a text up, choose among the forms of a number, write a day."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    day: Callable[[date, bool], str]


def sentence(template: str, /, **fields: object) -> Sentence:
    """Return a sentence; `template` is a literal, as texts to translate are found by this name in the code."""
    return Sentence(template, fields)


def counted(one: str, many: str, count: int, /, **fields: object) -> Counted:
    """Return a sentence about a number of things; both forms are literals, and `%(count)s` is the number."""
    return Counted(one, many, count, fields)


def joined(parts: tuple[str, ...] | list[str]) -> Sentence:
    """Return sentences one after the other."""
    names = [f"part{place}" for place in range(len(parts))]
    return Sentence(" ".join(f"%({name})s" for name in names), dict(zip(names, parts, strict=True)))


def with_and(names: Sequence[str]) -> str:
    """Return names with an "and" between each two of them, or nothing."""
    said = names[0] if names else ""
    for name in names[1:]:
        said = sentence("%(names)s and %(last)s", names=said, last=name)
    return said


def with_commas(names: Sequence[str]) -> Sentence:
    """Return names with commas between them."""
    fields = {f"name{place}": name for place, name in enumerate(names)}
    return Sentence(", ".join(f"%({field})s" for field in fields), fields)


def listed(names: Sequence[str]) -> str:
    """Return names with commas between them and an "and" before the last, or nothing."""
    return with_and([with_commas(names[:-1]), names[-1]] if len(names) > 1 else names)


def in_language(text: str, language: Language) -> str:
    """Return a sentence in a language; a string that is no sentence stays as it is, for somebody wrote it."""
    if not isinstance(text, Sentence):
        return text
    if isinstance(text, Day):
        return language.day(text.day, text.has_year)
    if isinstance(text, Counted):
        template = language.ngettext(*text.forms)
    else:  # What is fields alone has nothing to look up.
        has_words = any(map(str.isalpha, _FIELD.sub("", text.template)))
        template = language.gettext(text.template) if has_words else text.template
    if not text.fields:
        return template
    return template % {name: _told(one, language) for name, one in text.fields.items()}


def _told(field: object, language: Language) -> object:
    return in_language(field, language) if isinstance(field, str) else field
