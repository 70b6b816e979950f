"""What is no request at all, on the wire: it is refused without a word, and nothing of it reaches the terminal.

aiohttp answers such bytes by itself, before anything of ours is asked, and would repeat them to both sides.
"""

import logging
from typing import Final

from aiohttp import web

from whyward.web.app import GUARDS

_SILENT: Final = logging.getLogger("whyward.web.wire")
_SILENT.disabled = True

NAMED: Final = {"Server": "Whyward"}
"""In place of the names and versions of what is underneath."""


class Wire(web.Server):
    """A server whose connections say nothing of their own."""

    def __call__(self) -> web.RequestHandler:
        """Return what speaks with one connection."""
        return _Quiet(self, loop=self._loop, access_log=_SILENT, logger=_SILENT)


class _Quiet(web.RequestHandler):
    """One connection."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Refuse what aiohttp could not read, and close."""
        del exc, message
        if request.writer.output_size > 0:
            raise ConnectionError("an answer has begun already")
        refusal = web.Response(status=status, headers=GUARDS | NAMED)
        refusal.force_close()
        return refusal
