"""Logs: one line of JSON for each record, on standard error, with times, counts, sizes, durations and codes.

Never in them: bodies, ids of people, spaces or devices, addresses, text of frames. Records of libraries are cut down
to their logger's name and the type of the exception, for their messages quote what came in.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

LOGGER: Final = logging.getLogger("whyward.relay")

Figure = int | float | str | bool
"""A figure of an event. Text only for what the relay's own code spells out: codes, rules, names of exceptions."""

_FIGURES = "whyward_figures"


def tell(event: str, *, level: int = logging.INFO, **figures: Figure) -> None:
    """Write one line about an event; callers hand in figures, never anything that came from outside."""
    LOGGER.log(level, event, extra={_FIGURES: MappingProxyType(figures)})


class LineOfJson(logging.Formatter):
    """Turns a record into one line, whatever it holds."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ASCII JSON without a line break."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        line: dict[str, Figure] = {"time": moment, "level": record.levelname.lower()}
        figures = getattr(record, _FIGURES, None)
        if record.name == LOGGER.name and isinstance(figures, MappingProxyType):
            line |= {"event": record.msg, **figures}
        else:
            line |= {"event": "library", "logger": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, ensure_ascii=True, separators=(",", ":"))


def _where(record: logging.LogRecord) -> str:
    """Return file and line of the raise: enough to find a bug, and nothing of what was in the variables."""
    traceback = record.exc_info[2] if record.exc_info else None
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return f"{traceback.tb_frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno}"


def log_to_stderr() -> None:
    """Send all logging of this process through `LineOfJson`; called by `__main__` only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineOfJson())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
