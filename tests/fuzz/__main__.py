"""Fuzzing with atheris, by hand or as a child of a test: `python -m tests.fuzz --for 60m`.

One process looks at one group of targets, or at all. The first byte of an input says which target takes the rest. It
stops at the first finding, with the input that made it; everything else is as libFuzzer does it.
"""

import argparse
import importlib
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Protocol, cast

from tests.fuzz.corpus_folder import kept_of

if TYPE_CHECKING:
    from tests.support.fuzz_target import Target

HERE = Path(__file__).parent
INPUT_BYTES_MAX = 16 << 10
RSS_MB_MAX = 700
ONE_LOOK_S_MAX = 30
POOL_MAX = 400
_REPORT_EVERY = 512
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}


class Atheris(Protocol):
    """What is used of the package, which has no types of its own."""

    def instrument_imports(self, include: list[str]) -> AbstractContextManager[None]:
        """Count the branches of what is imported inside."""
        ...

    def Setup(self, args: list[str], look: Callable[[bytes], None], *, custom_mutator: Callable[..., bytes]) -> None:  # noqa: N802  # their name
        """Prepare."""

    def Fuzz(self) -> None:  # noqa: N802  # their name
        """Run until the end; does not come back."""

    def Mutate(self, data: bytes, size: int) -> bytes:  # noqa: N802  # their name
        """Change bytes as libFuzzer does."""
        ...


class Looks:
    """What was looked at so far, told to a file now and then: libFuzzer ends the process without a last word.

    What a target took is kept as well, to start from: the decoders are C, so libFuzzer sees no way through them and
    would drop all but one good input.
    """

    def __init__(self, targets: "list[Target]", report: Path | None) -> None:
        """Start with what is known to be good."""
        self.targets = targets
        self.pools = [list(dict.fromkeys((*kept_of(target.name), *target.seeds()))) for target in targets]
        self._report = report
        self._looks = dict.fromkeys((target.name for target in targets), 0)
        self._taken = dict.fromkeys((target.name for target in targets), 0)
        self._started, self._count = time.monotonic(), 0

    def look(self, data: bytes) -> None:
        """Let the target that the first byte names take the rest; what it raises ends the run."""
        number = data[0] % len(self.targets) if data else 0
        target, pool = self.targets[number], self.pools[number]
        self._looks[target.name] += 1
        if target.take(data[1:]):
            self._taken[target.name] += 1
            if len(pool) < POOL_MAX and data[1:] not in pool:
                pool.append(data[1:])
        self._count += 1
        if self._report is not None and (self._count % _REPORT_EVERY == 0 or self._count < _REPORT_EVERY):
            self.tell(self._report)

    def tell(self, report: Path) -> None:
        """Write the counts."""
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds = round(time.monotonic() - self._started, 1)
        said = {"seconds": seconds, "peak_kib": peak_kib, "looks": self._looks, "taken": self._taken}
        fresh = report.with_suffix(".new")
        fresh.write_text(json.dumps(said, indent=1), encoding="utf-8")
        fresh.replace(report)


def seconds_of(text: str) -> int:
    """Read `3600`, `90s`, `60m` or `1h`."""
    said = re.fullmatch(r"([1-9][0-9]*)([smh]?)", text)
    if said is None:
        raise argparse.ArgumentTypeError("say how long as 3600, 90s, 60m or 1h")
    return int(said[1]) * _SECONDS[said[2]]


def mutator(atheris: Atheris, looks: Looks) -> Callable[[bytes, int, int], bytes]:
    """Return a way to change inputs: mostly one that is known to be good, by turns as bytes and as a tree."""
    from tests.support.fuzz_mutation import mutated  # noqa: PLC0415  # after instrumenting has begun

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        random = Random(seed)
        if len(data) < 2 or random.random() < 0.7:
            number = random.randrange(len(looks.targets))
            data = bytes([number]) + random.choice(looks.pools[number])
        rest = data[1:]
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            tree = mutated(rest, random) if random.random() < 0.6 else None
            rest = atheris.Mutate(rest, size - 1) if tree is None else tree
        return (data[:1] + rest)[:size]

    return mutate


def main() -> None:
    """Read the arguments and fuzz."""
    parser = argparse.ArgumentParser(prog="fuzz", description="Fuzz every decoder and frame.")
    parser.add_argument("seconds", nargs="?", type=seconds_of, help="as --for")
    parser.add_argument("--for", dest="lasting", type=seconds_of, default=60, help="how long: 3600, 90s, 60m, 1h")
    parser.add_argument("--group", help="one group of targets; all of them if left out")
    parser.add_argument("--seed", type=int, default=1, help="libFuzzer's seed")
    parser.add_argument("--report", type=Path, help="where to write the counts, as JSON")
    parser.add_argument("--found", type=Path, default=HERE / "found", help="where an input that fails is put")
    asked = parser.parse_args()
    atheris = cast("Atheris", importlib.import_module("atheris"))
    with atheris.instrument_imports(include=["whyward"]):
        from tests.support.fuzz_targets import all_targets, grouped  # noqa: PLC0415  # instrumented while imported
    targets = grouped()[asked.group] if asked.group else all_targets()
    asked.found.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="whyward-fuzz-") as corpus:
        looks = Looks(targets, asked.report)
        for number, pool in enumerate(looks.pools):
            for place, raw in enumerate(pool):
                (Path(corpus) / f"{number:03}-{place:04}").write_bytes(bytes([number]) + raw)
        options = {
            "max_total_time": asked.seconds or asked.lasting,
            "seed": asked.seed,
            "max_len": INPUT_BYTES_MAX,
            "rss_limit_mb": RSS_MB_MAX,
            "timeout": ONE_LOOK_S_MAX,
            "artifact_prefix": f"{asked.found}/",
            "print_final_stats": 1,
        }
        arguments = [sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), corpus]
        atheris.Setup(arguments, looks.look, custom_mutator=mutator(atheris, looks))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
