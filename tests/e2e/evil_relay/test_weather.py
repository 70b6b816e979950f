"""A way to the relay that loses and shuffles, comes and goes, or is dead though it looks open: cases 32, 33 and 39."""

import subprocess
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import IO

from tests.support.cli_in_world import in_world
from tests.support.cli_process import AWAY, DONE, Device, next_line
from tests.support.evil_person import Person, told
from tests.support.evil_weather import Shuffler, Weather

GIVE_UP_S = 240


@contextmanager
def watching(device: Device, *command: str) -> Generator["subprocess.Popen[bytes]"]:
    """Run `sync --watch` while the block lasts; a watch that never tells what is waited for is ended, and fails."""
    with device.start(*(command or ("--json", "sync", "--watch"))) as process:
        alarm = threading.Timer(GIVE_UP_S, process.kill)
        alarm.start()
        try:
            yield process
        finally:
            alarm.cancel()
            process.terminate()
            process.communicate()


def hear(process: "subprocess.Popen[bytes]", count: int, way: str = "received") -> None:
    """Wait until so many segments went one way."""
    while count > 0:
        count -= next_line(process)[way]


def wait_for(stream: IO[bytes] | None, words: bytes) -> None:
    """Wait until a line with these words is said."""
    assert stream is not None
    said = b""
    while words not in said:
        said = stream.readline()
        assert said, f"it ended without: {words!r}"


def test_a_way_that_comes_and_goes_blocks_nobody_and_all_meet_again(person: Person) -> None:
    """Case 33: recording goes on, both converge once it is fair, and neither asks more than once a second."""
    weather = Weather()
    with person.relay.doing(weather), watching(person.phone) as phone, watching(person.laptop) as laptop:
        hear(phone, 2)
        for spell in range(3):
            person.relay.run(weather.worsen())
            person.laptop.do("value", "add", f"Written in bad weather {spell}")
            person.phone.do("write", f"Written in bad weather {spell}")
            person.relay.run(weather.clear_up())
        person.relay.run(weather.worsen())
        time.sleep(2)
        person.relay.run(weather.clear_up())
        hear(phone, 3)
        hear(laptop, 3)
        lasted_s = weather.tried_at[-1] - weather.tried_at[0]

    assert len(weather.tried_at) <= 2 * (lasted_s + 1)
    carried = person.phone.ask("sync")
    assert carried["state_hash"] == person.laptop.ask("sync")["state_hash"]
    assert (carried["sent"], carried["received"]) == (0, 0)


def test_a_way_that_is_dead_though_open_is_noticed(person: Person) -> None:
    """Case 39: no data, no answer to a ping, no end; it is left, tried anew, and nothing was lost meanwhile."""
    weather = Weather()
    with person.relay.doing(weather), watching(in_world(person.phone, "patience=1"), "sync", "--watch") as phone:
        wait_for(phone.stdout, b"2 received")
        person.relay.run(weather.freeze())
        wait_for(phone.stderr, b"The relay has gone silent. Trying again now and then.")
        person.laptop.do("value", "add", "Written meanwhile")
        person.laptop.do("sync")
        wait_for(phone.stdout, b"1 received")

    assert weather.fired
    assert person.phone.ask("sync")["received"] == 0


def test_frames_that_are_lost_doubled_or_out_of_order_cost_a_sync_and_nothing_else(person: Person) -> None:
    """Case 32, over real sockets: some syncs end early; what was taken is whole, and the next fair one brings the rest.

    Thousands of schedules of it are the simulation's; here are a few against a real device.
    """
    phone = in_world(person.phone, "patience=1")
    for seed in range(8):
        person.phone.do("write", f"While frames are shuffled {seed}")
        with person.relay.doing(Shuffler(seed)):
            ended = phone.run("sync")
        assert ended.status in {DONE, AWAY}, ended.err
    person.phone.do("sync")
    person.laptop.do("sync")

    assert told(person.phone).alarms == []
    assert told(person.phone).state_hash == told(person.laptop).state_hash
    assert len(person.laptop.ask("entry", "list")) == 8
    assert person.phone.ask("check", "--read-data")["sound"] is True
