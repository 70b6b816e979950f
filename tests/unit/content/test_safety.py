"""What we say about safety and hard times: all of it is there, and none of it grades, hurries or frightens."""

import re

import msgspec

from whyward.content.helplines import helplines
from whyward.content.safety import safety_texts
from whyward.content.support import Form, support_texts
from whyward.journal.events.support import SupportPlanWritten

BANNED = re.compile(
    r"\b(should|must|fail(ed|ure|ing)?|missed|overdue|streaks?|broken|lazy|only|just|error|invalid)\b"
    r"|commit(ted)? suicide|!|%",
    re.IGNORECASE,
)


def test_no_text_holds_a_banned_word() -> None:
    for content in (safety_texts(), support_texts(), helplines()):
        assert not BANNED.search(msgspec.json.encode(content).decode())


def test_the_purpose_says_what_it_is_not() -> None:
    purpose = " ".join(safety_texts().purpose)

    for word in ("diagnose", "treat", "monitor", "emergencies", "nobody watches"):
        assert word in purpose


def test_quick_exit_says_what_it_cannot_do() -> None:
    said = " ".join(safety_texts().quick_exit.points)

    for word in ("browser remembers", "picture of the screen", "watches the device", "Shift three times"):
        assert word in said


def test_the_parts_of_a_plan_are_the_fields_of_its_event_with_the_form_of_each() -> None:
    forms = {part.key: part.form for part in support_texts().parts}
    fields = [field.name for field in msgspec.structs.fields(SupportPlanWritten)]

    assert list(forms) == [name for name in fields if name != "plan_id"]
    assert {key for key, form in forms.items() if form is Form.PEOPLE} == {"people_to_ask", "professionals"}


def test_an_agreement_is_named_by_its_very_text() -> None:
    agreement = safety_texts().before_unlock
    other = msgspec.structs.replace(agreement, text=agreement.text + " ")

    assert len(agreement.digest) == 32
    assert other.digest != agreement.digest
