"""What each command is given: which folder, which form of answer, and the two ways to speak.

Results go to standard output, talk to standard error; with `--json` there is no talk. All of it is made harmless here.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from whyward.cli.documents import Document, json_text
from whyward.cli.harmless import harmless

HOME_VARIABLE = "WHYWARD_HOME"


@dataclass(slots=True)
class Face:
    """The person's side of one command."""

    home_given: str | None = None
    as_json: bool = False

    @property
    def home(self) -> Path:
        """Return the journal's folder: as said, or as the environment says, or the usual place."""
        return home_folder(self.home_given, os.environ)

    def show(self, text: str) -> None:
        """Print a result for people."""
        _print(text, sys.stdout)

    def say(self, text: str) -> None:
        """Talk; not with `--json`."""
        if not self.as_json:
            _print(text, sys.stderr)

    def give(self, document: Document) -> None:
        """Print a result for programs, on one line, at once."""
        _print(json_text(document), sys.stdout)

    def answer(self, document: Document, text: str) -> None:
        """Print a result in the form that was asked for."""
        if self.as_json:
            self.give(document)
        else:
            self.show(text)

    def is_on_terminal(self) -> bool:
        """Whether progress may be drawn: a person looks at standard error, and did not ask for JSON."""
        is_plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        return not self.as_json and not is_plain and sys.stderr.isatty()


def home_folder(given: str | None, environ: Mapping[str, str]) -> Path:
    """Return the folder of the journal; the usual place follows the XDG base directories."""
    named = given or environ.get(HOME_VARIABLE)
    if named:
        return Path(named).expanduser()
    data = environ.get("XDG_DATA_HOME", "")
    # The standard says that a relative path there is to be ignored.
    base = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
    return base / "whyward"


def _print(text: str, stream: TextIO) -> None:
    stream.write(harmless(text) + "\n")
    stream.flush()
