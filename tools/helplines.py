"""`python -m tools.helplines`: say how fresh the shipped helplines are; with `--release`, refuse what is too old.

It calls nobody: a person does, and writes the day and their name into the row.
"""

import argparse
import sys

from whyward.adapters.platform import SystemClock
from whyward.content.helplines import FRESH_DAYS, stale_rows
from whyward.journal.days import life_day


def main(argv: list[str] | None = None) -> int:
    """Say what was found; return 1 if a release is asked for and a row keeps it back."""
    parser = argparse.ArgumentParser(prog="python -m tools.helplines", description="How fresh the helplines are.")
    parser.add_argument("--release", action="store_true", help="refuse rows that nobody has checked lately")
    is_release: bool = parser.parse_args(argv).release
    stale = stale_rows(life_day(SystemClock().now_ms(), 0, 0))
    for name in stale:
        sys.stdout.write(f"not checked in the last {FRESH_DAYS} days: {name}\n")
    if not stale:
        sys.stdout.write(f"every row was checked in the last {FRESH_DAYS} days\n")
    return 1 if is_release and stale else 0


if __name__ == "__main__":
    sys.exit(main())
