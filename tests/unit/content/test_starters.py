"""Goals to start from and words for levels: whole, in a kind voice, and pointing at what there is."""

import json
import re
from importlib.resources import files

import msgspec

from whyward.content.levels import level_labels
from whyward.content.starters import Starter, starter, starters
from whyward.journal.events.domains import SEED_DOMAINS
from whyward.journal.events.goals import Per

BANNED = re.compile(
    r"\b(should|must|fail(ed|ure)?|missed|overdue|streaks?|broken|lazy|only|just|error|invalid)\b|!|%", re.IGNORECASE
)


def texts_of(one: Starter) -> list[str]:
    """List what a person reads of a starter."""
    found = [one.title, one.statement, one.tiny_version, *one.questions]
    return [*found, one.safety] if one.safety else found


def test_the_four_goals_of_the_article_are_there() -> None:
    assert [one.id for one in starters()] == [
        "call-loved-one",
        "apply-aligned-job",
        "set-boundary",
        "attend-group-or-therapy",
    ]


def test_a_boundary_is_set_with_its_safety_line_and_help_beside_it() -> None:
    boundary = starter("set-boundary")

    assert boundary is not None
    assert boundary.safety == "If speaking up could put you at risk, plan this with someone safe first."
    assert boundary.help
    assert not [one.id for one in starters() if one.safety and one.id != "set-boundary"]


def test_what_a_starter_points_at_exists() -> None:
    raw = files("whyward.content").joinpath("en", "cards.json").read_bytes()
    cards = {card["id"] for card in json.loads(raw)["cards"]}
    for one in starters():
        assert set(one.cards) <= cards, one.id
        assert set(one.domains) <= set(SEED_DOMAINS), one.id
        assert one.per in {None, *(per.value for per in Per)}
        assert msgspec.convert(msgspec.to_builtins(one), Starter) == one


def test_no_text_grades_or_shouts() -> None:
    said = [text for one in starters() for text in texts_of(one)] + list(level_labels().values())

    assert not [text for text in said if BANNED.search(text)]


def test_there_is_a_word_for_each_level() -> None:
    assert list(level_labels()) == [-2, -1, 0, 1, 2]
    assert len(set(level_labels().values())) == 5


def test_an_unknown_starter_is_none() -> None:
    assert starter("climb-everest") is None
