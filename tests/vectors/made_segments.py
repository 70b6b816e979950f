"""Segments for the published vectors: good ones, and ones wrong in their place, header, signature or key.

It says what each verdict must be; what is wrong inside a plaintext is made in `made_plaintexts`.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.support.crafted_segments import (
    CORE_FIELDS,
    Plain,
    Sealed,
    batch,
    core_of,
    crafted,
    deflating,
    dice,
    event,
    keys_of,
    place_of,
    sealed_at,
    sign_key,
    signed_by,
)
from tests.support.second_bytes import hashed, label, mac
from tests.support.second_verifier import Place
from tests.support.two_keys import sealed_under_two
from whyward.protocol.canonical import encoded

RAW = batch(event())
PLAIN = Plain(RAW).packed()
HERE = place_of("anna", 2)
NUMBERS = (1, 2, 127, 128, 255, 256, 65_535, 65_536, (1 << 32) - 1, 1 << 32, (1 << 63) - 1)


class Made(NamedTuple):
    """A segment, the place where it is given, and what must come of it: its raw bytes, or why not."""

    name: str
    place: Place
    sealed: Sealed
    raw: bytes | None = None
    why: str = ""


def good(name: str, raw: bytes, plain: Plain, n: int = 1, /, **changes: object) -> Made:
    """Make a segment that opens at its place."""
    return Made(name, place_of("anna", n), crafted("anna", plain.packed(), n, **changes), raw)


def bad(name: str, why: str, sealed: Sealed, place: Place = HERE) -> Made:
    """Say that a segment must not open at a place."""
    return Made(name, place, sealed, None, why)


def good_places() -> Iterator[Made]:
    """Every width of every number of a core."""
    for n in NUMBERS:
        yield good(f"number {n} of its series", RAW, Plain(RAW), n)
    for index in (0, 1, 127, 128, 255, 256, 9_999):
        yield good(f"made knowing statement {index}", RAW, Plain(RAW), 3, control_index=index)
    yield good("a control head of zeros", RAW, Plain(RAW), 3, control_head=bytes(32))
    yield good("a salt of zeros", RAW, Plain(RAW), 3, salt=bytes(32))


CHANGED: dict[str, tuple[object, ...]] = {
    "v": (0, 2, 127, 128, 255, 256),
    "suite": (0, 2, 127, 128, 255, 256),
    "kind": (0, 2, 3, 4, 127, 128, 255, 256),
    "space_id": (bytes(32), dice("another space"), b"", dice("space")[:31], dice("space") + b"\0"),
    "device_id": (bytes(32), place_of("bea").device_id, b"", bytes(31), bytes(33)),
    "n": (0, 1, 3, 128, 1 << 32, 1 << 63, (1 << 64) - 1),
    "prev": (bytes(32), dice("prev/anna/3"), b"", bytes(31), bytes(33)),
    "epoch_id": (bytes(32), dice("another epoch id"), b"", bytes(31), bytes(33)),
    "control_index": (10_000, 65_535, 1 << 31, (1 << 32) - 1, 1 << 32),
    "control_head": (b"", bytes(31), bytes(33)),
    "plain_len": (0, 1, 511, 513, 544, 528, 65_536, (1 << 20) + (1 << 16) + 1, (1 << 32) - 1, 1 << 32),
    "salt": (b"", bytes(31), bytes(33), bytes(64)),
}
OTHER_TYPES: tuple[object, ...] = (None, True, False, 1.0, -1, "x", [], {}, [1])


def moved_fields() -> Iterator[Made]:
    """Every field of the core moved by its author, who seals and signs anew; only the place or a bound is wrong."""
    for name, values in CHANGED.items():
        for at, value in enumerate(values):
            why = f"{name} is another than its place and its bounds allow"
            yield bad(f"{name} moved and sealed anew, {at}", why, crafted("anna", PLAIN, 2, **{name: value}))
    for name in CORE_FIELDS:
        for value in OTHER_TYPES:
            sealed = crafted("anna", PLAIN, 2, **{name: value})
            yield bad(f"{name} of another type, {value!r}", f"{name} is of another type", sealed)


def moved_without_sealing() -> Iterator[Made]:
    """Fields that are not part of the place, changed and signed by the author, but over the old body."""
    _, _, body = crafted("anna", PLAIN, 2)
    _, commit = keys_of(HERE, encoded(core_of(HERE, len(PLAIN))))
    for name, value in (("control_index", 4), ("control_head", bytes(32)), ("salt", bytes(32)), ("kind", 2)):
        core = encoded(core_of(HERE, len(PLAIN), **{name: value}))
        for which, said in (("the old commitment", commit), ("a new commitment", keys_of(HERE, core)[1])):
            header = encoded([core, said, hashed("body", body)])
            why = f"the key and the associated data hang on {name}"
            yield bad(f"{name} changed over the same body, with {which}", why, signed_by("anna", header, body))


def moved_places() -> Iterator[Made]:
    """A good segment, given where it does not stand or with what is not its own."""
    sealed = crafted("anna", PLAIN, 2)
    for name in ("space_id", "device_id", "prev", "epoch_id", "epoch_key", "sign_pk"):
        for value in (bytes(32), dice("elsewhere")):
            moved: dict[str, Any] = HERE._asdict() | {name: value}
            yield bad(f"given under another {name}, {value[:1].hex()}", name, sealed, Place(**moved))
    for n in (1, 3, 4, 1 << 32):
        yield bad(f"given as number {n}", "n", sealed, HERE._replace(n=n))
    bea = place_of("bea", 2)
    yield bad("the series of another device", "device_id", sealed, bea)
    yield bad("the key of another device", "signature", sealed, HERE._replace(sign_pk=bea.sign_pk))
    yield bad("signed by another device", "signature", signed_by("bea", sealed.header, sealed.body))


def flipped(data: bytes, step: int) -> Iterator[tuple[str, bytes]]:
    """Flip one bit in every so many bytes; over all of them, each of the eight."""
    for at in range(0, len(data), step):
        bit = (at // step) % 8
        yield f"bit {bit} of byte {at}", data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def flipped_bits() -> Iterator[Made]:
    """A bit of every part; where it is a bit of the header, also under a new signature of the author."""
    sealed = crafted("anna", PLAIN, 2)
    for what, data in flipped(sealed.header, 3):
        yield bad(f"header, {what}", "signature", sealed._replace(header=data))
    for what, data in flipped(sealed.header, 5):
        yield bad(f"header, {what}, signed anew", "the header hangs together", signed_by("anna", data, sealed.body))
    for what, data in flipped(sealed.signature, 4):
        yield bad(f"signature, {what}", "signature", sealed._replace(signature=data))
    for what, data in flipped(sealed.body, 23):
        yield bad(f"body, {what}", "the header holds the body's hash", sealed._replace(body=data))
    core = encoded(core_of(HERE, len(PLAIN)))
    _, commit = keys_of(HERE, core)
    for what, data in flipped(sealed.body, 47):
        header = encoded([core, commit, hashed("body", data)])
        yield bad(f"body, {what}, hashed and signed anew", "the tag", signed_by("anna", header, data))


def cut_short() -> Iterator[Made]:
    """Truncations, and bytes too many."""
    sealed = crafted("anna", PLAIN, 2)
    for name, data in zip(("header", "signature", "body"), sealed, strict=True):
        for length in (0, 1, 15, 16, len(data) // 2, len(data) - 16, len(data) - 1):
            yield bad(f"{name} cut to {length}", "cut short", sealed._replace(**{name: data[:length]}))
        for more in (b"\0", b"\xff", data):
            what = f"{name} with {len(more)} bytes more, {more[:1].hex()}"
            yield bad(what, "too long", sealed._replace(**{name: data + more}))
        yield bad(f"{name} without its first byte", "cut short", sealed._replace(**{name: data[1:]}))
    for length in (0, 1, 142, 283):
        why = "cut short, and signed so"
        yield bad(f"header cut to {length} and signed", why, signed_by("anna", sealed.header[:length], sealed.body))
    long = encoded([core_of(HERE, len(PLAIN)), bytes(900)])
    yield bad("a header of more than 1,024 bytes", "header too large", signed_by("anna", long, sealed.body))


def wrong_commitments() -> Iterator[Made]:
    """The author signs a commitment that is not the key's; the cipher alone would open each of these."""
    core = encoded(core_of(HERE, len(PLAIN)))
    key, right = keys_of(HERE, core)
    other_key, other = keys_of(HERE._replace(epoch_key=dice("another epoch key")), core)
    h = hashed("core", core)
    wrong = {
        "zeros": bytes(32),
        "of another epoch key": other,
        "of another core": keys_of(HERE, core + b"\0")[1],
        "without its label": mac(key, h),
        "the message key itself": key,
        "the message key of another epoch key": other_key,
        "under the message key": mac(key, label("seg-commit"), h),
        "the hash of the core": h,
        "the first half doubled": right[:16] * 2,
        "backwards": right[::-1],
        "31 bytes": right[:31],
        "33 bytes": right + b"\0",
    }
    for name, commit in wrong.items():
        yield bad(f"commitment: {name}", "commit", signed_by("anna", *sealed_at(HERE, core, PLAIN, commit)))
    for what, commit in flipped(right, 4):
        yield bad(f"commitment: {what}", "commit", signed_by("anna", *sealed_at(HERE, core, PLAIN, commit)))


def two_keys() -> Iterator[Made]:
    """One body that AES-GCM opens under two epoch keys; the header can commit to one of them."""
    first, second = HERE, HERE._replace(epoch_key=dice("a second epoch key"))
    for index, free in enumerate((96, 112, 160, 208)):
        raw = batch(event(body=bytes([index]) * 240))
        plain = Plain(raw).packed()
        core = encoded(core_of(HERE, len(plain), salt=dice(f"two keys {index}")))
        (key_one, commit_one), (key_two, commit_two) = keys_of(first, core), keys_of(second, core)
        aad = label("seg-aad") + core
        body = sealed_under_two(plain, aad, (key_one, key_two), free)
        for commit, which in (
            (commit_one, "first"),
            (commit_two, "second"),
            (commit_one[:16] + commit_two[16:], "half"),
        ):
            sealed = signed_by("anna", encoded([core, commit, hashed("body", body)]), body)
            for place, under in ((first, "first"), (second, "second")):
                name = f"two keys, {index}: committed to the {which}, opened under the {under}"
                if (which, under) == ("first", "first"):
                    shown = raw_with(raw, body, key_one, aad)
                    yield Made(name, place, sealed, shown)
                else:
                    yield bad(name, "commit, or a plaintext that is noise", sealed, place)


def raw_with(raw: bytes, body: bytes, key: bytes, aad: bytes) -> bytes:
    """Return the raw bytes that a body of two keys has under its first one."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  # Used nowhere else here.

    return AESGCM(key).decrypt(bytes(12), body, aad)[10 : 10 + len(raw)]


def wrong_signatures() -> Iterator[Made]:
    """Signatures of the right key over other bytes."""
    sealed = crafted("anna", PLAIN, 2)
    header, key = sealed.header, sign_key("anna")
    messages = {
        "no label": header,
        "another label": label("stmt-sig") + header,
        "the label without its end": label("seg-sig")[:-1] + header,
        "the hash of the header": label("seg-sig") + hashed("seg-hash", header),
        "the core alone": label("seg-sig") + encoded(core_of(HERE, len(PLAIN))),
        "header and body": label("seg-sig") + header + sealed.body,
        "the segment before": label("seg-sig") + crafted("anna", PLAIN, 1).header,
    }
    for name, message in messages.items():
        yield bad(f"signed over {name}", "signature", sealed._replace(signature=key.sign(message)))
    order = (1 << 252) + 27742317777372353535851937790883648493
    scalar = int.from_bytes(sealed.signature[32:], "little") + order
    malleable = sealed.signature[:32] + scalar.to_bytes(32, "little")
    yield bad("signature with the group's order added to S", "RFC 8032 §5.1.7", sealed._replace(signature=malleable))
    yield bad("signature of zeros", "signature", sealed._replace(signature=bytes(64)))
    other = crafted("anna", deflating(batch(event(), event())).packed(), 2)
    yield bad("the body of another segment", "body", sealed._replace(body=other.body))
    yield bad("the signature of another segment", "signature", sealed._replace(signature=other.signature))


def made() -> Iterator[Made]:
    """Everything of this module."""
    yield from good_places()
    yield from moved_fields()
    yield from moved_without_sealing()
    yield from moved_places()
    yield from flipped_bits()
    yield from cut_short()
    yield from wrong_commitments()
    yield from two_keys()
    yield from wrong_signatures()
