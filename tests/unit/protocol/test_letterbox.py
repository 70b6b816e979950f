"""The letterbox of a share: who may leave a letter, and when; and that a stranger learns nothing."""

from dataclasses import dataclass, field

import pytest

from tests.support.control_writing import Writing, new_writing
from tests.support.relay_hand import HOST, LIMITS, NONCE, RelayHand
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import (
    Challenge,
    Collect,
    Hello,
    Leave,
    Left,
    Letter,
    Prove,
    ToRelay,
    decode_to_device,
    decode_to_relay,
    frame_bytes,
)
from whyward.protocol.ids import SpaceId
from whyward.protocol.letterbox import Sender, leave_message
from whyward.protocol.limits import LETTER_BYTES_MAX, LETTERS_PER_CONNECTION_MAX, VERSION
from whyward.protocol.relay_effects import Effect, Send, StoreLetter
from whyward.protocol.spaces import SpaceView
from whyward.protocol.statements import Party


@dataclass
class Box:
    """A share, a relay that holds it, and a connection to that; what is to be stored is put into the view."""

    writing: Writing
    view: SpaceView = field(init=False)
    hand: RelayHand = field(init=False)

    def __post_init__(self) -> None:
        self.view = SpaceView(self.writing.control)
        self.hand = RelayHand(self.view)

    @property
    def slot(self) -> DeviceKeys:
        """Return who holds the slot key."""
        assert self.writing.slot is not None
        return self.writing.slot

    def letter(self, text: bytes, by: DeviceKeys | None = None, space_id: SpaceId | None = None) -> Leave:
        """Return a letter as the sender's side makes it."""
        where = space_id or self.writing.control.space_id
        sender = Sender(
            space_id=where, signer=(by or self.slot).signer, host=HOST, relay_pk=self.hand.signer.public_key
        )
        return sender.leave(text, NONCE, Challenge(self.hand.signer.public_key, NONCE, LIMITS))

    def leave(self, text: bytes) -> list[Effect]:
        """Leave a letter and let it be stored."""
        self.view.control = self.writing.control
        effects = self.hand.give(self.letter(text))
        for effect in effects:
            if isinstance(effect, StoreLetter):
                self.view.letter = effect.letter
        return effects

    def refused(self, frame: ToRelay) -> TheirFault:
        """Return why a frame is refused."""
        self.view.control = self.writing.control
        with pytest.raises(TheirFault) as caught:
            self.hand.give(frame)
        return caught.value


@pytest.fixture
def box() -> Box:
    """A share that nobody has answered yet."""
    return Box(new_writing("letters", CRYPTO, is_share=True))


# --- When a letter is taken.


def test_a_first_letter_is_stored_and_the_same_one_again_is_left_already(box: Box) -> None:
    """Whoever hears no answer says it again; nothing is stored twice."""
    space_id = box.writing.control.space_id

    assert box.leave(b"letter") == [StoreLetter(space_id, b"letter")]
    assert box.leave(b"letter") == [Send(Left(space_id))]


def test_the_first_letter_stays(box: Box) -> None:
    """Whoever comes later with the same link cannot put theirs in its place; the owner would compare other words."""
    box.leave(b"letter")

    assert box.refused(box.letter(b"another")).code is Code.CODE_USED
    assert box.view.letter == b"letter"


def test_while_a_guest_is_in_no_letter_is_taken(box: Box) -> None:
    """Not even the one that was answered: the guest is here, and says what it has to say itself."""
    writing = box.writing
    box.leave(b"letter")
    writing.admit(writing.first, writing.keys("guest"), Party.GUEST)

    assert box.refused(box.letter(b"letter")).code is Code.CLOSED
    assert box.refused(box.letter(b"another")).code is Code.CLOSED


def test_after_the_last_guest_has_gone_the_newest_letter_counts(box: Box) -> None:
    """A farewell may be thought over."""
    writing = box.writing
    guest, other = writing.keys("guest"), writing.keys("other guest")
    writing.admit(writing.first, guest, Party.GUEST)
    writing.admit(guest, other, Party.GUEST)
    writing.remove(writing.first, [other])
    assert box.refused(box.letter(b"farewell")).code is Code.CLOSED
    writing.remove(writing.first, [guest])

    box.leave(b"farewell")
    box.leave(b"farewell after all")

    assert box.view.letter == b"farewell after all"


def test_a_renewed_guest_is_a_guest_who_is_in(box: Box) -> None:
    """It can read on, as whatever it is now."""
    writing = box.writing
    guest = writing.keys("guest")
    writing.admit(writing.first, guest, Party.GUEST)
    writing.renew(guest, writing.keys("heir"))
    writing.remove(writing.first, [writing.keys("heir"), guest])
    box.leave(b"farewell")

    assert box.view.letter == b"farewell"


def test_a_closed_share_takes_no_letter(box: Box) -> None:
    """Nothing follows the end."""
    box.writing.close(box.writing.first)

    assert box.refused(box.letter(b"letter")).code is Code.CLOSED


def test_a_connection_leaves_only_so_many_letters(box: Box) -> None:
    """Each is a write; a sender needs one."""
    writing = box.writing
    guest = writing.keys("guest")
    writing.admit(writing.first, guest, Party.GUEST)
    writing.remove(writing.first, [guest])
    for number in range(LETTERS_PER_CONNECTION_MAX):
        box.leave(b"farewell %d" % number)

    assert box.refused(box.letter(b"one more")).code is Code.BUSY
    assert box.leave(box.view.letter) == [Send(Left(writing.control.space_id))]


@pytest.mark.parametrize("size", [0, LETTER_BYTES_MAX + 1])
def test_a_letter_of_no_bytes_or_too_many_is_no_frame(box: Box, size: int) -> None:
    """An empty letter would be none; a large one fills the disk."""
    with pytest.raises(TheirFault) as caught:
        decode_to_relay(frame_bytes(box.letter(bytes(size))))

    assert caught.value.code is Code.MALFORMED


def test_the_largest_letter_is_taken_and_given_back(box: Box) -> None:
    letter, space_id = bytes(LETTER_BYTES_MAX), box.writing.control.space_id
    frame = decode_to_relay(frame_bytes(box.letter(letter)))

    assert box.hand.give(frame) == [StoreLetter(space_id, letter)]
    assert decode_to_device(frame_bytes(Letter(space_id, letter))) == Letter(space_id, letter)


# --- Who may leave one, and what a stranger hears.


def test_whoever_does_not_hold_the_slot_key_hears_what_a_stranger_hears(box: Box) -> None:
    """An unknown space, a personal one, another's key, a signature over another letter: one answer to all."""
    stranger, space_id = box.writing.keys("stranger"), box.writing.control.space_id
    personal = Box(new_writing("personal", CRYPTO))
    nowhere = Box(box.writing)
    nowhere.hand.view = None
    genuine = box.letter(b"letter")
    heard = [
        nowhere.refused(genuine),
        personal.refused(box.letter(b"letter", space_id=personal.writing.control.space_id)),
        personal.refused(box.letter(b"letter", personal.writing.first, personal.writing.control.space_id)),
        *(box.refused(box.letter(b"letter", by)) for by in (stranger, box.writing.first, box.writing.kit)),
        box.refused(Leave(space_id, b"another", genuine.signature)),
        box.refused(Leave(space_id, b"letter", bytes(64))),
    ]
    proof = box.hand.proof(box.writing.control, stranger)
    heard.append(box.refused(Prove(space_id, proof.device_id, proof.sign_pk, proof.signature)))

    assert {(fault.code, fault.text, fault.retry_after_ms) for fault in heard} == {
        (Code.NO_SUCH_SPACE, heard[0].text, 0)
    }


def test_a_stranger_is_not_told_that_a_share_was_answered_or_closed(box: Box) -> None:
    """The state of the letterbox is for who holds its key."""
    writing, stranger = box.writing, box.writing.keys("stranger")
    box.leave(b"letter")
    assert box.refused(box.letter(b"another", stranger)).code is Code.NO_SUCH_SPACE
    writing.admit(writing.first, writing.keys("guest"), Party.GUEST)
    assert box.refused(box.letter(b"another", stranger)).code is Code.NO_SUCH_SPACE
    writing.close(writing.first)
    assert box.refused(box.letter(b"another", stranger)).code is Code.NO_SUCH_SPACE


@pytest.mark.parametrize("part", ["relay_pk", "host", "device_nonce", "relay_nonce", "space_id", "letter"])
def test_a_letter_is_bound_to_its_relay_host_connection_share_and_bytes(box: Box, part: str) -> None:
    """Whoever overhears one cannot leave it elsewhere, nor later, nor another."""
    right: dict[str, object] = {
        "relay_pk": box.hand.signer.public_key,
        "host": HOST,
        "device_nonce": NONCE,
        "relay_nonce": NONCE,
        "space_id": box.writing.control.space_id,
        "letter": b"letter",
    }
    other: dict[str, object] = {"host": "relay.example:8443", "letter": b"Letter"}
    wrong = right | {part: other.get(part, b"\1" * 32)}
    signature = box.slot.signer.sign(leave_message(**wrong))  # type: ignore[arg-type]  # each part in its own type

    assert box.refused(Leave(box.writing.control.space_id, b"letter", signature)).code is Code.NO_SUCH_SPACE


def test_nothing_is_left_at_another_relay_than_the_link_names(box: Box) -> None:
    sender = Sender(
        space_id=box.writing.control.space_id, signer=box.slot.signer, host=HOST, relay_pk=box.hand.signer.public_key
    )

    with pytest.raises(TheirFault) as caught:
        sender.leave(b"letter", NONCE, Challenge(box.slot.sign_pk, NONCE, LIMITS))

    assert caught.value.code is Code.WRONG_RELAY
    assert "slot" not in repr(sender)
    assert box.slot.sign_seed.hex() not in repr(sender)


def test_a_letter_needs_a_hello_and_no_proof(box: Box) -> None:
    fresh = RelayHand(box.view, greeted=False)

    assert fresh.refused(box.letter(b"letter")) is Code.UNEXPECTED
    fresh.give(Hello(VERSION, NONCE))
    assert fresh.refused(Collect(box.writing.control.space_id)) is Code.NOT_ADMITTED


def test_leaving_a_letter_makes_nobody_a_member(box: Box) -> None:
    """Whoever holds the slot key can put something in, and that is all."""
    box.leave(b"letter")

    assert box.refused(Collect(box.writing.control.space_id)).code is Code.NOT_ADMITTED
    assert box.refused(box.hand.proof(box.writing.control, box.slot)).code is Code.NO_SUCH_SPACE
