"""A sheet holds what it was given as plain text, and nothing that a browser, a reader of PDF or a person would obey."""

import re
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from whyward.cli.new_file import write_new_file
from whyward.journal.errors import Refused
from whyward.sheet.html import html_sheet
from whyward.sheet.page import Sheet, SheetGoal, SheetList
from whyward.sheet.pdf import pdf_sheet

EVIL = (
    "</style><script>alert(1)</script>",
    '"><img src="https://evil.example/x.png" onerror=alert(1)>',
    "<a href=javascript:alert(1)>here</a> file:///etc/passwd \\\\evil.example\\share",
    "{{ sheet.__class__.__mro__ }}{% include 'x' %}",
    "&lt;b&gt; &#x202e;",
    "Kind\x1b]0;owned\x07\x1b[2J\x9b31m\x7f\u202egnp.exe\u2066ness\ud800",
    "@import url(https://evil.example/x.css); } body { display: none",
)


def sheet_with(text: str) -> Sheet:
    """Return a sheet with a text in every place there is."""
    lines = SheetList(text, (text, text))
    return Sheet(text, (text,), text, (SheetGoal(text, ((text, text),), (lines,)),), (lines,), (text,))


class Reader(HTMLParser):
    """What a browser would find on a page: elements, attributes, and the text between them."""

    def __init__(self, page: bytes) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Take a text."""
        self.texts.append(data)


@pytest.mark.parametrize("text", EVIL)
def test_a_text_adds_no_element_and_no_attribute_to_a_page(text: str) -> None:
    calm, evil = Reader(html_sheet(sheet_with("calm"))), Reader(html_sheet(sheet_with(text)))

    assert evil.elements == calm.elements
    assert {tag for tag, _ in evil.elements}.isdisjoint({"script", "img", "a", "iframe", "link", "form", "object"})
    assert not [name for _, attributes in evil.elements for name in attributes if name.startswith(("on", "src", "hr"))]


def test_a_text_stands_on_a_page_as_it_was_written() -> None:
    page = Reader(html_sheet(sheet_with(EVIL[0])))

    assert page.texts.count(EVIL[0]) == 13


@pytest.mark.parametrize("text", EVIL)
def test_nothing_on_a_page_reorders_or_steers_what_stands_beside_it(text: str) -> None:
    page = html_sheet(sheet_with(text)).decode()

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)


def test_the_policy_of_a_page_allows_its_own_style_and_nothing_else() -> None:
    elements = Reader(html_sheet(sheet_with("calm"))).elements
    (policy,) = [found["content"] or "" for tag, found in elements if tag == "meta" and "http-equiv" in found]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert set(rules) == {"default-src", "style-src", "base-uri", "form-action"}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", rules["style-src"])
    assert [tag for tag, _ in elements].count("style") == 1


def test_the_title_of_a_page_names_nobody() -> None:
    """It stands in the browser's history, and in the bar that others see."""
    page = html_sheet(sheet_with("Mira")).decode()

    assert "<title>Sheet</title>" in page


def test_what_may_be_fetched_from_elsewhere_is_nothing() -> None:
    page = html_sheet(sheet_with("calm")).decode()

    assert "url(" not in page
    assert "@import" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_same_sheet_is_the_same_pdf_at_any_time_and_anywhere() -> None:
    first, second = pdf_sheet(sheet_with("calm")), pdf_sheet(sheet_with("calm"))

    assert first == second
    assert b"2000" in first


@pytest.mark.parametrize("text", EVIL)
def test_a_text_is_drawn_in_a_pdf_and_never_acted_on(text: str) -> None:
    page = pdf_sheet(sheet_with(text))

    for action in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction /S", b"/EmbeddedFile", b"/Annots"):
        assert action not in page
    assert not re.search(rb"[\x1b\x9b]", drawn(page))


def test_the_quotation_marks_and_dashes_that_people_use_can_be_drawn() -> None:
    assert b"\x93calm\x94 \x96 caf\xe9 \x85" in drawn(pdf_sheet(sheet_with("\u201ccalm\u201d \u2013 caf\u00e9 \u2026")))


def test_a_letter_that_the_fonts_lack_is_refused_and_not_changed() -> None:
    with pytest.raises(Refused, match="cannot show the letter 'Ł'") as refusal:
        pdf_sheet(sheet_with("Łódź"))

    assert "HTML" in refusal.value.hint
    assert "Łódź" in html_sheet(sheet_with("Łódź")).decode()


def test_many_goals_go_on_over_several_pages() -> None:
    goals = tuple(SheetGoal(f"Goal {place}", (), (SheetList("Steps", ("a step",) * 5),)) for place in range(30))
    page = pdf_sheet(Sheet("Many", (), "Not monitored.", goals))

    assert len(re.findall(rb"/Type /Page\b", page)) > 2
    assert b"(Goal 29)" in drawn(page)


def test_a_sheet_without_goals_says_so() -> None:
    nothing = Sheet("Empty", (), "Not monitored.", ())

    assert b"There is nothing on this sheet" in html_sheet(nothing)
    assert b"There is nothing on this sheet" in drawn(pdf_sheet(nothing))


def test_a_file_is_new_and_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"

    write_new_file(path, b"page")

    assert path.read_bytes() == b"page"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refused, match="already"):
        write_new_file(path, b"other")
    with pytest.raises(Refused, match="cannot be written"):
        write_new_file(tmp_path / "nowhere" / "sheet.html", b"page")
    assert path.read_bytes() == b"page"


def drawn(page: bytes) -> bytes:
    """Return what a PDF draws, inflated."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", page, re.DOTALL)
    return b"\n".join(zlib.decompress(stream) for stream in streams if stream.startswith(b"x"))
