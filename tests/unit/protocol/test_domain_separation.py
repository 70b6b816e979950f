"""Domain separation: what was made for one purpose serves no other, and every label has one purpose.

A label's purpose is told from the code: where it stands, and what primitive it is given to.
"""

import ast
import hmac
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

import whyward.protocol.labels
from tests.support.world import CRYPTO, new_space
from whyward.protocol import frames, letterbox, segments, statements
from whyward.protocol.ids import DeviceId
from whyward.protocol.labels import Label, extracted, hashed, keyed

ROOT = Path(__file__).parents[3]
SPACE = new_space("separation")
KEY, HASH = SPACE.device.sign_pk, bytes(range(32))

# The same material said in every role: whatever a role adds is its own doing.
HEADER = b"whatever stands in a header or a statement"
MESSAGES = {
    "statement": statements.signed_message(HEADER),
    "segment": segments.signed_message(HEADER),
    "possession": statements.possession_message(HASH, HASH),
    "proof": frames.proof_message(
        relay_pk=HASH, host="", device_nonce=HASH, relay_nonce=HASH, space_id=SPACE.space_id, device_id=DeviceId(KEY)
    ),
    "letter": letterbox.leave_message(
        relay_pk=HASH, host="", device_nonce=HASH, relay_nonce=HASH, space_id=SPACE.space_id, letter=HEADER
    ),
    "receipt": frames.kept_message(space_id=HASH, device_id=HASH, n=1, hash_=HASH, relay_seq=1),
}
RESERVED = {Label.RECOVERY_LOCATOR}
"""Labels that no code needs today; a name that was published is not taken back."""


@pytest.mark.parametrize("made_for", MESSAGES)
@pytest.mark.parametrize("used_as", MESSAGES)
def test_a_signature_counts_in_the_role_it_was_made_for_and_in_no_other(made_for: str, used_as: str) -> None:
    signature = SPACE.device.signer.sign(MESSAGES[made_for])

    assert CRYPTO.check(KEY, MESSAGES[used_as], signature) is (made_for == used_as)


def test_no_signed_message_is_the_start_of_another() -> None:
    """Then no material after a label can make one role's message another's."""
    starts = {name: message[: message.index(b"\0") + 1] for name, message in MESSAGES.items()}

    assert len(set(starts.values())) == len(MESSAGES)
    assert set(starts.values()) <= {label.value for label in Label}


@pytest.mark.parametrize("label", Label, ids=lambda label: label.name)
def test_hash_mac_and_extraction_under_one_label_are_three_different_things(label: Label) -> None:
    """And none of them is what another label gives, for any of the three."""
    key = sha256(label.value).digest()  # The very key that extraction uses: the hardest case.
    mine = {hashed(label, HASH), keyed(key, label, HASH), extracted(label, HASH)}
    others = {
        made
        for other in Label
        if other is not label
        for made in (hashed(other, HASH), keyed(key, other, HASH), extracted(other, HASH))
    }

    assert len(mine) == 3
    assert not mine & others


def test_an_extraction_takes_no_label_and_cannot_be_said_by_a_keyed_hash() -> None:
    """Its key is the hash of a label: no secret key is, and the label is not in its input."""
    keys = {sha256(label.value).digest() for label in Label}

    assert extracted(Label.EPOCH_PRK, HASH) == hmac.digest(sha256(Label.EPOCH_PRK.value).digest(), HASH, "sha256")
    assert len(keys) == len(Label)


# --- What the code says ---

PRIMITIVES = {"hashed", "keyed", "extracted"}


def product_files() -> list[Path]:
    """List the code of the product but the list of labels itself."""
    labels = Path(whyward.protocol.labels.__file__).name
    portions = (ROOT / portion / "whyward" for portion in ("client", "server", "shared"))
    return sorted(path for portion in portions for path in portion.rglob("*.py") if path.name != labels)


def uses() -> dict[Label, set[tuple[str, str]]]:
    """For each label: in which file it stands, and what it is given to (or "prefix": put in front of a message)."""
    found: dict[Label, set[tuple[str, str]]] = defaultdict(set)
    for path in product_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        given: dict[ast.AST, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PRIMITIVES:
                given |= dict.fromkeys(node.args, node.func.id)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Label":
                found[Label[node.attr]].add((path.relative_to(ROOT).as_posix(), given.get(node, "prefix")))
    return found


def test_every_label_is_used_and_none_is_used_in_two_ways() -> None:
    """One label, one primitive. Making and checking may stand in two places, but never with two meanings."""
    used = uses()

    assert set(Label) - set(used) == RESERVED, "a label that nothing uses: is it needed?"
    assert not {label.name for label, places in used.items() if len({primitive for _, primitive in places}) > 1}


def test_a_label_has_one_home_but_for_those_that_two_parts_must_agree_on() -> None:
    """A label in a second file is a second use until somebody has looked and written it here."""
    made_here_checked_there = {Label.BODY}
    in_two_files = {label for label, places in uses().items() if len({file for file, _ in places}) > 1}

    assert in_two_files <= made_here_checked_there


def test_no_label_is_spelt_outside_the_list() -> None:
    """A prefix typed by hand would be in nobody's table."""
    spelt = [path.name for path in product_files() if "whyward/v1/" in path.read_text(encoding="utf-8")]

    assert not spelt
