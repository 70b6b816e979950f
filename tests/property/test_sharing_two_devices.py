"""Two devices of one owner fill one share, each when it comes by: once, and both end with the same.

A sync is a line of small steps, and the other device, or the end of the process, may come between any two of them.
"""

from collections.abc import Generator

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.happenings import LAPTOP, PHONE
from tests.support.share_happenings import CONSENT
from tests.support.share_scene import SHARE, Owner
from whyward.journal.events.catalogue import ITEM
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.shared import ItemShared
from whyward.journal.events.shares import ItemGrant, ShareNarrowed, SharePaused, ShareResumed, ShareWidened
from whyward.journal.folding.nouns import GOALS, ITEMS
from whyward.journal.intentions.goals import AdjustGoal, PauseGoal, ResumeGoal, SetGoal
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.sharing.aliases import alias_key
from whyward.journal.sharing.effective import effective
from whyward.journal.sharing.filling import Due
from whyward.journal.sharing.rows import deliveries
from whyward.journal.sharing.view import view

in_ci = settings(max_examples=120, derandomize=True, deadline=None)

FIELDS = ["statement", "why", "progress", "step_notes", "history"]
ACTS = ["reword", "step", "turn", "narrow", "widen", "pause", "resume"]


class Relay:
    """What both devices have sent, of each log."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.own: list[Recorded] = []
        self.share: list[Recorded] = []
        self.known_by: dict[bytes, frozenset[bytes]] = {}

    def watch(self, found: Due, known: frozenset[bytes]) -> None:
        """See that whoever follows a version knows at least what one who wrote it knew, and remember that of these."""
        for filling in found.fillings:
            after = filling.body.after
            assert after is None or self.known_by[after] <= known, "talks over one who knew more"
            self.known_by[filling.event_id] = known & self.known_by.get(filling.event_id, known)


class Device(Owner):
    """One device with an act for each of the person's wishes, and a sync in steps."""

    def act(self, name: str, number: int) -> None:
        """Do something that changes what is shown, or what may be."""
        goals = sorted(self.pages.all(GOALS), key=lambda row: row.goal_id)
        goal = goals[number % len(goals)]
        called, item = goal.goal_id.hex(), ItemGrant(ref=f"goal:{goal.goal_id.hex()}", fields=(FIELDS[number % 5],))
        match name:
            case "reword":
                self.wish(AdjustGoal(goal=called, statement=f"Words {number} of {self.device.hex()[:2]}"))
            case "step":
                self.wish(TakeStep(goal=called, note=f"Note {number}"))
            case "turn":
                self.wish(PauseGoal(goal=called) if goal.status == "active" else ResumeGoal(goal=called))
            case "narrow":
                self.tell(ShareNarrowed(share_id=SHARE, items=(item,)))
            case "widen":
                after = self.row().narrowings
                self.tell(ShareWidened(share_id=SHARE, items=(item,), consent=CONSENT, after=after))
            case "pause":
                self.tell(SharePaused(share_id=SHARE))
            case _:
                self.tell(ShareResumed(share_id=SHARE, after=self.row().pauses))

    def _own(self) -> list[bytes]:
        return [one.event.id for one in self.recorded]

    def sync(self, relay: Relay) -> Generator[None]:
        """Carry both logs and fill the share; something else may happen wherever this yields."""
        self.hear(relay.own)
        relay.own += [one for one in self.recorded if one not in relay.own]
        yield
        self.share_pages.merge(relay.share)
        relay.share += [one for one in self.said if one not in relay.share]
        yield
        found = self.due()
        if found.is_waiting:
            self.hear(relay.own)
            found = self.due(heard_all=True)
        heard = (row.event.id for row in relay.own)
        relay.watch(found, frozenset(one for one in (*heard, *self._own()) if self.pages.event(one) is not None))
        self.note(found)
        yield
        relay.own += [one for one in self.recorded if one not in relay.own]
        yield
        self.say(found)
        yield
        relay.share += [one for one in self.said if one not in relay.share]


def whole(sync: Generator[None]) -> None:
    """Take all steps of a sync."""
    for _ in sync:
        pass


def two_devices() -> tuple[Device, Device, Relay]:
    """Return two devices that know of two goals and one grant."""
    laptop, phone, relay = Device(LAPTOP), Device(PHONE), Relay()
    laptop.wish(SetGoal(statement="Call a friend", why="for her"), SetGoal(statement="Rest", why="for me"))
    laptop.meet()
    laptop.grant(*((f"goal:{row.goal_id.hex()}", FIELDS[:3]) for row in laptop.pages.all(GOALS)))
    relay.own += laptop.recorded
    phone.hear(relay.own)
    return laptop, phone, relay


def assert_filled_once(device: Device) -> None:
    """No version is there twice, none says what the one before it said, and each has its line."""
    said: set[object] = set()
    lines = {line.version for line in deliveries(device.pages, SHARE)}
    for row in device.share_pages.all(ITEMS):
        goals: dict[bytes | None, object] = {None: None}
        for one in device.share_pages.happened(ITEM + row.item):
            version, after = getattr(one.body, "version"), getattr(one.body, "after")  # noqa: B009  # both kinds have them
            goals[version] = one.body.goal if isinstance(one.body, ItemShared) else None
            assert goals[version] != goals[after]
            assert (row.item, after, goals[version]) not in said
            assert version == one.event.id
            assert version in lines
            said.add((row.item, after, goals[version]))


@in_ci
@given(st.data())
def test_whoever_comes_by_first_it_is_filled_once_and_ends_as_the_person_has_it(data: st.DataObject) -> None:
    laptop, phone, relay = two_devices()
    devices = (laptop, phone)
    under_way: dict[Device, Generator[None]] = {}
    for _ in range(data.draw(st.integers(1, 30))):
        device = data.draw(st.sampled_from(devices))
        match data.draw(st.sampled_from(["act", "sync", "sync", "sync", "killed"])):
            case "act":
                device.act(data.draw(st.sampled_from(ACTS)), data.draw(st.integers(0, 9)))
            case "killed":
                under_way.pop(device, None)
            case _:
                sync = under_way.setdefault(device, device.sync(relay))
                if next(sync, "ended") == "ended":
                    under_way.pop(device)
    for sync in under_way.values():
        whole(sync)
    for device in (*devices, *devices):
        whole(device.sync(relay))
    for device in (*devices, *devices):
        assert device.due() == Due()
        whole(device.sync(relay))

    row = laptop.row()
    allowed = effective(row, today=laptop.today)
    assert laptop.pages.state_hash() == phone.pages.state_hash()
    assert laptop.share_pages.state_hash() == phone.share_pages.state_hash()
    assert_filled_once(laptop)
    if allowed.state == "active":
        shown = view(laptop.pages, allowed, alias_key=alias_key(row))
        assert laptop.there() == tuple(one.goal for one in shown)


@in_ci
@given(st.permutations(["laptop", "phone"] * 3))
def test_without_a_change_nobody_writes_a_second_time(order: list[str]) -> None:
    laptop, phone, relay = two_devices()
    for name in order:
        whole((laptop if name == "laptop" else phone).sync(relay))

    assert len({one.event.id for one in relay.share}) == 2, "one version of each of two goals"
    assert len(deliveries(laptop.pages, SHARE)) == 2
