"""The faults that a batch of schedules must contain: a kind of fault that never fires protects nobody.

Each has a counter, kept by whoever brings the fault about, at the moment that it really happens.
"""

MUST_FIRE = (
    "a clock jumps back",
    "a clock jumps forward",
    "a device is back while its old wire still drains",
    "a device notices that the relay went back",
    "a frame of a wire that is gone arrives at the relay",
    "a frame overtakes another wire's",
    "a pairing breaks off",
    "a process starts from a snapshot",
    "a proposal loses to another statement",
    "a receipt is lost",
    "a wire is cut with frames for the device in flight",
    "a wire is cut with frames for the relay in flight",
    "a wish is refused",
    "an entry was edited on two devices at once",
    "another process has recorded meanwhile",
    "device: a process is killed",
    "device: crash after a commit",
    "device: crash before a commit",
    "device: power loss",
    "relay: a push repeats what is kept",
    "relay: crash after a commit",
    "relay: crash before a commit",
    "relay: killed",
    "relay: restored from a backup",
    "relay: the store refuses for a moment",
    "somebody was held up, and goes on",
)
FEWEST = 4000
"""In each batch of so many; in a shorter run some may be missing."""
