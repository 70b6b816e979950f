"""Where the kept corpus of fuzzing lies: a folder a target, `seed-…` for what is taken, `found-…` for old findings.

It knows files only, so that it can be read before anything is instrumented.
"""

from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
CORPUS_BYTES_MAX = 300_000
SEED, FOUND = "seed-", "found-"


def kept_of(name: str) -> list[bytes]:
    """Read what is kept for a target, in a steady order."""
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]
