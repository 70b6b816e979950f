"""Markdown as our documents have it: one sentence a line, plain tables, a blank line between blocks.

It knows nothing of what the words are about.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?]) (?=[A-Z0-9`\"(])")


def sentences(text: str) -> str:
    """Return a text with each sentence on a line of its own, whatever its line breaks were."""
    return _SENTENCE_END.sub("\n", " ".join(text.split()))


def paragraphs(text: str) -> str:
    """Return the paragraphs of a text, each with one sentence a line."""
    return "\n\n".join(sentences(paragraph) for paragraph in re.split(r"\n\s*\n", text.strip()))


def code(text: str) -> str:
    """Return a text as code."""
    return f"`{text}`"


def listed(words: Iterable[str]) -> str:
    """Return words as code, parted by commas."""
    return ", ".join(code(word) for word in words)


def bullet(text: str) -> str:
    """Return a point of a list; a text of several sentences stays one point."""
    return "- " + sentences(text).replace("\n", "\n  ")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar inside a cell would end it, and is escaped."""
    lines = [list(heads), ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def page(title: str, blocks: Iterable[str]) -> str:
    """Return a whole page, with a word on where it comes from."""
    note = "This page is made from the code by `just reference`; change it there."
    return "\n\n".join([f"# {title}", note, *(block for block in blocks if block)]) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
