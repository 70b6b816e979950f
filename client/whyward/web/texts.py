"""The language that pages speak: gettext's catalogues, and how days and numbers are written in it.

English is the language of the texts themselves and needs no catalogue. Two languages are made up, for tests: one that
is longer and full of accents, one that runs from right to left; a text that is not translatable stands out in both.
"""

import gettext
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton

from whyward.journal.sentences import Language, in_language

DOMAIN: Final = "whyward"
PSEUDO: Final = "en-XA"
PSEUDO_RTL: Final = "en-XB"
_OWN: Final = "en"
LANGUAGES: Final = (_OWN,)
"""What a person may choose."""

_ACCENTED: Final = str.maketrans("aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝçñšžÇÑŠŽ")


class _Pseudo(gettext.NullTranslations):
    """Every text with accents, in brackets, and longer by two fifths; what is filled in (`%(name)s`) stays."""

    def gettext(self, message: str) -> str:
        pieces = message.split("%(")
        told = [pieces[0].translate(_ACCENTED)]
        for piece in pieces[1:]:
            name, closing, rest = piece.partition(")s")
            told.append(f"%({name}{closing}{rest.translate(_ACCENTED)}")
        return f"⟦{''.join(told)}{'·' * max(1, len(message) * 2 // 5)}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@dataclass(frozen=True, slots=True)
class Texts:
    """One language. `direction` is that of its script, as HTML has it."""

    language: str
    direction: str
    catalogue: gettext.NullTranslations
    locale: Locale

    def gettext(self, message: str) -> str:
        """Return a text in this language."""
        return self.catalogue.gettext(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form of a text that fits a number."""
        return self.catalogue.ngettext(one, many, count)

    def told(self, text: str) -> str:
        """Return what the journal says by itself in this language; what a person wrote stays as it is."""
        if self.language == _OWN:
            return text
        return in_language(text, Language(self.gettext, self.ngettext, self._day_of_sentences))

    def _day_of_sentences(self, day: date, has_year: bool) -> str:  # noqa: FBT001  # as the journal asks for it
        return format_skeleton("yMMMMd" if has_year else "MMMMd", day, locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day as this language writes it, such as "Mar 4, 2026"."""
        return format_date(day, format="medium", locale=self.locale)

    def long_day(self, day: date) -> str:
        """Return a day with its weekday."""
        return format_date(day, format="full", locale=self.locale)


def texts_of(language: str) -> Texts:
    """Return a language; one that is not there is English."""
    if language in {PSEUDO, PSEUDO_RTL}:
        direction = "rtl" if language == PSEUDO_RTL else "ltr"
        return Texts(language, direction, _Pseudo(), Locale.parse("en"))
    with as_file(files("whyward.web").joinpath("locale")) as folder:
        catalogue = gettext.translation(DOMAIN, folder, [language], fallback=True)
    locale = Locale.parse(language if language in LANGUAGES else "en", sep="-")
    return Texts(language if language in LANGUAGES else "en", locale.text_direction, catalogue, locale)
