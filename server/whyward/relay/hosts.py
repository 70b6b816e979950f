"""Which names the relay answers to, and from whom it counts connections.

Forwarding headers are never read: anybody can write them. Behind a proxy, its address is everybody's.
"""

import asyncio
import ipaddress
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler

from whyward.relay.config import RelayConfig

CONFIG = web.AppKey("config", RelayConfig)

HTTP_PORT = 80


def loopback_hosts(port: int) -> frozenset[str]:
    """Return the loopback names with this port."""
    names = ("localhost", "127.0.0.1", "[::1]")
    bare = names if port == HTTP_PORT else ()
    return frozenset((*(f"{name}:{port}" for name in names), *bare))


def known_host(request: web.Request) -> str | None:
    """Return the request's `Host`, in lower case, if the relay answers to it."""
    given = request.headers.getall(hdrs.HOST, [])
    if len(given) != 1:
        return None
    host = given[0].lower()
    allowed = frozenset(request.app[CONFIG].public_hosts) or loopback_hosts(_port(request))
    return host if host in allowed else None


def _port(request: web.Request) -> int:
    """Return the port that was connected to: with `port = 0` only the socket knows."""
    if request.transport is None:
        return 0
    sockname: tuple[str, int] = request.transport.get_extra_info("sockname")
    return sockname[1]


def address_group(transport: asyncio.BaseTransport) -> str:
    """Return whom to count a connection under."""
    peername: tuple[str, int] | None = transport.get_extra_info("peername")
    return "" if peername is None else address_of(peername[0])


def address_of(text: str) -> str:
    """Return an IPv4 address, or the /64 of an IPv6 address: who has one has all of them."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(ipaddress.ip_network((address, 64), strict=False)) if mapped is None else str(mapped)


@web.middleware
async def only_known_hosts(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer known hosts only, one request per connection, and every refusal without a body."""
    if known_host(request) is None:
        return last_words(HTTPStatus.MISDIRECTED_REQUEST)
    if request.body_exists:
        return last_words(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        response = await handler(request)
    except web.HTTPException as refused:
        return last_words(refused.status)
    response.force_close()
    return response


def last_words(status: int) -> web.Response:
    """Return an answer without a body, after which the connection closes."""
    response = web.Response(status=status)
    response.force_close()
    return response


async def hide_software(_request: web.Request, response: web.StreamResponse) -> None:
    """Say nothing of versions."""
    response.headers.pop(hdrs.SERVER, None)
