"""Who may found a space here: anybody, or the holder of an unused invite.

An invite is held as its hash only, and spent in the same commit that founds the space. Nothing here writes rows.
"""

import asyncio
import base64
import hmac
import os
from pathlib import Path
from typing import Literal

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.labels import Label, hashed

_HASH_CHARACTERS = 64


def invite_hash(token: str) -> bytes:
    """Return what is kept of a token: the token has 256 random bits, so its hash gives nothing away."""
    return hashed(Label.INVITE, token.encode())


def invite_token(random32: bytes) -> str:
    """Write 32 random bytes as a token that survives being mailed and typed."""
    return base64.urlsafe_b64encode(random32).decode().rstrip("=")


def add_invite(path: Path, token: str) -> None:
    """Append an invite's hash to the file, which only its owner can read; durable when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"{invite_hash(token).hex()}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _hashes(path: Path) -> list[bytes]:
    """Read the file again each time, so that a new invite works at once; a line that is no hash is not an invite."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return []
    return [_hash(line.strip()) for line in lines if len(line.strip()) == _HASH_CHARACTERS]


def _hash(line: str) -> bytes:
    try:
        return bytes.fromhex(line)
    except ValueError:
        return b""


class Admission:
    """The rule, and which invites are spent or about to be."""

    def __init__(self, rule: Literal["open", "invite"], path: Path, used: set[bytes]) -> None:
        """Start from the invites that the store knows as spent."""
        self._rule = rule
        self._path = path
        self._taken = set(used)

    async def take(self, token: str) -> bytes | None:
        """Let the founder in and return the invite to spend, None where none is needed; or raise `TheirFault`."""
        if self._rule == "open":
            return None
        wanted = invite_hash(token)
        known = await asyncio.to_thread(_hashes, self._path)
        # Every hash is compared, and in constant time: how long it takes says nothing about any invite.
        matches = [hmac.compare_digest(wanted, held) for held in known]
        if not any(matches) or wanted in self._taken:
            text = "this relay needs an invite that was not used yet; its operator can give you one"
            raise TheirFault(text, code=Code.INVITE_NEEDED)
        self._taken.add(wanted)
        return wanted

    def give_back(self, taken: bytes | None) -> None:
        """Let an invite be used after all, because the space could not be founded."""
        if taken is not None:
            self._taken.discard(taken)
