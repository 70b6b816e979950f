"""`python -m tools.reference`: write the reference pages that are stale; with `--check`, only say which are.

The exit status is 1 if `--check` finds any.
"""

import argparse
import sys

from tools.reference.pages import FOLDER, PAGES, is_stale, write


def main() -> int:
    """Do what was asked; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.reference", description="Write the reference pages.")
    parser.add_argument("--check", action="store_true", help="write nothing, and say which pages are stale")
    is_check: bool = parser.parse_args().check
    stale = [name for name in PAGES if is_stale(name)]
    for name in stale:
        if not is_check:
            write(name)
        sys.stdout.write(f"{'stale' if is_check else 'written'}: {FOLDER / name}\n")
    return 1 if is_check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
