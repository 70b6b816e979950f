"""Who is listened to: the guard looks at a request before anything else does, and answers without a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyward.adapters.browser import FORM_TYPE
from whyward.web.guard import BODY_BYTES_MAX, SESSION_HEADER, Asked, Guard

ADDRESS = "127.0.0.1:40123"
ORIGIN = f"http://{ADDRESS}"
GUARD = Guard(ADDRESS)
OURS = {"origin": ORIGIN, "content-type": FORM_TYPE, "sec-fetch-site": "same-origin", SESSION_HEADER: "key"}


def asked(method: str = "GET", target: str = "/", host: str = ADDRESS, headers: dict[str, str] | None = None) -> Asked:
    """Return a request."""
    return Asked(method, target, (host,), headers or {})


def test_our_own_pages_are_listened_to() -> None:
    assert GUARD.refusal(asked()) is None
    assert GUARD.refusal(asked(headers={"sec-fetch-site": "none"})) is None
    assert GUARD.refusal(asked(headers={"sec-fetch-site": "same-origin", SESSION_HEADER: "key"})) is None
    assert GUARD.refusal(asked("POST", "/undo", headers=OURS)) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:40123",
        "127.0.0.1",
        "127.0.0.1:40124",
        "127.0.0.1:040123",
        "127.0.0.1.evil:40123",
        "127.0.0.1:40123.evil.example",
        "localhost:40123",
        "localhost.:40123",
        "LOCALHOST:40123",
        "[::1]:40123",
        "[::ffff:127.0.0.1]:40123",
        "0.0.0.0:40123",
        "2130706433:40123",
        "0x7f.1:40123",
        "127.1:40123",
        "user@127.0.0.1:40123",
        " 127.0.0.1:40123",
        "",
    ],
)
def test_any_host_but_the_exact_one_is_misdirected(host: str) -> None:
    assert GUARD.refusal(asked(host=host)) == 421


def test_no_host_and_two_hosts_are_misdirected() -> None:
    assert GUARD.refusal(Asked("GET", "/", (), {})) == 421
    assert GUARD.refusal(Asked("GET", "/", (ADDRESS, ADDRESS), {})) == 421


@given(st.text(max_size=30))
def test_no_other_text_is_our_host(host: str) -> None:
    assert GUARD.refusal(asked(host=host)) == (None if host == ADDRESS else 421)


@pytest.mark.parametrize(
    "target", [f"{ORIGIN}/", "http://evil.example/", "//evil.example/", "*", "", "evil.example:443"]
)
def test_a_target_that_is_no_path_is_misdirected(target: str) -> None:
    assert GUARD.refusal(asked(target=target)) == 421


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "POST "])
def test_other_methods_are_not_allowed(method: str) -> None:
    assert GUARD.refusal(asked(method, headers=OURS)) == 405


def test_nothing_is_upgraded() -> None:
    assert GUARD.refusal(asked(headers={"upgrade": "websocket", "connection": "Upgrade"})) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "", "SAME-ORIGIN", "same-origin, none"])
def test_a_request_with_a_key_or_a_form_comes_from_our_own_pages(site: str) -> None:
    """A typed address leads to the empty document; what does or tells anything comes from our pages alone."""
    assert GUARD.refusal(asked("POST", "/undo", headers=OURS | {"sec-fetch-site": site})) == 403
    assert GUARD.refusal(asked(headers={SESSION_HEADER: "key", "sec-fetch-site": site})) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_pages_do_not_get_even_the_empty_document(site: str) -> None:
    assert GUARD.refusal(asked(headers={"sec-fetch-site": site})) == 403


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        f"https://{ADDRESS}",
        "http://127.0.0.1:40124",
        f"{ORIGIN}/",
        "http://localhost:40123",
        "",
    ],
)
def test_a_foreign_origin_is_refused_whatever_it_asks(origin: str) -> None:
    assert GUARD.refusal(asked("POST", "/undo", headers=OURS | {"origin": origin})) == 403
    assert GUARD.refusal(asked(headers={"origin": origin})) == 403


def test_a_form_needs_an_origin() -> None:
    assert GUARD.refusal(asked("POST", headers={name: OURS[name] for name in OURS if name != "origin"})) == 403


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
        "",
    ],
)
def test_a_form_is_of_the_one_kind_that_our_script_sends(kind: str) -> None:
    """A form of another page is sent without the charset; with this kind, a page elsewhere has to ask first."""
    assert GUARD.refusal(asked("POST", headers=OURS | {"content-type": kind})) == 403


def test_a_body_has_a_bound() -> None:
    most = Asked("POST", "/draft", (ADDRESS,), OURS, b"a" * BODY_BYTES_MAX)
    more = Asked("POST", "/draft", (ADDRESS,), OURS, b"a" * (BODY_BYTES_MAX + 1))

    assert GUARD.refusal(most) is None
    assert GUARD.refusal(more) == 413


def test_what_was_asked_does_not_show_its_body() -> None:
    assert "secret" not in repr(Asked("POST", "/unlock", (ADDRESS,), {}, b"passphrase=secret"))
