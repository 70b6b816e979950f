"""Measure a control log of N statements, from genesis to head: `python -m bench.control_log N`.

It stands outside of `python -m bench`: a person's control log has tens of statements, and this one has as many as fit.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence

from tests.support.control_writing import Writing, new_writing
from tests.support.world import CRYPTO
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.limits import DEVICES_PER_PARTY_MAX, STATEMENTS_MAX
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import SignedStatement

Story = Callable[[Writing, int, list[DeviceKeys]], object]


def _erasing(writing: Writing, turn: int, devices: list[DeviceKeys]) -> object:
    """The smallest statements: what is left is signatures and the fold."""
    return writing.erase(devices[0], (devices[0].device_id, turn))


def _living(writing: Writing, turn: int, devices: list[DeviceKeys]) -> object:
    """Of ten statements one removes a device, one admits one, one rotates the epoch; the rest erase."""
    match turn % 10:
        case 0:
            return writing.remove(devices[0], [devices.pop()])
        case 1:
            devices.append(writing.keys(f"device {turn}"))
            return writing.admit(devices[0], devices[-1])
        case 2:
            return writing.rotate(devices[1])
        case _:
            return writing.erase(devices[0], *((keys.device_id, turn) for keys in devices[:3]))


def _rotating(writing: Writing, turn: int, devices: list[DeviceKeys]) -> object:
    """The largest statements: each is an epoch, wrapped for every reader."""
    return writing.rotate(devices[turn % len(devices)])


STORIES: dict[str, Story] = {"erasing": _erasing, "living": _living, "rotating": _rotating}


def written(story: Story, count: int) -> list[SignedStatement]:
    """Write a log of that many statements, with as many devices as a party may have."""
    writing = new_writing("bench", CRYPTO)
    devices = [writing.first]
    while len(writing.signed) < count:
        if len(writing.signed) < DEVICES_PER_PARTY_MAX:
            devices.append(writing.keys(f"device {len(devices)} of the first"))
            writing.admit(writing.first, devices[-1])
        else:
            story(writing, len(writing.signed), devices)
    return writing.signed


def validated(signed: Sequence[SignedStatement]) -> ControlLog:
    """Decide the whole log from genesis, as every device does when it starts."""
    control = found(signed[0], CRYPTO.check)
    for statement in signed[1:]:
        control = control.follow(statement, CRYPTO.check)
    return control


def main(arguments: Sequence[str]) -> int:
    """Print, for each story, the seconds and the megabytes."""
    parser = argparse.ArgumentParser(prog="python -m bench.control_log", description=__doc__)
    parser.add_argument("count", type=int, metavar="N", nargs="?", default=STATEMENTS_MAX)
    count: int = parser.parse_args(arguments).count
    for name, story in STORIES.items():
        signed = written(story, count)
        start = time.perf_counter()
        control = validated(signed)
        took = time.perf_counter() - start
        figures = {
            "story": name,
            "statements": len(control.hashes),
            "seconds": round(took, 2),
            "log_megabytes": round(sum(len(statement.raw) for statement in signed) / 1e6, 1),
            "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
        print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
