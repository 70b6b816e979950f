"""These tests watch and break processes from outside, with strace; without it they say so and do not run."""

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session", autouse=True)
def _strace() -> None:
    """Skip where there is no strace, or where it may not look; CI turns a skip into a failure."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed; on Debian and Ubuntu: apt install strace")
    tried = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"strace may not look at processes here: {tried.stderr.decode(errors='replace').strip()}")
