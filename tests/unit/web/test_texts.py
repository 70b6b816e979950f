"""Languages: English as it is written, and two made-up ones in which what was not translated stands out."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from whyward.web.texts import LANGUAGES, PSEUDO, PSEUDO_RTL, texts_of

_FILLED = re.compile(r"%\([a-z_]+\)s")


def test_english_is_as_it_is_written() -> None:
    texts = texts_of("en")

    assert texts.gettext("Today") == "Today"
    assert texts.ngettext("%(num)s day", "%(num)s days", 2) == "%(num)s days"
    assert (texts.language, texts.direction) == ("en", "ltr")
    assert texts.day(date(2026, 3, 4)) == "Mar 4, 2026"
    assert texts.long_day(date(2026, 3, 4)) == "Wednesday, March 4, 2026"


def test_a_language_that_is_not_there_is_english() -> None:
    for language in ("xx", "", "../../etc", "de-DE", "en\x00"):
        assert texts_of(language).language in LANGUAGES
        assert texts_of(language).gettext("Today") == "Today"


def test_the_made_up_languages_mark_every_text_and_are_longer() -> None:
    for language in (PSEUDO, PSEUDO_RTL):
        told = texts_of(language).gettext("toward %(name)s, and on")

        assert re.fullmatch(r"⟦.*⟧", told)
        assert "%(name)s" in told
        assert len(told) > 1.4 * len("toward %(name)s, and on")
    assert texts_of(PSEUDO).direction == "ltr"
    assert texts_of(PSEUDO_RTL).direction == "rtl"


@given(
    st.lists(st.one_of(st.sampled_from(["%(name)s", "%(num)s"]), st.text(alphabet="aeiou, .", min_size=1)), min_size=1)
)
def test_what_is_filled_in_is_left_alone(pieces: list[str]) -> None:
    message = "".join(pieces)

    assert _FILLED.findall(texts_of(PSEUDO).gettext(message)) == _FILLED.findall(message)
