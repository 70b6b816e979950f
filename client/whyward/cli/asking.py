"""Asking the person: secrets without an echo or from a file, lines and texts from standard input.

A secret is never an argument: arguments stand in the shell's history and in the list of processes.
"""

import asyncio
import getpass
import os
import sys
import threading
from pathlib import Path

from whyward.adapters.home import Lock
from whyward.cli.face import Face
from whyward.journal.errors import BadInput, Locked
from whyward.journal.key_file import Unlock

PASSPHRASE_VARIABLE = "WHYWARD_PASSPHRASE_FILE"  # noqa: S105  # the name of a variable, not a secret

_TEXT_BYTES_MAX = 1 << 20
"""More than any entry may have (256 KiB), so that the journal can say by how much a text is too long."""

_LINE_BYTES_MAX = 4096
_STDIN = 0


def passphrase() -> str:
    """Return the passphrase of an existing journal: from the file that the environment names, or typed unseen."""
    named = os.environ.get(PASSPHRASE_VARIABLE)
    if named:
        return _from_file(Path(named))
    if not _is_person_there():
        text = "this journal asks for its passphrase, and nobody is here to type it"
        raise Locked(text, hint=f"Use a terminal, or name a file that holds it: {PASSPHRASE_VARIABLE}=FILE")
    return getpass.getpass("Passphrase: ", sys.stderr)


def chosen_lock(unlock: str | None) -> Lock:
    """Return how a new journal's key is kept; ask for a new passphrase, twice, where that is the way."""
    if unlock is None:
        if not os.environ.get(PASSPHRASE_VARIABLE) and not _is_person_there():
            text = "say how the key of this journal is kept, for nobody is here to type a passphrase"
            hint = (
                f"One of: --unlock keyring, --unlock file, or --unlock passphrase with {PASSPHRASE_VARIABLE}=FILE. "
                "Nothing was made."
            )
            raise BadInput(text, hint=hint)
        unlock = Unlock.PASSPHRASE.value
    if unlock != Unlock.PASSPHRASE.value:
        return Lock(Unlock(unlock))
    return Lock(Unlock.PASSPHRASE, _new_passphrase())


def _new_passphrase() -> str:
    named = os.environ.get(PASSPHRASE_VARIABLE)
    if named:
        return _from_file(Path(named))
    if not _is_person_there():
        text = "a passphrase is typed, and nobody is here to type one"
        raise BadInput(text, hint=f"Use a terminal, or name a file that holds it: {PASSPHRASE_VARIABLE}=FILE")
    first = getpass.getpass("A passphrase, several words are best: ", sys.stderr)
    if first != getpass.getpass("Once more: ", sys.stderr):
        raise BadInput("the two passphrases differ", hint="Nothing was made. Try again.")
    return first


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LINE_BYTES_MAX)
        return raw.decode().splitlines()[0]
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        text = f"the passphrase file {path} cannot be read: {reason}"
        raise Locked(text, hint="Your records are safe.") from None
    except (UnicodeDecodeError, IndexError):
        text = f"the passphrase file {path} holds no line of text"
        raise Locked(text, hint="Put the passphrase on its first line. Your records are safe.") from None


def _is_person_there() -> bool:
    """Whether somebody sees a prompt and can type, even where standard input is a pipe."""
    if not sys.stderr.isatty():
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def text_from_input(face: Face) -> str:
    """Return all of standard input as text."""
    if sys.stdin.isatty():
        face.say("Write as much or as little as you like. Ctrl-D on an empty line keeps it, Ctrl-C leaves it.")
    raw = sys.stdin.buffer.read(_TEXT_BYTES_MAX)
    try:
        return raw.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise BadInput("the text is not UTF-8", hint="Nothing was recorded. Convert it, then try again.") from None


async def secret_line(what: str) -> str:
    """Return one line that nobody sees: typed without an echo, or from standard input where that is piped."""
    if is_typed():
        return await asyncio.to_thread(getpass.getpass, "", sys.stderr)
    return await typed_line(what)


def is_typed() -> bool:
    """Whether somebody types at standard input, and can be asked again."""
    return sys.stdin.isatty()


async def typed_line(what: str) -> str:
    """Return the next line of standard input, while the rest of the program goes on; raise `BadInput` at its end."""
    loop = asyncio.get_running_loop()
    line: asyncio.Future[bytes] = loop.create_future()

    def take(raw: bytes) -> None:
        if not line.cancelled():
            line.set_result(raw)

    def read() -> None:
        raw = _read_line()
        loop.call_soon_threadsafe(take, raw)

    # A thread of our own, not the loop's: the loop would wait at its end for a line that nobody types any more.
    threading.Thread(target=read, daemon=True).start()
    raw = await line
    if not raw:
        raise BadInput(f"{what} did not come: standard input has ended", hint="Nothing was shared. Start again.")
    return raw.decode(errors="replace").strip()


def _read_line() -> bytes:
    """Read up to a line break by the descriptor: a buffered reader would be locked when the program ends early."""
    line = b""
    while len(line) < _LINE_BYTES_MAX:
        byte = os.read(_STDIN, 1)
        if not byte:
            break
        line += byte
        if byte == b"\n":
            break
    return line
