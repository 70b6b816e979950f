"""What is refused can be told in another language: each text is a literal or a sentence with the fields that it names.

Found by reading the code, as the tool does that writes the template of texts.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import whyward.adapters
import whyward.journal
from tools.texts import REFUSALS

FOLDERS: Final = tuple(Path(str(one.__file__)).parent for one in (whyward.journal, whyward.adapters))
FILES: Final = sorted(path for folder in FOLDERS for path in folder.rglob("*.py"))
MADE: Final = {"sentence": 1, "counted": 2}
"""What makes a sentence, and how many forms of it there are."""

_FIELD: Final = re.compile(r"%\((\w+)\)s")


def calls_of(tree: ast.AST, names: frozenset[str]) -> Iterator[ast.Call]:
    """Yield the calls of functions or classes of some names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def outcomes(given: ast.expr) -> Iterator[ast.expr]:
    """Yield what an expression may come to."""
    if isinstance(given, ast.IfExp):
        yield from (*outcomes(given.body), *outcomes(given.orelse))
    else:
        yield given


def texts_of(function: ast.AST, refusal: ast.Call) -> Iterator[ast.expr]:
    """Yield what a refusal may say: what stands in it, and what its names were given in the function around it."""
    for given in (*refusal.args, *(word.value for word in refusal.keywords if word.arg == "hint")):
        for said in outcomes(given):
            yield said
            if isinstance(said, ast.Name):
                for node in ast.walk(function):
                    if isinstance(node, ast.Assign) and any(
                        isinstance(to, ast.Name) and to.id == said.id for to in node.targets
                    ):
                        yield from outcomes(node.value)


def is_put_together(said: ast.expr) -> bool:
    """Whether a text was put together in a way that no other language could follow."""
    if isinstance(said, ast.Call) and isinstance(said.func, ast.Attribute):
        return said.func.attr in {"format", "join", "replace", "capitalize", "upper", "lower"}
    return isinstance(said, ast.JoinedStr | ast.BinOp)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_refusal_is_put_together_out_of_pieces(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    refusals = [(function, refusal) for function in functions for refusal in calls_of(function, REFUSALS)]
    said = [text for function, refusal in refusals for text in texts_of(function, refusal)]

    assert not [f"line {text.lineno}: {ast.unparse(text)}" for text in said if is_put_together(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_sentence_is_a_literal_with_the_fields_that_it_is_given(path: Path) -> None:
    for call in calls_of(ast.parse(path.read_text(encoding="utf-8")), frozenset(MADE)):
        assert isinstance(call.func, ast.Name)
        forms = call.args[: MADE[call.func.id]]
        given = {word.arg for word in call.keywords if word.arg is not None}
        if call.func.id == "counted":
            given.add("count")
        for form in forms:
            assert isinstance(form, ast.Constant), f"line {call.lineno}: not a literal, so nobody can translate it"
            named = set(_FIELD.findall(str(form.value)))
            assert named <= given, f"line {call.lineno}"
            assert call.func.id == "counted" or named == given, f"line {call.lineno}"


def test_there_is_something_to_read() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]

    assert sum(len(list(calls_of(tree, REFUSALS))) for tree in trees) > 300
    assert sum(len(list(calls_of(tree, frozenset(MADE)))) for tree in trees) > 500
