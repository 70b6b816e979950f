"""A keyring for processes of a test: its secrets are a file, and a word beside it says how it behaves.

Chosen with PYTHON_KEYRING_BACKEND; WHYWARD_TEST_KEYRING names the file.
"""

import json
import os
from pathlib import Path

import keyring.backend
import keyring.errors


class FileKeyring(keyring.backend.KeyringBackend):
    """See the module."""

    priority = 1.0  # pyright: ignore[reportAssignmentType]  # keyring documents a plain number here

    def get_password(self, service: str, username: str) -> str | None:
        """Return a secret, or what the mood makes of it."""
        mood = _mood()
        if mood == "locked":
            raise keyring.errors.KeyringLocked
        if mood == "garbage":
            return "\udcff not base64 \0"
        if mood == "empty":
            return None
        found = _secrets().get(f"{service}/{username}")
        return found if found is None or mood != "wrong" else found[::-1]

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""
        if _mood() == "locked":
            raise keyring.errors.KeyringLocked
        _file().write_text(json.dumps({**_secrets(), f"{service}/{username}": password}), encoding="utf-8")


def _file() -> Path:
    return Path(os.environ["WHYWARD_TEST_KEYRING"])


def _mood() -> str:
    mood = _file().with_suffix(".mood")
    return mood.read_text(encoding="utf-8") if mood.exists() else ""


def _secrets() -> dict[str, str]:
    return dict(json.loads(_file().read_text(encoding="utf-8"))) if _file().exists() else {}
