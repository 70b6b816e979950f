"""Pairing, role by role: a good run, wrong codes, wrong words, and letters that do not belong where they are."""

from collections.abc import Callable

import pytest

from tests.support.sim_device import CRYPTO
from tests.support.world import SeededEntropy, new_space
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import JournalError, Locked, Refused
from whyward.journal.pairing.code import PairingCode, new_code
from whyward.journal.pairing.keys import stretched
from whyward.journal.pairing.mail import Invited, NewDevice, Proved, Revealed, SealedMail
from whyward.journal.pairing.roles import WRONG_CODE, WRONG_WORDS, Newcomer, Trusted
from whyward.journal.plaintext import Head
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import device_id_of
from whyward.protocol.statements import possession_message

SPACE = new_space("roles")
INVITED = Invited(SPACE.space_id, 4, bytes(32), b"k" * 32, [Head(SPACE.device.device_id, 3, bytes(32))])
CODE = new_code(SeededEntropy("code"))
WRONG = PairingCode(CODE.rendezvous, CODE.secret[::-1])
KEYS = new_keys(SeededEntropy("new"), CRYPTO)


def roles() -> tuple[Trusted, Newcomer]:
    """Return both sides, before the first letter."""
    return Trusted(INVITED, SeededEntropy("trusted"), CRYPTO), Newcomer(KEYS, SeededEntropy("newcomer"), CRYPTO)


async def revealed(trusted: Trusted, new: Newcomer, code: PairingCode = CODE) -> bytes:
    """Go on to the third letter."""
    return await new.reveal(trusted.answer(new.start()), code)


async def agreed() -> tuple[Trusted, Newcomer, list[str]]:
    """Go on to where the words are shown."""
    trusted, new = roles()
    mail = trusted.invite(await revealed(trusted, new), await stretched(CODE, CRYPTO))
    _, words, proved = new.prove(mail)
    trusted.meet(proved)
    return trusted, new, words


async def test_a_good_run_ends_with_the_new_device_knowing_what_the_trusted_one_knows() -> None:
    trusted, new = roles()
    mail = trusted.invite(await revealed(trusted, new), await stretched(CODE, CRYPTO))
    invited, words, proved = new.prove(mail)
    candidate = trusted.meet(proved)

    assert invited == INVITED
    assert device_id_of(candidate.keys.sign_pk, candidate.keys.kem_pk) == KEYS.device_id
    assert CRYPTO.check(KEYS.sign_pk, possession_message(SPACE.space_id, KEYS.device_id), candidate.proof)
    assert trusted.compare("  ".join(words).upper())
    admitted = new.finish(trusted.admitted(5, b"h" * 32))
    assert (admitted.index, admitted.hash) == (5, b"h" * 32)


async def test_a_wrong_code_is_refused_by_the_trusted_device_and_told_to_the_new_one() -> None:
    trusted, new = roles()

    with pytest.raises(Locked, match="code did not match"):
        trusted.invite(await revealed(trusted, new, WRONG), await stretched(CODE, CRYPTO))
    with pytest.raises(Locked, match="code did not match"):
        new.prove(Trusted.denied(WRONG_CODE))


async def test_after_a_wrong_code_the_right_one_still_works() -> None:
    """A person mistypes; the second try starts anew with a fresh key exchange."""
    trusted, new = roles()
    with pytest.raises(Locked):
        trusted.invite(await revealed(trusted, new, WRONG), await stretched(CODE, CRYPTO))
    again = Newcomer(KEYS, SeededEntropy("again"), CRYPTO)

    invited, _, _ = again.prove(trusted.invite(await revealed(trusted, again), await stretched(CODE, CRYPTO)))

    assert invited == INVITED


async def test_wrong_words_three_times_end_the_pairing() -> None:
    trusted, new, words = await agreed()

    assert not trusted.compare("four other words here")
    assert not trusted.compare(" ".join(reversed(words)))
    with pytest.raises(Locked, match="three times"):
        trusted.compare("")
    with pytest.raises(Locked, match="were not the ones shown here"):
        new.finish(Trusted.denied(WRONG_WORDS))


async def test_a_person_who_says_no_is_passed_on_as_a_refusal() -> None:
    _, new, _ = await agreed()

    with pytest.raises(Refused, match="ended the pairing"):
        new.finish(Trusted.denied("changed-my-mind"))


async def test_a_device_that_reveals_other_keys_than_it_committed_to_is_refused() -> None:
    """Else somebody in the middle could choose a key after having seen the other one's."""
    trusted, new = roles()
    other = Newcomer(new_keys(SeededEntropy("other"), CRYPTO), SeededEntropy("newcomer"), CRYPTO)
    answered = trusted.answer(new.start())

    with pytest.raises(Locked):
        trusted.invite(await other.reveal(answered, CODE), await stretched(CODE, CRYPTO))


async def test_who_knows_the_code_is_held_to_the_keys_it_committed_to_all_the_same() -> None:
    """Everything else fits: the exchange, the seal, the code; only the keys inside are others."""
    trusted, new = roles()
    await revealed(trusted, new)
    other = new_keys(SeededEntropy("other"), CRYPTO)
    assert new._key is not None
    sealed = new._key.seal(3, encoded(NewDevice(other.sign_pk, other.kem_pk)))
    letter = encoded(Revealed(new._pk, new._nonce, sealed))

    with pytest.raises(Locked):
        trusted.invite(letter, await stretched(CODE, CRYPTO))


@pytest.mark.parametrize("proof", ["nothing", "another key", "another space", "another device"])
async def test_a_new_device_that_does_not_prove_that_it_holds_its_key_is_refused(proof: str) -> None:
    trusted, new = roles()
    new.prove(trusted.invite(await revealed(trusted, new), await stretched(CODE, CRYPTO)))
    other = new_keys(SeededEntropy("other"), CRYPTO)
    own = possession_message(SPACE.space_id, KEYS.device_id)
    proofs = {
        "nothing": bytes(64),
        "another key": other.signer.sign(own),
        "another space": KEYS.signer.sign(possession_message(bytes(32), KEYS.device_id)),
        "another device": KEYS.signer.sign(possession_message(SPACE.space_id, other.device_id)),
    }
    assert new._key is not None
    letter = encoded(SealedMail(new._key.seal(5, encoded(Proved(proofs[proof])))))

    with pytest.raises(Locked):
        trusted.meet(letter)


async def test_somebody_in_the_middle_makes_the_two_sides_show_other_words() -> None:
    """With the code in hand, but not both ends: what the person compares differs."""
    secret = await stretched(CODE, CRYPTO)
    trusted, new = roles()
    false_trusted = Trusted(INVITED, SeededEntropy("false trusted"), CRYPTO)
    false_new = Newcomer(new_keys(SeededEntropy("false"), CRYPTO), SeededEntropy("false new"), CRYPTO)
    _, shown, _ = new.prove(false_trusted.invite(await revealed(false_trusted, new), secret))
    _, _, proved = false_new.prove(trusted.invite(await revealed(trusted, false_new), secret))
    trusted.meet(proved)

    assert not trusted.compare(" ".join(shown))


async def test_a_key_that_gives_no_secret_is_refused() -> None:
    """An all-zero X25519 key would make everybody agree (RFC 7748 §6.1)."""
    _, new = roles()
    null = b"\x92\xa8answered\xc4\x20" + bytes(32)

    with pytest.raises(Locked):
        await new.reveal(null, CODE)


def test_a_role_does_nothing_before_its_turn() -> None:
    trusted, new = roles()
    letter = trusted.answer(new.start())
    steps: list[Callable[[], object]] = [
        lambda: trusted.meet(letter),
        lambda: trusted.compare("any words"),
        lambda: trusted.admitted(1, bytes(32)),
        lambda: new.prove(letter),
        lambda: new.finish(letter),
        lambda: trusted.answer(letter),
        lambda: trusted.invite(letter, bytes(32)),
        lambda: trusted.answer(b"noise"),
    ]

    for step in steps:
        with pytest.raises(JournalError):
            step()
