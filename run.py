"""One command on a fresh machine: `python3 run.py demo` shows Whyward at work, `python3 run.py tests` checks it.

It needs Python 3.11 and pip (or ensurepip) and nothing else: no venv package, no compiler, no administrator.
Everything goes into `.venv` beside this file; delete that folder and nothing is left.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path

if sys.version_info < (3, 11):
    # This file keeps to the syntax of older Pythons so that they can say this much.
    sys.exit(
        "run.py: error: this is Python {}.{}, and Whyward needs 3.11 or newer.\n"
        "  If this machine has one, name it: python3.11 run.py demo".format(*sys.version_info[:2])
    )

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
RUNTIME_LOCK = HERE / "requirements.lock"
DEVELOPMENT_LOCK = HERE / "requirements-dev.lock"

NO_PIP = """this Python has neither pip nor ensurepip, so nothing can be installed.
  On Debian and Ubuntu: apt install python3-pip. Then run this again."""

WHY_PIP_FAILED = """pip could not install the packages; its own words are above.
  If they speak of connections or names: this machine has no network, or its package index is away. Connect, run again.
  If they speak of hashes: a package is not the one that was checked. Do not go around it; tell us, with those words.
  If they speak of building: no ready-made package fits. Linux (glibc) and macOS have them, for Python 3.11 to 3.13.
Nothing outside .venv was touched; what was fetched is kept for the next try."""

USAGE = """usage: python3 run.py demo [OPTIONS]   install what Whyward needs into .venv, then `whyward demo`
       python3 run.py tests            install the tools as well, then `just check`: all checks, all tests"""


class CannotRunError(Exception):
    """Something outside this script stands in the way; the message says what, and what to do."""


def say(text: str) -> None:
    """Tell the person what happens now; talk goes to standard error, results to standard output."""
    print(f"run.py: {text}", file=sys.stderr, flush=True)


def fingerprint(lock: Path) -> str:
    """Name what an environment was made from: this Python, this lock, this project description."""
    digest = hashlib.sha256(sys.version.encode())
    for source in (lock, HERE / "pyproject.toml"):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def stamp_of(lock: Path) -> Path:
    """Say where the fingerprint of a finished installation is kept."""
    return VENV / f"installed-from-{lock.stem}"


def is_installed(lock: Path) -> bool:
    """Tell whether `.venv` was made, to the end, from this very lock."""
    stamp = stamp_of(lock)
    return PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(lock)


def pip(python: Path, *arguments: str, fault: str) -> None:
    """Run one pip, quietly; its own words come through when it fails."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    command = [str(python), "-m", "pip", "install", *quiet, *arguments]
    # PYTHONPATH would let packages of the machine into the environment that is being made.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment.update(PIP_REQUIRE_VIRTUALENV="0", PIP_USER="0")  # A private folder is as good as what they ask for.
    if subprocess.run(command, env=environment, check=False).returncode:
        raise CannotRunError(fault)


def pinned_pip(lock: Path) -> str:
    """Cut the pip with its hashes out of a lock."""
    pinned = re.search(r"^pip==.*?(?=^\S|\Z)", lock.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if pinned is None:
        raise CannotRunError(f"{lock.name} names no pip: the lock is damaged. Take it from the repository again.")
    return pinned.group()


def make_empty_environment(lock: Path) -> None:
    """Make `.venv` with the pip of the lock, wherever this machine's own pip comes from.

    Debian's Python has no ensurepip and forbids installing beside itself; a folder of our own is allowed everywhere.
    """
    say("making .venv")
    if importlib.util.find_spec("pip") is None:
        if importlib.util.find_spec("ensurepip") is None:
            raise CannotRunError(NO_PIP)
        venv.create(VENV, clear=True, with_pip=True)
        return
    venv.create(VENV, clear=True, with_pip=False)
    only_pip = VENV / "pip.lock"
    only_pip.write_text(pinned_pip(lock), encoding="utf-8")
    library = sysconfig.get_path("purelib", scheme="venv", vars={"base": str(VENV), "platbase": str(VENV)})
    this_python = Path(sys.executable)
    pip(this_python, "--target", library, "--require-hashes", "--requirement", str(only_pip), fault=WHY_PIP_FAILED)


def install(lock: Path) -> None:
    """Bring `.venv` to exactly what the lock says, every file checked against its hash, and the checkout with it."""
    if is_installed(lock):
        return
    make_empty_environment(lock)
    say(f"installing what {lock.name} names (a minute or two the first time)")
    pip(PYTHON, "--require-hashes", "--requirement", str(lock), fault=WHY_PIP_FAILED)
    # Nothing is fetched here: what builds the project came with the lock.
    pip(PYTHON, "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(HERE), fault=WHY_PIP_FAILED)
    stamp_of(lock).write_text(fingerprint(lock), encoding="utf-8")


def run(command: Sequence[str]) -> int:
    """Run a program of `.venv` as if the environment were active, from the checkout, and give back its status."""
    environment = dict(os.environ)
    environment.pop("PYTHONHOME", None)
    environment["VIRTUAL_ENV"] = str(VENV)
    environment["PATH"] = os.pathsep.join([str(BIN), environment.get("PATH", os.defpath)])
    return subprocess.run([str(BIN / command[0]), *command[1:]], cwd=HERE, env=environment, check=False).returncode


def demo(options: Sequence[str]) -> int:
    """Run the main job; an environment with all tools will do as well."""
    if not is_installed(DEVELOPMENT_LOCK):
        install(RUNTIME_LOCK)
    return run(["whyward", "demo", *options])


def tests() -> int:
    """Run every check and every test."""
    install(DEVELOPMENT_LOCK)
    return run(["just", "check"])


def main(arguments: list[str]) -> int:
    """Do what was asked; 0 done, 1 refused, 2 misuse, else the status of the program that was run."""
    try:
        if arguments[:1] == ["demo"]:
            return demo(arguments[1:])
        if arguments == ["tests"]:
            return tests()
        print(USAGE, file=sys.stderr)
    except (CannotRunError, OSError) as error:
        say(f"error: {error}")
        return 1
    except KeyboardInterrupt:
        say("stopped; run it again and it goes on from the start")
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
