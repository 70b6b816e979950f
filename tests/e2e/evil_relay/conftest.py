"""What the tests against a lying relay share: the relay, and a person who was grown once.

Both are made once for a worker; a test gets its own copy of the person, and an honest relay over a copy of its store.
"""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.evil_person import Person, grow
from tests.support.evil_relay import EvilRelay, evil_relay


@pytest.fixture(scope="session")
def door() -> Generator[EvilRelay]:
    """Open the door in front of the relays."""
    with evil_relay() as relay:
        yield relay


@pytest.fixture(scope="session")
def grown_up(door: EvilRelay, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Grow a person with two devices."""
    return grow(tmp_path_factory.mktemp("person") / "grown", door)


@pytest.fixture
def person(grown_up: Person, tmp_path: Path) -> Generator[Person]:
    """Give a copy of the person, and the relay that carries it."""
    person = grown_up.copied(tmp_path / "person")
    with person.relay.carrying(person.stored):
        yield person
