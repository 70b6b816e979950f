"""Who is listened to: one exact address, our own pages, a window's key; everybody else gets a status and no word."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.web_desk import ADDRESS, app_at, window_at
from whyward.adapters.browser import FORM_TYPE, LAUNCHER_HEADER
from whyward.web.guard import BODY_BYTES_MAX, SESSION_HEADER, Asked, Guard

ORIGIN = f"http://{ADDRESS}"
OURS = {"sec-fetch-site": "same-origin"}
FORM = {"origin": ORIGIN, "content-type": FORM_TYPE, "sec-fetch-site": "same-origin"}


def asked(
    method: str = "GET",
    target: str = "/",
    hosts: tuple[str, ...] = (ADDRESS,),
    headers: Mapping[str, str] | None = None,
) -> Asked:
    return Asked(method, target, hosts, headers or {})


@pytest.mark.parametrize(
    "hosts",
    [
        (),
        ("evil.example",),
        ("evil.example:40123",),
        ("127.0.0.1.evil:40123",),
        ("localhost:40123",),
        ("localhost.:40123",),
        ("LOCALHOST:40123",),
        ("127.0.0.1",),
        ("127.0.0.1:40124",),
        ("127.0.0.1:40123.",),
        ("[::1]:40123",),
        ("0.0.0.0:40123",),
        ("2130706433:40123",),
        ("127.1:40123",),
        ("user@127.0.0.1:40123",),
        (ADDRESS, ADDRESS),
        (ADDRESS, "evil.example"),
        (f"{ADDRESS} ",),
    ],
)
def test_any_host_but_the_one_is_sent_away(hosts: tuple[str, ...]) -> None:
    """Case 157: a name that somebody else's DNS points here is not ours."""
    assert Guard(ADDRESS).refusal(asked(hosts=hosts)) == 421


@pytest.mark.parametrize("target", [f"{ORIGIN}/", "//evil.example/", "*", "evil.example:443", "http:/x"])
def test_a_target_that_is_no_path_is_sent_away(target: str) -> None:
    assert Guard(ADDRESS).refusal(asked(target=target)) == 421


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "QUERY"])
def test_only_looking_and_doing_are_methods(method: str) -> None:
    assert Guard(ADDRESS).refusal(asked(method)) == 405


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "nonsense"])
def test_what_another_site_makes_a_browser_send_is_refused(site: str) -> None:
    """Case 158, by the header that a browser writes and a page cannot."""
    guard = Guard(ADDRESS)
    assert guard.refusal(asked(headers={"sec-fetch-site": site})) == 403
    assert guard.refusal(asked("POST", headers={**FORM, "sec-fetch-site": site})) == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1", f"https://{ADDRESS}", f"{ORIGIN}/"]
)
def test_another_origin_is_refused(origin: str) -> None:
    guard = Guard(ADDRESS)
    assert guard.refusal(asked(headers={"origin": origin})) == 403
    assert guard.refusal(asked("POST", headers={**FORM, "origin": origin})) == 403


def test_doing_needs_an_origin_and_the_type_that_our_pages_send() -> None:
    guard = Guard(ADDRESS)
    assert guard.refusal(asked("POST", headers=FORM)) is None
    for left_out in ("origin", "content-type"):
        rest = {name: value for name, value in FORM.items() if name != left_out}
        assert guard.refusal(asked("POST", headers=rest)) == 403
    for type_ in ("text/plain", "application/json", "multipart/form-data; boundary=x", FORM_TYPE.lower()):
        assert guard.refusal(asked("POST", headers={**FORM, "content-type": type_})) == 403


def test_an_address_that_was_typed_is_let_in_without_a_key_and_not_with_one() -> None:
    guard = Guard(ADDRESS)
    assert guard.refusal(asked(headers={"sec-fetch-site": "none"})) is None
    assert guard.refusal(asked(headers={"sec-fetch-site": "none", SESSION_HEADER: "k"})) == 403


def test_no_protocol_is_changed_to_and_no_body_is_too_large() -> None:
    """Case 159: there is no WebSocket to take over."""
    guard = Guard(ADDRESS)
    assert guard.refusal(asked(headers={"upgrade": "websocket", "connection": "Upgrade", "origin": ORIGIN})) == 403
    large = Asked("POST", "/draft", (ADDRESS,), FORM, b"x" * (BODY_BYTES_MAX + 1))
    assert guard.refusal(large) == 413


async def test_whoever_has_no_key_gets_an_empty_document_and_can_do_nothing(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/journal/new", {"body": "a word of mine"})
        app, count = window.app, window.journal.pages.count()
        for path in ("/", "/journal", "/values", "/nowhere"):
            answer = await app.answer(asked(target=path))
            assert answer.status == 200
            assert b"a word of mine" not in answer.body
        for method, headers in (("GET", OURS), ("POST", FORM)):
            stranger = await app.answer(
                Asked(method, "/journal/new", (ADDRESS,), {**headers, SESSION_HEADER: "0" * 64})
            )
            assert (stranger.status, stranger.body) in {(401, b""), (403, b"")}
        for path in ("/undo", "/lock", "/journal/new", "/session", "/launch"):
            assert (await app.answer(Asked("POST", path, (ADDRESS,), FORM, b"body=x&token=x"))).status == 403
        assert window.journal.pages.count() == count
        assert app.desk.is_open


async def test_a_second_start_gets_a_window_by_its_secret_alone(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        wrong = await app.answer(Asked("POST", "/launch", (ADDRESS,), {**FORM, LAUNCHER_HEADER: "wrong"}))
        right = await app.answer(Asked("POST", "/launch", (ADDRESS,), {**FORM, LAUNCHER_HEADER: "launcher"}))

        assert wrong.status == 403
        assert app.sessions.admit(right.body.decode()) is not None


async def test_every_answer_carries_what_guards_it(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        pages = [
            await window.get("/"),
            await window.get("/nowhere"),
            await window.post("/journal/new", {"body": ""}),
        ]
        others = [
            await window.app.answer(asked(target="/static/shell.js", headers=OURS)),
            await window.app.answer(asked(hosts=("evil.example",))),
            await window.app.answer(asked()),
        ]
    for headers in [page.headers for page in pages] + [other.headers for other in others]:
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in headers


async def test_what_is_fetched_by_every_window_is_a_fixed_list_of_files(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        for path in (
            "/static/",
            "/static/../app.py",
            "/static/%2e%2e/app.py",
            "/static/shell.js/",
            "/static/nothing.js",
        ):
            assert (await app.answer(asked(target=path, headers=OURS))).status == 404
        assert (await app.answer(asked(target="/static/whyward.css", headers=OURS))).status == 200
        assert (
            await app.answer(asked(target="/static/shell.js", headers={"sec-fetch-site": "cross-site"}))
        ).status == 403
