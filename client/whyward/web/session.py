"""Windows that were let in: a launch token is good once and for a minute; the key that it is changed for is in memory.

No cookie, no file: a window that is reloaded has forgotten its key, and so has the browser.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from whyward.journal.ports import Entropy

_TOKEN_BYTES: Final = 32
LAUNCH_S: Final = 60.0
"""How long a launch token is good: a browser that is slow to start takes a few seconds."""

_SAID_MAX: Final = 5


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for the next page, and the act that it speaks of; `redo` if it says that something was taken back."""

    text: str
    act: bytes | None = None
    redo: bool = False


@dataclass(slots=True)
class Session:
    """One window. `key` is what it shows with each request."""

    key: str = field(repr=False)
    _said: list[Said] = field(default_factory=list[Said])

    def say(self, said: Said) -> None:
        """Keep a sentence for the next page."""
        self._said = [*self._said, said][-_SAID_MAX:]

    @property
    def has_said(self) -> bool:
        """Whether a sentence waits for the next page."""
        return bool(self._said)

    def take_said(self) -> tuple[Said, ...]:
        """Return the sentences that wait, once."""
        said, self._said = tuple(self._said), []
        return said


class Sessions:
    """The launch tokens that are out, and the windows that came in with one."""

    def __init__(self, entropy: Entropy, monotonic_s: Callable[[], float]) -> None:
        """Let nobody in yet."""
        self._entropy = entropy
        self._now = monotonic_s
        self._launches: dict[str, float] = {}
        self._sessions: list[Session] = []

    def launch(self) -> str:
        """Return a new launch token."""
        token = self._fresh()
        self._launches[token] = self._now() + LAUNCH_S
        return token

    def admit(self, token: str) -> Session | None:
        """Change a launch token for a session; None if it was used, is too old, or never was one."""
        now = self._now()
        self._launches = {known: until for known, until in self._launches.items() if until > now}
        found = next((known for known in self._launches if _same(known, token)), None)
        if found is None:
            return None
        del self._launches[found]
        session = Session(self._fresh())
        self._sessions.append(session)
        return session

    def of(self, key: str) -> Session | None:
        """Return the window that holds this key."""
        return next((session for session in self._sessions if _same(session.key, key)), None)

    def end(self, session: Session) -> None:
        """Let a window go: its key is worth nothing from now on."""
        self._sessions = [one for one in self._sessions if one is not session]

    def end_all(self) -> None:
        """Let every window go."""
        self._sessions.clear()

    def _fresh(self) -> str:
        return self._entropy.random_bytes(_TOKEN_BYTES).hex()


def _same(known: str, shown: str) -> bool:
    return hmac.compare_digest(known.encode(), shown.encode())
