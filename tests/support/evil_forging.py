"""Segments that were never written so: forged, spliced, moved, recombined; each by what a relay can do alone.

A forger does to the first page of the laptop's series what its name says, and passes on all else.
"""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tests.support.evil_attack import Attack, Link
from tests.support.evil_spoils import DICE, Spoils
from whyward.protocol.canonical import encoded
from whyward.protocol.frames import Segments, ToDevice
from whyward.protocol.ids import SpaceId
from whyward.protocol.labels import Label, hashed
from whyward.protocol.segments import Segment, decode_header, segment_hash, signed_message

Forge = Callable[[list[Segment], Spoils, Segments], list[Segment]]


class Forger(Attack):
    """Serves pages of segments that it has changed."""

    def __init__(self, forge: Forge, spoils: Spoils) -> None:
        super().__init__()
        self._forge = forge
        self._spoils = spoils

    async def to_device(self, frame: ToDevice, link: Link) -> Sequence[ToDevice | bytes]:
        """Forge each page."""
        del link
        if not isinstance(frame, Segments) or not frame.run:
            return [frame]
        self.fired += 1
        return [replace(frame, run=self._forge(list(frame.run), self._spoils, frame))]


def _last(run: list[Segment], segment: Segment) -> list[Segment]:
    return [*run[:-1], segment]


def _first(run: list[Segment], segment: Segment) -> list[Segment]:
    return [segment, *run[1:]]


def with_core(segment: Segment, **changed: object) -> Segment:
    """Return a segment with other fields in its core, signed by the relay's own dice: it holds no device's key."""
    header, core = decode_header(segment.header)
    raw = encoded(replace(header, core=encoded(replace(core, **changed))))
    return Segment(raw, DICE.sign(signed_message(raw)), segment.body)


def keeping_signature(segment: Segment, **changed: object) -> Segment:
    """Return a segment with other fields in its core, under the signature of what it was."""
    return replace(with_core(segment, **changed), signature=segment.signature)


def _next_after(segment: Segment) -> Segment:
    """Return one more segment, right in everything that needs no key."""
    _, core = decode_header(segment.header)
    return with_core(segment, n=core.n + 1, prev=segment_hash(segment.header), salt=hashed(Label.SALT, core.salt))


UNSIGNED: dict[str, Forge] = {
    "a signature by the relay's own dice": lambda run, _s, _f: _last(
        run, replace(run[-1], signature=DICE.sign(signed_message(run[-1].header)))
    ),
    "a signature that was made for another segment": lambda run, s, f: _last(
        run, replace(run[-1], signature=s.of(f.space_id, f.device_id)[0].signature)
    ),
    "the signature of another device": lambda run, s, f: _last(
        run, replace(run[-1], signature=s.of_another_device(f.space_id, f.device_id)[0].signature)
    ),
    "no signature": lambda run, _s, _f: _last(run, replace(run[-1], signature=bytes(64))),
    "one segment more than its author wrote": lambda run, _s, _f: [*run, _next_after(run[-1])],
    "a salt of the relay's own": lambda run, _s, _f: _last(run, with_core(run[-1], salt=bytes(32))),
}
"""Case 47: nothing but the signature is wrong."""

MOVED: dict[str, Forge] = {
    "a segment of another space": lambda run, s, f: _first(run, s.of_others(f.space_id)),
    "a segment of another device": lambda run, s, f: _first(run, s.of_another_device(f.space_id, f.device_id)[-1]),
    "the first segment where a later one is due": lambda run, s, f: _first(run, s.of(f.space_id, f.device_id)[0]),
    "the last segment where an earlier one is due": lambda run, s, f: _first(run, s.of(f.space_id, f.device_id)[-1]),
    "two segments in the other order": lambda run, _s, _f: run[::-1],
    "a segment twice": lambda run, _s, _f: [run[0], run[0], *run[1:]],
}
"""Case 48: whole segments, each genuine, each elsewhere."""

ELSEWHERE: dict[str, Callable[[Segment, Spoils, Segments], object]] = {
    "space_id": lambda _o, s, f: next(space for space in s.series if space != f.space_id),
    "device_id": lambda _o, s, f: next(device for device in s.series[SpaceId(f.space_id)] if device != f.device_id),
    "n": lambda o, _s, _f: decode_header(o.header)[1].n + 1,
    "prev": lambda _o, s, f: segment_hash(s.of_others(f.space_id).header),
    "epoch_id": lambda _o, s, f: decode_header(s.of_others(f.space_id).header)[1].epoch_id,
    "control_index": lambda o, _s, _f: decode_header(o.header)[1].control_index ^ 1,
    "control_head": lambda _o, s, f: decode_header(s.of_others(f.space_id).header)[1].control_head,
    "plain_len": lambda o, _s, _f: decode_header(o.header)[1].plain_len + 1,
    "salt": lambda _o, s, f: decode_header(s.of_others(f.space_id).header)[1].salt,
    "kind": lambda _o, _s, _f: 2,
    "suite": lambda _o, _s, _f: 2,
    "v": lambda _o, _s, _f: 2,
}
"""Case 48: each field of a header, and a valid value for it from somewhere else."""


def moved_field(name: str) -> Forge:
    """Return the forgery that puts a value from elsewhere into one field of the last segment of a page."""

    def forge(run: list[Segment], spoils: Spoils, frame: Segments) -> list[Segment]:
        value = ELSEWHERE[name](run[-1], spoils, frame)
        return _last(run, keeping_signature(run[-1], **{name: value}))

    return forge


def _other_body(segment: Segment, other: Segment) -> Segment:
    return replace(segment, body=other.body)


def _hash_of_other_body(segment: Segment, other: Segment) -> Segment:
    header, _ = decode_header(segment.header)
    raw = encoded(replace(header, body_hash=hashed(Label.BODY, other.body)))
    return Segment(raw, segment.signature, other.body)


def _other_commit(segment: Segment, other: Segment) -> Segment:
    header, _ = decode_header(segment.header)
    raw = encoded(replace(header, commit=decode_header(other.header)[0].commit))
    return replace(segment, header=raw)


RECOMBINED: dict[str, Forge] = {
    "another body of the same series": lambda run, s, f: _last(
        run, _other_body(run[-1], s.of(f.space_id, f.device_id)[0])
    ),
    "a body of another space": lambda run, s, f: _last(run, _other_body(run[-1], s.of_others(f.space_id))),
    "another body, and its hash in the header": lambda run, s, f: _last(
        run, _hash_of_other_body(run[-1], s.of(f.space_id, f.device_id)[0])
    ),
    "another header over the same body": lambda run, s, f: _last(
        run, replace(s.of(f.space_id, f.device_id)[0], body=run[-1].body)
    ),
    "another commitment": lambda run, s, f: _last(run, _other_commit(run[-1], s.of_others(f.space_id))),
    "a body with one bit turned": lambda run, _s, _f: _last(
        run, replace(run[-1], body=bytes([run[-1].body[0] ^ 1]) + run[-1].body[1:])
    ),
    "a body without its end": lambda run, _s, _f: _last(run, replace(run[-1], body=run[-1].body[:-1])),
    "no body": lambda run, _s, _f: _last(run, replace(run[-1], body=b"")),
}
"""Case 49: genuine parts in combinations that nobody made."""
