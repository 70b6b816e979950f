"""The way to a relay, loaded when somebody first goes it.

Recording needs no network, and the network's libraries cost a fifth of a second at each start.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whyward.adapters.relay_socket import RelaySocket


class RelayWay:
    """Opens connections to relays by their address."""

    async def connect(self, url: str) -> "RelaySocket":
        """Open a connection; raise `Unreachable`, or `BadInput` for an address that is none."""
        from whyward.adapters.relay_socket import RelaySockets  # noqa: PLC0415  # loaded on the way, see above

        return await RelaySockets().connect(url)


def checked_address(url: str) -> str:
    """Return a relay's address as it is kept; raise `BadInput` for anything but https, or http to this machine."""
    from whyward.adapters.relay_socket import relay_address  # noqa: PLC0415  # loaded on the way, see above

    return str(relay_address(url))
