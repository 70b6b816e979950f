"""The pace of a WebSocket's bytes: whoever has begun a frame must go on with it, or lose the connection.

It counts bytes and looks at times that are handed in; it knows nothing of what the bytes are.
"""

from typing import Final

SLACK_BYTES: Final = 4096
"""What may lie unfinished for as long as a connection lives: small frames, and the pongs between them."""

GRACE_S: Final = 10.0
"""So long an unfinished frame may take whatever it takes; from then on its average counts."""

BYTES_A_SECOND_MIN: Final = 1024
"""A 64 kbit/s line carries eight times as much; less is no line that anybody syncs over."""


PONG_BYTES_A_SECOND: Final = 2
"""What is forgotten again while little comes: pongs take 6 bytes every 20 seconds or so, for as long as it lives."""


class Pace:
    """How much has come since the last whole message, judged only while the relay waits for the next one."""

    def __init__(self) -> None:
        """Start between two messages."""
        self._unfinished = 0.0
        self._last_s = 0.0
        self._is_awaited = False
        self._since: float | None = None
        self._from = 0.0

    def awaited(self, now_s: float) -> None:
        """Note that the relay waits for a message: from now on it is the other side that takes the time."""
        self._is_awaited = True
        self._begin(now_s)

    def received(self, count: int, now_s: float) -> None:
        """Count bytes that came in."""
        if self._since is None:
            self._unfinished = max(0.0, self._unfinished - PONG_BYTES_A_SECOND * (now_s - self._last_s))
        self._last_s = now_s
        self._unfinished += count
        if self._is_awaited and self._since is None:
            self._begin(now_s)

    def finished(self) -> None:
        """Note that a whole message is here: nothing is unfinished any more."""
        self._unfinished = 0.0
        self._is_awaited = False
        self._since = None

    def is_too_slow(self, now_s: float) -> bool:
        """Whether an unfinished message has come in at less than the least average, after its grace."""
        if self._since is None:
            return False
        took_s = now_s - self._since
        return took_s > GRACE_S and self._unfinished - self._from < BYTES_A_SECOND_MIN * took_s

    def _begin(self, now_s: float) -> None:
        if self._unfinished > SLACK_BYTES:
            self._since, self._from = now_s, self._unfinished
