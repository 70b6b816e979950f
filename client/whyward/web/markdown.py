"""A person's Markdown as HTML: no HTML of theirs, no picture, and links that lead nowhere until they are confirmed.

The library parses and escapes; the only markup in its output is of the rules that are on.
"""

from collections.abc import MutableMapping, Sequence
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape

_LEADS_OUT: Final = ("http://", "https://", "mailto:")
_LOWEST: Final = 6


def _link_open(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: object, _env: MutableMapping[str, Any]
) -> str:
    """Write a link as a button-like span that a script asks about; anything but the web and mail is mere text."""
    href = str(tokens[index].attrGet("href") or "")
    if not href.casefold().startswith(_LEADS_OUT):
        return '<span class="link-text">'
    return f'<span class="link-out" role="link" tabindex="0" data-link="{escape(href)}">'


def _link_close(*_arguments: object) -> str:
    return "</span>"


def _lower_headings(state: StateCore) -> None:
    """Put each heading one level lower: the first level is the page's own, and a page has one heading of it."""
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, _LOWEST)}"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "breaks": True})
    parser.disable(["image", "html_block", "html_inline", "reference"])
    parser.enable(["strikethrough", "table"])
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("link_close", _link_close)
    return parser


def plain(text: str) -> str:
    """Return the first lines of a text without the marks of Markdown, for a list; what has no words stays as it is."""
    inline = [token for block in _parser().parse(text) for token in block.children or ()]
    words = "".join(token.content or " " for token in inline if token.type in {"text", "code_inline", "softbreak"})
    return words.strip() or text


def rendered(text: str) -> Markup:
    """Return a text as HTML that is safe to put on a page."""
    return Markup(_parser().render(text))  # noqa: S704  # the parser escapes every text and knows no HTML
