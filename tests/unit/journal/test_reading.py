"""Bodies are read strictly, then tolerantly, and never changed."""

from datetime import date

import msgspec
import pytest

from tests.support.happenings import id_of
from whyward.journal.events.depth import is_shallow
from whyward.journal.events.entries import EntryWritten
from whyward.journal.events.fields import DomainKey, Ref, shown_choice
from whyward.journal.events.goals import GoalAdjusted, GoalChanges, GoalCompleted
from whyward.journal.events.reading import Form, Readable, Unreadable, encode_body, read_body
from whyward.journal.events.steps import HowMuch
from whyward.protocol.limits import DEPTH_MAX

DONE = GoalCompleted(goal_id=id_of("g", 1), completed_on=date(2026, 3, 4))
KIND = "goal-completed.1"


def with_fields(raw: bytes, **more: object) -> bytes:
    fields = msgspec.msgpack.decode(raw, type=dict[str, msgspec.Raw])
    fields.update({name: msgspec.Raw(msgspec.msgpack.encode(value)) for name, value in more.items()})
    return msgspec.msgpack.encode(fields)


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


def test_what_is_none_or_empty_is_not_written() -> None:
    raw = encode_body(EntryWritten(entry_id=id_of("n", 1), occurred_at=1, body="calm"))

    assert set(msgspec.msgpack.decode(raw, type=dict[str, msgspec.Raw])) == {"entry_id", "occurred_at", "body"}


def test_ids_are_bytes_and_dates_are_plain_text_on_the_wire() -> None:
    raw = encode_body(DONE)

    assert b"\xc4\x10" + id_of("g", 1) in raw
    assert b"\xaa2026-03-04" in raw


def test_a_known_body_is_read_as_its_type() -> None:
    assert read_body(KIND, encode_body(DONE)) == Readable(DONE, Form.KNOWN, b"goal:" + id_of("g", 1))


def test_a_field_of_tomorrow_is_read_past() -> None:
    read = read_body(KIND, with_fields(encode_body(DONE), mood={"deep": [None, 1.5]}))

    assert isinstance(read, Readable)
    assert read.form is Form.NEWER_FIELDS
    assert isinstance(read.body, GoalCompleted)
    assert read.body.completed_on == DONE.completed_on


def test_a_field_of_tomorrow_inside_the_changes_is_read_past_too() -> None:
    body = GoalAdjusted(goal_id=id_of("g", 1), changes=GoalChanges(statement="smaller", why=None), why="too_big")
    fields = msgspec.msgpack.decode(encode_body(body), type=dict[str, msgspec.Raw])
    fields["changes"] = msgspec.Raw(with_fields(bytes(fields["changes"]), colour="blue"))
    read = read_body("goal-adjusted.1", msgspec.msgpack.encode(fields))

    assert isinstance(read, Readable)
    assert read.form is Form.NEWER_FIELDS
    assert isinstance(read.body, GoalAdjusted)
    assert read.body.changes.statement == "smaller"
    assert read.body.changes.why is None
    assert read.body.changes.target is msgspec.UNSET


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("star-counted.1", b"\x80"),
        ("goal-completed.2", encode_body(DONE)),
        (KIND, b""),
        (KIND, b"\x80"),
        (KIND, encode_body(DONE)[:-1]),
        (KIND, encode_body(DONE) + b"\x00"),
        (KIND, with_fields(encode_body(DONE), completed_on="2026-02-30")),
        (KIND, with_fields(encode_body(DONE), goal_id=b"short")),
        (KIND, b"\x82\xa1x\xa1\xff\xa1y\x01"),
        (KIND, with_fields(encode_body(DONE), mood=nested(DEPTH_MAX + 1))),
        ("preference-set.1", msgspec.msgpack.encode({"key": "x", "value": [1]})),
    ],
)
def test_what_cannot_be_read_is_kept_as_it_came(kind: str, raw: bytes) -> None:
    assert read_body(kind, raw) == Unreadable(kind, raw)


def test_a_hundred_thousand_nested_lists_do_not_reach_a_recursive_reader() -> None:
    bomb = (
        encode_body(DONE)[:1].replace(b"\x82", b"\x83") + b"\xa1q" + b"\x91" * 100_000 + b"\x01" + encode_body(DONE)[1:]
    )

    assert isinstance(read_body(KIND, bomb), Unreadable)


@pytest.mark.parametrize("depth", [0, 1, DEPTH_MAX])
def test_a_value_within_the_depth_is_shallow(depth: int) -> None:
    assert is_shallow(msgspec.msgpack.encode(nested(depth)))


def test_one_more_level_is_too_deep() -> None:
    assert not is_shallow(msgspec.msgpack.encode(nested(DEPTH_MAX + 1)))
    assert not is_shallow(msgspec.msgpack.encode({"a": nested(DEPTH_MAX)}))


@pytest.mark.parametrize(
    "value",
    [None, True, -1, 1 << 63, 1.5, "x" * 300, b"y" * 70_000, [1] * 20, {"a": {"b": []}}, list(range(70_000))],
    ids=lambda value: type(value).__name__,
)
def test_every_shape_of_value_is_walked_to_its_end(value: object) -> None:
    raw = msgspec.msgpack.encode(value)

    assert is_shallow(raw)
    assert not is_shallow(raw + b"\x01")
    assert not is_shallow(raw[:-1])


@pytest.mark.parametrize("raw", [b"\xc1", b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff\x01", b"\xc7\x05\x01ab"])
def test_lengths_that_lie_are_not_believed(raw: bytes) -> None:
    assert not is_shallow(raw)


def test_extensions_are_skipped_whole() -> None:
    assert is_shallow(b"\x92\xd4\x01\xaa\xc7\x02\x01ab")


def test_a_choice_of_tomorrow_is_shown_as_other_and_kept() -> None:
    assert shown_choice("tiny", HowMuch) == "tiny"
    assert shown_choice("enormous", HowMuch) == "other"


def test_a_reference_with_a_line_break_behind_it_is_none() -> None:
    """`$` would let one through; the end of the text does not."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert("entry:health\n", Ref)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert("health\n", DomainKey)
