"""The page of a relay's settings: name, type, default, bounds, and the reason that stands below each.

The journal has none: what a person prefers is an event.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from tools.reference import docstrings
from tools.reference.markdown import code, listed, page, paragraphs
from whyward.relay.config import PREFIX, RelayConfig

_WORDS = {str: "text", int: "whole number", float: "number"}


def settings_page() -> str:
    """Return `settings.md`."""
    return page("Settings of a relay", [_opening(), *_settings()])


def _opening() -> str:
    return (
        "Each is read once, at start, from the environment.\n"
        "Each is a flag as well, and a flag wins: `--port` is the flag of `WHYWARD_RELAY_PORT`.\n"
        "A name that is misspelt, or a value out of its bounds, stops the relay at start.\n"
        "How to run one: [run a relay](../how-to/run-a-relay.md)."
    )


def _settings() -> Iterator[str]:
    said = docstrings.below_names(RelayConfig)
    hints: dict[str, Any] = get_type_hints(RelayConfig, include_extras=True)
    for field in msgspec.structs.fields(RelayConfig):
        type_, bounds = _type(hints[field.name])
        facts = [f"Type: {type_}.", f"Default: {_value(field.default)}."]
        facts += [f"Bounds: {bounds}."] if bounds else []
        yield f"## {code(PREFIX + field.name.upper())}\n\n{paragraphs(said[field.name])}\n\n" + "\n".join(facts)


def _type(hint: object) -> tuple[str, str]:
    """Return a type in words, and its bounds."""
    if get_origin(hint) is Literal:
        return f"one of {listed(get_args(hint))}", ""
    if get_origin(hint) is tuple:
        return "names, separated by commas", ""
    if get_origin(hint) is Annotated:
        type_, *notes = get_args(hint)
        return _WORDS[type_], ", ".join(_bounds(note) for note in notes if isinstance(note, Meta))
    assert isinstance(hint, type), f"no words for the type {hint}"
    return _WORDS[hint], ""


def _bounds(meta: Meta) -> str:
    named = [("at least", meta.ge), ("more than", meta.gt), ("at most", meta.le), ("less than", meta.lt)]
    return ", ".join(f"{words} {bound}" for words, bound in named if bound is not None)


def _value(default: object) -> str:
    if default in {"", ()}:
        return "empty"
    return code(f"{default:g}" if isinstance(default, float) else str(default))
