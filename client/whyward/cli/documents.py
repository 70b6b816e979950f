"""One JSON document for each answer, in plain ASCII, so that no byte of it can reach a terminal as a command.

Rule: bytes are ids and are written in lower-case hex; days are ISO 8601; moments are made so by whoever shows them.
"""

import json
from collections.abc import Sequence

import msgspec

Document = msgspec.Struct | Sequence[msgspec.Struct]


def json_text(document: Document) -> str:
    """Return a document on one line; JSON escapes C0, ASCII escapes the rest, and delete is escaped by hand."""
    builtins: object = msgspec.to_builtins(document, builtin_types=(bytes,), enc_hook=_plain)
    text = json.dumps(builtins, ensure_ascii=True, separators=(", ", ": "), default=_hex)
    return text.replace("\x7f", "\\u007f")


def _plain(value: object) -> str:
    assert isinstance(value, str), "a sentence of the journal: all else that is in a document is plain"
    return str(value)


def _hex(value: object) -> str:
    assert isinstance(value, bytes), "everything else was made plain before"
    return value.hex()
