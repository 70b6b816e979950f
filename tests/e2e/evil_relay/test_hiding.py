"""A relay that shows the past, or the future before the past: cases 40 and 45."""

from tests.support.cli_process import AWAY, DONE
from tests.support.evil_hiding import Backwards, LiveTail, PutBack
from tests.support.evil_person import Person


def test_a_relay_that_goes_back_in_time_moves_nothing_back(person: Person) -> None:
    """Case 45: an old state, genuine in every part; told in an alarm, and given back what it claims to have lost."""
    ended = person.lied_to(person.phone, PutBack(person.relay.spoils, back=2))

    assert ended.status == DONE, ended.err
    person.assert_unmoved("relay-regressed")
    person.assert_believes_the_honest_relay("relay-regressed")


def test_a_page_that_comes_before_it_is_asked_for_is_not_taken(person: Person) -> None:
    """Case 40: the live end, pushed before what it follows; nothing is buffered, all of it is asked for again."""
    ended = person.lied_to(person.phone, LiveTail(), "sync")

    assert ended.status == AWAY
    person.assert_unmoved()
    person.assert_believes_the_honest_relay()


def test_a_page_that_starts_too_late_is_not_merged(person: Person) -> None:
    """Case 40: the live end in place of what was asked for; set aside, and asked for again at the next sync."""
    ended = person.lied_to(person.phone, Backwards())

    assert ended.status == DONE
    person.assert_unmoved("gap")
    person.assert_believes_the_honest_relay("gap")
