"""Which texts on a page are ours and which are not, told in a made-up language in which each of ours is in brackets.

What may stand in no brackets: what a person wrote or named, a day as the language writes it, and what is shipped as
content, for that comes in one language so far. What the journal says by itself has to be translated as all else.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

import whyward.content
from tests.support import web_wishes
from tools import texts

OUTSIDE: Final = """
() => {
  const theirs = "[dir=auto], .own, code, kbd, textarea";
  const drawn = ".words-shown, .words-list";  // Words drawn by lot may be texts of ours too.
  const page = document.getElementById("page");
  const told = [];
  const tell = (text, element) => {
    if (!/[A-Za-z]/.test(text)) return;
    // What has an id was named by the person.
    const isThing = /[0-9a-f]{16}/.test(element.closest("option")?.value ?? "");
    told.push([text.trim(), isThing || element.closest(theirs) !== null]);
  };
  const outside = (text, depth = 0) => {
    let rest = "";
    for (const sign of text) {
      depth += sign === "⟦" ? 1 : sign === "⟧" ? -1 : 0;
      if (sign === "⟦") rest += "\\n";
      else if (sign !== "⟧" && depth === 0) rest += sign;
    }
    return [rest, depth];
  };
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  let depth = 0;
  for (let one = walker.nextNode(); one; one = walker.nextNode()) {
    if (one.parentElement.closest(`svg, ${drawn}`)) continue;  // Names in a drawing are cut to fit.
    const [rest, after] = outside(one.data, depth);
    depth = after;
    for (const piece of rest.split("\\n")) tell(piece, one.parentElement);
  }
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const one of page.querySelectorAll(`[${name}]`)) {
      for (const piece of outside(one.getAttribute(name))[0].split("\\n")) tell(piece, one);
    }
  }
  return told;
}
"""
"""All texts of a page that stand in no brackets, each with whether it is where a person's own words stand."""

_SAID: Final = {
    "Whyward": "the name of the app, or of its window",
    "Notebook": "another name of its window",
    "Notes": "as Notebook",
    "Mira": "a person",
    "Dr R": "a person",
    "Uncle Bo": "a person",
}
_DAY_OF_OURS: Final = re.compile(r"(\w+, )?\w+ \d{1,2}, \d{4}\.?")
"""How pages write a day in English, and so in the made-up languages."""


def is_translated(text: str, is_theirs: bool) -> bool:  # noqa: FBT001  # as the page tells them
    """Whether a text outside of brackets may be there; where a person's own words stand, the journal's may not."""
    if is_theirs:
        return _plain(text) not in _of_the_journal() or _plain(text) in _known()
    if text in _SAID or all(_DAY_OF_OURS.fullmatch(one.strip()) for one in text.split("·")):
        return True
    pieces = [piece for piece in re.split(r"[·→,:]| \u2013 ", text) if re.search(r"[A-Za-z]", piece)]
    return _plain(text) in _known() or all(_plain(piece) in _known() for piece in pieces) or _is_sentences(text)


def _is_sentences(text: str) -> bool:
    return all(_plain(one) in _known() for one in re.split(r"(?<=\.) ", text))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold().rstrip(".")


@cache
def _of_the_journal() -> frozenset[str]:
    """Return every text of the journal's that stands by itself, with nothing filled in."""
    with texts.TEMPLATE.open("rb") as template:
        messages = [one.id for one in read_po(template) if any("/journal/" in path for path, _ in one.locations)]
    forms = [form for one in messages for form in ((one,) if isinstance(one, str) else one)]
    return frozenset(_plain(form) for form in forms if "%(" not in form)


@cache
def _known() -> frozenset[str]:
    """Return every text of content, and of the person of the tests."""
    told: set[str] = set()
    for path in Path(str(whyward.content.__file__)).parent.rglob("*.json"):
        told.update(_texts(json.loads(path.read_text(encoding="utf-8"))))
    tree = ast.parse(Path(web_wishes.__file__).read_text(encoding="utf-8"))
    told.update(node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    # A page may show the first sentence of a longer text.
    return frozenset(_plain(one) for text in told for one in (text, *re.split(r"(?<=[.?!]) ", text)))


def _texts(of: object) -> Iterator[str]:
    if isinstance(of, str):
        yield of
    elif isinstance(of, list):
        for one in of:  # pyright: ignore[reportUnknownVariableType]  # whatever is in a pack of texts
            yield from _texts(one)  # pyright: ignore[reportUnknownArgumentType]  # as above
    elif isinstance(of, Mapping):
        yield from _texts(list(of.values()))  # pyright: ignore[reportUnknownArgumentType]  # as above
