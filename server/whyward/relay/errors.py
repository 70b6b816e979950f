"""What the relay refuses besides the protocol's own faults: bad settings, and a store that cannot take more.

The text is shown to the operator as it is; it never holds anything that a device sent.
"""

from whyward.protocol.errors import Code, WhywardError


class RelayError(WhywardError):
    """The relay cannot do this; the message says why and what to do."""


class ConfigError(RelayError):
    """A setting is unknown or out of range: the relay does not start."""


class StoreError(RelayError):
    """The store could not take or give something; nothing was half stored, and a later try may succeed."""

    def __init__(self, text: str, *, code: Code = Code.BUSY, retry_after_ms: int = 1_000) -> None:
        """Keep the code that devices are told, `full` or `busy`, and when it is worth trying again."""
        super().__init__(text)
        self.code = code
        self.retry_after_ms = retry_after_ms
