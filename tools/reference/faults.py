"""The sentences that peers give with each code, read from the places that raise it.

It looks at source, and runs none of it.
"""

import ast
import functools
import importlib
from collections.abc import Iterator
from pathlib import Path

from whyward.protocol.errors import Code

_PLACES = ("whyward.protocol", "whyward.relay")
"""Where one side refuses another: what both share, and the relay."""


def said_with(code: Code) -> list[str]:
    """Return each sentence once, in the order of the code."""
    return list(dict.fromkeys(text for name, text in _all() if name == code.name))


@functools.cache
def _all() -> tuple[tuple[str, str], ...]:
    return tuple(found for path in _sources() for found in _of_file(path))


def _sources() -> Iterator[Path]:
    for place in _PLACES:
        for folder in importlib.import_module(place).__path__:
            yield from sorted(Path(folder).glob("*.py"))


def _of_file(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        node.targets[0].id: _text(node.value, {})
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _of_function(function, constants)


def _of_function(
    function: ast.FunctionDef | ast.AsyncFunctionDef, constants: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Find what is called with `code=Code.…`, and the text that goes with it; a text may have a name first."""
    texts = dict(constants)
    nodes = sorted(
        (node for node in ast.walk(function) if isinstance(node, ast.Assign | ast.Call)),
        key=lambda node: (node.lineno, node.col_offset),
    )
    for node in nodes:
        if isinstance(node, ast.Assign):
            text = _text(node.value, texts)
            if text and isinstance(node.targets[0], ast.Name):
                texts[node.targets[0].id] = text
            continue
        named = [word.value for word in node.keywords if word.arg == "code"]
        text = _text(node.args[0], texts) if node.args else ""
        if text and named and isinstance(named[0], ast.Attribute) and ast.unparse(named[0].value) == Code.__name__:
            yield named[0].attr, text


def _text(node: ast.expr, texts: dict[str, str]) -> str:
    """Return a text as it is written, with `…` for what is put in; empty for what is no text."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, texts) or "…" for part in parts)
        case ast.Name(id=name):
            return texts.get(name, "")
        case _:
            return ""
