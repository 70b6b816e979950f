"""A sentence is a string in English, and is put together anew in another language; a person's words stay as typed."""

import copy
import pickle
from datetime import date

import pytest

from whyward.journal.days import day_in_words
from whyward.journal.errors import BadInput
from whyward.journal.sentences import Language, Sentence, counted, in_language, joined, sentence

GERMAN = {
    "Linked to %(value)s": "Mit %(value)s verbunden",
    "%(what)s on %(day)s": "%(what)s am %(day)s",
    "Taken up again": "Wieder aufgenommen",
    "one more": "noch %(count)s",
    "%(count)s more": "noch %(count)s",
    "What you wrote is too long": "Was du geschrieben hast, ist zu lang",
}


def _form(one: str, many: str, count: int) -> str:
    return GERMAN[one if count == 1 else many]


def _day(day: date, has_year: bool) -> str:  # noqa: FBT001  # as the journal asks for it
    return f"{day.day}.{day.month}." + (str(day.year) if has_year else "")


LANGUAGE = Language(GERMAN.__getitem__, _form, _day)


def test_it_is_a_string_in_english_to_whoever_knows_no_more() -> None:
    said = sentence("Linked to %(value)s", value="Taken up again")

    assert said == "Linked to Taken up again"
    assert isinstance(said, str)
    assert f"{said}." == "Linked to Taken up again."


def test_what_a_person_wrote_is_not_looked_up() -> None:
    said = sentence("Linked to %(value)s", value="Taken up again")

    assert in_language(said, LANGUAGE) == "Mit Taken up again verbunden"
    assert in_language("Taken up again", LANGUAGE) == "Taken up again"


def test_a_field_of_a_persons_is_not_filled_in_again() -> None:
    said = sentence("Linked to %(value)s", value="100 %(value)s %s")

    assert in_language(said, LANGUAGE) == "Mit 100 %(value)s %s verbunden"


def test_sentences_within_a_sentence_are_told_too() -> None:
    said = sentence("%(what)s on %(day)s", what=sentence("Taken up again"), day=day_in_words(date(2026, 3, 4)))

    assert said == "Taken up again on 4 March 2026"
    assert in_language(said, LANGUAGE) == "Wieder aufgenommen am 4.3.2026"
    assert in_language(day_in_words(date(2026, 3, 4), date(2026, 5, 1)), LANGUAGE) == "4.3."


@pytest.mark.parametrize(("count", "english", "german"), [(1, "one more", "noch 1"), (3, "3 more", "noch 3")])
def test_a_number_chooses_the_form(count: int, english: str, german: str) -> None:
    said = counted("one more", "%(count)s more", count)

    assert said == english
    assert in_language(said, LANGUAGE) == german


def test_sentences_one_after_the_other_are_told_one_by_one() -> None:
    said = joined([sentence("Taken up again"), "by me"])

    assert said == "Taken up again by me"
    assert in_language(said, LANGUAGE) == "Wieder aufgenommen by me"


def test_what_is_refused_is_a_sentence_even_where_it_was_given_as_a_string() -> None:
    refused = BadInput("What you wrote is too long")

    assert in_language(refused.text, LANGUAGE) == "Was du geschrieben hast, ist zu lang"
    assert in_language(refused.hint, LANGUAGE) == ""


@pytest.mark.parametrize(
    "said",
    [
        sentence("Linked to %(value)s", value="it"),
        counted("one more", "%(count)s more", 3),
        day_in_words(date(2026, 3, 4)),
    ],
)
def test_a_copy_is_told_as_the_first_one_is(said: Sentence) -> None:
    for other in (copy.copy(said), copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301  # its own bytes
        assert other == said
        assert type(other) is type(said)
        assert in_language(other, LANGUAGE) == in_language(said, LANGUAGE)
