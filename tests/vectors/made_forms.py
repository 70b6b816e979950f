"""Statements for the published vectors that are wrong in their form, place, signature, epoch, or as a genesis.

Whoever says them could say them; what nobody may say is made in `made_statements`.
"""

from collections.abc import Iterator
from typing import Any

from tests.support.crafted_chains import Chain, keys_of, signed_as
from tests.support.crafted_segments import dice
from tests.support.other_forms import around, array, forms
from tests.support.second_bytes import ZERO, hashed, label
from tests.vectors.made_chains import ALONE, RENEWED, THREE, MadeChain, closes
from tests.vectors.made_segments import flipped
from tests.vectors.made_statements import Chains, but, wrong
from whyward.protocol.canonical import encoded

OTHER_PLACES: dict[str, tuple[object, ...]] = {
    "v": (0, 2, 255, 256, None, "1"),
    "suite": (0, 2, 255, None),
    "space_id": (ZERO, dice("another space"), b"", ZERO[:31]),
    "index": (0, 2, 4, 1 << 31, 1 << 32, -1, None),
    "prev": (ZERO, dice("another head"), b"", ZERO[:31]),
    "author": (ZERO, b"", ZERO[:31]),
    "type": ("", "genesis", "Epoch", "epoch ", "epoch\0", "epochs", "device-restored", "x" * 33, None, b"space-closed"),
    "body": (b"", None, [0], "\x91\x00"),
}


def places(chains: Chains) -> Iterator[MadeChain]:
    """A closing of a space, of which each field of the statement itself is another."""
    chain = chains[THREE]
    for field, values in OTHER_PLACES.items():
        for value in values:
            signed = chain.say("space-closed", [0], "anna", **{field: value})
            yield wrong(f"{field} is {_short(value)}", chain, signed, field)
    before = chain.log.hashes[-2]
    yield wrong("prev is the statement before", chain, chain.say("space-closed", [0], "anna", prev=before), "prev")
    for by in ("bea", "kit"):
        author = keys_of("anna").device_id
        yield wrong(f"signed by {by} as anna", chain, chain.say("space-closed", [0], by, author=author), "signature")
    other = Chain("another space", is_hollow=True)
    yield wrong("the statement of another space", chain, closes("anna")(other), "space_id")
    yield MadeChain("the same statement twice", THREE, [chain.signed[-1]], 0, "index")
    epoch = chain.say("epoch", chain.epoch(chain.readers()), "anna")
    yield MadeChain("an epoch twice", THREE, [epoch, epoch], 1, "index")


def _short(value: object) -> str:
    if isinstance(value, bytes) and len(value) > 12:
        return f"{len(value)} bytes, {value[:2].hex()}"
    shown = repr(value)
    return shown if len(shown) < 24 else f"{shown[:20]}… of {len(shown)}"


def signatures(chains: Chains) -> Iterator[MadeChain]:
    """Signatures over other bytes, and bytes changed under a signature."""
    chain = chains[THREE]
    raw, signature = closes("anna")(chain)
    sign = keys_of("anna").sign.sign
    yield wrong("signed without a label", chain, (raw, sign(raw)), "signature")
    yield wrong("signed as a segment", chain, (raw, sign(label("seg-sig") + raw)), "signature")
    yield wrong("signed over its hash", chain, (raw, sign(label("stmt-sig") + hashed("stmt-hash", raw))), "signature")
    yield wrong("signature of zeros", chain, (raw, bytes(64)), "signature")
    yield wrong("signature cut short", chain, (raw, signature[:-1]), "signature")
    yield wrong("signature with a byte more", chain, (raw, signature + b"\0"), "signature")
    for what, data in flipped(signature, 8):
        yield wrong(f"signature, {what}", chain, (raw, data), "signature")
    for what, data in flipped(raw, 8):
        yield wrong(f"statement, {what}", chain, (data, signature), "signature")
    for length in (0, 1, len(raw) // 2, len(raw) - 1):
        yield wrong(f"statement cut to {length}, signed so", chain, signed_as(raw[:length], "anna"), "cut short")


def other_forms(chains: Chains) -> Iterator[MadeChain]:
    """The same statement and bodies in other forms, signed so."""
    chain = chains[THREE]
    values = [1, 1, chain.space_id, 3, chain.log.hashes[-1], keys_of("anna").device_id, "space-closed", encoded([0])]
    parts = [encoded(value) for value in values]
    assert array(parts) == closes("anna")(chain)[0]
    for at, value in enumerate(values):
        for name, form in forms(value):
            raw = array([*parts[:at], form, *parts[at + 1 :]])
            yield wrong(f"statement, field {at}: {name}", chain, signed_as(raw, "anna"), "form")
    for name, raw in around(parts):
        yield wrong(f"statement: {name}", chain, signed_as(raw, "anna"), "form")
    for name, form in forms(0):
        yield wrong(f"closed: {name}", chain, chain.say("space-closed", array([form]), "anna"), "form")
    pair = [keys_of("anna").device_id, 200]
    for at, value in enumerate(pair):
        for name, form in forms(value):
            body = array([array([*map(encoded, pair[:at]), form, *map(encoded, pair[at + 1 :])])])
            yield wrong(f"erased, field {at}: {name}", chain, chain.say("erased", body, "anna"), "form")
    for name, body in around([encoded(pair), encoded([pair[0], 201])]):
        if name != "one element less":
            yield wrong(f"erased: {name}", chain, chain.say("erased", body, "anna"), "form")
    for type_, fields, by in (
        ("device-admitted", chain.admission("new"), "anna"),
        ("device-removed", chain.removal({"cleo": 1}), "anna"),
        ("device-renewed", chain.renewal("cleo", "new"), "cleo"),
        ("recovery-set", chain.new_kit("new"), "anna"),
        ("epoch", chain.epoch(chain.readers()), "anna"),
    ):
        yield wrong(f"{type_} with an element more", chain, chain.say(type_, [*fields, 0], by), "form")
        yield wrong(f"{type_} with one less", chain, chain.say(type_, fields[:-1], by), "form")
        yield wrong(f"{type_} with a byte behind", chain, chain.say(type_, encoded(fields) + b"\0", by), "form")
        yield wrong(f"{type_} in a byte string", chain, chain.say(type_, encoded(encoded(fields)), by), "form")


def epochs(chains: Chains) -> Iterator[MadeChain]:
    """Epochs that do not follow, or are not for the readers that are due; alone, in a removal, in a new kit."""
    chain = chains[RENEWED]
    readers = chain.readers()
    right = chain.epoch(readers)
    number, epoch_id, commit, hash_, wraps, history = right
    other_prev = chain.epoch(readers, prev=chain.log.hashes[-2])
    short = [[device, sealed[:-1]] for device, sealed in wraps]
    wrong_epochs: dict[str, list[Any]] = {
        "the number before": chain.epoch(readers, number=0, before=None),
        "the number before, with history": chain.epoch(readers, number=0),
        "the number after": chain.epoch(readers, number=2),
        "another prev": other_prev,
        "a prev of zeros": chain.epoch(readers, prev=ZERO),
        "the id of another prev": but(right, 1, other_prev[1]),
        "an id of zeros": but(right, 1, ZERO),
        "a number changed": but(right, 0, 2),
        "another commitment": but(right, 2, dice("no commitment")),
        "other readers' hash": but(right, 3, dice("no readers")),
        "the kit left out": chain.epoch([name for name in readers if name != "kit"]),
        "the renewed device left out": chain.epoch([name for name in readers if name != "cleo"]),
        "an active device left out": chain.epoch([name for name in readers if name != "bea"]),
        "a stranger among the readers": chain.epoch([*readers, "stranger"]),
        "a reader twice": chain.epoch([*readers, "bea"]),
        "nobody": chain.epoch([]),
        "a wrap missing": but(right, 4, wraps[1:]),
        "a wrap too many": but(right, 4, [*wraps, wraps[-1]]),
        "wraps unsorted": but(right, 4, wraps[::-1]),
        "two wraps' devices changed places": but(right, 4, [[wraps[1][0], wraps[0][1]], *wraps[2:]]),
        "short wraps": but(right, 4, short),
        "no wraps": but(right, 4, []),
        "no history": but(right, 5, b""),
        "a short history": but(right, 5, history[:-1]),
        "a long history": but(right, 5, bytes(49)),
        "nil for history": but(right, 5, None),
    }
    for what, fields in wrong_epochs.items():
        yield wrong(f"an epoch with {what}", chain, chain.say("epoch", fields, "anna"), "epoch")
    assert (number, len(epoch_id), len(commit), len(hash_)) == (1, 32, 32, 32)


def carried_epochs(chains: Chains) -> Iterator[MadeChain]:
    """Epochs inside a removal or a new kit that are for others than those who read on."""
    chain, three = chains[RENEWED], chains[THREE]
    readers = chain.readers()
    gone = three.removal({"cleo": 1}, stay=three.readers())
    yield wrong(
        "a removal whose epoch the removed can read",
        three,
        three.say("device-removed", gone, "anna"),
        "epoch",
    )
    for what, stay in (
        ("lacks the kit", ["anna", "bea"]),
        ("lacks a device", ["anna", "kit"]),
        ("adds one", ["anna", "bea", "kit", "x"]),
    ):
        body = three.removal({"cleo": 1}, stay=stay)
        yield wrong(f"a removal whose epoch {what}", three, three.say("device-removed", body, "anna"), "epoch")
    for what, stay in (
        ("has the old kit", readers),
        ("has both kits", [*readers, "new"]),
        ("has no kit", [name for name in readers if name != "kit"]),
    ):
        body = chain.new_kit("new", stay=stay)
        yield wrong(f"a new kit whose epoch {what}", chain, chain.say("recovery-set", body, "anna"), "epoch")


def geneses(chains: Chains) -> Iterator[MadeChain]:
    """Statements that no log can begin with."""
    alone = chains[ALONE]
    right = alone.genesis("anna", "kit")
    empty = emptied(alone)

    def begun(name: str, why: str, body: list[Any], by: str = "anna", /, **changes: object) -> MadeChain:
        return MadeChain(f"genesis: {name}", "", [empty.say("genesis", body, by, **changes)], 0, why)

    moved: dict[str, tuple[object, ...]] = {
        "index": (1,),
        "prev": (dice("x"),),
        "space_id": (dice("x"), ZERO),
        "v": (2,),
        "suite": (2,),
    }
    for field, values in moved.items():
        for value in values:
            yield begun(f"{field} is {_short(value)}", field, right, "anna", **{field: value})
    yield begun("by the kit", "author", right, "kit")
    yield begun("by a stranger", "author", right, "stranger")
    yield begun("signed by the kit", "signature", right, "kit", author=keys_of("anna").device_id)
    for type_ in ("device-admitted", "epoch", "founding"):
        yield begun(f"of type {type_}", "type", right, type=type_)
    made_epochs = {
        "number 1": empty.epoch(["anna", "kit"], number=1, prev=ZERO, before=None),
        "a history": empty.epoch(["anna", "kit"], number=0, prev=ZERO, before=ZERO),
        "another prev": empty.epoch(["anna", "kit"], number=0, prev=dice("x"), before=None),
        "no kit": empty.epoch(["anna"], number=0, prev=ZERO, before=None),
        "the kit alone": empty.epoch(["kit"], number=0, prev=ZERO, before=None),
        "a reader more": empty.epoch(["anna", "kit", "bea"], number=0, prev=ZERO, before=None),
    }
    for what, epoch in made_epochs.items():
        yield begun(f"an epoch with {what}", "epoch", but(right, 1, encoded(epoch)))
    yield begun("without an epoch", "epoch", right[:1])
    yield begun("an element more", "form", [*right, 0])
    yield MadeChain("genesis: a second one behind it", ALONE, [alone.say("genesis", right, "anna")], 0, "type")
    yield MadeChain("genesis: the same one again", ALONE, [alone.signed[0]], 0, "index")
    yield MadeChain("no genesis at all", "", [chains[THREE].signed[1]], 0, "type")


def foundings(chains: Chains) -> Iterator[MadeChain]:
    """Foundings of another form, with the space named after them all the same."""
    alone, anna, kit = chains[ALONE], keys_of("anna"), keys_of("kit")
    empty = emptied(alone)
    fields_by_fault: dict[str, list[Any]] = {
        "a short nonce": [ZERO[:31], anna.sign_pk, anna.kem_pk, kit.sign_pk, kit.kem_pk],
        "no kit": [ZERO, anna.sign_pk, anna.kem_pk],
        "the device as its own kit": [ZERO, anna.sign_pk, anna.kem_pk, anna.sign_pk, anna.kem_pk],
        "a short key": [ZERO, anna.sign_pk, anna.kem_pk[:-1], kit.sign_pk, kit.kem_pk],
        "a sixth field that is no key": [ZERO, anna.sign_pk, anna.kem_pk, kit.sign_pk, kit.kem_pk, 0],
    }
    for what, fields in fields_by_fault.items():
        yield founded(empty, what, encoded(fields), ["anna"] if "own kit" in what else ["anna", "kit"])
    yield founded(empty, "a byte behind the founding", alone.founding + b"\0", ["anna", "kit"])
    yield founded(empty, "a founding under a longer header", b"\xdc\x00\x05" + alone.founding[1:], ["anna", "kit"])


def emptied(chain: Chain) -> Chain:
    """Return a chain that has not begun."""
    empty = Chain.__new__(Chain)
    empty.__dict__.update({key: value for key, value in chain.__dict__.items() if key not in {"log", "signed"}})
    return empty


def founded(empty: Chain, what: str, founding: bytes, readers: list[str]) -> MadeChain:
    """Begin a chain with a founding that is none."""
    chain = Chain.__new__(Chain)
    chain.__dict__.update(empty.__dict__, founding=founding, space_id=hashed("space", founding))
    body = [founding, encoded(chain.epoch(readers, number=0, prev=ZERO, before=None))]
    return MadeChain(f"genesis: {what}", "", [chain.say("genesis", body, "anna")], 0, "founding")


def made(chains: Chains) -> Iterator[MadeChain]:
    """Everything of this module."""
    yield from places(chains)
    yield from signatures(chains)
    yield from other_forms(chains)
    yield from epochs(chains)
    yield from carried_epochs(chains)
    yield from geneses(chains)
    yield from foundings(chains)
