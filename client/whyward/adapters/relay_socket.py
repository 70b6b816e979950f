"""The way to a relay: one WebSocket through aiohttp, whole binary frames, bounded in size and in silence.

It refuses plain `http` except to this machine, redirects, proxies from the environment, and answers that are not a
relay's; each gets a sentence.
"""

import asyncio
from ipaddress import ip_address
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from whyward.journal.errors import BadInput, Unreachable
from whyward.journal.sentences import sentence
from whyward.protocol.limits import FRAME_BYTES_MAX

_CONNECT_S = 10
_SILENCE_S = 60
_SEND_S = 30
_CLOSE_S = 2
_REDIRECTS = (300, 400)
"""HTTP statuses that point elsewhere, from and below (RFC 9110 §15.4)."""

_SAFE = sentence("What you recorded is safe on this device.")


class RelaySocket:
    """One open connection."""

    def __init__(self, session: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse, host: str) -> None:
        """Take over an open WebSocket and the session it came from."""
        self._session = session
        self._socket = socket
        self._host = host

    @property
    def host(self) -> str:
        """Return the host, and the port unless it is the default, as sent in the Host header."""
        return self._host

    async def send(self, frame: bytes) -> None:
        """Send one frame; raise `Unreachable` when the connection is gone or does not drain."""
        try:
            async with asyncio.timeout(_SEND_S):
                await self._socket.send_bytes(frame)
        except (ConnectionError, TimeoutError, aiohttp.ClientError):
            raise _away(sentence("the connection to the relay broke")) from None

    async def receive(self) -> bytes:
        """Wait for one frame; raise `Unreachable` on silence, on an end, or on what no relay sends."""
        try:
            message = await self._socket.receive()
        except TimeoutError:
            raise _away(sentence("the relay has gone silent")) from None
        match message.type:
            case aiohttp.WSMsgType.BINARY:
                return bytes(message.data)
            case aiohttp.WSMsgType.CLOSE | aiohttp.WSMsgType.CLOSING | aiohttp.WSMsgType.CLOSED:
                raise _away(sentence("the relay ended the connection"))
            case aiohttp.WSMsgType.ERROR if isinstance(message.data, TimeoutError):
                # No answer to a ping: the way is dead, though nobody closed it.
                raise _away(sentence("the relay has gone silent"))
            case _:
                raise _away(sentence("the relay answered in a way that no Whyward relay does"))

    async def close(self) -> None:
        """End it; never raises."""
        try:
            async with asyncio.timeout(_CLOSE_S):
                await self._socket.close()
        except (TimeoutError, aiohttp.ClientError, ConnectionError):
            pass
        finally:
            await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class RelaySockets:
    """Opens connections to relays by their address."""

    def __init__(self, silence_s: float = _SILENCE_S) -> None:
        """Give up on a relay that says nothing for `silence_s`, or that answers no ping for half as long."""
        self._silence_s = silence_s

    async def connect(self, url: str) -> RelaySocket:
        """Open a connection; raise `Unreachable`, or `BadInput` for an address that is none."""
        address = relay_address(url)
        # aiohttp makes this class with a decorator that pyright does not see through.
        timeout = aiohttp.ClientWSTimeout(ws_receive=self._silence_s, ws_close=_CLOSE_S)  # pyright: ignore[reportCallIssue]  # as above
        session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=None, connect=_CONNECT_S), middlewares=(_refuse_redirect,)
        )
        try:
            async with asyncio.timeout(_CONNECT_S):
                socket = await session.ws_connect(
                    address / "v1" / "sync",
                    max_msg_size=FRAME_BYTES_MAX,
                    timeout=timeout,
                    heartbeat=self._silence_s / 3,
                    compress=0,
                    autoping=True,
                )
        except aiohttp.WSServerHandshakeError as error:
            await session.close()
            raise _no_relay(error.status) from None
        except (aiohttp.ClientError, TimeoutError, OSError):
            await session.close()
            raise _away(sentence("the relay is out of reach")) from None
        except BaseException:
            await session.close()
            raise
        return RelaySocket(session, socket, _authority(address))


async def _refuse_redirect(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Go nowhere that the person did not name: aiohttp would follow a redirect by itself."""
    response = await handler(request)
    if _REDIRECTS[0] <= response.status < _REDIRECTS[1]:
        response.close()
        raise _no_relay(response.status)
    return response


def relay_address(url: str) -> URL:
    """Read a relay's address; raise `BadInput` for anything but https, or http to this machine."""
    try:
        address = URL(url.strip())
    except ValueError:
        raise _bad_address() from None
    if address.scheme not in {"http", "https"} or not address.host:
        raise _bad_address()
    if address.scheme == "http" and not _is_this_machine(address.host):
        text = sentence(
            "a relay on another machine is reached by https, so that nobody on the way sees which relay you use"
        )
        raise BadInput(text, hint="Write the address with https:// in front.")
    if address.user or address.password or address.query_string or address.fragment:
        raise _bad_address()
    return address.origin()


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _authority(address: URL) -> str:
    host = f"[{address.host}]" if ":" in (address.host or "") else str(address.host)
    return (host if address.is_default_port() else f"{host}:{address.port}").lower()


def _bad_address() -> BadInput:
    return BadInput(
        "that is not a relay's address", hint="It looks like https://relay.example or http://127.0.0.1:8787."
    )


def _away(text: str) -> Unreachable:
    return Unreachable(text, hint=sentence("%(safe)s Look at your network, then try: whyward sync", safe=_SAFE))


def _no_relay(status: int) -> Unreachable:
    text = sentence("what answers there is not a Whyward relay (it said %(status)s)", status=status)
    return Unreachable(
        text,
        hint=sentence("%(safe)s Look at the relay's address, and whether the network wants a login first.", safe=_SAFE),
    )
