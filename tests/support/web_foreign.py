"""Which texts on a page are ours and which are not, told in a made-up language in which each of ours is in brackets.

Not ours to translate yet: what the person wrote, what is shipped as content, what the journal says by itself.
"""

import ast
import calendar
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import whyward.content
import whyward.journal
from tests.support import web_wishes

OUTSIDE: Final = """
() => {
  const told = [];
  const theirs = "[dir=auto], .own, code, kbd, svg, textarea, .words-shown, .words-list";
  const walker = document.createTreeWalker(document.getElementById("page"), NodeFilter.SHOW_TEXT);
  let depth = 0;
  for (let one = walker.nextNode(); one; one = walker.nextNode()) {
    const within = depth > 0;
    for (const sign of one.data) depth += sign === "⟦" ? 1 : sign === "⟧" ? -1 : 0;
    if (within || one.data.includes("⟦") || !/[A-Za-z]/.test(one.data)) continue;
    // What has an id was named by the person.
    const isThing = /[0-9a-f]{16}/.test(one.parentElement.closest("option")?.value ?? "");
    if (!isThing && !one.parentElement.closest(theirs)) told.push(one.data.trim());
  }
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const one of document.querySelectorAll(`#page [${name}]`)) {
      const text = one.getAttribute(name);
      if (!text.includes("⟦") && !one.closest(theirs)) told.push(text);
    }
  }
  return told;
}
"""
"""All texts of a page that stand in no brackets, but for what is marked as the person's own."""

_SAID: Final = {
    "Whyward": "the name of the app, or of its window",
    "Notebook": "another name of its window",
    "Notes": "as Notebook",
    "Mira": "a person",
    "Dr R": "a person",
    "Uncle Bo": "a person",
}
_DAY_OF_OURS: Final = re.compile(r"(\w+, )?\w+ \d{1,2}, \d{4}")
"""How pages write a day in English, and so in the made-up languages."""

_DAY_OF_THE_JOURNAL: Final = re.compile(rf"\b\d{{1,2}} ({'|'.join(calendar.month_name[1:])})\b")
"""The journal's own sentences write a day so, and no template does."""


def is_translated(text: str) -> bool:
    """Whether a text outside of brackets is one that may be there."""
    if (
        text in _SAID
        or all(_DAY_OF_OURS.fullmatch(one.strip()) for one in text.split("·"))
        or _DAY_OF_THE_JOURNAL.search(text)
    ):
        return True
    pieces = [piece for piece in re.split(r"[·→,:]| \u2013 ", text) if re.search(r"[A-Za-z]", piece)]
    return _plain(text) in _known() or all(_plain(piece) in _known() for piece in pieces) or _is_sentences(text)


def _is_sentences(text: str) -> bool:
    return all(_plain(one) in _known() for one in re.split(r"(?<=\.) ", text))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold().rstrip(".")


@cache
def _known() -> frozenset[str]:
    """Return every text of content, of the journal's code, and of the person of the tests."""
    told: set[str] = set()
    for path in Path(str(whyward.content.__file__)).parent.rglob("*.json"):
        told.update(_texts(json.loads(path.read_text(encoding="utf-8"))))
    code = [path for one in (whyward.journal, whyward.content) for path in Path(str(one.__file__)).parent.rglob("*.py")]
    for path in (*code, Path(web_wishes.__file__)):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told.update(
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
    return frozenset(_plain(text) for text in told)


def _texts(of: object) -> Iterator[str]:
    if isinstance(of, str):
        yield of
    elif isinstance(of, list):
        for one in of:  # pyright: ignore[reportUnknownVariableType]  # whatever is in a pack of texts
            yield from _texts(one)  # pyright: ignore[reportUnknownArgumentType]  # as above
    elif isinstance(of, Mapping):
        yield from _texts(list(of.values()))  # pyright: ignore[reportUnknownArgumentType]  # as above
