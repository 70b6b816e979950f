"""Crash so many states, half of them of a client, and print a table: `python -m tests.powerloss.sweep 1000000`.

The exit status is 1 if the product's own settings lost anything, or a control lost nothing.
"""

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.support.powerloss_machine import Outcome
from tests.support.powerloss_subjects import CLIENT, CONTROLS, PRODUCT, RELAY, Setting, Subject, crashes

STATES_PER_RUN = 10_000
"""Then the subject works anew, from another seed."""


def _run(job: tuple[Subject, Setting, int, int]) -> Outcome:
    return crashes(*job)


def _jobs(states: int) -> list[tuple[Subject, Setting, int, int]]:
    runs = max(states // STATES_PER_RUN, 2)
    turns = [((CLIENT, RELAY)[seed % 2], seed) for seed in range(runs)]
    jobs = [(subject, PRODUCT[subject], states // runs, seed) for subject, seed in turns]
    return jobs + [(subject, setting, states // runs // 4, 1) for subject, setting in CONTROLS]


def main(arguments: list[str]) -> int:
    """Crash, add up, and tell."""
    if len(arguments) != 1 or not arguments[0].isdecimal():
        sys.stderr.write("usage: python -m tests.powerloss.sweep STATES\n")
        return 2
    jobs, started = _jobs(int(arguments[0])), time.monotonic()
    sums: dict[tuple[Subject, Setting], Outcome] = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for job, outcome in zip(jobs, pool.map(_run, jobs), strict=True):
            sums.setdefault(job[:2], Outcome()).add(outcome)
    status = 0
    sys.stdout.write(f"{'':32}{'states':>10}{'distinct':>10}{'sampled':>10}{'lost':>10}{'damaged':>10}\n")
    for (subject, setting), total in sums.items():
        name = f"{subject}: {setting}"
        figures = (total.states, total.distinct, total.sampled, total.lost, total.damaged)
        sys.stdout.write(f"{name:32}" + "".join(f"{figure:>10,}" for figure in figures) + "\n")
        if bool(total.lost + total.damaged) == (PRODUCT[subject] == setting):
            status = 1
            sys.stderr.write(f"{name}: {total.first or 'this control lost nothing'}\n")
    sys.stdout.write(f"{time.monotonic() - started:.0f} s\n")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
