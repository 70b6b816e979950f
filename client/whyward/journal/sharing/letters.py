"""The letters of a share: the answer of whoever was invited, and the farewell once all copies are gone.

An answer proves that its writer holds the keys it names; a farewell is signed by those keys. It refuses a letter that
does not prove itself, whoever brought it.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from msgspec import Meta

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.errors import BadInput
from whyward.journal.events.fields import ForeignLine, ForeignText
from whyward.journal.sentences import sentence
from whyward.journal.sharing.slot import LETTER_ROOM_BYTES, Slot
from whyward.journal.texts import cleaned_line, cleaned_text
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.errors import TheirFault
from whyward.protocol.ids import DeviceId, KemKey, Signature, SignKey, SpaceId, device_id_of
from whyward.protocol.labels import Label
from whyward.protocol.signatures import Check
from whyward.protocol.statements import possession_message

NAME_CHARACTERS_MAX: Final = 64
DUTIES_CHARACTERS_MAX: Final = 1_000


class Answered(Wire, frozen=True):
    """What a guest answers: its keys, the proof that it holds them, its name, and what it must tell of its duties."""

    sign_pk: SignKey
    kem_pk: KemKey
    proof: Signature
    name: Annotated[ForeignLine, Meta(min_length=1, max_length=NAME_CHARACTERS_MAX)]
    duties: Annotated[ForeignText, Meta(max_length=DUTIES_CHARACTERS_MAX)]

    @property
    def root(self) -> DeviceId:
        """The guest's root, as a device."""
        return device_id_of(self.sign_pk, self.kem_pk)


class _Farewell(Wire, frozen=True):
    answer: Annotated[str, Meta(min_length=1, max_length=32)]
    until: Annotated[str, Meta(max_length=10)]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Farewell:
    """What a guest says at the end: "deleted" or "kept_by_law", and until which day (ISO; "" for none said)."""

    answer: str
    until: str


_ANSWERED = Shape(Answered, name="answer to an invitation", bytes_max=LETTER_ROOM_BYTES)
_FAREWELL = Shape(_Farewell, name="farewell", bytes_max=LETTER_ROOM_BYTES)


def checked_introduction(name: str, duties: str) -> tuple[str, str]:
    """Return a guest's name and duties as they are sent; raise `BadInput` for what does not fit into a letter."""
    name = cleaned_line(name, sentence("Your name"))
    duties = cleaned_text(duties, sentence("What you have to tell of your duties")) if duties.strip() else ""
    if len(name) > NAME_CHARACTERS_MAX:
        raise BadInput(
            sentence(
                "Your name has more than %(name_characters_max)s characters", name_characters_max=NAME_CHARACTERS_MAX
            ),
            hint="Leave a part of it out.",
        )
    # The rest of a letter is keys and a proof: the words have what is left.
    room = LETTER_ROOM_BYTES - len(encoded(Answered(bytes(32), bytes(1216), bytes(64), name, ""))) - 2
    if len(duties) > DUTIES_CHARACTERS_MAX or len(duties.encode()) > room:
        text = sentence("What you have to tell of your duties is longer than a letter takes")
        raise BadInput(
            text,
            hint=sentence(
                "Keep it to %(duties_characters_max)s characters, or less in scripts that need more room.",
                duties_characters_max=DUTIES_CHARACTERS_MAX,
            ),
        )
    return name, duties


def answer(slot: Slot, root: DeviceKeys, name: str, duties: str) -> bytes:
    """Seal the answer of a guest with this root; the same every time."""
    proof = root.signer.sign(possession_message(slot.space_id, root.device_id))
    return slot.seal(encoded(Answered(root.sign_pk, root.kem_pk, proof, name, duties)))


def read_answer(slot: Slot, letter: bytes) -> Answered | None:
    """Open an answer; None if it does not open or does not prove that its writer holds the keys."""
    plain = slot.open(letter)
    if plain is None:
        return None
    try:
        said = _ANSWERED.decode(plain)
    except TheirFault:
        return None
    is_proven = slot.crypto.check(said.sign_pk, possession_message(slot.space_id, said.root), said.proof)
    return said if is_proven else None


def farewell(slot: Slot, root: DeviceKeys, said: Farewell) -> bytes:
    """Seal a farewell, signed by the guest's root."""
    signature = root.signer.sign(_farewell_message(slot.space_id, said))
    return slot.seal(encoded(_Farewell(said.answer, said.until, signature)))


def read_farewell(slot: Slot, letter: bytes, root_pk: bytes, check: Check) -> Farewell | None:
    """Open a farewell; None if it does not open or is not signed by this root."""
    plain = slot.open(letter)
    if plain is None:
        return None
    try:
        read = _FAREWELL.decode(plain)
    except TheirFault:
        return None
    said = Farewell(read.answer, read.until)
    return said if check(root_pk, _farewell_message(slot.space_id, said), read.signature) else None


def _farewell_message(space_id: SpaceId, said: Farewell) -> bytes:
    """Return the bytes that a farewell's signature covers; its two words travel as one canonical array."""
    return Label.FAREWELL.value + space_id + encoded([said.answer, said.until])
