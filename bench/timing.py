"""Whether a comparison tells by its time how near a guess was: `python -m bench.timing 1000000`, Welch's t-test.

It proves nothing on a loaded machine, so nothing runs it but a person; below 4.5 the two kinds of guesses cannot be
told apart (the bound that TVLA uses).
"""

import gc
import hmac
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from statistics import fmean, variance

from tests.support.fuzz_chain import SPACE, series
from tests.support.world import CRYPTO
from whyward.journal.seal import open_sealed
from whyward.protocol.errors import TheirFault
from whyward.protocol.segments import Placed, decode_header, segment_hash

T_MAX = 4.5
_KEPT = 0.9
"""The slowest tenth is the machine's doing: interrupts, another process, the collector."""


def welch_t(one: Sequence[int], other: Sequence[int]) -> float:
    """Return Welch's t of two samples, each without its slowest tenth."""
    first, second = (sorted(sample)[: int(len(sample) * _KEPT)] for sample in (one, other))
    spread = variance(first) / len(first) + variance(second) / len(second)
    return (fmean(first) - fmean(second)) / math.sqrt(spread)


def measured(look: Callable[[bytes], object], near: bytes, far: bytes, count: int) -> float:
    """Look at near and far guesses in a random order, and return the t of how long they took."""
    dice, times = random.Random(1), {near: list[int](), far: list[int]()}
    gc.disable()
    for _ in range(count):
        guess = dice.choice((near, far))
        started = time.perf_counter_ns()
        look(guess)
        times[guess].append(time.perf_counter_ns() - started)
    gc.enable()
    return welch_t(times[near], times[far])


def opening(commit: bytes) -> None:
    """Open a segment with another commitment."""
    segment = series()[0]
    header, core = decode_header(segment.header)
    try:
        open_sealed(Placed(core, header.core, commit, segment_hash(segment.header), segment), SPACE.epoch, CRYPTO)
    except TheirFault:
        return
    raise AssertionError("a wrong commitment was taken")


def main() -> None:
    """Measure, and print one line for each comparison."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    genuine = decode_header(series()[0].header)[0].commit
    near, far = genuine[:-1] + bytes([genuine[-1] ^ 1]), bytes([genuine[0] ^ 1]) + genuine[1:]
    looks: dict[str, tuple[Callable[[bytes], object], bytes, bytes]] = {
        "the commitment, through opening a segment": (opening, near, far),
        "compare_digest alone": (lambda guess: hmac.compare_digest(genuine, guess), near, far),
        # What the measure must be able to see: a long prefix that fits takes `==` longer.
        "== on 1 MiB, as the control": (
            lambda guess: guess == bytes(1 << 20),
            bytes((1 << 20) - 1) + b"x",
            b"x" + bytes((1 << 20) - 1),
        ),
    }
    for name, (look, close, wide) in looks.items():
        samples = count if name != "== on 1 MiB, as the control" else min(count, 2_000)
        t = measured(look, close, wide, samples)
        print(f"{name}: |t| = {abs(t):.1f} over {samples} guesses ({'told apart' if abs(t) > T_MAX else 'alike'})")


if __name__ == "__main__":
    main()
