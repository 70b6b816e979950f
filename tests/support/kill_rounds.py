"""Whole sweeps of ever new work, until there are as many kills as were asked for.

A sweep that was begun is ended: the last call matters as much as the first.
"""

from collections import Counter
from pathlib import Path

from tests.support.kill_client import sweep_client
from tests.support.kill_relay import sweep_relay
from tests.support.kill_sweep import nursery
from tests.support.powerloss_machine import memory_folder

SWEEPS = {"client": sweep_client, "relay": sweep_relay}


def killed(who: str, name: str, points: int) -> Counter[str]:
    """Kill a client or a relay at least so many times; count the kills by call."""
    kills: Counter[str] = Counter()
    round_ = 0
    with nursery() as keeper:
        while kills.total() < points:
            with memory_folder() as folder:
                kills += SWEEPS[who](keeper, f"{name}/{round_}", Path(folder))
            round_ += 1
    return kills
