"""A relay that lies about sizes and numbers, and one that would have weaker ciphers: cases 58 and 59."""

from tests.support.cli_in_world import in_world
from tests.support.cli_process import AWAY, DONE, REFUSED
from tests.support.evil_nonsense import DOWNGRADES, LIES, LIMITS, Babbler, Greeter, Older
from tests.support.evil_person import Person


def test_an_answer_that_is_none_changes_nothing(person: Person) -> None:
    """Case 58: each lie ends that sync with one calm sentence, in a gibibyte of memory, whatever size it claims."""
    phone = in_world(person.phone, "memory=1024")
    for name, nonsense in LIES.items():
        ended = person.lied_to(phone, Babbler(nonsense), "sync")

        assert ended.status == AWAY, f"{name}: {ended.out} {ended.err}"
        assert "safe on this device" in ended.err, f"{name}: {ended.err}"
        assert ended.err.count("\n") == 2, f"{name}: {ended.err}"
    person.assert_unmoved()
    person.assert_believes_the_honest_relay()


def test_a_relay_chooses_neither_version_nor_cipher(person: Person) -> None:
    """Case 59: whatever it asks for, it is refused; and its words are not shown."""
    for name, greeting in DOWNGRADES.items():
        ended = person.lied_to(person.phone, Greeter(greeting), "sync")

        assert ended.status in {AWAY, REFUSED}, f"{name}: {ended.out} {ended.err}"
        assert "safe on this device" in ended.err, name
        assert "unencrypted" not in ended.err, name
        assert "version 0" not in ended.err, name
    person.assert_unmoved("unknown-newer")
    person.assert_believes_the_honest_relay("unknown-newer")


def test_a_segment_of_another_version_or_suite_is_not_read_by_older_rules(person: Person) -> None:
    """Case 59: unknown means refused, never fallen back from."""
    for said in ({"v": 0}, {"suite": 0}, {"v": 0, "suite": 0}, {"suite": 255}):
        ended = person.lied_to(person.phone, Older(**said))

        assert ended.status == DONE
        assert (ended.document["received"], ended.document["set_aside"]) == (0, 1)
    person.assert_unmoved("unknown-version")
    person.assert_believes_the_honest_relay("unknown-version")


def test_the_limits_of_a_relay_make_pages_smaller_and_nothing_else(person: Person) -> None:
    """Case 59: with any figures, what was recorded is carried, sealed as ever."""
    laptop = person.laptop
    for name, greeting in LIMITS.items():
        laptop.do("value", "add", name)
        ended = person.lied_to(laptop, Greeter(greeting))

        assert ended.status == DONE, f"{name}: {ended.err}"
        assert ended.document["sent"] == 1, name
    assert person.phone.ask("sync")["received"] == 5
