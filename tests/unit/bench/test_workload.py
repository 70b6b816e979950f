"""The bench's workload is the same every time, and comes to the state that it says it comes to."""

from bench.workload import Workload, reached
from tests.support.world import START_MS, SeededEntropy, new_space
from whyward.journal.decide.deciding import decide
from whyward.journal.decide.facts import Context, to_events
from whyward.journal.events.envelope import Recorded
from whyward.journal.pages import Pages

COUNT = 200


def test_the_same_seed_gives_the_same_wishes_and_another_seed_others() -> None:
    assert list(Workload(COUNT)) == list(Workload(COUNT))
    assert list(Workload(COUNT)) != list(Workload(COUNT, seed=8))


def test_the_wishes_come_to_the_expected_state_one_event_each() -> None:
    """What the second device is held against in every run."""
    device = new_space().device.device_id
    pages, workload = Pages(), Workload(COUNT)
    context = Context(START_MS, 60, device, SeededEntropy(0))
    for wish in workload:
        (event,) = to_events(decide(wish, pages, context), after_hlc=pages.max_hlc, context=context)
        pages.merge([Recorded(event, device)])

    assert pages.count() == COUNT
    assert reached(pages) == workload.expected
    assert workload.expected.entries > COUNT // 2


def test_a_lost_event_is_noticed() -> None:
    workload = Workload(COUNT)
    list(workload)

    assert reached(Pages()) != workload.expected
