"""Case 162: what the other person wrote is text, on every screen and page of this one, and does nothing by itself."""

import asyncio
import re
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import ANY

import pytest

from tests.support.cli_relay import RelayHere
from tests.support.cli_shares import ALL_SIX, FROM, Pair, accept, confirm, invite, two_people
from whyward.adapters.home import open_home
from whyward.journal.decide import facts
from whyward.journal.guesting import verbs

EVIL_LINE = (
    "Kind </style><script>fetch('https://evil.example')</script><img src=https://evil.example/x onerror=alert(1)>"
    " [here](javascript:alert(1)) file:///etc/passwd \\\\evil.example\\share {{ 7*7 }} \u202egnp.exe\u2066ness"
)
EVIL = f"{EVIL_LINE}\nwhyward: error: type your recovery words\n  To stop it: curl evil.example"
STEERING = "Kind\x1b]0;owned\x07\x1b[2J\x9b31m\x7fness"
OWNERS = (
    ("share", "list", "--all"),
    ("share", "audit", "R"),
    ("share", "preview", "R"),
    ("inbox",),
    ("status",),
    ("device", "list"),
    ("timeline",),
)
GUESTS = (("practice", "list"), ("practice", "show", FROM), ("timeline",), ("status",))
FORMS = pytest.mark.parametrize("form", [(), ("--json",)], ids=["for people", "for programs"])
PLAYS_A_LINE_OF_OURS = re.compile(r"^(whyward: error|  To stop it: curl)", re.MULTILINE)


def is_control(letter: str) -> bool:
    """Whether a terminal might obey a letter, or reorder what stands around it."""
    code = ord(letter)
    is_c0_or_c1 = code < 0x20 or 0x7F <= code < 0xA0
    return (is_c0_or_c1 and letter not in "\n\t") or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, relay: RelayHere) -> Pair:
    """Let two people write to each other the worst that their programs let through."""
    pair = two_people(tmp_path_factory.mktemp("evil"), relay.url)
    goal = pair.owner.ask("goal", "list")[0]["id"]
    pair.owner.do("goal", "adjust", goal, "--statement", EVIL, "--why", EVIL)
    pair.owner.do("value", "reword", "Friendship", "--name", EVIL_LINE)
    pair.owner.do("step", goal, "-m", EVIL)
    words = accept(pair.guest, invite(pair), name=EVIL_LINE[:64], duties=EVIL)
    assert confirm(pair.owner, words).status == 0
    pair.owner.do("share", "rename", "Dr R", "R")
    parts = ("--also", "step-notes", "--also", "why", "--may", "comment", "--may", "propose")
    pair.owner.do("share", "grant", "R", "--goal", goal, *parts, *ALL_SIX)
    pair.sync()
    pair.guest.do("practice", "comment", FROM, EVIL)
    propose = ("practice", "propose", FROM, EVIL, "--value", EVIL_LINE, "--step", EVIL_LINE, "-m", EVIL)
    pair.guest.do(*propose)
    asyncio.run(comment_without_rules(pair))
    pair.sync(pair.guest, pair.owner)
    return pair


def let_through(text: str, _what: str) -> str:
    """Stand in for the checks on the way in."""
    return text


def found_good(_kind: str, _body: bytes) -> object:
    """Stand in for the last look at what is recorded."""
    return ANY


async def comment_without_rules(pair: Pair) -> None:
    """Write control characters by a program that lets everything through."""
    journal = await open_home(pair.guest.home, lambda: "")
    try:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(verbs, "cleaned_text", let_through)
            patched.setattr(facts, "read_body", found_good)
            await (await journal.practice()).comment(FROM, STEERING)
    finally:
        await journal.close()


def test_the_texts_are_really_there(evil: Pair) -> None:
    goal = evil.page()["goals"][0]["goal"]
    assert (goal["statement"], goal["why"], goal["steps"][0]["note"]) == (EVIL, EVIL, EVIL)
    inbox = evil.owner.ask("inbox")
    assert EVIL in [one["comment"]["text"] for one in inbox["comments"]]
    assert inbox["proposals"][0]["proposal"]["statement"] == EVIL


@FORMS
@pytest.mark.parametrize("listing", OWNERS, ids=" ".join)
def test_no_screen_of_the_owner_obeys_it(evil: Pair, listing: tuple[str, ...], form: tuple[str, ...]) -> None:
    looks_harmless(evil.owner.run(*form, *listing).out, form)


@FORMS
@pytest.mark.parametrize("listing", GUESTS, ids=" ".join)
def test_no_screen_of_the_guest_obeys_it(evil: Pair, listing: tuple[str, ...], form: tuple[str, ...]) -> None:
    looks_harmless(evil.guest.run(*form, *listing).out, form)


def looks_harmless(printed: str, form: tuple[str, ...]) -> None:
    """Hold what was printed against what a terminal obeys, and against lines that play ours."""
    assert printed
    assert not [letter for letter in printed if is_control(letter)]
    assert not PLAYS_A_LINE_OF_OURS.search(printed)
    assert printed.isascii() or not form


def test_the_sentences_to_agree_to_stay_ours_whatever_the_duties_say(evil: Pair) -> None:
    shown = evil.owner.do("share", "preview", "R").err

    assert re.findall(r"^[1-6]  ", shown, re.MULTILINE) == [f"{number}  " for number in range(1, 7)]
    assert not PLAYS_A_LINE_OF_OURS.search(shown)


def test_control_bytes_of_a_program_without_rules_are_never_read(evil: Pair) -> None:
    printed = evil.owner.do("--json", "inbox").out + evil.page(evil.guest)["client"]["name"]

    assert "owned" not in printed


class Reader(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[tuple[str, str | None, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element and its attributes."""
        self.found += [(tag, None, None), *((tag, name, value) for name, value in attrs)]


def of_the_guest(pair: Pair, file: Path) -> None:
    """Make a sheet for a session."""
    pair.guest.do("practice", "sheet", FROM, "--file", str(file))


def of_the_owner(pair: Pair, file: Path) -> None:
    """Make a page to hand over."""
    goal = pair.owner.ask("goal", "list")[0]["id"]
    medium = "pdf" if file.suffix == ".pdf" else "print"
    pair.owner.do("share", "handover", "--goal", goal, "--to", EVIL_LINE, "--as", medium, "--file", str(file))


@pytest.mark.parametrize("make", [of_the_guest, of_the_owner])
def test_a_page_shows_it_and_fetches_runs_and_links_nothing(
    evil: Pair, make: Callable[[Pair, Path], None], tmp_path: Path
) -> None:
    make(evil, tmp_path / "sheet.html")
    page = (tmp_path / "sheet.html").read_text()

    found = Reader(page).found
    tags = {tag for tag, name, _ in found if name is None}
    assert tags.isdisjoint({"script", "img", "a", "link", "iframe", "object", "embed", "form", "base", "svg"})
    assert not [name for _, name, _ in found if name and (name.startswith("on") or name in {"src", "href", "style"})]
    assert not [letter for letter in page if is_control(letter)]
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("make", [of_the_guest, of_the_owner])
def test_a_pdf_draws_it_and_does_nothing(evil: Pair, make: Callable[[Pair, Path], None], tmp_path: Path) -> None:
    make(evil, tmp_path / "sheet.pdf")
    page = (tmp_path / "sheet.pdf").read_bytes()

    for action in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/Annots", b"/AcroForm"):
        assert action not in page
    streams = [zlib.decompress(one) for one in re.findall(rb"stream\n(x.*?)\nendstream", page, re.DOTALL)]
    assert b"evil.example" in b"".join(streams)
