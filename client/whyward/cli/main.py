"""`whyward`: one table of commands, and the one place where errors become sentences and exit statuses.

It catches `WhywardError`, what click calls misuse, and a lack of memory; anything else is a bug and shows itself so.
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
from whyward.cli.verbs import Place, Root
from whyward.protocol.errors import WhywardError

DONE: Final = 0
REFUSED: Final = 1
MISUSE: Final = 2
INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as shells have it."""

COMMANDS: Final[Mapping[str, Mapping[str, Place]]] = {
    "Start": {
        "demo": Place("demo:demo", "See it work: two devices, a therapist, and a relay that cannot read."),
        "open": Place("open:open_", "Open it in your browser: everything, on this computer alone."),
        "init": Place("init:init", "Start a journal here; shows its 24 recovery words once."),
    },
    "What matters, and small steps": {
        "sort": Place("sort:sort", "Sort cards to find out what matters; stop and go on at any time."),
        "reflect": Place("reflect:reflect", "A question, a line of yours, and the word in it."),
        "creative": Place("creative:creative", "A letter, a toast, a poem: another way in."),
        "worksheet": Place("worksheet:worksheet", "A page of questions, here or on paper."),
        "value": Place("value:value", "Name what matters to you, in your own words."),
        "goal": Place("goal:goal", "Choose small goals, and change them as you go."),
        "step": Place("step:step", "Record a step. Any size counts."),
        "plan": Place("plan:plan", "If this comes, then I do that."),
        "willing": Place("willing:willing", "What you are willing to feel for a goal."),
        "barrier": Place("barrier:barrier", "Name what is in the way; tools to try."),
        "choice": Place("choice:choice", "A moment of choice: away or toward."),
        "decide": Place("decide:decide", "Weigh a decision by what matters."),
        "write": Place("write:write", "Write in your journal. A line is enough."),
        "entry": Place("entry:entry", "Read, find and change what you wrote."),
        "remind": Place("remind:remind", "Reminders, if you want some; they rest with one word."),
        "domain": Place("domain:domain", "The parts of your life, by your own names."),
    },
    "Look": {
        "today": Place("today:today", "What you could do today: three things at most."),
        "why": Place("why:why", "From a step or a goal back to your own words."),
        "values": Place("as_of:values", "Your values now, or as they were on a day."),
        "goals": Place("as_of:goals", "Your goals now, or as they were on a day."),
        "search": Place("search:search", "Find what you wrote, by a word of it."),
        "timeline": Place("timeline:timeline", "Everything that happened."),
        "review": Place("review:review", "Look back on a week, a month, or whenever."),
        "win": Place("win:win", "Something that went well, in a line."),
        "mood": Place("mood:mood", "How you feel; off until you turn it on."),
        "progress": Place("progress:progress", "What adds up."),
        "align": Place("progress:align", "Where your steps went, beside your values."),
        "insights": Place("insights:insights", "What could be noticed, and why."),
    },
    "Hard times": {
        "help-now": Place("help_now:help_now", "Whom to call, at once; nothing of it is recorded."),
        "support": Place("support:support", "What helps you, written in a calm hour."),
    },
    "Change your mind": {
        "undo": Place("undo:undo", "Take back what you recorded."),
        "redo": Place("undo:redo", "Bring it back."),
        "conflicts": Place("conflicts:conflicts", "Texts that two devices changed apart."),
    },
    "With people": {
        "share": Place("share:share", "Show somebody exactly what you choose, or stop."),
        "inbox": Place("inbox:inbox", "What they wrote to whom you show something."),
        "practice": Place("practice:practice", "What others show you, for a session."),
    },
    "Your devices": {
        "link": Place("link:link", "Let one more device of yours in: shows a code."),
        "join": Place("join:join", "Be that device: takes the code, shows words."),
        "sync": Place("sync:sync", "Carry both ways, once or all the time."),
        "device": Place("device:device", "See and name your devices; shut one out."),
        "recovery": Place("recovery:recovery", "Your 24 words: try them, come back with them, make new ones."),
        "quarantine": Place("quarantine:quarantine", "What was set aside, and why."),
        "status": Place("status:status", "Where this device stands."),
        "check": Place("check:check", "Check the log; or check in with yourself: check run."),
        "relay": Place("relay:relay", "Run a relay."),
    },
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


@click.group(cls=Root, sections=COMMANDS, no_args_is_help=False)
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
    except MemoryError:
        _complain(
            face,
            "there is not enough memory",
            "What was recorded is safe. Close other programs, then try again.",
            REFUSED,
        )
        return REFUSED
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
