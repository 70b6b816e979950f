"""The Compass check, the questions of a review and the words for moods: whole, kind, and in step with the journal."""

import re

import msgspec
import pytest

from tests.unit.journal.test_voice import BANNED
from whyward.content.compass import compass, in_words
from whyward.content.moods import level_in_words, mood_words
from whyward.content.review import lens, question_of, review_words
from whyward.journal.events.checkins import CLOSE, CLOSER, COMPASS, MATTER
from whyward.journal.events.reviews import Span
from whyward.journal.folding.reviews import TEXTS
from whyward.journal.formulas.closeness import Closeness

HOPES_OF_THE_ARTICLE = ("intentional_choices", "meaningful_goals", "accept_discomfort", "reclaim_identity")


def texts(pack: msgspec.Struct) -> list[str]:
    """Return all strings of a pack, the names of its fields too."""
    found: list[str] = re.findall(r'"([^"]*)"', msgspec.json.encode(pack).decode())
    return found


@pytest.mark.parametrize("pack", [compass(), review_words(), mood_words()], ids=lambda pack: type(pack).__name__)
def test_no_text_grades_or_hurries(pack: msgspec.Struct) -> None:
    found = texts(pack)

    assert len(found) > 10
    assert not [text for text in found if BANNED.search(text) or re.search(r"\bnever\b", text)]


def test_the_compass_check_asks_what_the_journal_understands() -> None:
    check = compass()

    assert (check.id, check.version, check.low, check.high) == (COMPASS, 1, 0, 10)
    assert [question.part for question in check.questions] == [MATTER, CLOSE]
    assert check.closer.part == CLOSER
    assert set(check.words) == {word.value for word in Closeness}
    assert in_words("room_to_grow") == "room to grow"
    assert (in_words(None), in_words("a_word_of_tomorrow")) == ("", "a word of tomorrow")


def test_a_review_asks_for_each_of_its_texts_and_has_the_four_lenses_of_the_article() -> None:
    words = review_words()

    assert tuple(question.field for question in words.questions) == TEXTS
    assert tuple(one.id for one in words.lenses) == HOPES_OF_THE_ARTICLE
    assert set(words.spans) == {span.value for span in Span}
    assert lens("moon") is None


def test_a_question_is_told_as_it_stood() -> None:
    assert question_of("noticed") == "What did you notice?"
    assert question_of("lens:accept_discomfort") == "What was uncomfortable, and worth it?"
    assert question_of("lens:accept_discomfort", "An older question?") == "An older question?"
    assert question_of("lens:moon") == "lens:moon"


def test_each_word_for_a_mood_is_there_once() -> None:
    words = [word for group in mood_words().groups for word in group.words]

    assert len(words) == len(set(words)) == 24
    assert level_in_words(-2, mood_words().valence) == "very hard"
    assert level_in_words(2, mood_words().energy) == "very high"
    assert (level_in_words(None, mood_words().energy), level_in_words(9, mood_words().energy)) == ("", "")
