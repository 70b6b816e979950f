"""A relay that serves segments which nobody wrote so: cases 47, 48 and 49, against real devices.

After each lie the phone is as it was before, says so in a durable alarm, goes on with all else, and believes the
honest relay again.
"""

from collections.abc import Mapping

from tests.support.cli_process import DONE
from tests.support.evil_forging import ELSEWHERE, MOVED, RECOMBINED, UNSIGNED, Forge, Forger, moved_field
from tests.support.evil_person import COURAGE, HONESTY, KINDNESS, PATIENCE, Person, told, values


def assert_refused(person: Person, forgeries: Mapping[str, Forge]) -> list[str]:
    """Serve every forgery to the phone: each is refused alone, and nothing of it is merged; return the alarms."""
    phone, spoils, before = person.phone, person.relay.spoils, person.phone_told
    assert before is not None
    for name, forge in forgeries.items():
        ended = person.lied_to(phone, Forger(forge, spoils))

        assert ended.status == DONE, f"{name}: {ended.err}"
        carried = ended.document
        assert (carried["received"], carried["set_aside"]) == (0, 1), f"{name}: {carried}"
        assert carried["state_hash"] == before.state_hash, name
    after = told(phone)
    assert after == before.but(*after.alarms)
    assert phone.ask("check", "--read-data")["sound"] is True
    return after.alarms


def assert_goes_on(person: Person, alarms: list[str]) -> None:
    """The phone's own series goes on, and from an honest relay everything arrives, without a further alarm."""
    person.phone.do("value", "add", "Rest")
    carried = person.phone.ask("sync")

    assert (carried["sent"], carried["received"], carried["set_aside"]) == (1, 2, 0)
    assert values(person.phone) == [COURAGE, HONESTY, KINDNESS, PATIENCE, "Rest"]
    assert told(person.phone).alarms == alarms
    assert person.laptop.ask("sync")["state_hash"] == carried["state_hash"]
    assert told(person.laptop).alarms == []


def test_a_segment_without_its_authors_signature_is_never_merged(person: Person) -> None:
    """Case 47: the relay's own key, a signature from elsewhere, none at all."""
    raised = assert_refused(person, UNSIGNED)

    assert raised == ["bad-signature"]
    assert_goes_on(person, raised)


def test_a_genuine_segment_in_another_place_is_never_merged(person: Person) -> None:
    """Case 48: another space, another device, another number, another order."""
    raised = assert_refused(person, MOVED)

    assert raised == ["gap", "wrong-place"]
    assert_goes_on(person, raised)


def test_a_header_with_a_field_from_elsewhere_is_never_merged(person: Person) -> None:
    """Case 48: every field in turn, each with a value that is valid somewhere else."""
    raised = assert_refused(person, {name: moved_field(name) for name in ELSEWHERE})

    assert {"wrong-place", "gap", "forked", "bad-epoch", "bad-body", "unknown-version"} <= set(raised)
    assert_goes_on(person, raised)


def test_a_body_under_another_header_is_never_merged(person: Person) -> None:
    """Case 49: ciphertext and header, each genuine, recombined."""
    raised = assert_refused(person, RECOMBINED)

    assert raised == ["bad-body", "bad-signature", "gap"]
    assert_goes_on(person, raised)
