"""Markdown becomes HTML of a few kinds, and whatever else stands in it stays text."""

import re

import pytest

from whyward.web.markdown import rendered

ALLOWED = {
    *("p", "strong", "em", "s", "br", "hr", "ul", "ol", "li", "blockquote", "code", "pre", "span"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](\\\\server\\share)",
    "[x](//evil.example)",
    '[x](https://e.x/"onmouseover="alert(1))',
    "![x](https://e.x/p.png)",
    "<https://e.x/auto>",
    "[x]: https://e.x\n\n[x]",
    "<svg/onload=alert(1)>",
    "&lt;script&gt;",
    "`<script>`",
    "```html\n<script>\n```",
    "<!-- x --><style>*{}</style>",
    "| <b> |\n|--|\n| <i onclick=x> |",
    "**<b onclick=alert(1)>**",
    "{{ 7*7 }} {% raw %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_but_a_few_kinds_of_markup_comes_of_a_text(text: str) -> None:
    html = str(rendered(text))
    for tag in re.findall(r"<\s*([^\s>]+)([^>]*)>", html):
        name, attributes = tag[0].lstrip("/"), tag[1]
        assert name in ALLOWED
        plain = re.sub(r'\b(class|role|tabindex|data-link|style|start)="[^"<>]*"', "", attributes)
        assert not plain.strip(" /"), html
        assert "javascript:" not in attributes.casefold()
    assert not re.search(r"<[^>]*\son\w+=", html)
    assert "href" not in re.sub(r">[^<]*<", "><", html)
    assert "src=" not in re.sub(r">[^<]*<", "><", html)


def test_a_link_of_the_web_is_asked_about_and_any_other_is_text() -> None:
    assert 'data-link="https://example.org/a?b=1&amp;c=2"' in rendered("[x](https://example.org/a?b=1&c=2)")
    assert "data-link" not in rendered("[x](ftp://example.org)")
    assert "data-link" not in rendered("[x](/journal)")


def test_what_people_write_is_there() -> None:
    html = rendered("# A day\n\n- one\n- **two**\n\n> said\n\nfirst\nsecond ~~gone~~")
    for piece in ("<h1>A day</h1>", "<li>one</li>", "<strong>two</strong>", "<blockquote>", "<br />", "<s>gone</s>"):
        assert piece in html
