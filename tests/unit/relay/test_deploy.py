"""What the image and the unit promise: nothing of the client, nothing unpinned, nothing as root."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"


def packages(lock: Path) -> dict[str, str]:
    """Read a lock as blocks: a package, its version, its hashes."""
    blocks = re.findall(r"^[\w.-]+==.*?(?=^[\w.-]+==|\Z)", lock.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return {block.partition("==")[0]: block for block in blocks}


def test_the_image_copies_only_what_a_relay_may_hold() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")

    copied = [line.split()[1] for line in dockerfile.splitlines() if re.match("COPY|ADD", line)]
    assert copied == ["deploy/requirements-relay.lock", "server", "shared"]
    assert re.search(r"^FROM python:\d+\.\d+\.\d+-slim-\w+$", dockerfile, re.MULTILINE)
    assert dockerfile.rindex("USER relay") > dockerfile.rindex("COPY")


def test_the_image_installs_what_the_project_locked() -> None:
    relay, project = packages(DEPLOY / "requirements-relay.lock"), packages(ROOT / "requirements.lock")

    assert {name: project.get(name) for name in relay} == relay
    assert {"aiohttp", "aiosqlite", "cryptography", "msgspec"} <= relay.keys()
    assert not {"click", "keyring", "mnemonic", "rich"} & relay.keys()
    assert all("--hash=sha256:" in block for block in relay.values())


def test_the_unit_writes_to_one_folder_and_is_nobody() -> None:
    unit = (DEPLOY / "whyward-relay.service").read_text(encoding="utf-8").splitlines()

    assert {"DynamicUser=yes", "ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet="} <= set(unit)
