"""What projections say comes out in another language, with its forms for numbers; what a person wrote stays."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, cast

import msgspec
import pytest
from hypothesis import given, settings

from tests.support.happenings import DAY, histories
from tests.support.notebook import TODAY, Notebook
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.reading import body_of
from whyward.journal.intentions.goals import AdjustGoal, PauseGoal, SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue
from whyward.journal.pages import Pages
from whyward.journal.projections.alignment import alignment
from whyward.journal.projections.coaching import Draft, offers
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.goals import goals, goals_by_domain, goals_by_value
from whyward.journal.projections.insight_rules import RULES
from whyward.journal.projections.insights import insights
from whyward.journal.projections.story import goal_story
from whyward.journal.projections.timeline import timeline
from whyward.journal.projections.today import today_page
from whyward.journal.projections.why import why_trail
from whyward.journal.rhythm import rhythm_in_words
from whyward.journal.sentences import Language, counted, in_language

FIELD = re.compile(r"%\(\w+\)s")
WORDS = re.compile(r"[^\W\d_]{2,}")


def _form(count: int) -> int:
    """Return which of three forms fits a number, as in many Slavic languages."""
    if count == 1:
        return 0
    return 1 if count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14} else 2


POLISH = {
    "%(what)s on %(day)s": "%(day)s: %(what)s",
    "%(what)s on %(day)s %(rest)s": "%(day)s: %(what)s, %(rest)s",
    "Chosen as a goal": "Wybrano jako cel",
    "Made smaller": "Zmniejszono",
    "because it was too big": "bo był za duży",
    "Put to rest": "Odłożono",
    "until %(day)s": "do %(day)s",
    "Named as a value": "Nazwano wartością",
    "Linked": "Połączono",
    "A step": "Krok",
    "toward “%(goal)s”": "ku „%(goal)s”",
    "%(value)s was part of many of your days lately.": "%(value)s była ostatnio w wielu twoich dniach.",
    "%(value)s got most of your steps.": "%(value)s dostała większość twoich kroków.",
}
STEPS = {"%(count)s more step": ("jeszcze %(count)s krok", "jeszcze %(count)s kroki", "jeszcze %(count)s kroków")}


def _polish(one: str, _many: str, count: int) -> str:
    return STEPS[one][_form(count)]


def _polish_day(day: date, has_year: bool) -> str:  # noqa: FBT001  # as the journal asks for it
    return f"{day.day:02}.{day.month:02}" + (f".{day.year}" if has_year else "")


def _fields(text: str, *_: object) -> str:
    return " ".join(FIELD.findall(text))


def _no_day(_day: date, _has_year: bool) -> str:  # noqa: FBT001  # as above
    return ""


LANGUAGE = Language(POLISH.__getitem__, _polish, _polish_day)
WORDLESS = Language(_fields, _fields, _no_day)
"""A language without a word of its own: what is left of a sentence is what it was filled with."""


def walker() -> Notebook:
    """Return somebody whose own words are texts of the journal's too, and who goes for a walk."""
    notebook = Notebook()
    notebook.wish(AddValue(name="Linked"), SetGoal(statement="Put to rest", values=("Linked",)))
    return notebook


def test_a_story_is_told_in_another_language_and_a_goals_own_words_stay() -> None:
    notebook = walker()
    goal = goals(notebook.pages)[0]
    notebook.wish(AdjustGoal(goal=goal.id.hex(), because="too_big", tiny_version="A step"))
    notebook.wish(TakeStep(goal=goal.id.hex(), note="Made smaller"))
    notebook.wish(PauseGoal(goal=goal.id.hex(), until=date(2027, 1, 2)))
    story = goal_story(notebook.pages, goal.id, TODAY)

    assert [line.text for line in story] == [
        "Chosen as a goal on 4 March",
        "Made smaller on 4 March because it was too big",
        "A step on 4 March toward “Put to rest”",
        "Put to rest on 4 March until 2 January 2027",
    ]
    assert [in_language(line.text, LANGUAGE) for line in story] == [
        "04.03: Wybrano jako cel",
        "04.03: Zmniejszono, bo był za duży",
        "04.03: Krok, ku „Put to rest”",
        "04.03: Odłożono, do 02.01.2027",
    ]
    assert story[2].note == in_language(story[2].note or "", LANGUAGE) == "Made smaller"


def test_a_line_of_the_timeline_is_told_in_another_language_and_a_name_stays() -> None:
    moment = timeline(walker().pages)[-1]

    assert (moment.title, moment.text) == ("Linked", "Named as a value")
    assert in_language(moment.title, LANGUAGE) == "Linked"
    assert in_language(moment.text, LANGUAGE) == "Nazwano wartością"


def test_what_was_noticed_is_told_in_another_language_with_why_it_is_said() -> None:
    notebook = walker()
    notebook.wish(*(TakeStep(values=("Linked",), on=TODAY - timedelta(days=back)) for back in range(6)))
    noticed = next(one for one in insights(notebook.pages, TODAY) if one.rule_id == "most-touched-value")
    sentence = alignment(notebook.pages, TODAY).sentences[0]

    assert noticed.text == "Linked was part of many of your days lately."
    assert in_language(noticed.text, LANGUAGE) == "Linked była ostatnio w wielu twoich dniach."
    assert in_language(sentence, LANGUAGE) == "Linked dostała większość twoich kroków."
    assert noticed.why == "It comes up when a value had a step on 6 days or more of the last 28."
    assert in_language(noticed.why, WORDLESS).split() == ["6", "28"]
    assert not [rule.id for rule in RULES if WORDS.search(in_language(rule.why, WORDLESS))]


@pytest.mark.parametrize(
    ("count", "english", "polish"),
    [
        (1, "1 more step", "jeszcze 1 krok"),
        (2, "2 more steps", "jeszcze 2 kroki"),
        (5, "5 more steps", "jeszcze 5 kroków"),
        (22, "22 more steps", "jeszcze 22 kroki"),
    ],
)
def test_how_many_steps_has_the_form_of_the_language(count: int, english: str, polish: str) -> None:
    said = counted("%(count)s more step", "%(count)s more steps", count)

    assert said == english
    assert in_language(said, LANGUAGE) == polish


@pytest.mark.parametrize(
    ("rule", "english"),
    [
        (None, "once"),
        ("FREQ=DAILY;UNTIL=20270301T235959", "every day, until 1 March 2027"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks, on Wednesday"),
        ("FREQ=MONTHLY", "every month, on day 4"),
        ("FREQ=HOURLY", "in a rhythm of a newer Whyward"),
    ],
)
def test_a_rhythm_is_made_of_words_that_can_be_told(rule: str | None, english: str) -> None:
    said = rhythm_in_words(rule, "2026-03-04T18:00", TODAY)

    assert said == english
    assert not WORDS.search(in_language(said, WORDLESS))


def test_soft_offers_can_be_told_every_one() -> None:
    draft = Draft(statement="Stop feeling sad and make my brother call", confidence=3, tiny_version="x")
    found = offers(draft, walker().pages)

    assert len(found) > 2
    assert not [one for one in found if WORDS.search(in_language(one.question, WORDLESS))]
    assert not [one for one in found if WORDS.search(in_language(one.offer, WORDLESS))]


def test_what_a_target_is_for_is_told_where_it_changed() -> None:
    notebook = Notebook()
    notebook.wish(SetGoal(statement="Walk", target=2, unit="week", per="week"))
    goal = goals(notebook.pages)[0]
    notebook.wish(AdjustGoal(goal=goal.id.hex(), because="life-changed", per="month", unit="month"))
    changes = {change.field: change for change in goal_story(notebook.pages, goal.id, TODAY)[-1].changes}

    assert (changes["per"].before, changes["per"].after) == ("week", "month")
    assert in_language(changes["per"].after or "", WORDLESS) == ""
    assert in_language(changes["unit"].after or "", WORDLESS) == "month"


@settings(max_examples=60, derandomize=True, deadline=None)
@given(histories())
def test_whatever_happened_no_word_of_ours_is_left_where_it_is_told(history: list[Recorded]) -> None:
    pages = Pages()
    pages.merge(history)
    written = "\n".join(text for one in history for text in _texts_in(_read(one))).casefold()

    for said in _said(pages):
        for word in WORDS.findall(in_language(said, WORDLESS)):
            assert word.casefold() in written, f"{word} of: {said}"


def _said(pages: Pages) -> Iterator[str]:
    for moment in timeline(pages):
        yield from (moment.title, moment.text)
        trail = why_trail(pages, moment.ref)
        yield "" if trail is None else trail.title
    for goal in goals(pages, every=True):
        yield from goal.domains
        for line in goal_story(pages, goal.id, DAY):
            yield from (line.text, *(change.field for change in line.changes))
    yield from (group.name for group in (*goals_by_domain(pages), *goals_by_value(pages)))
    yield from (domain.name for domain in domain_map(pages, every=True))
    page = today_page(pages, DAY)
    yield from (page.greeting, *(item.text for item in page.items))
    yield from (text for one in insights(pages, DAY) for text in (one.text, one.why))
    yield from alignment(pages, DAY).sentences


def _read(one: Recorded) -> object:
    body = body_of(one.event.kind, one.event.body)
    return None if body is None else msgspec.to_builtins(body, builtin_types=(bytes, date))


def _texts_in(value: Any) -> Iterator[str]:  # noqa: ANN401  # whatever is in a body
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        parts = cast("Iterable[Any]", value.values() if isinstance(value, dict) else value)
        for part in parts:
            yield from _texts_in(part)
