"""Filling templates: everything is escaped, unknown names are errors, and no template is made of what a person wrote.

It is the only file that knows the template engine.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeAlias, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from whyward.journal.errors import JournalError
from whyward.journal.sentences import Sentence
from whyward.web import markdown
from whyward.web.form import FieldRefused
from whyward.web.hints import on_pages
from whyward.web.places import path_of
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.sections import SECTIONS
from whyward.web.texts import Texts, texts_of

UNPROCESSABLE: Final = 422

Ask: TypeAlias = Callable[..., str]


@cache
def icon(name: str) -> Markup:
    """Return one of our own drawings as SVG to stand in a page; it is decoration, and says nothing by itself."""
    drawing = files("whyward.web").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    return Markup(drawing.strip())  # noqa: S704  # a file of this package


@cache
def environment(language: str) -> Environment:
    """Return the engine for one language."""
    texts = texts_of(language)

    def spoken(shown: object) -> object:
        return texts.told(shown) if isinstance(shown, Sentence) else shown

    def told_whole(text: str) -> str:
        return whole(texts.told(text))

    engine = Environment(
        loader=PackageLoader("whyward.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=spoken,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # What the extension adds is not known to the checkers.
    install: Any = engine.__getattribute__("install_gettext_callables")
    install(texts.gettext, texts.ngettext, newstyle=True)
    for name in ("gettext", "ngettext"):
        engine.globals[name] = _with_fields_told(cast("Ask", engine.globals[name]), spoken)
    shown: dict[str, Any] = {"icon": icon, "path_of": path_of, "sections": SECTIONS}
    cast("dict[str, Any]", engine.globals).update(shown)
    engine.filters |= {
        "markdown": markdown.rendered,
        "plain": markdown.plain,
        "whole": told_whole,
        "hex": bytes.hex,
        "day": texts.day,
        "long_day": texts.long_day,
        "isoday": date.isoformat,
    }
    return engine


def _with_fields_told(ask: Ask, spoken: Callable[[object], object]) -> Ask:
    """Return what looks a text up in a template, with the journal's sentences among its fields in the same language."""

    @pass_context
    def told(context: Context, /, *texts: object, **fields: object) -> str:
        return ask(context, *texts, **{name: spoken(field) for name, field in fields.items()})

    return told


def page(request: Request, template: str, *, status: int = 200, **shown: object) -> Response:
    """Return a whole page; `template` is its file below `templates`, `shown` is what stands on it."""
    filled = environment(request.texts.language).get_template(template)
    text = filled.render(
        request=request,
        desk=request.desk,
        settings=request.desk.settings,
        texts=request.texts,
        said=request.session.take_said() if status < 300 else (),  # noqa: PLR2004  # an answer that is a page to stay on
        **shown,
    )
    return Response(status, text.encode())


def refusal(request: Request, error: JournalError, status: int = UNPROCESSABLE) -> Response:
    """Return the page that says what was refused; a script puts its sentence beside the form that was sent."""
    field = error.field if isinstance(error, FieldRefused) else ""
    text, hint = whole(request.texts.told(error.text)), on_pages(request.texts.told(error.hint), request.texts)
    return page(request, "refused.html", status=status, text=text, hint=hint, field=field)


def whole(said: str) -> str:
    """Return what was refused as a sentence that stands by itself."""
    return f"{said[:1].upper()}{said[1:]}."


def shell(texts: Texts, title: str) -> bytes:
    """Return the document that every window begins with: no word of the person's, and the script that asks."""
    return environment(texts.language).get_template("shell.html").render(texts=texts, title=title).encode()
