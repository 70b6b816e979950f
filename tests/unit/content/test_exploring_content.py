"""What is shipped for exploring holds together, and no word of it grades or hurries."""

import re

import pytest
from msgspec import Struct, json

from whyward.content.exercises import exercise, exercises, exercises_offered
from whyward.content.primers import primer, primers
from whyward.content.prompts import prompt, prompts, prompts_offered
from whyward.content.sample import sample
from whyward.content.starts import starts, suggested
from whyward.content.worksheets import FieldType, template, templates
from whyward.journal.events.barriers import BarrierKind
from whyward.journal.events.creative import PieceKind
from whyward.journal.events.domains import OPTIONAL_DOMAINS, SEED_DOMAINS
from whyward.journal.events.goals import Per
from whyward.journal.events.learning import PrimerAnswer
from whyward.journal.events.profile import Hope, StartingContext, Therapy
from whyward.journal.events.reflections import AsideBecause

BANNED = re.compile(
    r"\b(should|must|fail(ed|ure|ing)?|missed|missing|overdue|streaks?|broken|lazy|only|just"
    r"|abandon(ed)?|late|skipped|don't forget|great job|invalid|error|are you sure)\b|!|%",
    re.IGNORECASE,
)
SEED = {
    "p.self": "When do you feel most like yourself?",
    "p.fear": "What would you do if fear wasn't holding you back?",
    "p.stand": "What do you want your life to stand for?",
    "p.ninety": "Imagine you're 90—what do you hope people remember about you?",
}
PACKS = (prompts(), exercises(), templates(), primers(), starts(), sample())


def texts_in(shipped: Struct) -> list[str]:
    """Return every text of more than a word in what is shipped."""
    written = json.encode(shipped).decode()
    return [text for text in re.findall(r'"((?:[^"\\]|\\.)*)"', written) if " " in text]


@pytest.mark.parametrize("shipped", PACKS, ids=lambda one: type(one).__name__)
def test_no_shipped_text_grades_hurries_or_shouts(shipped: Struct) -> None:
    said = texts_in(shipped)

    assert len(said) > 10
    assert not [text for text in said if BANNED.search(text)]


def test_ids_are_there_once() -> None:
    for ids in (
        [one.id for one in prompts().prompts],
        [one.id for one in exercises().exercises],
        [one.id for one in templates().templates],
        [one.id for one in primers().primers],
        *([field.id for field in one.fields] for one in templates().templates),
        *([item.id for item in one.sorter.items] for one in primers().primers if one.sorter),
    ):
        assert len(ids) == len(set(ids))


def test_the_four_questions_are_there_word_for_word_and_one_has_a_soft_one_beside_it() -> None:
    assert {prompt_id: prompt(prompt_id) and prompt(prompt_id).words for prompt_id in SEED} == SEED  # type: ignore[union-attr]  # looked at the line before
    ninety = prompt("p.ninety")
    assert ninety is not None
    assert (ninety.intensity, ninety.alt_id) == (3, "p.ninety.soft")


def test_every_tender_question_has_a_gentler_one_and_a_line() -> None:
    by_id = {one.id: one for one in prompts().prompts}
    for one in by_id.values():
        assert one.why
        if one.intensity > 1:
            assert one.intensity in prompts().intensity_lines
            assert one.alt_id is not None
            assert by_id[one.alt_id].intensity < one.intensity


def test_there_is_one_question_for_each_part_of_life() -> None:
    about = [one for one in prompts().prompts if one.domain is not None]

    assert {one.domain for one in about} == {*SEED_DOMAINS, *OPTIONAL_DOMAINS}
    assert all("{domain}" in one.words for one in about)
    assert [one.id for one in prompts().prompts if ("{domain}" in one.words) != (one.domain is not None)] == []
    assert about[0].asked("My people").startswith("In My people, ")


def test_choices_are_the_words_that_events_have() -> None:
    assert [one.id for one in starts().contexts] == list(StartingContext)
    assert [one.id for one in starts().therapy] == list(Therapy)
    assert [one.id for one in starts().hopes] == list(Hope)
    assert {one.id for one in prompts().skip_reasons} == set(AsideBecause)
    assert {one.kind for one in exercises().exercises} == set(PieceKind) - {PieceKind.OTHER}
    assert {item.is_ for one in primers().primers if one.sorter for item in one.sorter.items} < set(PrimerAnswer)
    assert {context for one in prompts().prompts for context in one.contexts} < set(StartingContext)


def test_every_starting_point_has_a_pack_of_questions_that_exist() -> None:
    assert [one.context for one in starts().packs] == list(StartingContext)
    for one in starts().packs:
        assert all(prompt(prompt_id) for prompt_id in one.prompts)
        first = prompt(one.prompts[0])
        assert first is not None
        assert one.pace == "usual" or first.intensity == 1


def test_suggestions_take_the_gentler_pace_and_name_each_question_once() -> None:
    both = suggested(["more_than_surviving", "healing_from_trauma"])

    assert both.is_gentle
    assert both.quick_deck
    assert len(both.lines) == 2
    assert len(set(both.prompts)) == len(both.prompts)
    assert suggested([]) == suggested(["other"])
    assert suggested(["a word of tomorrow"]) == suggested([])


def test_questions_are_offered_in_order_without_quiet_ones_and_on_a_low_day_without_tender_ones() -> None:
    every = [
        one.id
        for one in prompts_offered(["p.rest", "p.ninety", "p.rest", "gone"], domains={"health"}, quiet={"p.self"})
    ]

    assert every[:2] == ["p.rest", "p.ninety"]
    assert "p.self" not in every
    assert len(set(every)) == len(every)
    assert [prompt_id for prompt_id in every if prompt_id.startswith("p.dom.")] == ["p.dom.health"]
    assert not {"p.ninety", "p.hurt"} & {one.id for one in prompts_offered(domains=(), low_energy=True)}


def test_every_exercise_is_short_and_has_another_beside_it() -> None:
    by_id = {one.id: one for one in exercises().exercises}
    for one in by_id.values():
        assert 40 < len(one.script.split()) <= 120
        assert by_id[one.alt_id].intensity <= one.intensity
        assert one.alt_id != one.id
    assert exercises().closing == "One word this points to?"
    assert "epitaph" not in {one.id for one in exercises_offered(low_energy=True)}
    assert exercise("epitaph") in exercises_offered()


def test_there_are_ten_worksheets_in_which_nothing_has_to_be_filled_in() -> None:
    assert [one.id for one in templates().templates] == [f"w{number}" for number in range(1, 11)]
    for one in templates().templates:
        assert all(field.optional for field in one.fields)
        assert all(bool(field.choices) == (field.type is FieldType.CHOICE) for field in one.fields)
    used = {field.type for one in templates().templates for field in one.fields}
    assert used == set(FieldType)
    assert template("w11") is None


def test_the_first_primer_sorts_four_values_and_four_goals() -> None:
    first = primers().primers[0]

    assert first.id == "values-vs-goals"
    assert first.sorter is not None
    assert sorted(item.is_ for item in first.sorter.items) == ["goal"] * 4 + ["value"] * 4
    assert primer("values-vs-goals") == first
    assert any("someone safe" in item.because for item in first.sorter.items)


def test_the_example_can_be_copied_as_it_stands() -> None:
    example = sample()

    assert example.placement.domain in SEED_DOMAINS
    assert example.barrier.kind in set(BarrierKind)
    assert example.goal.per in set(Per)
    assert example.goal.statement == (
        "I will practice speaking up gently but honestly in at least one conversation this week."
    )
