"""The support plan, helplines and consents: one plan, no word lost, the quieter side first, nothing about looking."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.apart import merged
from tests.support.happenings import PHONE, id_of
from tests.support.notebook import TODAY, Notebook
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events import consents as c
from whyward.journal.events import support as s
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.folding.nouns_caring import CONSENTS, HELPLINES, REGION
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.support import (
    AddHelpline,
    ChooseHelpRegion,
    GiveConsent,
    KeepSupportPlan,
    Person,
    RemoveHelpline,
    WithdrawConsent,
)
from whyward.journal.projections.support import consents, help_region, own_helplines, support_plan

ANNA = Person(name="Anna", phone="+44 20 7946 0000")
DIGEST = b"d" * 32
PURPOSE = "shown_before_unlock"
AGREE = GiveConsent(purpose=PURPOSE, text_version=1, lang="en", digest=DIGEST)


def written() -> Notebook:
    """A notebook with a plan."""
    notebook = Notebook()
    notebook.wish(KeepSupportPlan(early_signs=("I stop answering",), people_to_ask=(ANNA,), reasons="The sea"))
    return notebook


def test_a_plan_is_written_part_by_part_and_what_is_not_named_stays() -> None:
    notebook = written()
    notebook.wish(KeepSupportPlan(what_helps_me=("Tea", " ", "A walk"), reasons=""))
    plan = support_plan(notebook.pages)

    assert plan.early_signs == ("I stop answering",)
    assert plan.what_helps_me == ("Tea", "A walk")
    assert [(one.name, one.phone) for one in plan.people_to_ask] == [("Anna", "+44 20 7946 0000")]
    assert plan.reasons is None
    assert plan.revised_on == TODAY
    assert [one.event.kind for one in notebook.recorded] == ["support-plan-written.1", "support-plan-revised.1"]


def test_two_plans_written_apart_are_shown_as_one_and_revised_as_one() -> None:
    laptop, phone = written(), Notebook(PHONE)
    phone.wish(KeepSupportPlan(early_signs=("I sleep by day",), reasons="The dog"))
    laptop.hear(phone.recorded)
    plan = support_plan(laptop.pages)
    assert set(plan.early_signs) == {"I stop answering", "I sleep by day"}
    assert set((plan.reasons or "").split("\n\n")) == {"The sea", "The dog"}

    laptop.wish(KeepSupportPlan(early_signs=("Both",)))
    plan = support_plan(laptop.pages)
    assert plan.early_signs == ("Both",)
    assert set((plan.reasons or "").split("\n\n")) == {"The sea", "The dog"}
    laptop.wish(Undo())
    assert set(support_plan(laptop.pages).early_signs) == {"I stop answering", "I sleep by day"}


@pytest.mark.parametrize(
    "said",
    [
        {"early_signs": ("Now",)},
        {"what_helps_me": ("Now",)},
        {"places_and_people": ("Now",)},
        {"people_to_ask": (Person(name="Now"),)},
        {"professionals": (Person(name="Now"),)},
        {"instructions": "Now"},
        {"making_it_safer": "Now"},
        {"reasons": "Now"},
    ],
    ids=lambda said: next(iter(said)),
)
def test_of_two_plans_written_apart_what_is_not_named_keeps_every_word(said: dict[str, object]) -> None:
    laptop, phone = Notebook(), Notebook(PHONE)
    for notebook, word in ((laptop, "Here"), (phone, "There")):
        people, lines = (Person(name=word),), (word,)
        notebook.wish(
            KeepSupportPlan(
                early_signs=lines,
                what_helps_me=lines,
                places_and_people=lines,
                people_to_ask=people,
                professionals=people,
                instructions=word,
                making_it_safer=word,
                reasons=word,
            )
        )
    laptop.hear(phone.recorded)
    laptop.wish(KeepSupportPlan(**said))  # type: ignore[arg-type]  # each names one part

    plan = support_plan(laptop.pages)
    (changed,) = said
    for part in plan.__struct_fields__:
        words = str(getattr(plan, part))
        if part == changed:
            assert ("Now" in words, "Here" in words, "There" in words) == (True, False, False)
        elif part != "revised_on":
            assert ("Now" in words, "Here" in words, "There" in words) == (False, True, True)


def test_a_region_is_chosen_and_chosen_anew() -> None:
    notebook = Notebook()
    assert help_region(notebook.pages) is None
    notebook.wish(ChooseHelpRegion(region="GB"), ChooseHelpRegion(region="de"))

    assert help_region(notebook.pages) == "de"


def test_own_lines_come_in_the_order_they_were_added_and_go_when_removed() -> None:
    notebook = Notebook()
    notebook.wish(
        AddHelpline(name="Night line", phone="123", hours="from ten"),
        AddHelpline(name="Clinic", url="https://clinic.example", checked_on=date(2026, 2, 1)),
    )
    assert [(line.name, line.checked_on) for line in own_helplines(notebook.pages)] == [
        ("Night line", TODAY),
        ("Clinic", date(2026, 2, 1)),
    ]
    notebook.wish(RemoveHelpline(helpline="night"))

    assert [line.name for line in own_helplines(notebook.pages)] == ["Clinic"]


def agreed() -> Notebook:
    """A notebook where one thing was agreed to."""
    notebook = Notebook()
    notebook.wish(AGREE)
    return notebook


def test_a_consent_is_withdrawn_with_one_word_and_neither_is_undone() -> None:
    notebook = agreed()
    (shown,) = consents(notebook.pages)
    assert (shown.purpose, shown.digest, shown.withdrawn_on) == (PURPOSE, DIGEST, None)
    with pytest.raises(Refused, match="withdrawn or agreed to anew"):
        notebook.wish(Undo())

    notebook.wish(WithdrawConsent(purpose=PURPOSE))
    assert consents(notebook.pages)[0].withdrawn_on == TODAY
    with pytest.raises(Refused, match="withdrawn or agreed to anew"):
        notebook.wish(Undo())
    notebook.wish(AGREE)
    assert [one.withdrawn_on for one in consents(notebook.pages)] == [None, TODAY]


def test_a_withdrawal_is_of_this_device_unless_it_is_of_everywhere() -> None:
    laptop, phone = agreed(), Notebook(PHONE)
    phone.wish(AGREE)
    laptop.hear(phone.recorded)
    laptop.wish(WithdrawConsent(purpose=PURPOSE))
    assert [one.withdrawn_on is None for one in consents(laptop.pages) if one.device == bytes(PHONE)] == [True]

    laptop.wish(WithdrawConsent(purpose=PURPOSE, everywhere=True))
    assert not [one for one in consents(laptop.pages) if one.withdrawn_on is None]


def regional() -> Notebook:
    """A notebook with a region."""
    notebook = Notebook()
    notebook.wish(ChooseHelpRegion(region="gb"))
    return notebook


REFUSALS: dict[str, tuple[Callable[[], Notebook], Intention, str, str]] = {
    "no part": (Notebook, KeepSupportPlan(), "No part", "line"),
    "empty": (Notebook, KeepSupportPlan(early_signs=("",)), "empty", "A line is enough"),
    "two lines": (Notebook, KeepSupportPlan(early_signs=("a\nb",)), "more than one line", ""),
    "control": (Notebook, KeepSupportPlan(reasons="a\x1b[2J"), "control character", ""),
    "region": (Notebook, ChooseHelpRegion(region="Great Britain"), "short name", "gb"),
    "region again": (regional, ChooseHelpRegion(region="gb"), "chosen already", ""),
    "no way": (Notebook, AddHelpline(name="Night line"), "no way to reach", "number"),
    "no name": (Notebook, AddHelpline(name=" ", phone="1"), "is empty", ""),
    "to come": (Notebook, AddHelpline(name="x", phone="1", checked_on=date(2027, 1, 1)), "not come yet", ""),
    "no line": (Notebook, RemoveHelpline(helpline="x"), "No helpline", "no helpline yet"),
    "nothing agreed": (Notebook, WithdrawConsent(purpose=PURPOSE), "nothing of that kind", ""),
}


@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS.keys())
def test_each_refusal_says_what_and_what_next_and_records_nothing(
    case: tuple[Callable[[], Notebook], Intention, str, str],
) -> None:
    make, wish, text, hint = case
    notebook = make()
    count = len(notebook.recorded)

    with pytest.raises((Refused, BadInput, NotFound)) as caught:
        notebook.wish(wish)
    assert text in caught.value.text
    assert hint in caught.value.hint
    assert len(notebook.recorded) == count


PLAN, LINE, CONSENT = id_of("u", 1), id_of("l", 1), id_of("q", 1)


def revised(**changes: object) -> s.SupportPlanRevised:
    """Return a revision."""
    return s.SupportPlanRevised(plan_id=PLAN, changes=s.SupportPlanChanges(**changes))  # type: ignore[arg-type]  # each test names fields


def test_revisions_made_apart_keep_both_parts_and_of_one_part_the_later() -> None:
    plan = s.SupportPlanWritten(plan_id=PLAN, early_signs=("a",), reasons="r")
    found = support_plan(merged((plan, 1), (revised(early_signs=("b",)), 2), (revised(reasons=None), 2)))
    assert (found.early_signs, found.reasons) == (("b",), None)

    found = support_plan(merged((plan, 1), (revised(early_signs=("b",)), 3), (revised(early_signs=("c",)), 2)))
    assert found.early_signs == ("b",)


def test_of_two_regions_chosen_apart_the_later_counts() -> None:
    chosen = [s.HelpRegionChosen(region=region, lang="en") for region in ("gb", "de")]
    row = merged((chosen[0], 2), (chosen[1], 1)).one(REGION)

    assert row is not None
    assert row.region == "gb"


def test_a_line_that_was_removed_on_one_device_does_not_come_back_from_another() -> None:
    added = s.OwnHelplineAdded(helpline_id=LINE, name="n", phone="1", checked_on=TODAY)
    gone = s.OwnHelplineRemoved(helpline_id=LINE)
    (row,) = merged((added, 3), (gone, 2), (added, 9)).all(HELPLINES)

    assert row.removed


def test_a_consent_that_was_withdrawn_apart_is_withdrawn() -> None:
    given = c.ConsentGiven(consent_id=CONSENT, purpose="p", text_version=1, lang="en", digest=DIGEST)
    (row,) = merged((given, 3), (c.ConsentWithdrawn(consent_id=CONSENT), 2), (given, 9)).all(CONSENTS)

    assert row.withdrawn_at is not None


def test_a_withdrawal_stands_even_where_another_program_took_it_back() -> None:
    given = c.ConsentGiven(consent_id=CONSENT, purpose="p", text_version=1, lang="en", digest=DIGEST)
    back = EventRetracted(target_event_id=id_of("e", 1), why="undo")
    (row,) = merged((given, 1), (c.ConsentWithdrawn(consent_id=CONSENT), 2), (back, 3)).all(CONSENTS)

    assert row.withdrawn_at is not None
