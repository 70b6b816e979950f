"""The page behind a share's link: one for all, still, and it asks the browser for nothing."""

import re
from html.parser import HTMLParser

import pytest

from tests.support.relay_running import RunningRelay

ALLOWED = {
    *("html", "head", "meta", "title", "body", "main"),
    *("h1", "h2", "p", "ol", "li", "pre", "code"),
}
POLICY = {"default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "sandbox"}


class Elements(HTMLParser):
    """Every element of a page with its attributes, and whether each was closed in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the one that is open."""
        assert self.open.pop() == tag


async def page_of(relay: RunningRelay, path: str = "/s") -> str:
    """Fetch the page."""
    async with relay.http.get(f"{relay.at.url}{path}") as answer:
        assert answer.status == 200
        return await answer.text()


async def test_the_page_says_what_it_is_and_how_to_accept(relay: RunningRelay) -> None:
    text = re.sub(r"\s+", " ", await page_of(relay))

    assert 'whyward share accept "LINK"' in text
    assert "behind the # did not come to this server" in text
    assert "nobody is told that you were here" in text
    assert "!" not in text.replace("<!DOCTYPE", "")


async def test_nothing_in_the_page_runs_loads_or_sends(relay: RunningRelay) -> None:
    """No script, style, link, picture or form, and no attribute that could hold one."""
    elements = Elements(await page_of(relay))

    assert {tag for tag, _ in elements.seen} == ALLOWED
    assert elements.open == []
    assert {name for _, attributes in elements.seen for name in attributes} <= {"lang", "charset", "name", "content"}
    assert ("html", {"lang": "en"}) in elements.seen


async def test_its_head_lets_a_browser_do_and_keep_nothing(relay: RunningRelay) -> None:
    async with relay.http.get(f"{relay.at.url}/s") as answer:
        headers = answer.headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Set-Cookie" not in headers
    assert "Server" not in headers


@pytest.mark.parametrize("more", ["?x=<script>", "?" + "a" * 1_000, "#AAAA"])
async def test_the_page_is_the_same_whatever_stands_behind_it(relay: RunningRelay, more: str) -> None:
    """Nothing that was asked comes back."""
    assert await page_of(relay, f"/s{more}") == await page_of(relay)


async def test_another_host_does_not_get_it(relay: RunningRelay) -> None:
    answer = await relay.raw(b"GET /s HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 421")
