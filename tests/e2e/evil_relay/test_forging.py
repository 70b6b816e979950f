"""A relay that serves segments which nobody wrote so: cases 47, 48 and 49, against real devices.

After each lie the phone is as it was before, says so in a durable alarm, goes on with all else, and believes the
honest relay again.
"""

from collections.abc import Mapping

from tests.support.cli_process import DONE
from tests.support.evil_forging import ELSEWHERE, MOVED, RECOMBINED, UNSIGNED, Forge, Forger, moved_field
from tests.support.evil_person import COURAGE, HONESTY, KINDNESS, PATIENCE, Person, alarms, told, values


def assert_refused(person: Person, forgeries: Mapping[str, Forge]) -> set[str]:
    """Serve every forgery to the phone: each is refused alone, and nothing of it is merged; return the alarms."""
    phone, spoils = person.phone, person.spoils
    before = told(phone)
    for name, forge in forgeries.items():
        ended = person.lied_to(phone, Forger(forge, spoils))

        assert ended.status == DONE, f"{name}: {ended.err}"
        carried = ended.document
        assert (carried["received"], carried["set_aside"]) == (0, 1), f"{name}: {carried}"
        assert carried["state_hash"] == before.state_hash, name
    assert told(phone) == before
    assert phone.ask("check", "--read-data")["sound"] is True
    return set(alarms(phone))


def assert_goes_on(person: Person) -> None:
    """The phone's own series was never touched by it, and from an honest relay everything arrives, without more ado."""
    raised = alarms(person.phone)
    person.phone.do("value", "add", "Rest")

    carried = person.phone.ask("sync")

    assert (carried["sent"], carried["received"], carried["set_aside"]) == (1, 2, 0)
    assert values(person.phone) == [COURAGE, HONESTY, KINDNESS, PATIENCE, "Rest"]
    assert alarms(person.phone) == raised
    assert person.laptop.ask("sync")["state_hash"] == carried["state_hash"]
    assert alarms(person.laptop) == []


def test_a_segment_without_its_authors_signature_is_never_merged(person: Person) -> None:
    """Case 47: the relay's own key, a signature from elsewhere, none at all."""
    raised = assert_refused(person, UNSIGNED)

    assert raised == {"bad-signature"}
    assert_goes_on(person)


def test_a_genuine_segment_in_another_place_is_never_merged(person: Person) -> None:
    """Case 48: another space, another device, another number, another order."""
    raised = assert_refused(person, MOVED)

    assert raised == {"wrong-place", "gap"}
    assert_goes_on(person)


def test_a_header_with_a_field_from_elsewhere_is_never_merged(person: Person) -> None:
    """Case 48: every field in turn, each with a value that is valid somewhere else."""
    raised = assert_refused(person, {name: moved_field(name) for name in ELSEWHERE})

    assert raised >= {"wrong-place", "gap", "forked", "bad-epoch", "bad-body", "unknown-version", "bad-signature"}
    assert_goes_on(person)


def test_a_body_under_another_header_is_never_merged(person: Person) -> None:
    """Case 49: ciphertext and header, each genuine, recombined."""
    raised = assert_refused(person, RECOMBINED)

    assert raised >= {"bad-body", "bad-signature"}
    assert_goes_on(person)
