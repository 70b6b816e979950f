"""Alarms in words: each says what happened and what to do, for every code that can be raised."""

import pytest

from tests.support.trust_people import first_device
from whyward.journal.alarms import in_words
from whyward.journal.errors import JournalError
from whyward.journal.trust.upkeep import Keeper
from whyward.protocol.errors import Code, TheirFault


@pytest.mark.parametrize("code", list(Code))
def test_every_alarm_is_a_sentence_with_what_is_safe_or_what_to_do(code: Code) -> None:
    text = in_words(code)

    assert text[0].isupper()
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text.split(". ")) >= 2


async def test_something_newer_stays_in_the_alarms_until_the_program_is_newer_too(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement of a type that this version does not know ends the sync; what is recorded goes on."""
    anna, _ = await first_device(relay_url)

    async def refuses(*_: object) -> None:
        raise TheirFault("a statement of a type that this version does not know yet", code=Code.UNKNOWN_STATEMENT)

    monkeypatch.setattr(Keeper, "_settled", refuses)
    with pytest.raises(JournalError, match="newer"):
        await anna.sync()

    assert await anna.alarms() == {Code.UNKNOWN_NEWER}
    await anna.choose("Courage")
    assert anna.names() == {"Courage"}
