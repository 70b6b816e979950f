"""After filling, the space of the share shows exactly what the preview showed, whatever the journal and the wish."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.happenings import LAPTOP, START_MS, event, histories, id_of
from tests.support.notebook import TODAY
from tests.support.share_happenings import CONSENT
from tests.support.share_scene import ENDS, SHARE, Owner, granted
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.shares import Field, ItemGrant, ShareNarrowed, ShareWidened
from whyward.journal.projections.shared_goal import client_goals
from whyward.journal.sharing.audit import audit, sent_on
from whyward.journal.sharing.filling import Due
from whyward.journal.sharing.previewing import preview

in_ci = settings(max_examples=50, derandomize=True, deadline=None)

REFS = [f"goal:{id_of('g', number).hex()}" for number in range(2)]
SEVERAL = st.lists(st.sampled_from([field.value for field in Field]), unique=True, max_size=5)


@st.composite
def wishes(draw: st.DrawFn, owner: Owner) -> Body:
    """Draw a grant, a widening or a narrowing."""
    items = [(ref, draw(SEVERAL)) for ref in draw(st.lists(st.sampled_from(REFS), unique=True))]
    grants = tuple(ItemGrant(ref=ref, fields=tuple(fields)) for ref, fields in items)
    after = owner.row().narrowings
    match draw(st.sampled_from(["grant", "widen", "narrow"])):
        case "grant":
            mode = draw(st.sampled_from(["once", "keep_updated"]))
            starts = TODAY - timedelta(days=draw(st.integers(0, 2)))
            return granted(*items, mode=mode, starts=starts, ends=ENDS, row=owner.row())
        case "widen":
            return ShareWidened(share_id=SHARE, items=grants, consent=CONSENT, after=after)
        case _:
            return ShareNarrowed(share_id=SHARE, items=grants)


def worlds() -> st.SearchStrategy[list[Recorded]]:
    """Draw histories with two goals in them for certain."""
    sets = [
        GoalSet(goal_id=id_of("g", n), statement=f"Goal {n}", kind="once", measure="done", proposed_by="me")
        for n in range(2)
    ]
    first = [Recorded(event(body, 1, number=90 + n, at=START_MS), LAPTOP) for n, body in enumerate(sets)]
    return histories(events_max=30).map(
        lambda history: [
            *first,
            *(one for one in history if "share" not in one.event.kind and "contact" not in one.event.kind),
        ]
    )


@in_ci
@given(st.data())
def test_what_the_preview_shows_is_what_will_be_there(data: st.DataObject) -> None:
    owner = Owner()
    owner.pages.merge(data.draw(worlds()))
    owner.meet()
    owner.tell(
        granted(
            *((ref, ["statement", "progress"]) for ref in REFS),
            mode="keep_updated",
            starts=TODAY,
            ends=ENDS,
            row=owner.row(),
        )
    )
    for _ in range(data.draw(st.integers(1, 4))):
        wished = data.draw(wishes(owner))
        shown = preview(owner.pages, owner.share_pages, owner.row(), wished).shown
        owner.tell(wished)
        owner.fill()

        assert owner.there() == tuple(one.goal for one in shown)
        assert [(goal.item, goal.goal) for goal in client_goals(owner.share_pages)] == [
            (one.alias, one.goal) for one in shown
        ]
        assert {(one.item, one.goal) for one in sent_on(owner.pages, owner.share_pages, SHARE, owner.today)} == {
            (one.alias, one.goal) for one in shown
        }
        assert sum(line.shown_now for line in audit(owner.pages, owner.share_pages, SHARE).lines) == len(shown)
        assert owner.due() == Due()
        owner.pages.merge(data.draw(worlds()))
        owner.fill()
