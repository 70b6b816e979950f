"""The server of the web app as it runs: who is listened to, what every answer carries, how it begins and ends."""

import os
import signal
import socket
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.cli_process import Device, new_device
from tests.support.web_process import Answer, Served, opened

CANARY = "a canary in an entry"
SECRETIVE = {
    "content-security-policy",
    "cache-control",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "cross-origin-embedder-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Device:
    """Make a journal with one entry."""
    device = new_device(tmp_path_factory.mktemp("served") / "home")
    device.do("write", CANARY)
    return device


@pytest.fixture(scope="module")
def served(home: Device) -> Generator[Served]:
    """Run the app on it."""
    with opened(home) as running:
        yield running


@pytest.fixture(scope="module")
def key(served: Served) -> str:
    """Be let in, once."""
    return served.enter()


def entries(device: Device) -> list[str]:
    """Return what the journal holds."""
    return [str(moment) for moment in device.ask("timeline")]


def is_guarded(answer: Answer) -> None:
    """Look at the headers of an answer."""
    assert {name for name, _ in answer.headers} >= SECRETIVE, answer
    policy = answer.all("content-security-policy")[0]
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert answer.all("cache-control") == ["no-store"]
    assert answer.all("cross-origin-opener-policy") == ["same-origin"]
    assert answer.all("cross-origin-resource-policy") == ["same-origin"]
    assert answer.all("referrer-policy") == ["no-referrer"]
    assert answer.all("set-cookie") == []
    assert answer.all("access-control-allow-origin") == []
    assert not [value for _, value in answer.headers if "aiohttp" in value.lower() or "python" in value.lower()]


HOSTS = (
    "evil.example",
    "127.0.0.1.evil:{port}",
    "127.0.0.1",
    "localhost:{port}",
    "localhost.:{port}",
    "LOCALHOST:{port}",
    "[::1]:{port}",
    "0.0.0.0:{port}",
    "2130706433:{port}",
    "127.0.0.1:{other}",
    "127.0.0.1:{port}.evil",
    "",
)


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_was_bound_anew_gets_nothing_and_does_nothing(
    host: str, served: Served, key: str, home: Device
) -> None:
    """Case 157: with a key that would be good, for a page and for a form."""
    before = entries(home)
    named = host.format(port=served.port, other=served.port ^ 1)
    for method, target, body in (("GET", "/journal", b""), ("POST", "/journal/new", b"body=rebound")):
        answer = served.ask(method, target, key=key, body=body, host=named)

        assert answer.status in {400, 421}
        assert answer.body == b""
        is_guarded(answer)
    assert entries(home) == before


def test_no_host_two_hosts_and_an_absolute_form_get_nothing(served: Served, key: str) -> None:
    own, more = f"Host: {served.address}\r\n", f"Whyward-Session: {key}\r\nConnection: close\r\n\r\n"
    for raw in (
        f"GET /journal HTTP/1.1\r\n{more}",
        f"GET /journal HTTP/1.0\r\n{more}",
        f"GET /journal HTTP/1.1\r\n{own}{own}{more}",
        f"GET /journal HTTP/1.1\r\n{own}Host: evil.example\r\n{more}",
        f"GET http://{served.address}/journal HTTP/1.1\r\n{own}{more}",
        f"GET http://evil.example/journal HTTP/1.1\r\n{own}{more}",
        f"GET //evil.example/journal HTTP/1.1\r\n{own}{more}",
        f"OPTIONS * HTTP/1.1\r\n{own}{more}",
        f"CONNECT evil.example:443 HTTP/1.1\r\n{own}{more}",
        "NONSENSE\r\n\r\n",
        f"GET /journal\x01 HTTP/1.1\r\n{own}{more}",
    ):
        answer = served.send(raw.encode())

        assert answer.status in {400, 405, 421}, raw
        assert answer.body == b"", raw
        is_guarded(answer)


def test_it_listens_on_loopback_alone(served: Served) -> None:
    """No packet is sent to find the machine's other address: a datagram socket that is connected knows its own end."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            outward = probe.getsockname()[0]
        except OSError:
            outward = "127.0.0.2"
    for address in {outward, "127.0.0.2"} - {"127.0.0.1"}:
        with pytest.raises(OSError):  # noqa: PT011  # refused, unreachable or timed out: whatever this machine says
            socket.create_connection((address, served.port), timeout=5).close()
    with pytest.raises(OSError):  # noqa: PT011  # as above
        socket.create_connection(("::1", served.port), timeout=5).close()


def test_a_launch_token_lets_one_window_in_once(served: Served, key: str) -> None:
    assert key
    assert served.ask("POST", "/session", body=b"token=" + served.token.encode()).status == 403
    for token in ("", "0" * 64, served.token[:-1]):
        assert served.ask("POST", "/session", body=b"token=" + token.encode()).status == 403


def test_without_a_key_there_is_the_empty_document_and_nothing_else(served: Served, key: str) -> None:
    for target in ("/", "/journal", "/nowhere", "/launch", "/session"):
        answer = served.ask(target=target)
        assert answer.status == 200
        assert CANARY.encode() not in answer.body
    assert CANARY.encode() in served.ask(target="/journal", key=key).body
    for wrong in ("0" * 64, key[:-1], key.upper(), f"{key}0", served.token):
        answer = served.ask(target="/journal", key=wrong)
        assert (answer.status, answer.body) == (401, b"")
        assert served.ask("POST", "/lock", key=wrong).status == 403
    assert served.ask("POST", "/launch", lines=("Whyward-Launcher: 00",)).status == 403


def test_only_looking_and_forms_are_known(served: Served, key: str) -> None:
    for method in ("PUT", "DELETE", "PATCH", "HEAD", "TRACE", "OPTIONS", "PROPFIND"):
        answer = served.ask(method, "/journal", key=key)
        assert (answer.status, answer.body) == (405, b"")
        is_guarded(answer)
    hidden = ("X-HTTP-Method-Override: POST",)
    assert served.ask("GET", "/journal/new?_method=POST&body=x", key=key, lines=hidden).status == 200


def test_nothing_is_upgraded(served: Served, key: str) -> None:
    lines = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
    for target in ("/live", "/", "/journal"):
        answer = served.ask(target=target, key=key, lines=lines)
        assert answer.status in {400, 403}
        assert answer.body == b""


def test_a_body_is_bounded(served: Served, key: str) -> None:
    assert served.ask("POST", "/draft", key=key, body=b"place=a&body=" + b"a" * 100_000).status == 204
    assert served.ask("POST", "/draft", key=key, body=b"a=" + b"a" * (1 << 20)).status == 413


def test_every_kind_of_answer_is_guarded_and_sets_no_cookie(served: Served, key: str) -> None:
    answers = {
        200: served.ask(target="/journal", key=key),
        204: served.ask("POST", "/awake", key=key),
        303: served.ask("POST", "/draft/drop", key=key),
        401: served.ask(target="/", key="x"),
        404: served.ask(target="/nowhere", key=key),
        403: served.ask(target="/", lines=("Sec-Fetch-Site: cross-site",)),
        422: served.ask("POST", "/journal/new", key=key, body=b"body="),
    }
    for status, answer in answers.items():
        assert answer.status == status
        is_guarded(answer)
    for target in ("/static/shell.js", "/static/away.html", "/static/../app.py", "/static/%2e%2e/app.py", "/static/"):
        is_guarded(served.ask(target=target))


def test_static_files_are_a_list_and_no_path(served: Served) -> None:
    for target in ("/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/", "/static/x\\y.js"):
        answer = served.ask(target=target)
        assert (answer.status, answer.body) == (404, b"")


def test_a_second_open_asks_the_first_for_one_more_window(served: Served, home: Device) -> None:
    second = home.ask("open", "--no-browser")["url"]

    assert second.startswith(f"http://{served.address}/#")
    assert served.enter(second.partition("#")[2])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_and_says_nothing_that_was_written(number: signal.Signals, tmp_path: Path) -> None:
    device = new_device(tmp_path / "home")
    device.do("write", CANARY)
    with opened(device) as served:
        key = served.enter()
        assert CANARY.encode() in served.ask(target="/journal", key=key).body
        served.send(b"NONSENSE " + CANARY.encode() + b"\r\n\r\n")
        assert (tmp_path / "home" / "web.json").exists()
        served.process.send_signal(number)
        out, err = served.process.communicate(timeout=60)

    assert served.process.returncode == 0
    assert not (tmp_path / "home" / "web.json").exists()
    for said in (out, err):
        assert CANARY.encode() not in said
        assert key.encode() not in said
    assert err == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", served.port), timeout=5).close()


def test_one_that_was_killed_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    device = new_device(tmp_path / "home")
    with opened(device) as first:
        os.kill(first.process.pid, signal.SIGKILL)
        first.process.wait(60)
    with opened(device) as second:
        assert second.enter()
