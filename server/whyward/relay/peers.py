"""A connected device as the hub sees it: a port, so that the hub can be tested without sockets.

Nothing here sends or waits.
"""

from typing import Protocol

from whyward.protocol.frames import ToDevice
from whyward.protocol.ids import SpaceId
from whyward.protocol.relay_session import RelaySession


class Peer(Protocol):
    """One connection. Compared and hashed by identity."""

    @property
    def session(self) -> RelaySession:
        """The relay's half of this connection."""
        ...

    @property
    def address(self) -> str:
        """Whom to count it under; kept in memory only, and never logged."""
        ...

    @property
    def spaces(self) -> set[SpaceId]:
        """The spaces that the device has proven itself in; the hub adds to them."""
        ...

    def send(self, frame: ToDevice) -> None:
        """Queue a frame; never blocks, and cuts off who reads too slowly."""
        ...

    def dismiss(self, last: ToDevice) -> None:
        """Send one last frame and close; whatever comes after this is not sent."""
        ...

    def admit(self, for_s: float | None) -> None:
        """Let it stay: for good (None), or only so long."""
        ...
