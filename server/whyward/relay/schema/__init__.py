"""The numbered steps of the relay's schema, as package data: `0001_….sql` and what comes after it.

A step that was shipped is never edited; `steps` insists that the numbers are dense.
"""

from importlib import resources


def steps() -> list[str]:
    """Return the SQL of every step, the first one making version 1."""
    files = sorted(
        (file for file in resources.files(__name__).iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    numbers = [int(file.name.partition("_")[0]) for file in files]
    assert numbers == list(range(1, len(numbers) + 1)), "schema steps are numbered without gaps"
    return [file.read_text(encoding="utf-8") for file in files]
