"""The answer to an invitation: fetched, held against the safety words that the person types, and only then let in.

Nothing is wrapped for anybody before three of the eight words were right. It refuses a fourth guess: three wrong ones,
and the invitation is over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from msgspec import structs

from whyward.journal.decide.facts import Fact
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.shares import ContactVerified, RecipientDutiesStated, ShareRevoked, Verified
from whyward.journal.folding.shares import ShareRow
from whyward.journal.recording import record_facts
from whyward.journal.sentences import Sentence, counted, sentence
from whyward.journal.sharing.letters import Answered, read_answer
from whyward.journal.sharing.root import guest_root
from whyward.journal.sharing.safety_words import TRIES_MAX, are_right, positions, safety_words
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.sharing.shelf import Door, Shelf
from whyward.journal.sharing.slot import Slot
from whyward.journal.trust.changing import Put, change
from whyward.journal.trust.sayings import admission
from whyward.protocol.canonical import Shape, Wire, encoded
from whyward.protocol.ids import U8, Bytes32, DeviceId, SpaceId
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import Party, SignedStatement

LETTER = "letter"
_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody has answered: what they call themselves, what they say of their duties, which words to ask them for.

    `positions` count from 1 among the eight. Whether it is the right person, nobody knows before the words.
    """

    name: str
    duties: str
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """It is the right person: these are the words of both."""

    words: tuple[str, ...]


class _Asked(Wire, frozen=True):
    """Which words of which root are asked for, and how many tries are left for this invitation."""

    root: Bytes32
    positions: list[U8]
    tries: U8


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The keys that are to be made sure of, from a letter or from the control log."""

    root: DeviceId
    sign_pk: bytes
    kem_pk: bytes
    letter: Answered | None


_ASKED_SHAPE = Shape(_Asked, name="asked words", bytes_max=256)


async def look(shelf: Shelf, door: Door, log: ShareLog, row: ShareRow) -> Answer | None:
    """Fetch what came back, if anything did; the log is level with the relay."""
    candidate = await _candidate(log, row)
    if candidate is None:
        await _collect(shelf, door, log, row)
        candidate = await _candidate(log, row)
    if candidate is None:
        return None
    asked = await _asked(log, candidate.root)
    letter = candidate.letter
    name, duties = ("", row.duties or "") if letter is None else (letter.name, letter.duties)
    return Answer(name, duties, tuple(asked.positions))


async def confirm(shelf: Shelf, log: ShareLog, row: ShareRow, typed: Sequence[str]) -> Confirmed:
    """Hold typed words against the answer; if they are right, it is known from now on whom this is shared with.

    Raise `BadInput` for wrong words, and `Refused` once they were wrong three times: the invitation is over then.
    """
    candidate = await _candidate(log, row)
    if candidate is None:
        raise Refused("nobody has answered yet", hint="Look again later. They need the link, and its relay.")
    asked = await _asked(log, candidate.root)
    await _put_asked(log, structs.replace(asked, tries=max(asked.tries - 1, 0)))
    words = await _words(log, row, candidate)
    if not asked.tries or not are_right(words, asked.positions, typed):
        await _wrong(shelf, row, asked.tries - 1)
    await _put_asked(log, structs.replace(asked, tries=TRIES_MAX))
    await _note(shelf, row, candidate)
    return Confirmed(words)


async def words_of(log: ShareLog, row: ShareRow) -> tuple[str, ...]:
    """Return the eight words of a share that was made sure of."""
    candidate = await _candidate(log, row)
    if candidate is None or candidate.root != row.verified_root:
        text = sentence("you have not made sure yet who this is")
        raise Refused(text, hint="Ask them for their words first: whyward share confirm NAME")
    return await _words(log, row, candidate)


async def admit(log: ShareLog, row: ShareRow, put: Put) -> bool:
    """Let the guest in whose words were right, unless one was let in before; return whether that was done here."""
    letter = await _letter(log, row)
    if letter is None or letter.root != row.verified_root or log.control.had_guests:
        return False
    saying = admission(log, letter.sign_pk, letter.kem_pk, letter.root, letter.proof, party=Party.GUEST)

    def say(control: ControlLog) -> SignedStatement:
        if control.had_guests:
            raise Refused("another of your devices has let them in already", hint="Nothing more is needed.")
        return saying(control)

    try:
        await change(log, say, put)
    except Refused:
        if not log.control.had_guests:
            raise
    return True


async def _candidate(log: ShareLog, row: ShareRow) -> _Candidate | None:
    root = guest_root(log.control)
    if root is not None:
        return _Candidate(root.device_id, root.sign_pk, root.kem_pk, None)
    letter = await _letter(log, row)
    return None if letter is None else _Candidate(letter.root, letter.sign_pk, letter.kem_pk, letter)


async def _letter(log: ShareLog, row: ShareRow) -> Answered | None:
    raw = await log.store.get(LETTER)
    return read_answer(_slot(log, row), raw) if raw else None


async def _collect(shelf: Shelf, door: Door, log: ShareLog, row: ShareRow) -> None:
    """Fetch the letter and keep it; raise `Refused` for one that does not open: somebody meddled with it."""
    letter = await shelf.collected(door, log.keys)
    if not letter:
        return
    if read_answer(_slot(log, row), letter) is None:
        text = sentence("an answer came, and it is not one that your link could make")
        hint = sentence(
            "The relay, or somebody on the way, has changed it. Nothing was shared. Stop this and invite them anew."
        )
        raise Refused(text, hint=hint)
    async with log.store.turn() as turn:
        await turn.put(LETTER, letter)


async def _asked(log: ShareLog, root: DeviceId) -> _Asked:
    """Return the places asked for, chosen once for each root; the tries left are those of the whole invitation."""
    raw = await log.store.get(_ASKED)
    known = _ASKED_SHAPE.decode(raw) if raw else None
    if known is not None and known.root == root:
        return known
    tries = TRIES_MAX if known is None else known.tries
    asked = _Asked(root, list(positions(log.world.entropy)), tries)
    await _put_asked(log, asked)
    return asked


async def _put_asked(log: ShareLog, asked: _Asked) -> None:
    async with log.store.turn() as turn:
        await turn.put(_ASKED, encoded(asked))


async def _words(log: ShareLog, row: ShareRow, candidate: _Candidate) -> tuple[str, ...]:
    return await safety_words(
        log.world.crypto,
        secret=row.secret,
        space_id=SpaceId(row.space_id),
        sign_pk=candidate.sign_pk,
        kem_pk=candidate.kem_pk,
    )


async def _wrong(shelf: Shelf, row: ShareRow, tries: int) -> NoReturn:
    if tries > 0:
        text: Sentence = counted(
            "those are not the words that belong to this answer; there is one more try",
            "those are not the words that belong to this answer; there are %(count)s more tries",
            tries,
        )
        hint = sentence("Ask them to read the words once more, in a call where you know the voice. Nothing was shared.")
        raise BadInput(text, hint=hint)
    now_ms = shelf.personal.world.clock.now_ms()
    await record_facts(shelf.personal, [Fact(ShareRevoked(share_id=row.share_id), now_ms)])
    text = sentence("the words were wrong three times, so this invitation is over")
    hint = sentence(
        "Nothing was shared. Somebody else may have the link: send a new one by another way, then compare again."
    )
    raise Refused(text, hint=hint)


async def _note(shelf: Shelf, row: ShareRow, candidate: _Candidate) -> None:
    """Record whom this is shared with, and what they said of their duties: their own words, sealed by themselves."""
    now_ms = shelf.personal.world.clock.now_ms()
    letter = candidate.letter
    if letter is not None and letter.duties:
        stated = RecipientDutiesStated(contact_id=row.contact_id, share_id=row.share_id, statement=letter.duties)
        await record_facts(shelf.personal, [Fact(stated, now_ms)])
    root = bytes(candidate.root)
    verified = ContactVerified(contact_id=row.contact_id, share_id=row.share_id, root=root, how=Verified.WORDS.value)
    await record_facts(shelf.personal, [Fact(verified, now_ms)])


def _slot(log: ShareLog, row: ShareRow) -> Slot:
    return Slot(SpaceId(row.space_id), row.secret, log.world.crypto)
