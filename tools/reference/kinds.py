"""The page of events: every kind in the catalogue, what it touches, and its fields.

Field types are told in words; what a word of a choice means is the code's to say.
"""

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UnsetType

from tools.reference import docstrings
from tools.reference.markdown import code, listed, page, paragraphs, sentences, table
from whyward.journal import folding
from whyward.journal.events import catalogue, fields, sorts
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.touching import Touching
from whyward.protocol.ids import U64, Bytes16, Bytes32

_EVENTS: Final = "whyward.journal.events"
_FOLDING: Final = "whyward.journal.folding"

_WHAT_THEY_ARE: Final = """What can happen in a journal.
Every event has an envelope as well: see the [protocol](protocol.md), section 6.
A kind carries its version after the dot.
A field that is optional is not written at all while it is empty."""

_WORDS: Final[Mapping[object, str]] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    date: "day",
    bytes: "bytes",
    Bytes16: "id",
    Bytes32: "32 bytes",
    U64: "moment",
    fields.Ref: "reference",
    fields.DomainKey: "domain key",
    fields.Choice: "choice",
    fields.ZeroToTen: "0 to 10",
    sorts.CardKey: "card key",
    sorts.Pile: "0 to 4",
}


def kinds_page() -> str:
    """Return `events.md`."""
    return page("Events", [_opening(), *_modules()])


def _opening() -> str:
    said = docstrings.below_names(fields)
    return "\n\n".join(
        [
            _WHAT_THEY_ARE,
            paragraphs(docstrings.of_module(folding)),
            table(
                ["type", "what it is"],
                [
                    ["text", said["Text"]],
                    ["id", "16 random bytes."],
                    ["moment", "Milliseconds since 1970, UTC."],
                    ["day", "A date such as `2026-03-04`."],
                    ["reference", said["Ref"]],
                    ["domain key", "One of the six that exist by themselves, or the key of another part of life."],
                    [
                        "choice",
                        "A word of those below; one that this version does not know is kept, and shown as other.",
                    ],
                ],
            ),
        ]
    )


def _modules() -> Iterator[str]:
    shown: list[str] = []
    for touching in KINDS.values():
        if touching.type.__module__ not in shown:
            shown.append(touching.type.__module__)
    for name in shown:
        yield _module(importlib.import_module(name))


def _module(module: ModuleType) -> str:
    noun = module.__name__.removeprefix(f"{_EVENTS}.")
    kinds = [(kind, touching) for kind, touching in KINDS.items() if touching.type.__module__ == module.__name__]
    blocks = [
        f"## {noun.capitalize()}",
        sentences(docstrings.first_of(docstrings.of_module(module))),
        _folded(noun),
        *(_kind(kind, touching) for kind, touching in kinds),
        _choices(module),
    ]
    return "\n\n".join(block for block in blocks if block)


def _folded(noun: str) -> str:
    """Return what the fold of the same noun says about itself, if there is one."""
    if importlib.util.find_spec(f"{_FOLDING}.{noun}") is None:
        return ""
    return paragraphs(docstrings.of_module(importlib.import_module(f"{_FOLDING}.{noun}")))


def _kind(kind: str, touching: Touching) -> str:
    blocks = [f"### `{kind}`", f"{sentences(docstrings.of_class(touching.type))}\n{_touched(touching)}"]
    blocks += _tables(touching.type)
    return "\n\n".join(blocks)


def _touched(touching: Touching) -> str:
    noun = touching.noun.decode().rstrip(":")
    if not noun and touching.field:
        return f"It touches the thing that {code(touching.field)} names."
    if touching.noun == catalogue.NONE:
        return "It touches what the event that it names touches."
    if not touching.field:
        return f"It touches {code(noun)}, of which there is one."
    return f"It touches the {code(noun)} that {code(touching.field)} names."


def _tables(type_: type[msgspec.Struct]) -> Iterator[str]:
    hints: dict[str, Any] = get_type_hints(type_, include_extras=True)
    rows = [
        [code(field.encode_name), _type(hints[field.name]), "required" if field.required else _default(field.default)]
        for field in msgspec.structs.fields(type_)
    ]
    yield table(["field", "type", ""], rows)
    for part in dict.fromkeys(part for hint in hints.values() for part in (hint, *get_args(hint))):
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            yield f"In it, {part.__name__}:\n{sentences(docstrings.of_class(part))}"
            yield from _tables(part)


def _default(default: object) -> str:
    return "optional; else no" if default is False else "optional"


def _type(hint: object) -> str:
    if get_origin(hint) is Annotated or isinstance(hint, type):
        return _WORDS[hint] if hint in _WORDS else f"map: {getattr(hint, '__name__', '')}"
    parts = get_args(hint)
    if get_origin(hint) is tuple:
        return f"list of: {_type(parts[0])}"
    assert get_origin(hint) in {Union, UnionType}, f"no words for the type {hint}"
    words = [_type(part) for part in parts if part not in {NoneType, UnsetType}]
    may_be_emptied = " or nil" if UnsetType in parts and NoneType in parts else ""
    return " or ".join(words) + may_be_emptied


def _choices(module: ModuleType) -> str:
    """Return the words that this version writes, by the enum that lists them."""
    enums = [
        named
        for named in vars(module).values()
        if isinstance(named, type) and issubclass(named, StrEnum) and named.__module__ == module.__name__
    ]
    rows = [[one.__name__, docstrings.first_of(docstrings.of_class(one)), listed(one)] for one in enums]
    return "### Choices\n\n" + table(["name", "what it says", "words"], rows) if rows else ""
