"""Writes the kept corpus: small valid inputs of every target, as the product makes them today.

Run it by hand when a target is new: `python -m tests.fuzz.seeding`. It adds and never changes: an input that was kept
stays good, or the format has changed and a test says so.
"""

from hashlib import sha256

from tests.fuzz.corpus_folder import CORPUS, CORPUS_BYTES_MAX, kept_of
from tests.support.fuzz_targets import all_targets


def main() -> None:
    """Write what is missing, and say how large it all is."""
    for target in all_targets():
        folder = CORPUS / target.name
        known = set(kept_of(target.name))
        # One good input is enough to start from once there are any; the first time, all of them are kept.
        if known:
            continue
        folder.mkdir(parents=True)
        for raw in dict.fromkeys(target.seeds()):
            (folder / f"seed-{sha256(raw).hexdigest()[:12]}").write_bytes(raw)
    total = sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file())
    print(f"{total} bytes of {CORPUS_BYTES_MAX} in {CORPUS.name}")  # noqa: T201  # a tool that says what it did


if __name__ == "__main__":
    main()
