"""Kill so many times, half of them a client, and print a table by system call: `python -m tests.powerloss.kills 2000`.

It fails with the first kill after which something did not hold.
"""

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.support.kill_rounds import SWEEPS, killed

POINTS_PER_JOB = 250


def _run(job: tuple[str, str, int]) -> Counter[str]:
    return killed(*job)


def main(arguments: list[str]) -> int:
    """Kill, add up, and tell."""
    if len(arguments) != 1 or not arguments[0].isdecimal():
        sys.stderr.write("usage: python -m tests.powerloss.kills POINTS\n")
        return 2
    rounds, started = max(int(arguments[0]) // POINTS_PER_JOB // 2, 1), time.monotonic()
    jobs = [(who, str(number), int(arguments[0]) // rounds // 2) for number in range(rounds) for who in SWEEPS]
    sums: dict[str, Counter[str]] = {who: Counter() for who in SWEEPS}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for (who, *_), kills in zip(jobs, pool.map(_run, jobs), strict=True):
            sums[who] += kills
    for who, kills in sums.items():
        by_call = ", ".join(f"{call} {count:,}" for call, count in kills.most_common())
        sys.stdout.write(f"{who}: {kills.total():,} kills ({by_call})\n")
    sys.stdout.write(f"nothing promised was lost; {time.monotonic() - started:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
