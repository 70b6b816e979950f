"""Any text comes back byte for byte on another device: recorded, sealed, carried, opened, folded and read.

What is refused is refused by a documented rule, before anything is recorded. Equality is of code points: composed and
decomposed letters stay what they were; search alone looks past marks and case.
"""

import unicodedata
from collections.abc import Sequence
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from tests.support.hard_texts import HARD_TEXTS, REFUSED_TEXTS
from tests.support.notebook import Notebook
from tests.support.wire_shapes import made_up_value
from tests.support.world import CRYPTO, new_space
from whyward.journal.errors import BadInput
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.events.reading import Readable, encode_body, kind_of, read_body
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.values import AddValue
from whyward.journal.pages import Pages
from whyward.journal.plaintext import Batch
from whyward.journal.seal import Place, open_sealed, seal
from whyward.protocol.frames import Segments, decode_to_device, decode_to_relay, frame_bytes
from whyward.protocol.ids import ActId, EventId
from whyward.protocol.segments import EMPTY, place_run

STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=150)
SPACE = new_space("any text")
ME = SPACE.device.device_id
each_text = pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS.keys())


def carried(events: Sequence[Event]) -> Pages:
    """Seal events, push them as a frame to a relay, read them as a frame from it, open and fold them elsewhere."""
    place = Place(SPACE.space_id, ME, 1, EMPTY.hash, 0, SPACE.control.head)
    batch = Batch((), tuple(events))
    segment, _ = seal(batch, place, SPACE.epoch, signer=SPACE.device.signer, crypto=CRYPTO, dice=bytes(32))
    pushed = decode_to_relay(frame_bytes(Segments(SPACE.space_id, ME, 1, [segment])))
    given_back = decode_to_device(frame_bytes(pushed))
    assert isinstance(given_back, Segments)
    placed = place_run(given_back.run, device=ME, after=EMPTY, control=SPACE.control, check=CRYPTO.check)
    pages = Pages()
    for one in placed:
        pages.merge([Recorded(event, ME) for event in open_sealed(one, SPACE.epoch, CRYPTO).events])
    return pages


def recorded(*wishes: Intention) -> list[Event]:
    """Record wishes on a device of their own."""
    return [one.event for one in Notebook().wish(*wishes)]


def entry_on_another_device(text: str) -> tuple[str, str | None]:
    """Write a text as an entry's body, and its start as a title; return both as another device reads them."""
    title = " ".join(text.split())[:80].strip() or None
    (entry,) = carried(recorded(WriteEntry(body=text, title=title))).entries()
    (version,) = entry.versions
    return version.text, entry.title


@each_text
def test_a_hard_text_is_read_on_another_device_as_it_was_written(text: str) -> None:
    assert entry_on_another_device(text)[0] == text


def test_two_spellings_of_one_letter_stay_two_texts() -> None:
    """Nothing is composed or decomposed on the way."""
    composed, decomposed = HARD_TEXTS["composed"], HARD_TEXTS["decomposed"]

    assert composed != decomposed
    assert unicodedata.normalize("NFC", decomposed) == composed
    assert entry_on_another_device(composed)[0] != entry_on_another_device(decomposed)[0]


@given(text=st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=400))
@STEADY
def test_any_text_without_control_characters_comes_back_but_for_the_space_around_it(text: str) -> None:
    """The rule is written in `texts`: line ends become LF, blank space around the whole goes, nothing else changes."""
    if not text.strip():
        with pytest.raises(BadInput):
            recorded(WriteEntry(body=text))
        return

    assert entry_on_another_device(text)[0] == text.strip()


@given(text=st.text(min_size=1, max_size=60))
@STEADY
def test_any_text_at_all_is_kept_or_refused_in_words(text: str) -> None:
    """Lone halves and control characters among them: never a traceback, never another text."""
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    is_plain = bool(wanted) and not any(
        unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t" for letter in wanted
    )
    try:
        events = recorded(WriteEntry(body=text))
    except BadInput:
        assert not is_plain
        return

    (entry,) = carried(events).entries()
    assert is_plain
    assert entry.versions[0].text == wanted


@pytest.mark.parametrize("text", REFUSED_TEXTS.values(), ids=REFUSED_TEXTS.keys())
def test_what_no_device_could_show_is_refused_before_it_is_recorded(text: str) -> None:
    notebook = Notebook()

    for wish in (WriteEntry(body=text), AddValue(name=text)):
        with pytest.raises(BadInput):
            notebook.wish(wish)
    assert notebook.pages.count() == 0


def text_fields() -> list[tuple[str, str]]:
    """List every field of every kind that holds free text."""
    return [
        (kind, field.name)
        for kind, touching in KINDS.items()
        for field in msgspec.structs.fields(touching.type)
        if field.type in (str, str | None)
    ]


@pytest.mark.parametrize(("kind", "field"), text_fields(), ids=lambda part: part)
def test_every_text_field_of_every_event_holds_every_hard_text(kind: str, field: str) -> None:
    """As it is sealed and opened again: here no rule of a face stands before it."""
    for number, text in enumerate(HARD_TEXTS.values()):
        body = read_body(kind, with_text(kind, field, text))
        assert isinstance(body, Readable)
        event = Event(
            EventId(bytes([number]) * 16), kind_of(body.body), 7, 5, 60, ActId(bytes(16)), encode_body(body.body)
        )
        found = carried([event]).event(event.id)

        assert found is not None
        again = read_body(kind, found[0].body)
        assert isinstance(again, Readable)
        assert getattr(again.body, field) == text


def with_text(kind: str, field: str, text: str) -> bytes:
    """Return the smallest body of a kind with a text in one field."""
    body = made_up_value(inspect.type_info(KINDS[kind].type), Random(1))
    return encode_body(msgspec.structs.replace(body, **{field: text}))
