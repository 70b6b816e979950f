"""Small words for tests of the control log: a structure with a change, and why a statement was refused."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from tests.support.control_writing import Writing
from whyward.journal.device_keys import DeviceKeys
from whyward.protocol.canonical import Shape, Wire
from whyward.protocol.epochs import EpochBody
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.statements import StatementType


def with_(structure: Any, **change: object) -> Any:  # noqa: ANN401  # any structure comes out as it went in
    """Return a structure with some fields changed."""
    return msgspec.structs.replace(structure, **change)


def decoded_epoch(raw: bytes) -> EpochBody:
    """Return an epoch body that a statement carries, to be changed."""
    return Shape(EpochBody, name="epoch", bytes_max=1 << 20).decode(raw)


def refused(writing: Writing, by: DeviceKeys, type_: StatementType, body: Wire | Sequence[Wire]) -> Code:
    """Say something that is not valid, and return why not."""
    with pytest.raises(TheirFault) as caught:
        writing.follow(by, writing.statement(by, type_, body))
    return caught.value.code
