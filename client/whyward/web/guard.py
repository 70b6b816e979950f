"""Who is listened to at all: this machine's browser, at our own address, from our own pages.

It runs before anything of a request is looked at, and answers without a word: whoever is refused learns nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from whyward.adapters.browser import FORM_TYPE

SESSION_HEADER: Final = "whyward-session"
BODY_BYTES_MAX: Final = 1 << 20

_METHODS: Final = frozenset({"GET", "POST"})
_FROM_US: Final = frozenset({"same-origin"})
_FROM_US_OR_TYPED: Final = frozenset({"same-origin", "none"})

MISDIRECTED: Final = 421
FORBIDDEN: Final = 403
NOT_ALLOWED: Final = 405
TOO_LARGE: Final = 413


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came over the wire. `hosts` are all Host headers; other headers by lower-case name."""

    method: str
    target: str
    hosts: tuple[str, ...]
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


class Guard:
    """The one address that this server answers to, such as `127.0.0.1:40123`."""

    def __init__(self, address: str) -> None:
        """Take host and port as a browser writes them."""
        self._host = address
        self._origin = f"http://{address}"

    def refusal(self, asked: Asked) -> int | None:
        """Return the status that refuses a request, or None for one that may be looked at.

        The exact Host ends DNS rebinding; the two fetch headers end requests that other pages make (a browser sets
        them, a page cannot); no protocol is upgraded to.
        """
        if asked.hosts != (self._host,):
            return MISDIRECTED
        if not asked.target.startswith("/") or asked.target.startswith("//"):
            return MISDIRECTED
        if asked.method not in _METHODS:
            return NOT_ALLOWED
        if "upgrade" in asked.headers or len(asked.body) > BODY_BYTES_MAX:
            return FORBIDDEN if "upgrade" in asked.headers else TOO_LARGE
        site = asked.headers.get("sec-fetch-site")
        has_key = SESSION_HEADER in asked.headers or asked.method == "POST"
        if site is not None and site not in (_FROM_US if has_key else _FROM_US_OR_TYPED):
            return FORBIDDEN
        origin = asked.headers.get("origin")
        if origin is not None and origin != self._origin:
            return FORBIDDEN
        if asked.method == "POST" and (origin is None or asked.headers.get("content-type") != FORM_TYPE):
            return FORBIDDEN
        return None
