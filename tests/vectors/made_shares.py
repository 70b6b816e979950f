"""Control logs of share spaces for the published vectors: what holds there, what does not, and epochs without history.

Wraps are noise of the right size but in the epochs: whether one opens is not asked of a chain.
"""

from collections.abc import Iterator, Mapping

from tests.support.crafted_chains import Chain, history_of, keys_of
from tests.support.crafted_segments import dice
from tests.support.second_bytes import ZERO
from tests.support.second_log import GUEST, KIT
from tests.vectors.made_chains import (
    MadeChain,
    MadeFork,
    Step,
    Story,
    admits,
    closes,
    erases,
    grown,
    removes,
    renews,
    sets_kit,
    turns,
)
from tests.vectors.made_epochs import Epoch, MadeEpoch, epoch_for
from tests.vectors.made_forms import emptied, founded
from tests.vectors.made_statements import but, said_by, wrong
from whyward.protocol.canonical import encoded

Chains = Mapping[str, Chain]

SHARE, OWNERS, ANSWERED, GUESTS, STOPPED, RENEWED, CLOSED = (
    "a share",
    "two owner's devices",
    "the first guest let in",
    "with guests",
    "stopped",
    "a guest renewed",
    "a share closed",
)

STEPS: tuple[Story, ...] = (
    (OWNERS, SHARE, (admits("bea", "anna"),)),
    (ANSWERED, OWNERS, (admits("gus", "anna", GUEST),)),
    (GUESTS, ANSWERED, (admits("gil", "gus", GUEST),)),
    (STOPPED, GUESTS, (removes({"gus": 2, "gil": 0}, "bea"),)),
    (RENEWED, GUESTS, (renews("gil", "gil 2", 8),)),
    (CLOSED, GUESTS, (closes("bea", 7),)),
    ("the first guest let in by another device", OWNERS, (admits("gus", "bea", GUEST),)),
    ("an owner's device let in by the kit", OWNERS, (admits("cleo", "kit"),)),
    ("an owner's device let in beside guests", GUESTS, (admits("cleo", "bea"), admits("dora", "kit"))),
    (
        "an owner's device removed and another let in by the kit",
        GUESTS,
        (removes({"bea": 1}, "kit"), admits("c", "kit")),
    ),
    ("a guest removed by the owner", GUESTS, (removes({"gus": 2}, "bea"),)),
    ("a guest removed by a guest", GUESTS, (removes({"gus": 2}, "gil"),)),
    ("guests removed by recovery with an owner's", GUESTS, (removes({"gus": 2, "gil": 0, "anna": 4}, "kit"),)),
    (
        "a guest lets in another after the first one is gone",
        GUESTS,
        (removes({"gus": 2}, "gil"), admits("g", "gil", GUEST)),
    ),
    ("the first guest renewed lets in others", ANSWERED, (renews("gus", "gus 2", 1), admits("g", "gus 2", GUEST))),
    ("a renewed guest removed by the owner", RENEWED, (removes({"gil": 8, "gil 2": 0}, "anna"),)),
    ("erased by the owner", GUESTS, (erases({"anna": (1, 127, 128, (1 << 63) - 1), "gus": (2,)}, "bea"),)),
    ("erased by a guest, of its own party", GUESTS, (erases({"gus": (1, 2), "gil": (256,)}, "gil"),)),
    ("erased by the owner after the end of sharing", STOPPED, (erases({"gus": (1,)}, "anna"),)),
    ("an epoch for all readers", GUESTS, (turns("anna"), turns("bea"))),
    ("a new kit beside guests", GUESTS, (sets_kit("kit 2", "bea"), admits("cleo", "kit 2"))),
    ("stopped, then a new kit and an end", STOPPED, (sets_kit("kit 2", "bea"), closes("anna", 1))),
    ("thirty-two guests", ANSWERED, tuple(admits(f"g{at}", "gus", GUEST) for at in range(31))),
)


def chains() -> dict[str, Chain]:
    """Return all chains of shares that hold, by their names."""
    return grown(Chain(SHARE, is_hollow=True, slot="slot"), STEPS)


def _by_nobody_with_the_right(chains: Chains) -> Iterator[MadeChain]:
    """Every type, said by each who may not; a slot is nobody's device."""
    who = {
        "a guest": (GUESTS, "gus"),
        "a renewed guest": (RENEWED, "gil"),
        "a removed guest": (STOPPED, "gus"),
        "the kit": (GUESTS, "kit"),
        "the slot": (GUESTS, "slot"),
        "a stranger": (GUESTS, "stranger"),
    }
    steps: dict[str, Step] = {
        "device-admitted": admits("dora", "anna"),
        "device-removed": removes({"bea": 4}, "anna"),
        "epoch": turns("anna"),
        "recovery-set": sets_kit("kit 9", "anna"),
        "erased": erases({"anna": (1,)}, "anna"),
        "space-closed": closes("anna"),
    }
    for type_, step in steps.items():
        for name, (base, by) in who.items():
            if name != "the kit" or type_ not in {"device-admitted", "device-removed"}:
                yield wrong(f"{type_} by {name}", chains[base], said_by(chains[base], step, by), "author")
    guests = chains[GUESTS]
    for by in ("anna", "kit", "gus", "slot"):
        said = guests.say("device-renewed", guests.renewal("gil", "gil 2", 4), by)
        yield wrong(f"a guest's device renewed by {by}", guests, said, "author")
    refused: dict[str, Step] = {
        "a guest erases the owner's beside its own": erases({"anna": (1,), "gus": (1,)}, "gus"),
        "a guest removes an owner's device beside a guest's": removes({"bea": 0, "gil": 0}, "gus"),
        "a guest removes the kit": removes({"kit": 0}, "gus"),
        "a guest removes itself": removes({"gus": 0}, "gus"),
        "a guest removes all of the owner's": removes({"anna": 0, "bea": 0}, "gus"),
        "the kit removes all of the owner's": removes({"anna": 0, "bea": 0}, "kit"),
    }
    for name, step in refused.items():
        yield wrong(name, guests, step(guests), "author")


def _admissions(chains: Chains) -> Iterator[MadeChain]:
    """Who is let in, by whom, and when."""
    refused: dict[str, tuple[str, Step]] = {
        "the first guest, by the kit": (OWNERS, admits("gus", "kit", GUEST)),
        "the first guest, by itself": (OWNERS, admits("gus", "gus", GUEST)),
        "the first guest, by the slot": (OWNERS, admits("gus", "slot", GUEST)),
        "a second guest, by the owner": (ANSWERED, admits("gil", "anna", GUEST)),
        "a second guest, by the kit": (ANSWERED, admits("gil", "kit", GUEST)),
        "a guest after all are gone, by the owner": (STOPPED, admits("g", "anna", GUEST)),
        "a guest after all are gone, by the kit": (STOPPED, admits("g", "kit", GUEST)),
        "a removed guest again, by the owner": (STOPPED, admits("gus", "anna", GUEST)),
        "a removed guest, as an owner's device": (STOPPED, admits("gus", "anna")),
        "an owner's device, by a guest": (GUESTS, admits("new", "gus")),
        "a guest, by a renewed one": (RENEWED, admits("g", "gil", GUEST)),
        "an owner's device that is a guest's": (GUESTS, admits("gus", "anna")),
        "a guest after the end": (CLOSED, admits("g", "gus", GUEST)),
    }
    for name, (base, step) in refused.items():
        yield wrong(f"let in: {name}", chains[base], step(chains[base]), "who")
    for party, by in ((0, "anna"), (KIT, "anna"), (KIT, "gus"), (KIT, "kit"), (4, "gus")):
        chain = chains[GUESTS]
        said = chain.say("device-admitted", chain.admission("new", party), by)
        yield wrong(f"let in to party {party} by {by}", chain, said, "party")
    full = chains["thirty-two guests"]
    yield wrong("let in: a thirty-third guest", full, admits("g31", "g3", GUEST)(full), "at most 32")
    yield wrong("let in: a thirty-third guest, by renewal", full, renews("g3", "g31")(full), "at most 32")


def _histories(chains: Chains) -> Iterator[MadeChain]:
    """An epoch of a share hands nothing on: not alone, not in a removal, not in a new kit, and of no size."""
    chain = chains[GUESTS]
    readers = chain.readers()
    left, with_kit = [name for name in readers if name != "gil"], [*(n for n in readers if n != "kit"), "kit 2"]
    before = chain.key(len(chain.log.epochs) - 1)
    for what, history in (("of the key before", b""), ("of zeros", bytes(48)), ("of a byte", b"\0")):
        alone, gone, kit = (_handing_on(chain, names, before, history) for names in (readers, left, with_kit))
        yield wrong(f"an epoch with a history {what}", chain, chain.say("epoch", alone, "anna"), "history")
        removal = but(chain.removal({"gil": 1}), 2, encoded(gone))
        for by in ("anna", "gus", "kit"):
            said = chain.say("device-removed", removal, by)
            yield wrong(f"a removal by {by} with a history {what}", chain, said, "history")
        said = chain.say("recovery-set", but(chain.new_kit("kit 2"), 2, encoded(kit)), "anna")
        yield wrong(f"a new kit with a history {what}", chain, said, "history")


def _handing_on(chain: Chain, readers: list[str], before: bytes, history: bytes) -> list[object]:
    fields = chain.epoch(readers)
    key = chain.key(len(chain.log.epochs))
    return but(fields, 5, history or history_of(chain.space_id, fields[1], key, before))


def _foundings(chains: Chains) -> Iterator[MadeChain]:
    """Foundings of a share in another form, with the space named after them all the same."""
    share, slot = chains[SHARE], keys_of("slot").sign_pk
    empty, anna, kit = emptied(share), keys_of("anna"), keys_of("kit")
    five: list[object] = [ZERO, anna.sign_pk, anna.kem_pk, kit.sign_pk, kit.kem_pk]
    faults: dict[str, list[object]] = {
        "no slot and no kit": five[:4],
        "a short slot": [*five, slot[:-1]],
        "a long slot": [*five, slot + b"\0"],
        "an empty slot": [*five, b""],
        "a slot that is text": [*five, "x" * 32],
        "a slot that is nil": [*five, None],
        "a slot that receives": [*five, keys_of("slot").kem_pk],
        "a seventh field": [*five, slot, slot],
        "the slot before the kit": [*five[:3], slot, *five[3:]],
    }
    for what, fields in faults.items():
        yield founded(empty, what, encoded(fields), ["anna", "kit"])
    yield founded(empty, "a byte behind the founding", share.founding + b"\0", ["anna", "kit"])
    yield founded(empty, "a founding under a longer header", b"\xdc\x00\x06" + share.founding[1:], ["anna", "kit"])
    body = share.genesis("anna", "kit")
    handed = empty.epoch(["anna", "kit"], number=0, prev=ZERO, before=ZERO)
    said = empty.say("genesis", but(body, 1, encoded(handed)), "anna")
    yield MadeChain("genesis: an epoch with a history", "", [said], 0, "history")
    yield MadeChain("genesis: by the slot", "", [empty.say("genesis", body, "slot")], 0, "author")


def made(chains: Chains) -> Iterator[MadeChain]:
    """Everything that does not hold."""
    yield from _by_nobody_with_the_right(chains)
    yield from _admissions(chains)
    yield from _histories(chains)
    yield from _foundings(chains)


def forks(chains: Chains) -> Iterator[MadeFork]:
    """Pairs of valid statements with one index."""
    pairs: dict[str, tuple[str, Step, Step]] = {
        "the end of sharing outweighs another guest": (
            GUESTS,
            admits("g", "gus", GUEST),
            removes({"gus": 2, "gil": 0}, "anna"),
        ),
        "the end of sharing outweighs one guest's removal": (
            GUESTS,
            removes({"gil": 1}, "gus"),
            removes({"gus": 2, "gil": 0}, "anna"),
        ),
        "two first guests": (OWNERS, admits("gus", "anna", GUEST), admits("gil", "bea", GUEST)),
    }
    for name, (after, one, other) in pairs.items():
        yield MadeFork(name, after, (one(chains[after]), other(chains[after])))


def epochs() -> Iterator[MadeEpoch]:
    """Epochs that hand nothing on, opened by each of their readers."""
    for number in (0, 1, 2, 255):
        yield MadeEpoch(f"epoch {number} of a share", _alone(epoch_for(("anna", "gus", "kit"), number)))
    right = epoch_for(("anna", "gus", "kit"), 3)
    yield MadeEpoch("an epoch of a share that hands on the key before", right, "history")
    bare = _alone(right)
    yield MadeEpoch("an epoch of a share with a history of zeros", bare._replace(history=bytes(48)), "history")
    yield MadeEpoch("an epoch of a share given as another", bare._replace(number=4), "number")
    yield MadeEpoch("an epoch of a share after another statement", bare._replace(prev=dice("x")), "prev")
    swapped = sorted(bare.wraps[1:] + epoch_for(("bea",), 3).wraps)
    yield MadeEpoch("an epoch of a share with another reader's wrap", bare._replace(wraps=swapped), "wraps")


def _alone(epoch: Epoch) -> Epoch:
    return epoch._replace(history=b"", before=b"", commit_before=b"")
