"""Upcasters: one small step each, from one version of a kind to the next, applied on reading.

Bytes on disk never change. A step sees a map of field names to raw msgpack; what it does not name passes untouched.
"""

from collections.abc import Callable

import msgspec

from whyward.journal.events.depth import is_shallow

Fields = dict[str, msgspec.Raw]
Step = Callable[[Fields], Fields]

_decode_fields = msgspec.msgpack.Decoder(Fields).decode
_encode = msgspec.msgpack.Encoder().encode


class Upcasters:
    """A table of steps, each from one version of a kind to the one after it."""

    def __init__(self) -> None:
        """Start without any step."""
        self._steps: dict[str, tuple[str, Step]] = {}

    def step(self, old: str, new: str) -> Callable[[Step], Step]:
        """Register a step: `@_UPCASTERS.step("entry-written.1", "entry-written.2")`."""
        name, _, version = old.rpartition(".")
        assert new == f"{name}.{int(version) + 1}", f"{old} -> {new} is not one step of one kind"
        assert old not in self._steps, f"{old} is lifted twice"

        def register(lift: Step) -> Step:
            self._steps[old] = (new, lift)
            return lift

        return register

    def lift(self, kind: str, body: bytes) -> tuple[str, bytes]:
        """Return the kind and body as today's version writes them; unchanged if no step applies.

        Raise `msgspec.DecodeError` for a body that is no map, or nests too deep.
        """
        if kind not in self._steps:
            return kind, body
        if not is_shallow(body):
            raise msgspec.DecodeError("nested too deep")
        fields = _decode_fields(body)
        while kind in self._steps:
            kind, lift = self._steps[kind]
            fields = lift(fields)
        return kind, _encode(fields)


UPCASTERS = Upcasters()
"""Those of the journal. No kind has a second version yet."""
