"""The voice of the command line: plain, calm, and nothing that grades."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import whyward.cli.main

FOLDER = Path(whyward.cli.main.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
GRADING = re.compile(
    r"\b(fail(ed|ure|s)?|missed|overdue|streaks?|lazy|should|must|abandon(ed)?|invalid|oops|great job|well done)\b",
    re.IGNORECASE,
)


def sentences(path: Path) -> Iterator[str]:
    """Yield the texts of a file that people may read: all constants but the docstrings that only developers see."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and isinstance(node.body[0], ast.Expr)
        and not (isinstance(node, ast.FunctionDef) and node.decorator_list)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in own:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_sentence_grades_or_shouts(path: Path) -> None:
    for sentence in sentences(path):
        assert not GRADING.search(sentence), sentence
        assert not re.search(r"[a-z]!", sentence), sentence
