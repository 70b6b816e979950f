"""The deck of cards and the words around it."""

import re

import msgspec

from whyward.content.cards import (
    DOMAIN_BY_CODE,
    all_ids,
    card_by_id,
    deck,
    domains_by_card,
    quick_ids,
    sorting,
)
from whyward.content.domains import domain_by_key, optional_domains, vision_question
from whyward.journal.events.domains import OPTIONAL_DOMAINS, SEED_DOMAINS
from whyward.journal.events.sorts import CardKey, CardQuestion, Frame

UNKIND = re.compile(
    r"\b(should|must|failed|missed|overdue|streak|broken|lazy|only|just|error|invalid)\b|!|%", re.IGNORECASE
)


def test_the_deck_has_120_cards_and_the_short_one_28() -> None:
    assert len(all_ids()) == len(set(all_ids())) == 120
    assert len(quick_ids()) == 28
    assert set(quick_ids()) < set(all_ids())
    assert "public domain" in deck().licence_note


def test_the_decks_that_the_names_come_from_have_the_sizes_they_had() -> None:
    def of(letter: str) -> int:
        return sum(letter in card.decks for card in deck().cards)

    assert (of("A"), of("B"), of("S")) == (83, 100, 18)


def test_every_card_can_be_kept_in_an_event_and_says_something() -> None:
    for card in deck().cards:
        assert msgspec.convert(card.id, CardKey) == card.id
        assert not card.id.endswith("-own")
        assert card.label
        assert card.gloss
        assert len(card.gloss) < 72
    assert len({card.label.casefold() for card in deck().cards}) == 120


def test_every_part_of_life_of_a_card_is_one_that_can_be_there() -> None:
    assert set(DOMAIN_BY_CODE.values()) == {*SEED_DOMAINS, *OPTIONAL_DOMAINS}
    assert all(domains_by_card()[card_id] for card_id in all_ids())
    assert domains_by_card()["kindness"] == tuple(DOMAIN_BY_CODE[code] for code in card_by_id()["kindness"].domains)


def test_there_are_three_or_five_piles_and_a_question_of_each_kind() -> None:
    words = sorting()

    assert words.piles(5) == ("Not me now", "A little", "Somewhat", "Very", "At the heart")
    assert words.piles(3) == ("Not now", "Matters", "Matters most")
    assert [question.id for question in words.questions] == [known.value for known in CardQuestion]
    assert [frame.id for frame in words.frames] == [known.value for known in Frame]


def test_the_parts_of_life_have_words_and_four_may_be_switched_on() -> None:
    assert list(domain_by_key()) == [*SEED_DOMAINS, *OPTIONAL_DOMAINS]
    assert tuple(words.key for words in optional_domains()) == OPTIONAL_DOMAINS
    assert [domain_by_key()[key].name for key in SEED_DOMAINS] == [key.capitalize() for key in SEED_DOMAINS]
    assert vision_question("health") != vision_question("0123456789abcdef-own")


def test_nothing_on_a_card_or_around_it_grades() -> None:
    said = [text for card in deck().cards for text in (card.label, card.gloss)]
    said += [text for question in sorting().questions for text in (question.text, question.hint)]
    said += [text for words in domain_by_key().values() for text in (words.name, words.holds, words.question)]

    assert not [text for text in said if UNKIND.search(text)]
