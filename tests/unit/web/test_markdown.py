"""A person's Markdown: it reads as they meant it, and nothing in it is ever more than text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.hostile_texts import HOSTILE
from whyward.web.markdown import plain, rendered

_TAGS = re.compile(r"<(?P<closes>/?)(?P<name>[a-z0-9]+)(?P<more>[^<>]*)>")
_MAY_STAND = frozenset(
    [
        "p",
        "br",
        "em",
        "strong",
        "s",
        "blockquote",
        "ul",
        "ol",
        "li",
        "hr",
        "code",
        "pre",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
    ]
)
_MAY_HAVE = re.compile(
    r"""( ?(class="(link-text|link-out|language-[^"<>]*)"|role="link"|tabindex="0"|data-link="(https?://|mailto:)[^"<>]*"|start="\d+"|style="text-align:(left|right|center)"|/))*""",
    re.IGNORECASE,
)


def odd(html: str) -> list[str]:
    """Return what stands in a rendered text that is none of ours: other tags, other attributes, a loose bracket."""
    told = [found[0] for found in _TAGS.finditer(html) if found["name"] not in _MAY_STAND]
    told += [found[0] for found in _TAGS.finditer(html) if not _MAY_HAVE.fullmatch(found["more"].rstrip())]
    return told + re.findall(r"[<>]", _TAGS.sub("", html))


def test_it_reads_as_it_was_meant() -> None:
    shown = rendered("# Tea\n\n*Slowly*,\nand **then**\n\n- one\n\n> said\n\n| a |\n|--|\n| 1 |\n\n~~no~~")

    for piece in ("<h2>Tea</h2>", "<em>Slowly</em>,<br", "<strong>then</strong>", "<li>one</li>", "<td>1</td>"):
        assert piece in shown
    assert not odd(shown)


def test_headings_stand_below_the_one_of_the_page() -> None:
    assert rendered("# a\n\n###### b") == "<h2>a</h2>\n<h6>b</h6>\n"


@pytest.mark.parametrize("address", ["https://example.org/?a=1&b=2", "http://example.org", "mailto:sam@example.org"])
def test_a_link_leads_nowhere_by_itself(address: str) -> None:
    shown = rendered(f"[a page]({address})")

    assert "href" not in shown
    assert 'role="link" tabindex="0" data-link="' in shown
    assert not odd(shown)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        r"\\host\share",
        "//h/x",
        "/lock",
        "#x",
        "ftp://h",
    ],
)
def test_what_leads_anywhere_else_is_mere_text(address: str) -> None:
    shown = rendered(f"[a page]({address}) <{address}>")

    assert "data-link" not in shown
    assert "href" not in shown


def test_pictures_and_html_are_text() -> None:
    shown = rendered("![x](https://evil.example/x.png) <img src=x onerror=alert(1)> <!-- c -->\n\n<div>\n\n&lt;b&gt;")

    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert not odd(shown)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(text: str) -> None:
    for written in (
        text,
        f"[{text}](https://x)",
        f"[x]({text})",
        f"# {text}",
        f"`{text}`",
        f"```{text}\n{text}\n```",
        f"| {text} |\n|--|\n| {text} |",
    ):
        assert not odd(rendered(written)), written


@given(st.text(alphabet="<>&\"'`[]()!*_~#|-=:/\\ \n\tajsc0", max_size=80))
def test_no_text_is_ever_more_than_text(text: str) -> None:
    assert not odd(rendered(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A day. I said **no**, kindly.", "A day. I said no, kindly."),
        ("# A *title*", "A title"),
        ("- one `word`", "one word"),
        ("[a place](https://example.org)", "a place"),
        ("2 * 3 * 4 _ 5", "2 * 3 * 4 _ 5"),
        ("<b>&amp;</b>", "<b>&</b>"),
        ("***", "***"),
        ("", ""),
    ],
)
def test_a_title_in_a_list_bears_no_marks(text: str, words: str) -> None:
    assert plain(text) == words
