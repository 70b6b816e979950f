"""No sentence of the journal grades, hurries, or speaks of what was not done."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

import whyward.journal
from tests.support.happenings import DAY, histories
from whyward.journal.events.envelope import Recorded
from whyward.journal.pages import Pages
from whyward.journal.projections.goals import goals
from whyward.journal.projections.story import goal_story
from whyward.journal.projections.timeline import timeline
from whyward.journal.projections.today import today_page

BANNED = re.compile(
    r"\b(should|must|fail(ed|ure|ing)?|missed|missing|overdue|streaks?|broken|lazy|only|just|abandon(ed)?|behind|late"
    r"|skipped|don't forget|great job|invalid|error|are you sure)\b|!|%",
    re.IGNORECASE,
)
FIELD = re.compile(r"%\(\w+\)s")
SPEAKING = ("decide", "projections", "names.py", "texts.py", "days.py")
JOURNAL = Path(str(whyward.journal.__file__)).parent


def spoken_by(path: Path) -> Iterator[str]:
    """Yield the texts of a module that a person may read: all strings but docstrings, SQL and single words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said_in_asserts = {
        id(node) for assertion in ast.walk(tree) if isinstance(assertion, ast.Assert) for node in ast.walk(assertion)
    }
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings | said_in_asserts:
            text = node.value
            if isinstance(text, str) and " " in text:
                yield FIELD.sub("", text)


def speaking_modules() -> list[Path]:
    """List the modules whose sentences reach a person."""
    return sorted(
        path for name in SPEAKING for path in ([JOURNAL / name] if "." in name else (JOURNAL / name).rglob("*.py"))
    )


def test_there_is_something_to_listen_to() -> None:
    assert sum(len(list(spoken_by(path))) for path in speaking_modules()) > 150


@pytest.mark.parametrize("path", speaking_modules(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_sentence_in_the_code_holds_a_banned_word(path: Path) -> None:
    assert not [text for text in spoken_by(path) if BANNED.search(text)]


@settings(max_examples=60, derandomize=True, deadline=None)
@given(histories())
def test_no_history_can_make_a_page_that_grades(history: list[Recorded]) -> None:
    pages = Pages()
    pages.merge(history)
    said = [moment.text for moment in timeline(pages)]
    said += [line.text for goal in goals(pages, every=True) for line in goal_story(pages, goal.id, DAY)]
    page = today_page(pages, DAY)
    said += [page.greeting, *(item.text for item in page.items)]

    assert not [text for text in said if BANNED.search(text)]
