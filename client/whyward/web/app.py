"""From a request to an answer: let it in or not, find its handler, turn refusals into pages, guard what goes out.

It does no I/O of its own; `server` hands it what came over the wire.
"""

import hmac
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl, quote, unquote

from whyward.adapters.browser import LAUNCHER_HEADER
from whyward.journal.errors import JournalError, Locked, NotFound
from whyward.protocol.errors import WhywardError
from whyward.web import rendering
from whyward.web.desk import Desk
from whyward.web.form import Form
from whyward.web.guard import FORBIDDEN, SESSION_HEADER, Asked, Guard
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Needs, Route, Routes
from whyward.web.session import Session, Sessions
from whyward.web.static import static_file
from whyward.web.texts import Texts, texts_of

NOT_FOUND: Final = 404
LOCKED: Final = 423
FAULT: Final = 500
UNKNOWN_WINDOW: Final = 401
_ERRORS: Final = 400

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types whyward"
)
GUARDS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class App:
    """The app behind one address."""

    def __init__(
        self,
        desk: Desk,
        sessions: Sessions,
        guard: Guard,
        routes: Routes,
        *,
        launcher: str,
        on_fault: Callable[[BaseException], None],
    ) -> None:
        """Take its parts. `launcher` is the secret by which a second `whyward open` asks for a launch token."""
        self.desk, self.sessions = desk, sessions
        self._guard, self._routes = guard, routes
        self._launcher = launcher
        self._on_fault = on_fault

    async def answer(self, asked: Asked) -> Response:
        """Return the answer to a request, whatever it is."""
        response = await self._answer(asked)
        return Response(response.status, response.body, response.type, GUARDS | response.headers)

    def admitted(self, asked: Asked) -> Session | None:
        """Return the window that a request came from, or None if it is not let in."""
        if self._guard.refusal(asked) is not None:
            return None
        return self.sessions.of(asked.headers.get(SESSION_HEADER, ""))

    async def _answer(self, asked: Asked) -> Response:
        refused = self._guard.refusal(asked)
        if refused is not None:
            return Response(refused, type="text/plain")
        if asked.path.startswith("/static/"):
            return static_file(asked.path) or Response(NOT_FOUND, type="text/plain")
        session = self.sessions.of(asked.headers.get(SESSION_HEADER, ""))
        if session is None:
            return self._stranger(asked)
        return await self._known(asked, session)

    def _stranger(self, asked: Asked) -> Response:
        """Answer a window without a key: the empty document, the change of a token for a key, and nothing else."""
        if asked.method == "POST" and asked.path == "/session":
            session = self.sessions.admit(_fields(asked.body).text("token"))
            return Response(FORBIDDEN) if session is None else Response(body=session.key.encode(), type="text/plain")
        if asked.method == "POST" and asked.path == "/launch":
            shown = asked.headers.get(LAUNCHER_HEADER, "")
            if hmac.compare_digest(shown.encode(), self._launcher.encode()):
                return Response(body=self.sessions.launch().encode(), type="text/plain")
        if asked.method == "GET" and SESSION_HEADER not in asked.headers:
            return Response(body=rendering.shell(self._texts(), self.desk.settings.title))
        return Response(UNKNOWN_WINDOW if asked.method == "GET" else FORBIDDEN, type="text/plain")

    async def _known(self, asked: Asked, session: Session) -> Response:
        path = unquote(asked.path)
        found = self._routes.find(asked.method, path)
        request = self._request(asked, session, path, {} if found is None else found[1])
        if found is None:
            return rendering.page(request, "nowhere.html", status=NOT_FOUND)
        route = found[0]
        if route.needs is Needs.OPEN and not self.desk.is_open:
            return self._shut(request, asked)
        self.desk.touch()
        try:
            async with self.desk.used() if route.needs is Needs.OPEN else _nobody():
                return await self._handled(route, request)
        except Locked as error:
            return rendering.refusal(request, error, LOCKED)
        except NotFound as error:
            if request.method == "GET" and session.has_said:
                return see_other(self._above(path))
            return rendering.refusal(request, error)
        except JournalError as error:
            return rendering.refusal(request, error)
        except WhywardError as error:
            return rendering.refusal(request, JournalError(str(error)))
        except Exception as fault:  # noqa: BLE001  # a page that breaks must not take the app with it; it is told
            self._on_fault(fault)
            return rendering.page(request, "broken.html", status=FAULT)

    def _above(self, path: str) -> str:
        """Return the start of a page's part: what was taken back has no page any more, and that was said already."""
        above = f"/{path.split('/')[1]}"
        return above if above != path and self._routes.find("GET", above) is not None else "/"

    async def _handled(self, route: Route, request: Request) -> Response:
        if route.needs is Needs.OPEN:
            await request.journal.refresh()
        response = await route.handler(request)
        if route.method == "POST" and self.desk.watch is not None and self.desk.watch.looked():
            self.desk.changes.tell(by=request.session)
        place = request.form.text("draft-place")
        if place and response.status < _ERRORS and self.desk.is_open:
            request.journal.drafts.forget(place)
        return response

    def _shut(self, request: Request, asked: Asked) -> Response:
        if not self.desk.exists:
            return see_other("/welcome")
        if asked.method == "GET":
            return see_other(f"/unlock?then={quote(asked.target, safe='')}")
        error = Locked("Whyward is locked", hint="Unlock it to go on. What you typed is kept as a draft.")
        return rendering.refusal(request, error, LOCKED)

    def _request(self, asked: Asked, session: Session, path: str, args: dict[str, str]) -> Request:
        return Request(
            method=asked.method,
            path=path,
            desk=self.desk,
            session=session,
            texts=self._texts(),
            args=args,
            query=_fields(asked.target.partition("?")[2].encode()),
            form=_fields(asked.body),
        )

    def _texts(self) -> Texts:
        return texts_of(self.desk.language)


class _nobody:  # noqa: N801  # a context that holds nothing, beside `Desk.used`
    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, *_what: object) -> None:
        pass


def _fields(encoded: bytes) -> Form:
    """Read the fields of a form; bytes that are no UTF-8 become the sign for that, and are shown so."""
    return Form(parse_qsl(encoded.decode("utf-8", "replace"), keep_blank_values=True, errors="replace"))
