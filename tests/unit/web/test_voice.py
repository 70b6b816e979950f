"""The voice of the web app: no text on a page or in a script grades, hurries, or speaks of what was not done."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import whyward.content
import whyward.web

WEB = Path(str(whyward.web.__file__)).parent
CONTENT = Path(str(whyward.content.__file__)).parent
BANNED = re.compile(
    r"\b(should|must|fail(ed|s|ure|ing)?|missed|overdue|streaks?|broken|lazy|abandon(ed)?|skipped|don.t forget"
    r"|great job|well done|invalid|errors?|oops|are you sure|try harder|congratulations)\b|[a-z]!|\d ?%",
    re.IGNORECASE,
)
"""As far as a program can tell: "only", "just" and "late" have plain uses, and people look at those."""

_TEXT_OF_A_TEMPLATE = re.compile(r"""_\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
_TEXT_OF_A_SCRIPT = re.compile(r"""(?:"(?P<double>[^"\n]*)"|`(?P<tick>[^`]*)`)""")


def told_by(path: Path) -> Iterator[str]:
    """Yield the texts of a file that a person may read."""
    text = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".html":
            for found in _TEXT_OF_A_TEMPLATE.finditer(text):
                yield found["double"] or found["single"] or ""
            yield from re.findall(r">([^<>{}]+)<", re.sub(r"\{[{%#].*?[}%#]\}", "", text, flags=re.DOTALL))
        case ".js":
            for line in text.splitlines():
                for found in _TEXT_OF_A_SCRIPT.finditer(re.sub(r"^\s*(//|/?\*).*|\s// .*", "", line)):
                    said = found["double"] or found["tick"] or ""
                    if " " in said:
                        yield said
        case _:
            for node in ast.walk(ast.parse(text)):
                for one in node.args if isinstance(node, ast.Call) else ():
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and " " in one.value:
                        yield one.value


FILES = sorted(path for path in WEB.rglob("*") if path.suffix in {".html", ".js", ".py"} and path.name != "__init__.py")
PACKS = sorted(CONTENT.rglob("*.json"))


def strings_of(of: object) -> Iterator[str]:
    """Yield the texts of a pack; a single word may be an id."""
    if isinstance(of, str) and " " in of:
        yield of
    elif isinstance(of, dict):
        for one in of.values():  # pyright: ignore[reportUnknownVariableType]  # whatever is in a pack of texts
            yield from strings_of(one)  # pyright: ignore[reportUnknownArgumentType]  # as above
    elif isinstance(of, list):
        for one in of:  # pyright: ignore[reportUnknownVariableType]  # as above
            yield from strings_of(one)  # pyright: ignore[reportUnknownArgumentType]  # as above


def test_there_is_something_to_listen_to() -> None:
    assert sum(len(list(told_by(path))) for path in FILES) > 1000
    assert len(PACKS) > 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_text_of_a_page_grades_or_hurries(path: Path) -> None:
    assert not [text for text in told_by(path) if BANNED.search(text)]


@pytest.mark.parametrize("path", PACKS, ids=lambda path: str(path.relative_to(CONTENT)))
def test_no_text_that_is_shipped_grades_or_hurries(path: Path) -> None:
    assert not [text for text in strings_of(json.loads(path.read_text(encoding="utf-8"))) if BANNED.search(text)]
