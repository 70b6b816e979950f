"""What people do with folders: back a device up and put the backup back, copy it to another machine, carry a stick.

And what only newer programs record. Each step counts what it brings about, when it really does.
"""

from datetime import date

from tests.simulation.choice import Choice, Step
from tests.support.sim_copies import Backup, clone, put_back
from tests.support.sim_saying import record_newer, say, sync_folder, taking_over
from whyward.journal.events.reading import encode_body
from whyward.journal.events.steps import WinNoticed
from whyward.protocol.errors import Code
from whyward.protocol.ids import DeviceId

COPIES_MAX = 2


class CopySteps(Choice):
    """Steps on folders, and on what lies in them."""

    backup: Backup | None = None

    def steps(self) -> list[Step]:
        """Return them all."""
        always: list[Step] = [(1, self._record_newer), (2, self._sync_folder), (2, self._take_over_any)]
        if not self.temper.copies:
            return always
        return [*always, (3, self._back_up), (6, self._put_back), (2, self._clone)]

    def _back_up(self) -> None:
        device = self.device()
        if device is not None:
            self.world.note(f"back up: {device.name}")
            self.backup = Backup(device)

    def _put_back(self) -> None:
        backup = self.backup
        if backup is not None and backup.device.disk.memory.rows.series != backup.rows.series:
            self.world.note(f"put back: {backup.device.name}")
            put_back(self.world, self.world.person_of(backup.device), backup)
            self.backup = None

    def _clone(self) -> None:
        device = self.device()
        if device is None or len(self.world.devices) > 4 + COPIES_MAX:
            return
        backup = self.backup if self.backup is not None and self.dice.random() < 0.5 else Backup(device)
        copy = clone(self.world, self.world.person_of(backup.device), backup)
        self.world.note(f"clone: {copy.name}")
        self.world.start_process(copy, 0)

    def _sync_folder(self) -> None:
        process = self.one_open(doing="folder")
        if process is not None:
            self.world.note(f"folder: {process.name}")
            self.world.fire("a folder carries")
            person = self.world.person_of(process.device)
            # Two carriers are two places where a statement may be put: a new key period here, and another one there.
            person.witness.may_fork = True
            process.begin("folder", sync_folder(process, person.folder))

    def _take_over_any(self) -> None:
        self.take_over()

    def take_over(self) -> bool:
        """Let somebody record as their own what a removed device recorded too late; return whether there was any."""
        for process in self.all_open():
            late = {row[0] for row in process.device.disk.memory.rows.quarantine_set if row[2] == Code.LATE}
            if late and not process.is_doing("say"):
                device = self.dice.choice(sorted(late))
                self.world.fire("late records are taken over")
                self.world.note(f"take over: {process.name}")
                process.begin("say", say(process, taking_over(DeviceId(device))))
                return True
        return False

    def _record_newer(self) -> None:
        process = self.one_open()
        if process is None:
            return
        self.world.note(f"record: {process.name}: something newer")
        if self.dice.random() < 0.5:
            self.world.fire("a newer program records a kind that others do not know")
            process.begin("record", record_newer(process, "star-counted.1", b"\x81\xa5stars\x07"))
        else:
            self.world.fire("a newer program records fields that others do not know")
            known = WinNoticed(win_id=self.dice.randbytes(16), text="seen", occurred_on=date(2026, 3, 4))
            body = encode_body(known)
            newer = bytes([body[0] + 1]) + body[1:] + b"\xb0mood_of_the_moon\x01"
            process.begin("record", record_newer(process, "win-noticed.1", newer))
