"""`whyward`: one table of commands, and the one place where errors become sentences and exit statuses.

It catches `WhywardError` and what click calls misuse; anything else is a bug and shows itself as one.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import Final

import click
import msgspec

from whyward.cli.documents import json_text
from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.verbs import Root
from whyward.protocol.errors import WhywardError

DONE: Final = 0
REFUSED: Final = 1
MISUSE: Final = 2
INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as shells have it."""

PLACES: Final[Mapping[str, str]] = {
    "init": "init:init",
    "value": "value:value",
    "values": "as_of:values",
    "goal": "goal:goal",
    "goals": "as_of:goals",
    "step": "step:step",
    "write": "write:write",
    "entry": "entry:entry",
    "barrier": "barrier:barrier",
    "domain": "domain:domain",
    "today": "today:today",
    "timeline": "timeline:timeline",
    "why": "why:why",
    "undo": "undo:undo",
    "redo": "undo:redo",
    "link": "link:link",
    "join": "join:join",
    "device": "device:device",
    "sync": "sync:sync",
    "status": "status:status",
    "check": "check:check",
    "conflicts": "conflicts:conflicts",
    "relay": "relay:relay",
    "demo": "demo:demo",
}


_OUR_OWN: Final = frozenset(
    {"A", "An", "Half", "Its", "More", "No", "Nothing", "Say", "That", "The", "There", "What", "Your"}
)
"""Words of ours that a refusal may begin with: small after the colon. A name of the person's keeps its letters."""


class ErrorShown(msgspec.Struct, frozen=True):
    """An error for programs: on standard error, so that standard output stays empty."""

    error: str
    hint: str
    exit_status: int


@click.group(cls=Root, places=PLACES, no_args_is_help=False)
def root() -> None:
    """Find what matters to you, and take small steps toward it. Private, offline, on your own devices."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say; return the exit status of the contract."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    face = Face(as_json="--json" in arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal in a small alphabet shows \u2026 for what it lacks; that is no reason to stop.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments or ["--help"], face)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_the_pipe()
        return DONE


def _run(arguments: list[str], face: Face) -> int:
    try:
        with root.make_context("whyward", arguments, obj=face) as context:
            root.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        text = error.format_message().rstrip(".")
        path = "whyward" if error.ctx is None else error.ctx.command_path
        _complain(face, text[:1].lower() + text[1:], f"How it is used: {path} --help", MISUSE)
        return MISUSE
    except WhywardError as error:
        status = getattr(error, "exit_status", REFUSED)
        _complain(face, str(error), getattr(error, "hint", ""), status)
        return int(status)
    return DONE


def _complain(face: Face, text: str, hint: str, status: int) -> None:
    first, _, rest = text.partition(" ")
    if first in _OUR_OWN:
        text = f"{first.lower()} {rest}"
    if face.as_json:
        sys.stderr.write(json_text(ErrorShown(text, hint, status)) + "\n")
        return
    sys.stderr.write(f"whyward: error: {one_line(text)}\n")
    if hint:
        sys.stderr.write(f"hint: {one_line(hint)}\n")


def _forget_the_pipe() -> None:
    """Let Python end quietly: whoever read our output has gone away, and the interpreter would flush into nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
