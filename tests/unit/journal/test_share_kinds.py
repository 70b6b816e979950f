"""Each kind belongs to one kind of log, and in a share to one side; nothing of a person's own journal is said there."""

import msgspec
import pytest

from tests.support.happenings import TYPES
from tests.support.share_happenings import KEM_SEED, KIT, SECRET, SIGN_SEED
from whyward.journal.events.catalogue import KIND_OF, KINDS
from whyward.journal.events.reading import Form, Readable, read_body
from whyward.journal.sharing.kinds import BY_GUEST, BY_OWNER, PERSONAL, is_share_kind, may_say, name_of
from whyward.protocol.statements import Party

OWNERS = {
    "share-described.1",
    "item-shared.1",
    "item-withdrawn.1",
    "reply-written.1",
    "proposal-answered.1",
    "deletion-requested.1",
}
GUESTS = {"comment-written.1", "goal-proposed.1", "receipt-given.1", "deletion-answered.1"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_one_place(kind: str) -> None:
    assert may_say(Party.OWNER, kind) is (kind in OWNERS)
    assert may_say(Party.GUEST, kind) is (kind in GUESTS)
    assert is_share_kind(kind) is (kind in OWNERS | GUESTS)
    assert not may_say(Party.RECOVERY, kind)


def test_the_three_lists_share_nothing_and_leave_nothing_out() -> None:
    assert not BY_OWNER & BY_GUEST
    assert not PERSONAL & (BY_OWNER | BY_GUEST)
    assert {name_of(kind) for kind in KINDS} == PERSONAL | BY_OWNER | BY_GUEST


@pytest.mark.parametrize("kind", ["item-shared.2", "event-retracted.9", "preference-set.2", "goal-set.12"])
def test_a_newer_version_of_what_a_guest_may_not_say_is_refused_too(kind: str) -> None:
    assert not may_say(Party.GUEST, kind)
    assert may_say(Party.OWNER, kind) is kind.startswith("item-shared")


def test_what_nobody_knows_yet_is_let_through_for_both_sides_and_never_for_the_kit() -> None:
    assert may_say(Party.OWNER, "star-counted.1")
    assert may_say(Party.GUEST, "star-counted.1")
    assert not may_say(Party.RECOVERY, "star-counted.1")
    assert not is_share_kind("star-counted.1")


@pytest.mark.parametrize("kind", ["share-invited.1", "share-kit-renewed.1", "share-accepted.1", "share-root-renewed.1"])
def test_what_opens_a_share_is_in_no_repr(kind: str) -> None:
    type_ = KINDS[kind].type
    secrets = {"kit": KIT, "secret": SECRET, "sign_seed": SIGN_SEED, "kem_seed": KEM_SEED}
    fields = {field.name: secrets.get(field.name, _any(field.type)) for field in msgspec.structs.fields(type_)}
    shown = repr(type_(**fields))

    assert secrets.keys() & fields.keys()
    assert not [name for name, value in secrets.items() if repr(value) in shown or value.hex() in shown]
    assert set(TYPES) >= {type_}


def _any(hint: object) -> object:
    return "x" if hint is str else b"i" * 16


def test_a_newer_field_inside_a_list_or_an_optional_part_is_read_past() -> None:
    item = {"ref": "goal:" + "0" * 32, "fields": ["why"], "mood": 1}
    narrowed = msgspec.msgpack.encode({"share_id": b"h" * 16, "items": [item]})
    goal = {"statement": "Call", "progress": {"steps": 2, "moon": "full"}}
    shown = msgspec.msgpack.encode({"item": b"i" * 16, "version": b"v" * 16, "goal": goal})

    for kind, raw in (("share-narrowed.1", narrowed), ("item-shared.1", shown)):
        read = read_body(kind, raw)
        assert isinstance(read, Readable)
        assert read.form is Form.NEWER_FIELDS
        assert KIND_OF[KINDS[kind].type] == kind
