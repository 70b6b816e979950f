"""The catalogue holds what a person did on purpose, and nothing that a program could notice about them."""

import re

import msgspec
import pytest

from whyward.journal.events.catalogue import KIND_OF, KINDS, entity_of_ref, ref_of
from whyward.journal.events.envelope import Kind

NEVER_RECORDED = (
    # Word by word from the design: app opens, screen views, dwell times, ignored reminders, missed occurrences,
    # help-now views, quick-exit use, failed unlocks, second-vault use, search terms, location, host names and
    # addresses, typing, read-tracking.
    "open(ed)?|view|viewed|screen|dwell|duration|ignored|missed|skipped|help|exit|unlock|unlocked|failed|vault|search"
    "|searched|query|location|latitude|longitude|hostname|host|ip|address|typing|typed|keystroke|read|seen|streak|overdue"
    "|score|grade|percent"
)
CHOSEN = {"help-region-chosen.1": {"help"}}
"""Words that stand there for what a person chose, and for nothing that they looked at."""


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_and_no_field_records_what_is_never_recorded(kind: str) -> None:
    words = set(re.split(r"[-_.]", kind))
    for field in msgspec.structs.fields(KINDS[kind].type):
        words |= set(field.name.split("_"))

    words -= CHOSEN.get(kind, set())

    assert not [word for word in words if re.fullmatch(NEVER_RECORDED, word)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_past_tense_with_its_version(kind: str) -> None:
    assert msgspec.convert(kind, Kind) == kind
    assert kind.endswith(".1")


def test_a_value_can_never_be_done() -> None:
    assert not [kind for kind in KINDS if re.match(r"value.*(complet|done|finish|achiev)", kind)]


def test_each_kind_has_a_type_of_its_own() -> None:
    assert len(KIND_OF) == len(KINDS)


def test_a_body_holds_its_fields_frozen_by_name_and_refuses_others_at_first() -> None:
    for touching in KINDS.values():
        config = touching.type.__struct_config__
        assert config.frozen
        assert config.omit_defaults
        assert config.forbid_unknown_fields
        assert not config.array_like


def test_references_lead_back_to_entities() -> None:
    assert entity_of_ref(ref_of(b"entry:", b"n" * 16)) == b"entry:" + b"n" * 16
    assert entity_of_ref("domain:health") == b"domain:health"
    assert entity_of_ref("entry:" + "z" * 32) == b"entry:" + b"z" * 32
