"""What importing a module must not bring with it, checked in a process of its own."""

import importlib
import json
import os
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import pytest

ADAPTERS_ONLY = {"aiohttp", "aiosqlite", "click", "cryptography", "keyring", "rich"}
CLIENT = {"whyward.adapters", "whyward.cli", "whyward.journal"}
LOADED = """
import importlib, json, sys
importlib.import_module(sys.argv[1])
print(json.dumps(sorted(sys.modules)))
"""


def modules_loaded_by(name: str) -> set[str]:
    """Import one module in a fresh interpreter that sees what this one sees, and list all that came."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", LOADED, name]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    loaded: list[str] = json.loads(finished.stdout)
    return set(loaded)


def test_the_journal_loads_without_the_packages_behind_its_ports() -> None:
    """The same core must run in a browser, where none of these can be had."""
    assert not modules_loaded_by("whyward.journal.journal") & ADAPTERS_ONLY


def test_the_protocol_loads_nothing_that_reaches_a_disk_or_a_network() -> None:
    """Import-linter sees what is written; this sees what happens."""
    assert not modules_loaded_by("whyward.protocol.segments") & (ADAPTERS_ONLY | {"socket", "sqlite3"})


def test_the_relay_loads_nothing_of_the_client() -> None:
    """The relay cannot read what people write: it does not even have the words for it."""
    loaded = modules_loaded_by("whyward.relay.__main__")

    assert not {name for name in loaded if any(name.startswith(portion) for portion in CLIENT)}


@pytest.mark.parametrize("portion", ["whyward.adapters", "whyward.cli.main", "whyward.journal.journal"])
def test_the_client_loads_nothing_of_the_relay(portion: str) -> None:
    """A person's device that held the relay's code would be a relay that holds keys."""
    loaded = modules_loaded_by(portion)

    assert not {name for name in loaded if name.startswith("whyward.relay")}


@pytest.mark.parametrize(
    "portion", ["whyward.adapters", "whyward.cli", "whyward.journal", "whyward.protocol", "whyward.relay"]
)
def test_the_code_under_test_is_the_code_we_mean(portion: str) -> None:
    """CI tests the wheel as well, and a checkout on the path would stand in for whatever the wheel lacks."""
    is_wheel = os.environ.get("WHYWARD_TESTED_AS") == "wheel"
    home = Path(sysconfig.get_path("purelib")) if is_wheel else Path(__file__).parents[2]
    spec = find_spec(portion)

    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(home)
    assert is_wheel or "site-packages" not in spec.origin


def test_every_module_is_there_and_can_be_imported() -> None:
    """A wheel that lacks one file is found here, and not by the person who first needs it."""
    checkout = Path(__file__).parents[2]
    names = {
        ".".join(path.relative_to(checkout / portion).with_suffix("").parts)
        for portion in ("client", "server", "shared")
        for path in (checkout / portion).rglob("*.py")
    }
    asked = sorted(name.removesuffix(".__init__") for name in names if not name.endswith("__main__"))

    assert len(asked) > 200
    for name in asked:
        assert importlib.import_module(name).__name__ == name


def test_every_file_is_there_as_it_is_here() -> None:
    """Templates, static files, icons, content packs, schemas, texts to translate: a wheel holds them byte for byte."""
    checkout = Path(__file__).parents[2]
    here = {
        path.relative_to(checkout / portion): path
        for portion in ("client", "server", "shared")
        for path in (checkout / portion / "whyward").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    homes = {Path(portion).parent for portion in importlib.import_module("whyward").__path__}

    assert {path.suffix for path in here} > {".css", ".html", ".js", ".json", ".pot", ".py", ".sql", ".svg"}
    for name, path in here.items():
        there = [home / name for home in homes if (home / name).is_file()]
        assert [found.read_bytes() for found in there] == [path.read_bytes()], name
