"""Control bytes that another device has recorded never reach a terminal, in any listing, form or error.

The command line refuses them on the way in; a hand-made device of the same person, or a newer version, may not.
"""

import asyncio
import contextlib
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.cli_process import Device, environment, new_device
from whyward.adapters.home import open_home
from whyward.journal.decide import deciding, entries, goals, values
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue

HOSTILE = "Kind\x1b]0;owned\x07\x1b[2J\x9b31m\x7f\u202egnp.exe\u2066ness\r\n"
LISTINGS = (
    ("value", "list"),
    ("values",),
    ("value", "history"),
    ("goal", "list", "--all"),
    ("entry", "list"),
    ("entry", "search", "kind"),
    ("search", "kind"),
    ("timeline",),
    ("today",),
    ("domain", "list"),
    ("device", "list"),
    ("status",),
    ("value", "show", "nothing like it"),
    ("undo",),
)


def let_through(text: str, _what: str) -> str:
    """Stand in for the checks on the way in."""
    return text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Device:
    """Make a journal with hostile text in it, recorded by a device that lets everything through."""
    device = new_device(tmp_path_factory.mktemp("hostile") / "home")

    async def record() -> None:
        journal = await open_home(device.home, lambda: "")
        with pytest.MonkeyPatch.context() as patched:
            for module in (deciding, values, goals, entries):
                for name in ("cleaned_line", "cleaned_text"):
                    if hasattr(module, name):
                        patched.setattr(module, name, let_through)
            for module in (values, goals, entries):
                for name in ("optional_line", "optional_text"):
                    if hasattr(module, name):
                        patched.setattr(module, name, let_through)
            await journal.record(AddValue(name=HOSTILE, own_words=HOSTILE, domains=("health",)))
            await journal.record(SetGoal(statement=HOSTILE, why=HOSTILE, tiny_version=HOSTILE, unit=HOSTILE))
            await journal.record(WriteEntry(body=HOSTILE, title=HOSTILE, tags=()))
            await journal.name_device(HOSTILE)
        await journal.record(TakeStep(goal=HOSTILE))
        await journal.close()

    asyncio.run(record())
    return device


@pytest.mark.parametrize("listing", LISTINGS, ids=" ".join)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["for people", "for programs"])
def test_no_stored_control_byte_is_printed(hostile: Device, listing: tuple[str, ...], form: tuple[str, ...]) -> None:
    ended = hostile.run(*form, *listing)

    printed = ended.out + ended.err
    assert "Traceback" not in printed
    assert not [letter for letter in printed if is_control(letter)]
    if form:
        assert printed.isascii()


def is_control(letter: str) -> bool:
    """Whether a terminal might obey a letter, or reorder what stands around it."""
    code = ord(letter)
    is_c0_or_c1 = code < 0x20 or 0x7F <= code < 0xA0
    return (is_c0_or_c1 and letter not in "\n\t") or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


@pytest.mark.parametrize(
    "listing", [("value", "list"), ("entry", "list"), ("domain", "list"), ("timeline",)], ids=" ".join
)
def test_a_terminal_gets_its_own_styles_and_nothing_else(hostile: Device, listing: tuple[str, ...]) -> None:
    variables = environment(TERM="xterm-256color", COLUMNS="100")
    variables.pop("NO_COLOR")
    ours, theirs = os.openpty()
    with subprocess.Popen(hostile.command(*listing), stdout=theirs, stderr=theirs, env=variables) as process:
        os.close(theirs)
        drawn = all_of(ours)

    assert process.returncode == 0
    plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn.replace("\r\n", "\n"))
    assert "ness" in plain
    assert not [letter for letter in plain if is_control(letter)]


def all_of(terminal: int) -> str:
    """Read a terminal until nobody holds its other end, then close it."""
    drawn = b""
    with os.fdopen(terminal, "rb", buffering=0) as reading, contextlib.suppress(OSError):
        while got := reading.read(1 << 16):
            drawn += got
    return drawn.decode()


def test_the_hostile_text_is_really_there(hostile: Device) -> None:
    assert hostile.ask("value", "list")[0]["name"] == HOSTILE
    assert hostile.ask("entry", "list")[0]["body"] == HOSTILE


def test_a_hostile_device_is_still_usable_by_its_id(hostile: Device, tmp_path: Path) -> None:
    value = hostile.ask("value", "list")[0]["id"]

    shown = hostile.do("value", "show", value[:8]).out

    assert "Kind␛]0;owned␇␛[2J<9B>31m␡<U+202E>gnp.exe<U+2066>ness" in shown
    assert not list(tmp_path.iterdir())
