"""Pairing between two roles: a wrong code never yields a key that opens mail, and tampered mail never lets anybody in.

Stretching is pretended, for a code has 80 bits by itself; all else is the real thing.
"""

import asyncio
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sim_device import CRYPTO
from tests.support.world import SeededEntropy, new_space
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import JournalError
from whyward.journal.pairing.code import PairingCode, new_code
from whyward.journal.pairing.keys import stretched
from whyward.journal.pairing.mail import Invited
from whyward.journal.pairing.roles import Candidate, Newcomer, Trusted
from whyward.journal.plaintext import Head
from whyward.protocol.errors import TheirFault

STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=120)
SPACE = new_space("pairing")
KEYS = new_keys(SeededEntropy("newcomer"), CRYPTO)
CODE = new_code(SeededEntropy("code"))
MAILS = 5
"""Letters before the statement: committed, answered, revealed, invited, proved."""


class Outcome:
    """How far a pairing came."""

    def __init__(self) -> None:
        self.invited: Invited | None = None
        self.candidate: Candidate | None = None
        self.words_match = False


async def pair(typed: PairingCode, change: dict[int, bytes], seed: int = 0) -> Outcome:
    """Carry each letter between both roles, changed where `change` says."""
    told = [Head(SPACE.device.device_id, 3, bytes(32))]
    invited = Invited(SPACE.space_id, 0, SPACE.control.head, bytes(32), told)
    trusted = Trusted(invited, SeededEntropy(f"trusted {seed}"), CRYPTO)
    new = Newcomer(KEYS, SeededEntropy(f"new {seed}"), CRYPTO)
    outcome = Outcome()
    try:
        answered = trusted.answer(change.get(0, b"") or new.start())
        revealed = await new.reveal(change.get(1, b"") or answered, typed)
        mail = trusted.invite(change.get(2, b"") or revealed, await stretched(CODE, CRYPTO))
        outcome.invited, words, proved = new.prove(change.get(3, b"") or mail)
        outcome.candidate = trusted.meet(change.get(4, b"") or proved)
        outcome.words_match = trusted.compare(" ".join(words))
    except (JournalError, TheirFault):
        pass
    return outcome


async def letters(seed: int) -> list[bytes]:
    """Return the letters of a good run."""
    invited = Invited(SPACE.space_id, 0, SPACE.control.head, bytes(32), [])
    trusted = Trusted(invited, SeededEntropy(f"trusted {seed}"), CRYPTO)
    new = Newcomer(KEYS, SeededEntropy(f"new {seed}"), CRYPTO)
    sent = [new.start()]
    sent.append(trusted.answer(sent[0]))
    sent.append(await new.reveal(sent[1], CODE))
    sent.append(trusted.invite(sent[2], await stretched(CODE, CRYPTO)))
    sent.append(new.prove(sent[3])[2])
    return sent


LETTERS = asyncio.run(letters(0))
OTHERS = asyncio.run(letters(1))


def test_the_right_code_and_untouched_letters_lead_to_the_same_words() -> None:
    outcome = asyncio.run(pair(CODE, {}))

    assert outcome.candidate is not None
    assert outcome.candidate.keys.sign_pk == KEYS.sign_pk
    assert outcome.words_match


@given(secret=st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=16, max_size=16))
@STEADY
def test_a_wrong_code_opens_nothing(secret: str) -> None:
    """Neither side learns anything: the trusted one refuses before it says which space it is."""
    if secret == CODE.secret:
        return
    outcome = asyncio.run(pair(replace(CODE, secret=secret), {}))

    assert outcome.invited is None
    assert outcome.candidate is None


@given(number=st.integers(0, MAILS - 1), place=st.integers(0, 1 << 14), byte=st.integers(1, 255))
@STEADY
def test_a_letter_changed_in_any_byte_lets_nobody_in(number: int, place: int, byte: int) -> None:
    """It ends in a refusal, not in a crash."""
    raw = LETTERS[number]
    at = place % len(raw)

    outcome = asyncio.run(pair(CODE, {number: raw[:at] + bytes([raw[at] ^ byte]) + raw[at + 1 :]}))

    assert outcome.candidate is None


@given(number=st.integers(0, MAILS - 1), noise=st.binary(min_size=1, max_size=300))
@STEADY
def test_a_letter_replaced_by_noise_lets_nobody_in(number: int, noise: bytes) -> None:
    assert asyncio.run(pair(CODE, {number: noise})).candidate is None


@given(number=st.integers(0, MAILS - 1), instead=st.integers(0, MAILS - 1), other=st.booleans())
@STEADY
def test_a_letter_out_of_turn_or_of_another_pairing_lets_nobody_in(number: int, instead: int, *, other: bool) -> None:
    """Replayed letters are genuine, and all the same of no use."""
    if number == instead and not other:
        return
    outcome = asyncio.run(pair(CODE, {number: (OTHERS if other else LETTERS)[instead]}))

    assert outcome.candidate is None or not outcome.words_match
