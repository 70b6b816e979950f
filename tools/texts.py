"""`python -m tools.texts`: write the template of all texts to translate; with `--check`, say if it is stale.

Where each text stands is told by file and not by line, and no day or machine is in it, so it changes when a text does.
"""

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import write_po

ROOT: Final = Path(__file__).parents[1]
TEMPLATE: Final = ROOT / "client/whyward/web/locale/whyward.pot"
_FOLDERS: Final = ("client/whyward/web", "client/whyward/sheet", "client/whyward/journal", "client/whyward/adapters")
_METHODS: Final = {".py": "python", ".html": "jinja2", ".jinja": "jinja2"}
_KEYWORDS: Final = DEFAULT_KEYWORDS | {"sentence": None, "counted": (1, 2)}
REFUSALS: Final = frozenset(
    {"JournalError", "Refused", "BadInput", "NotFound", "Locked", "Unreachable", "Damaged", "FieldRefused"}
)
"""What carries sentences to a person: the texts that stand in a call of one of these are translated when it is told."""

_HEADER: Final = """\
# The texts of Whyward's pages and sheets and what its journal says, to be translated; written by `just texts`.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def template() -> str:
    """Return the template as it is to be."""
    catalogue = Catalog(charset="utf-8")
    for path in _files():
        where = [(path.relative_to(ROOT).as_posix(), 0)]
        found = extract_from_file(_METHODS[path.suffix], path, _KEYWORDS, options={"newstyle_gettext": "true"})
        for _line, message, _comments, context in found:
            catalogue.add(message, locations=where, context=context)
        for message in refusing(path) if path.suffix == ".py" else ():
            catalogue.add(message, locations=where)
    written = io.BytesIO()
    write_po(written, catalogue, width=120, omit_header=True, sort_output=True, include_lineno=False)
    return _HEADER + written.getvalue().decode().strip() + "\n"


def refusing(path: Path) -> Iterator[str]:
    """Yield the sentences that a module gives to what it refuses with, but for those that are marked by themselves."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
            for given in (*node.args, *(word.value for word in node.keywords if word.arg == "hint")):
                yield from _literals(given)


def _literals(given: ast.expr) -> Iterator[str]:
    if isinstance(given, ast.Constant) and isinstance(given.value, str) and " " in given.value:
        yield given.value
    elif isinstance(given, ast.IfExp):
        yield from (*_literals(given.body), *_literals(given.orelse))


def _files() -> Iterator[Path]:
    for folder in _FOLDERS:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in _METHODS)


def main(argv: list[str] | None = None) -> int:
    """Write it, or look."""
    parser = argparse.ArgumentParser(prog="python -m tools.texts", description="The template of texts to translate.")
    parser.add_argument("--check", action="store_true", help="write nothing; say if it is stale")
    is_check: bool = parser.parse_args(argv).check
    fresh = template()
    if TEMPLATE.exists() and TEMPLATE.read_text(encoding="utf-8") == fresh:
        return 0
    if is_check:
        sys.stderr.write("the template of texts is stale: just texts\n")
        return 1
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(fresh, encoding="utf-8")
    sys.stdout.write(f"wrote {TEMPLATE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
