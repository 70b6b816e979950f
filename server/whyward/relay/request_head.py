"""The head of a request, checked as bytes before any parser sees it: plain form, no body, one host.

What two parsers could read in two ways is refused here: bare line feeds, folded lines, doubled lengths.
"""

import re
from http import HTTPStatus

END = b"\r\n\r\n"

_REQUEST_LINE = re.compile(rb"([A-Z]{1,16}) /[!-~]{0,2047} HTTP/1\.[01]")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}):[ \t]*([\x20-\x7e\x80-\xff\t]*)")
FIELDS_MAX = 64


def refused_status(head: bytes) -> HTTPStatus | None:
    """Return why a complete head is refused, or None when it may go on; `head` ends with an empty line."""
    first, *lines = head.removesuffix(END).split(b"\r\n")
    request = _REQUEST_LINE.fullmatch(first)
    if request is None:
        return HTTPStatus.BAD_REQUEST
    if request[1] != b"GET":
        # Here, because aiohttp's own parser answers a method it does not know with the line it read.
        return HTTPStatus.METHOD_NOT_ALLOWED
    if len(lines) > FIELDS_MAX:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    values: dict[bytes, list[bytes]] = {}
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field is None:
            return HTTPStatus.BAD_REQUEST
        values.setdefault(field[1].lower(), []).append(field[2].strip())
    if len(values.get(b"host", [])) != 1 or len(values.get(b"content-length", [])) > 1:
        return HTTPStatus.BAD_REQUEST
    if b"transfer-encoding" in values or values.get(b"content-length", [b"0"]) != [b"0"]:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def asks_to_upgrade(head: bytes) -> bool:
    """Whether bytes after this head may be something else than a body."""
    return b"\r\nupgrade:" in head.lower()


def refusal(status: HTTPStatus) -> bytes:
    """Return a whole answer without a body."""
    line = f"HTTP/1.1 {status.value} {status.phrase}\r\n"
    return f"{line}Content-Length: 0\r\nConnection: close\r\n\r\n".encode("ascii")
