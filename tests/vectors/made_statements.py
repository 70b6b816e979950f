"""Statements for the published vectors that say what may not be said where they stand, by whoever says it.

Their form and signature are right; what is wrong with those is made in `made_forms`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.support.crafted_chains import Chain, Signed, cut_at, keys_of
from tests.support.crafted_segments import dice
from tests.support.second_bytes import ZERO
from tests.support.second_log import GUEST, KIT
from tests.vectors.made_chains import (
    ALONE,
    CLOSED,
    FULL,
    NEW_KIT,
    REMOVED,
    RENEWED,
    THREE,
    MadeChain,
    Step,
    admits,
    closes,
    erases,
    removes,
    renews,
    sets_kit,
    turns,
)
from whyward.protocol.canonical import encoded

Chains = Mapping[str, Chain]


def but(fields: Sequence[object], at: int, value: object) -> list[Any]:
    """Return the fields with one of them changed."""
    return [*fields[:at], value, *fields[at + 1 :]]


def wrong(name: str, chain: Chain, signed: Signed, why: str) -> MadeChain:
    """Say that a statement does not hold after a chain."""
    return MadeChain(name, chain.name, [signed], 0, why)


def by_nobody_with_the_right(chains: Chains) -> Iterator[MadeChain]:
    """Every type, said by each who may not."""
    outside = {"a stranger": (THREE, "stranger"), "a removed device": (REMOVED, "cleo"), "an old kit": (NEW_KIT, "kit")}
    inside = {"a renewed device": (RENEWED, "cleo"), "the kit": (THREE, "kit")}
    steps: dict[str, Step] = {
        "device-admitted": admits("dora", "anna"),
        "device-removed": removes({"bea": 4}, "anna"),
        "epoch": turns("anna"),
        "recovery-set": sets_kit("kit 9", "anna"),
        "erased": erases({"anna": (1,)}, "anna"),
        "space-closed": closes("anna"),
    }
    for type_, step in steps.items():
        for who, (base, by) in (outside | inside).items():
            if who == "the kit" and type_ in {"device-admitted", "device-removed"}:
                continue
            raw = said_by(chains[base], step, by)
            yield wrong(f"{type_} by {who}", chains[base], raw, "author")
    chain = chains[THREE]
    renewal = chain.renewal("bea", "bea 2", 4)
    for by in ("anna", "kit", "stranger", "bea 2"):
        yield wrong(f"a device renewed by {by}", chain, chain.say("device-renewed", renewal, by), "author")
    yield wrong("the kit renewed", chain, chain.say("device-renewed", chain.renewal("kit", "kit 2"), "kit"), "kit")
    removed = chains[REMOVED]
    by_removed = removed.say("device-renewed", removed.renewal("cleo", "cleo 2", 5), "cleo")
    yield wrong("a removed device renews itself", removed, by_removed, "author")


def _said(chain: Chain, step: Step) -> Signed:
    return step(chain)


def said_by(chain: Chain, step: Step, by: str) -> Signed:
    """Let somebody else say what a step would say."""
    said: list[tuple[str, object]] = []
    listening = chain.copy(chain.name)

    def listen(type_: str, body: Sequence[object] | bytes, _by: str, **_: object) -> Signed:
        said.append((type_, body))
        return chain.say(type_, body, by)

    listening.__dict__["say"] = listen
    return step(listening)


def entries(chains: Chains) -> Iterator[MadeChain]:
    """Admissions and renewals whose new device, epoch, wrap or proof is wrong."""
    for base, kind in ((THREE, "admission"), (REMOVED, "admission"), (THREE, "renewal"), (RENEWED, "renewal again")):
        chain = chains[base]
        if kind == "admission":
            type_, by, start, right = "device-admitted", "bea", 1, chain.admission("new")
        else:
            by = "cleo" if base == RENEWED else "bea"
            type_, start, right = "device-renewed", 1, chain.renewal(by, "new", 3)
        epoch_at = len(right) - 3
        wrap = chain.entry("new")[1]
        other_wrap = chain.entry("bea")[1][0]
        sealed = wrap[0][1]
        changes: dict[str, tuple[int, object]] = {
            "an epoch id of zeros": (epoch_at, ZERO),
            "another epoch id": (epoch_at, dice("no epoch")),
            "no wrap": (epoch_at + 1, []),
            "a second wrap": (epoch_at + 1, sorted([wrap[0], other_wrap])),
            "its wrap twice": (epoch_at + 1, [wrap[0], wrap[0]]),
            "a wrap for another": (epoch_at + 1, [other_wrap]),
            "a wrap of 1,167 bytes": (epoch_at + 1, [[wrap[0][0], sealed[:-1]]]),
            "a wrap of 1,169 bytes": (epoch_at + 1, [[wrap[0][0], sealed + b"\0"]]),
            "an empty wrap": (epoch_at + 1, [[wrap[0][0], b""]]),
            "a proof of zeros": (epoch_at + 2, bytes(64)),
            "a proof of another device": (epoch_at + 2, chain.proof("bea")),
            "a proof for another space": (epoch_at + 2, Chain("elsewhere", is_hollow=True).proof("new")),
            "a short proof": (epoch_at + 2, bytes(63)),
            "another signing key": (start, keys_of("other").sign_pk),
            "another receiving key": (start + 1, keys_of("other").kem_pk),
            "a short receiving key": (start + 1, keys_of("new").kem_pk[:-1]),
            "a long signing key": (start, keys_of("new").sign_pk + b"\0"),
        }
        if base in {REMOVED, RENEWED}:
            changes = dict(list(changes.items())[:1])
            if base == REMOVED:
                changes["the epoch before"] = (epoch_at, chain.log.epochs[0])
        for what, (at, value) in changes.items():
            signed = chain.say(type_, but(right, at, value), by)
            yield wrong(f"{kind} after {base}, {what}", chain, signed, what)


def admissions(chains: Chains) -> Iterator[MadeChain]:
    """Who is let in, and to which party."""
    chain = chains[THREE]
    for party, by in ((0, "anna"), (KIT, "anna"), (KIT, "kit"), (4, "kit"), (255, "kit"), (256, "kit")):
        signed = chain.say("device-admitted", chain.admission("new", party), by)
        yield wrong(f"admission to party {party} by {by}", chain, signed, "party")
    for by in ("anna", "kit"):
        yield wrong(f"a guest of a personal space, by {by}", chain, _said(chain, admits("gus", by, GUEST)), "party")
    former = {
        "the author": (THREE, "bea"),
        "an active device": (THREE, "anna"),
        "the kit": (THREE, "kit"),
        "a removed device": (REMOVED, "cleo"),
        "a renewed device": (RENEWED, "cleo"),
        "an heir": (RENEWED, "cleo 2"),
        "an old kit": (NEW_KIT, "kit"),
    }
    for who, (base, name) in former.items():
        yield wrong(f"admission of {who}", chains[base], _said(chains[base], admits(name, "bea")), "new")
        renewal = _said(chains[base], renews("bea", name))
        yield wrong(f"renewal as {who}", chains[base], renewal, "new")
        yield wrong(f"a new kit that is {who}", chains[base], _said(chains[base], sets_kit(name, "bea")), "new")
    full = chains[FULL]
    yield wrong("a thirty-third device", full, _said(full, admits("d31", "d3")), "at most 32")
    yield wrong("a thirty-third device, by recovery", full, _said(full, admits("d31", "kit")), "at most 32")
    yield wrong("a thirty-third device, by renewal", full, _said(full, renews("d3", "d31")), "at most 32")


def removals(chains: Chains) -> Iterator[MadeChain]:
    """Who is shut out."""
    refused: dict[str, tuple[str, Step]] = {
        "itself": (THREE, removes({"anna": 3}, "anna")),
        "itself among others": (THREE, removes({"anna": 3, "bea": 0}, "anna")),
        "the kit": (THREE, removes({"kit": 0}, "anna")),
        "the kit, by itself": (THREE, removes({"kit": 0}, "kit")),
        "a stranger": (THREE, removes({"stranger": 0}, "anna")),
        "a removed device": (REMOVED, removes({"cleo": 5}, "anna")),
        "an old kit": (NEW_KIT, removes({"kit": 0}, "anna")),
        "nobody": (THREE, removes({}, "anna")),
        "the only device": (ALONE, removes({"anna": 0}, "kit")),
        "all devices of the owner": (THREE, removes({"anna": 0, "bea": 0, "cleo": 0}, "kit")),
        "all, the renewed one among them": (RENEWED, removes({"anna": 0, "bea": 0, "cleo 2": 0, "cleo": 3}, "kit")),
        "all active ones": (RENEWED, removes({"anna": 0, "bea": 0, "cleo 2": 0}, "kit")),
        "an heir without its ancestor": (RENEWED, removes({"cleo 2": 0}, "anna")),
        "an heir of an heir without its ancestor": ("an heir renewed, nobody removed", removes({"cleo 4": 0}, "anna")),
        "an heir of an heir and the first": (
            "an heir renewed, nobody removed",
            removes({"cleo": 3, "cleo 4": 0}, "anna"),
        ),
        "a renewed device cut earlier": (RENEWED, removes({"cleo": 2}, "anna")),
        "a renewed device cut later": (RENEWED, removes({"cleo": 4}, "anna")),
        "a renewed device cut at nothing": (RENEWED, removes({"cleo": 0}, "anna")),
    }
    for who, (base, step) in refused.items():
        yield wrong(f"removal of {who}", chains[base], _said(chains[base], step), "who")


def cuts(chains: Chains) -> Iterator[MadeChain]:
    """Where a removal or a renewal says that series end, and how it lists them."""
    chain = chains[THREE]
    right = chain.removal({"anna": 2, "cleo": 5})
    (one, other) = sorted((cut_at("anna", 2), cut_at("cleo", 5)))
    lists: dict[str, tuple[list[object], list[object]]] = {
        "unsorted": ([other[0], one[0]], [other, one]),
        "cuts unsorted": ([one[0], other[0]], [other, one]),
        "named twice": ([one[0], one[0], other[0]], [one, one, other]),
        "a cut missing": ([one[0], other[0]], [one]),
        "no cuts": ([one[0], other[0]], []),
        "a cut too many": ([one[0]], [one, other]),
        "a cut of nobody named": ([one[0], other[0]], [one, cut_at("bea", 0)]),
        "one cut twice": ([one[0], other[0]], [one, one]),
        "cuts but nobody named": ([], [one, other]),
        "a short id": ([one[0][:31], other[0]], [one, other]),
        "a short hash": ([one[0], other[0]], [(*one[:2], bytes(31)), other]),
        "a number past 2^63": ([one[0], other[0]], [(one[0], 1 << 63, one[2]), other]),
        "nothing with a hash": ([one[0], other[0]], [(one[0], 0, one[2]), other]),
        "a segment without a hash": ([one[0], other[0]], [(one[0], 2, ZERO), other]),
        "a cut without its number": ([one[0], other[0]], [(one[0], one[2]), other]),
    }
    for what, (ids, listed) in lists.items():
        signed = chain.say("device-removed", [ids, listed, right[2]], "bea")
        yield wrong(f"removal, {what}", chain, signed, "device_ids and cuts")
    renewal = chain.renewal("bea", "new", 3)
    for what, n, hash_ in (("nothing with a hash", 0, dice("x")), ("a segment without a hash", 3, ZERO)):
        signed = chain.say("device-renewed", but(but(renewal, 3, n), 4, hash_), "bea")
        yield wrong(f"renewal, {what}", chain, signed, "cut")
    renewed = chains[RENEWED]
    for n in (0, 2, 4):
        yield wrong(f"renewal again, cut at {n}", renewed, _said(renewed, renews("cleo", "cleo 3", n)), "cut")
    again = but(renewed.renewal("cleo", "cleo 3", 3), 4, dice("another third segment"))
    yield wrong("renewal again, another hash", renewed, renewed.say("device-renewed", again, "cleo"), "cut")


def kits_and_ends(chains: Chains) -> Iterator[MadeChain]:
    """New kits, erasures and ends whose fields are wrong."""
    chain = chains[THREE]
    right = chain.new_kit("kit 2")
    for what, at, value in (
        ("a proof of zeros", 3, bytes(64)),
        ("a proof of the old kit", 3, chain.proof("kit")),
        ("another signing key", 0, keys_of("other").sign_pk),
        ("a short receiving key", 1, keys_of("kit 2").kem_pk[:-1]),
        ("no epoch", 2, b""),
        ("an epoch not as a byte string", 2, chain.epoch(["anna"])),
    ):
        signed = chain.say("recovery-set", but(right, at, value), "anna")
        yield wrong(f"a new kit, {what}", chain, signed, what)
    one, other = sorted((keys_of("anna").device_id, keys_of("bea").device_id))
    bodies: dict[str, object] = {
        "nothing": [],
        "unsorted devices": [[other, 1], [one, 1]],
        "unsorted numbers": [[one, 2], [one, 1]],
        "twice": [[one, 1], [one, 1]],
        "number 0": [[one, 0]],
        "a number past 2^63": [[one, 1 << 63]],
        "a stranger's": [[keys_of("stranger").device_id, 1]],
        "the kit's": [[keys_of("kit").device_id, 1]],
        "a short id": [[one[:31], 1]],
        "inside another array": [[[one, 1]]],
        "one pair alone": [one, 1],
        "with a hash": [[one, 1, ZERO]],
    }
    for what, body in bodies.items():
        yield wrong(f"erased, {what}", chain, chain.say("erased", encoded(body), "anna"), "erased")
    old = chains[NEW_KIT]
    yield wrong("erased, an old kit's", old, _said(old, erases({"kit": (1,)}, "anna")), "erased")
    for what, body in (("256", [256]), ("-1", [-1]), ("text", ["done"]), ("nothing", []), ("two", [1, 2]), ("bare", 1)):
        signed = chain.say("space-closed", encoded(body), "anna")
        yield wrong(f"closed, the reason is {what}", chain, signed, "reason")


def after_the_end(chains: Chains) -> Iterator[MadeChain]:
    """Nothing follows `space-closed`, and nothing is taken behind what was refused."""
    ended = chains[CLOSED]
    steps: dict[str, Step] = {
        "device-admitted": admits("new", "anna"),
        "device-removed": removes({"cleo": 0}, "anna"),
        "device-renewed": renews("anna", "anna 2"),
        "epoch": turns("anna"),
        "recovery-set": sets_kit("kit 2", "anna"),
        "erased": erases({"anna": (1,)}, "anna"),
        "space-closed": closes("anna"),
    }
    for type_, step in steps.items():
        yield wrong(f"{type_} after the end", ended, _said(ended, step), "closed")
    stopped = [_said(chains[ALONE], closes("kit")), _said(chains[ALONE], closes("anna"))]
    yield MadeChain("nothing is taken behind what was refused", ALONE, stopped, 0, "author")


def made(chains: Chains) -> Iterator[MadeChain]:
    """Everything of this module."""
    yield from by_nobody_with_the_right(chains)
    yield from entries(chains)
    yield from admissions(chains)
    yield from removals(chains)
    yield from cuts(chains)
    yield from kits_and_ends(chains)
    yield from after_the_end(chains)
