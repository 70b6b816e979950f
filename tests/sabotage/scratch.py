"""A scratch copy of the project, in which a bug is seeded, the tests are run, and everything is put back.

It copies what git knows or would know, so that nothing of the working tree is ever changed.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.sabotage.bug import Bug

ROOT: Final = Path(__file__).parents[2]
_NO_TESTS = 5
"""What pytest ends with when it found nothing to run: a name in the list is wrong."""


class NoAnswer(Exception):
    """The tests that were named did not run: neither green nor red."""


class Scratch:
    """One copy; `said` is what the last tests printed."""

    def __init__(self, folder: Path) -> None:
        """Copy the project into a folder of its own."""
        folder.mkdir(exist_ok=True)
        self._root = folder
        self.said = ""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        # Some tests ask git what is tracked.
        for arguments in (["init", "--quiet"], ["add", "--all"]):
            subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)

    def is_red_with(self, bug: Bug, tests: Sequence[str], *, within_s: float) -> bool:
        """Seed a bug, run tests until the first failure, and put the file back; raise `NoAnswer` if none ran."""
        path = self._root / bug.file
        sound = path.read_text(encoding="utf-8")
        path.write_text(bug.seeded(sound), encoding="utf-8")
        try:
            return self.is_red(tests, within_s=within_s)
        finally:
            path.write_text(sound, encoding="utf-8")

    def is_red(self, tests: Sequence[str], *, within_s: float) -> bool:
        """Whether one of these tests fails; one that never ends is a failure too."""
        portions = os.pathsep.join(str(self._root / name) for name in (".", "client", "server", "shared"))
        # Files of one size, changed twice within a second, would be taken for the same by a stored byte code.
        environment = {**os.environ, "PYTHONPATH": portions, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
        process = subprocess.Popen(
            command,
            cwd=self._root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            self.said, _ = process.communicate(timeout=within_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return True
        if process.returncode == _NO_TESTS or "not found:" in self.said:
            raise NoAnswer(self.said[-2000:])
        return process.returncode != 0
