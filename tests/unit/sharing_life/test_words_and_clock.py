"""Safety words, the places asked for, and the clock that knows days only."""

from collections import Counter

from tests.support.world import CRYPTO, HandClock, SeededEntropy
from whyward.journal.days import DAY_MS
from whyward.journal.sharing.coarse_clock import CoarseClock
from whyward.journal.sharing.safety_words import WORDS, are_right, positions, safety_words
from whyward.protocol.ids import SpaceId

SAID = (b"x" * 16, b"s" * 32, b"p" * 32, b"k" * 1216)


async def words_of(secret: bytes, space_id: bytes, sign_pk: bytes, kem_pk: bytes) -> tuple[str, ...]:
    """Return the words for some link, space and keys."""
    return await safety_words(CRYPTO, secret=secret, space_id=SpaceId(space_id), sign_pk=sign_pk, kem_pk=kem_pk)


async def test_another_link_space_or_key_gives_other_words() -> None:
    words = await words_of(*SAID)

    assert len(words) == WORDS
    assert words == await words_of(*SAID)
    for place, value in enumerate(SAID):
        other = [*SAID]
        other[place] = bytes([value[0] ^ 1]) + value[1:]
        assert await words_of(*other) != words, place


def test_three_different_places_are_asked_for_each_as_likely_as_any() -> None:
    entropy = SeededEntropy("places")
    chosen = [positions(entropy) for _ in range(4000)]

    assert all(len(set(places)) == 3 and list(places) == sorted(places) for places in chosen)
    counts = Counter(place for places in chosen for place in places)
    assert sorted(counts) == list(range(1, WORDS + 1))
    assert all(1350 < count < 1650 for count in counts.values())


def test_typed_words_count_whatever_their_case_and_only_at_their_places() -> None:
    words = ["abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract"]

    assert are_right(words, (2, 5, 8), ["Ability ", "above", "ABSTRACT"])
    assert are_right(words, (2, 5, 8), ["ability above abstract"])
    assert not are_right(words, (2, 5, 8), ["above", "ability", "abstract"])
    assert not are_right(words, (2, 5, 8), ["ability", "above"])
    assert not are_right(words, (2, 5, 8), ["ability", "above", "abstract", "absorb"])
    assert not are_right(words, (2, 5, 8), [])


def test_the_coarse_clock_tells_the_day_and_nothing_else() -> None:
    clock = HandClock(offset=-600)
    coarse = CoarseClock(clock)
    day = clock.ms // DAY_MS * DAY_MS
    told: set[tuple[int, int]] = set()
    for at in (0, 1, DAY_MS // 2, DAY_MS - 1):
        clock.ms = day + at
        told.add((coarse.now_ms(), coarse.offset_minutes(clock.ms)))

    assert told == {(day + DAY_MS // 2, 0)}
