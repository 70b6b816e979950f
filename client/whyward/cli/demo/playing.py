"""The demo from its first line to its last: pair, record apart, come together, share, compare, look at the relay.

Any difference between the devices, and any word found at the relay, ends it with a sentence and status 1.
"""

import asyncio
import tempfile
from collections.abc import Generator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import msgspec

from whyward.adapters.platform import SystemClock, monotonic_s
from whyward.cli.commands.join import WordsShown
from whyward.cli.commands.link import CodeShown
from whyward.cli.demo.device import DemoDevice
from whyward.cli.demo.processes import DemoStopped, RelayProcess, line_from, started
from whyward.cli.demo.relay_view import SegmentSeen, VisitSeen, found_in, segments_seen, visits_seen, word_groups
from whyward.cli.demo.seen import DeviceSeen, GoalSeen, ValueSeen
from whyward.cli.demo.sharing import ShareSeen, look_at_the_therapist, share_one_goal
from whyward.cli.demo.story import Story, article_example
from whyward.cli.face import Face
from whyward.cli.shown.status import StatusShown
from whyward.journal.days import life_day

_A_WEEK = timedelta(days=7)


@dataclass(slots=True)
class Played:
    """What came of it."""

    folder: Path
    seen: dict[str, DeviceSeen] = field(default_factory=dict[str, DeviceSeen])
    segments: list[SegmentSeen] = field(default_factory=list[SegmentSeen])
    visits: list[VisitSeen] = field(default_factory=list[VisitSeen])
    groups_searched: int = 0
    groups_found: list[str] = field(default_factory=list[str])
    share: ShareSeen = field(default_factory=ShareSeen)
    timings_ms: dict[str, int] = field(default_factory=dict[str, int])

    @contextmanager
    def timed(self, part: str) -> Generator[None]:
        """Measure one part."""
        start = monotonic_s()
        yield
        self.timings_ms[part] = round((monotonic_s() - start) * 1000)


@contextmanager
def own_folder(*, keep: bool) -> Generator[Path]:
    """Make a folder for the demo; remove it in the end unless it is to be kept."""
    if keep:
        yield Path(tempfile.mkdtemp(prefix="whyward-demo-"))
        return
    with tempfile.TemporaryDirectory(prefix="whyward-demo-") as named:
        yield Path(named)


async def play(face: Face, folder: Path) -> Played:
    """Play the whole demo in a folder; raise `DemoStopped` at the first thing that is not as it should be."""
    relay = RelayProcess(folder / "relay")
    relay.folder.mkdir()
    laptop, phone = DemoDevice("laptop", folder / "laptop"), DemoDevice("phone", folder / "phone")
    therapist = DemoDevice("therapist", folder / "therapist")
    clock = SystemClock()
    now_ms = clock.now_ms()
    story = article_example(life_day(now_ms, clock.offset_minutes(now_ms)) + _A_WEEK)
    played = Played(folder)
    with played.timed("total"):
        await _begin(face, relay, laptop, phone, therapist, played)
        await _record_apart(face, laptop, phone, story, played)
        async with relay.running():
            await _come_together(face, laptop, phone, story, played)
            with played.timed("share_one_goal"):
                await share_one_goal(face, laptop, phone, therapist)
        await _compare(laptop, phone, played)
        with played.timed("look_at_the_therapist"):
            played.share = await look_at_the_therapist(laptop, therapist, story)
        _look_at_the_relay(relay, story, played)
    return played


async def _begin(
    face: Face, relay: RelayProcess, laptop: DemoDevice, phone: DemoDevice, therapist: DemoDevice, played: Played
) -> None:
    async with AsyncExitStack() as stack:
        with played.timed("start_relay"):
            await stack.enter_async_context(relay.running())
        face.say(f"A relay is listening at {relay.url}. It carries what it cannot read.")
        with played.timed("init_both"):
            await asyncio.gather(
                laptop.do("init", "--relay", relay.url, "--device", laptop.name, "--unlock", "file"),
                therapist.do("init", "--device", "practice", "--unlock", "file"),
            )
        face.say("The laptop has a new journal. Its recovery words were shown once, and are gone.")
        with played.timed("pair_phone"):
            await _link(relay, laptop, phone)
        face.say("The phone is in: a code went one way, four words came back.")
    face.say("The relay is away now. Nobody needs it to write.")


async def _link(relay: RelayProcess, laptop: DemoDevice, phone: DemoDevice) -> None:
    """Let the phone in: type the laptop's code into the phone, and the phone's words into the laptop."""
    async with started("whyward.cli", laptop.spelt("link"), laptop.errors) as linking:
        code = msgspec.json.decode(await line_from(linking, "the laptop", laptop.errors), type=CodeShown).code
        joining_arguments = ("join", code, "--relay", relay.url, "--device", phone.name, "--unlock", "file")
        async with started("whyward.cli", phone.spelt(*joining_arguments), phone.errors) as joining:
            words = msgspec.json.decode(await line_from(joining, "the phone", phone.errors), type=WordsShown).words
            assert linking.stdin is not None
            linking.stdin.write(" ".join(words).encode() + b"\n")
            await linking.stdin.drain()
            await line_from(joining, "the phone", phone.errors)
            await line_from(linking, "the laptop", laptop.errors)
            if await joining.wait() or await linking.wait():
                raise DemoStopped("the pairing did not end well")


async def _record_apart(face: Face, laptop: DemoDevice, phone: DemoDevice, story: Story, played: Played) -> None:
    with played.timed("record_apart"):
        await asyncio.gather(laptop.record(story.laptop_apart), phone.record(story.phone_apart))
    face.say(
        "On the laptop: Authenticity, not yet in relationships; a goal with a tiny version; what is in the way: fear."
    )
    face.say("On the phone, meanwhile: Kindness, a line in the journal, a tiny step.")


async def _come_together(face: Face, laptop: DemoDevice, phone: DemoDevice, story: Story, played: Played) -> None:
    face.say("The relay is back, at the same address, with the same file.")
    with played.timed("sync_both"):
        await laptop.do("sync")
        await phone.do("sync")
    face.say("Both have synced. The phone knows the goal now.")
    with played.timed("step_on_phone_and_sync"):
        await phone.record(story.phone_after)
        await phone.do("sync")
        await laptop.do("sync")
    face.say("On the phone: a step on the goal that was set on the laptop. It is on both now.")


async def _compare(laptop: DemoDevice, phone: DemoDevice, played: Played) -> None:
    with played.timed("read_both"):
        seen = await asyncio.gather(_seen(laptop), _seen(phone))
    played.seen = {laptop.name: seen[0], phone.name: seen[1]}
    if seen[0] != seen[1]:
        raise DemoStopped("the two devices do not show the same values and goals")
    if not seen[0].values or not seen[0].goals:
        raise DemoStopped("the devices agree, but on nothing: values or goals are missing")


async def _seen(device: DemoDevice) -> DeviceSeen:
    values = msgspec.json.decode(await device.do("value", "list"), type=list[ValueSeen])
    goals = msgspec.json.decode(await device.do("goal", "list"), type=list[GoalSeen])
    status = msgspec.json.decode(await device.do("status"), type=StatusShown)
    if status.alarms or status.pending:
        raise DemoStopped(f"the {device.name} has alarms, or records that the relay has not kept")
    return DeviceSeen(values, goals, status.state_hash)


def _look_at_the_relay(relay: RelayProcess, story: Story, played: Played) -> None:
    with played.timed("search_relay"):
        played.segments = segments_seen(relay.folder / "relay.sqlite3")
        played.visits = visits_seen(relay.log)
        groups = word_groups(story.texts())
        played.groups_searched = len(groups)
        played.groups_found = found_in(relay.folder, groups)
