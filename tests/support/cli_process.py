"""`whyward` as a process of its own, the way a person runs it, and what came of it.

Nothing of the person who runs the tests is seen by it: no home, no passphrase, no settings.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import whyward
from tests.support import cli_forks

TIMEOUT_S = 60

DONE, REFUSED, MISUSE, LOCKED, AWAY = 0, 1, 2, 3, 4


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401  # any document: the test looks into it
        """The JSON document that it printed."""
        return json.loads(self.out)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a test's processes."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WHYWARD_")}
    # The processes run the very Whyward that the tests have imported, be it a checkout or an installed wheel.
    portions = os.pathsep.join(str(Path(portion).parent) for portion in whyward.__path__)
    return {**clean, "PYTHONPATH": portions, "NO_COLOR": "1", **more}


def ran(
    command: list[str], *, typed: bytes = b"", variables: dict[str, str] | None = None, patience_s: float = TIMEOUT_S
) -> Ended:
    """Run a command to its end: as a fork where that is the same, and anew where it is not."""
    env = environment(**(variables or {}))
    keeper = cli_forks.nursery(env["PYTHONPATH"]) if cli_forks.fits(command, env, variables or {}) else None
    if keeper is not None and keeper.lock.acquire(blocking=False):
        try:
            status, out, err = keeper.ran(command, env, typed, patience_s)
        finally:
            keeper.lock.release()
    else:
        done = subprocess.run(command, input=typed, capture_output=True, timeout=patience_s, check=False, env=env)
        status, out, err = done.returncode, done.stdout, done.stderr
    return Ended(status, out.decode(errors="surrogateescape"), err.decode(errors="replace"))


@dataclass
class Device:
    """One device: a folder, and the commands that run on it."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict[str, str])
    before: tuple[str, ...] = ()
    patience_s: float = TIMEOUT_S

    def command(self, *arguments: str | bytes) -> list[str]:
        """Return the whole command of some arguments."""
        spelt = [os.fsdecode(argument) for argument in arguments]
        return [*(self.before or (sys.executable, "-m", "whyward.cli")), "--home", str(self.home), *spelt]

    def run(self, *arguments: str | bytes, typed: bytes = b"") -> Ended:
        """Run a command to its end, however it ends."""
        return ran(self.command(*arguments), typed=typed, variables=self.variables, patience_s=self.patience_s)

    def do(self, *arguments: str, typed: bytes = b"") -> Ended:
        """Run a command that must end well."""
        ended = self.run(*arguments, typed=typed)
        assert ended.status == DONE, f"{arguments}: {ended.status}\n{ended.out}\n{ended.err}"
        return ended

    def ask(self, *arguments: str) -> Any:  # noqa: ANN401  # as above
        """Run a command with `--json` that must end well, and return its document."""
        return self.do("--json", *arguments).document

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a command and leave it running; use it as a context."""
        return subprocess.Popen(
            self.command(*arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(**self.variables),
        )


def new_device(home: Path, *options: str) -> Device:
    """Start a journal in a folder, its key kept plainly."""
    device = Device(home)
    device.do("init", "--unlock", "file", *options)
    return device


def next_line(process: "subprocess.Popen[bytes]") -> Any:  # noqa: ANN401  # as above
    """Return the next JSON line that a process prints."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.stderr.read().decode() if process.stderr else "it said nothing"
    return json.loads(line)


def type_line(process: "subprocess.Popen[bytes]", text: str) -> None:
    """Type a line into a process."""
    assert process.stdin is not None
    process.stdin.write(text.encode() + b"\n")
    process.stdin.flush()


def pair(trusted: Device, home: Path, relay_url: str, *options: str) -> Device:
    """Let a new device in, as a person does: the code one way, the words back."""
    joining = Device(home)
    with trusted.start("--json", "link") as link:
        code = next_line(link)["code"]
        command = ("--json", "join", code, "--relay", relay_url, "--unlock", "file", *options)
        with joining.start(*command) as join:
            type_line(link, " ".join(next_line(join)["words"]))
            _, join_err = join.communicate(timeout=TIMEOUT_S)
        _, link_err = link.communicate(timeout=TIMEOUT_S)
    assert (join.returncode, link.returncode) == (DONE, DONE), join_err + link_err
    return joining
