"""Languages: English as it is written, and two made-up ones in which what was not translated stands out."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tools import texts
from whyward.web.texts import LANGUAGES, PSEUDO, PSEUDO_RTL, texts_of

_FILLED = re.compile(r"%\([a-z_]+\)s")


def test_the_template_of_texts_to_translate_is_current() -> None:
    """If it is not: `just texts`."""
    assert texts.TEMPLATE.read_text(encoding="utf-8") == texts.template()


def test_english_is_as_it_is_written() -> None:
    spoken = texts_of("en")

    assert spoken.gettext("Today") == "Today"
    assert spoken.ngettext("%(num)s day", "%(num)s days", 2) == "%(num)s days"
    assert (spoken.language, spoken.direction) == ("en", "ltr")
    assert spoken.day(date(2026, 3, 4)) == "Mar 4, 2026"
    assert spoken.long_day(date(2026, 3, 4)) == "Wednesday, March 4, 2026"


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
