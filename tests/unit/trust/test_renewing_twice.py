"""Two sessions of one folder that find at the same time that a copy writes too.

Found by the simulation: both sealed the same records as the first segment of the new device.
"""

import asyncio

from tests.support.trust_people import first_device, next_device, settled


async def test_sessions_that_renew_a_folder_at_once_make_one_new_device(relay_url: str) -> None:
    """Whoever comes second goes on with the keys that are there."""
    anna, _ = await first_device(relay_url)
    await anna.choose("Courage")
    await anna.sync()
    phone = await next_device(anna, "phone")
    await settled(anna, phone)
    copy = await anna.copied("copy")
    await anna.choose("From the first")
    await copy.choose("From the copy")
    await anna.sync()
    devices = len(anna.log.control.members)

    await asyncio.gather(copy.sync(), copy.sync(), copy.sync())

    await settled(anna, phone, copy)
    assert anna.names() == phone.names() == copy.names() == {"Courage", "From the first", "From the copy"}
    assert await copy.alarms() == set()
    assert len(copy.log.control.members) <= devices + 2
