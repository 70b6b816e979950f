"""One course of a world of sharing: from a seed, two people, then faults and wishes in any order, then peace.

What must always hold is the witnesses' matter; what must hold at the end is `endings`'.
"""

from random import Random

from tests.simulation.shares.endings import check_endings
from tests.simulation.shares.guest_steps import GuestSteps
from tests.simulation.shares.life_steps import LifeSteps
from tests.simulation.shares.owner_steps import OwnerSteps
from tests.simulation.shares.peace import make_peace, quiet
from tests.simulation.shares.scene import Story
from tests.simulation.shares.temper import temper_of
from tests.simulation.shares.thief_steps import ThiefSteps
from tests.simulation.shares.trouble_steps import TroubleSteps
from tests.support.sim_people import Person, Scale
from tests.support.sim_share_liar import ShareLiar
from tests.support.sim_share_world import SHARES, ShareProcess, ShareWorld

FAR = ("strangers", "invited", "answered", "granted")


class Course:
    """A seed's course of events."""

    is_deep = True
    scale: Scale = SHARES

    def __init__(self, seed: int, *, is_told: bool = False) -> None:
        self.dice = Random(seed * 2)
        self.temper = temper_of(self.dice)
        self.world = ShareWorld(seed)
        self.world.is_told = is_told
        self.steps = self.dice.randint(*SHARES.steps)
        self.story = Story()
        kit = (self.world, self.temper, self.dice, self.story)
        self._life, self._owner, self._guest = LifeSteps(*kit), OwnerSteps(*kit), GuestSteps(*kit)
        self._trouble, self._thief = TroubleSteps(*kit), ThiefSteps(*kit)

    def run(self) -> None:
        """Play it to its end; raise `Broken` if anything that must hold does not."""
        world, dice = self.world, self.dice
        try:
            self._settle()
            self._come_together()
            world.gates.chance = self.temper.is_held_up
            if isinstance(world.liar, ShareLiar):
                world.liar.chance = self.temper.withholds
            every = [
                step
                for kind in (self._life, self._owner, self._guest, self._trouble, self._thief)
                for step in kind.steps()
            ]
            for step in dice.choices([step for _, step in every], [weight for weight, _ in every], k=self.steps):
                world.pass_ms(int(dice.random() * 2000))
                step()
                world.run()
            make_peace(world)
            thief = self._thief.thief if self.temper.has_thief else None
            check_endings(world, thief, self.story.comments, is_honest=self.temper.is_honest)
        finally:
            world.close()

    def _settle(self) -> None:
        """Let the people be there, with their devices."""
        world = self.world
        people = [self._person(place) for place in range(3 if self.temper.letters_are_replaced else 2)]
        if self.temper.withholds:
            world.liar = ShareLiar(0.0, self.dice, world.fired, SHARES.crypto)
            world.is_astray = True
        world.begin(people, is_kept=True)
        for device in world.devices:
            world.start_process(device, 0)
        world.run()

    def _person(self, place: int) -> Person:
        count = (2, self.dice.choice((1, 2)), 1)[place]
        person = Person(place, self.world.seed, SHARES, self.world.fired, devices=count, founded=count)
        self.world.add(person, place)
        person.clone_origin(SHARES.crypto, [count] * count)
        return person

    def _come_together(self) -> None:
        """Go the first part of the way in quiet: else most worlds would end before anything is shown."""
        far, owner, guest = FAR.index(self.temper.begins), self._owner, self._guest
        first, theirs = self.world.people[0].devices[0], self.world.people[1].devices[0]
        self._life.choose_a_goal()
        quiet(self.world)
        if far >= 1:
            owner.invite()
            quiet(self.world)
        if far >= 2:
            guest.accept(self.world.people[1])
            quiet(self.world)
            if self.temper.letters_are_replaced and self.dice.random() < 0.6:
                self._trouble.spoil_letter()
        if far < 3:
            return
        for process in (first.processes[0], theirs.processes[0], *self._others()):
            assert isinstance(process, ShareProcess)
            self.world.act(process, "sync", process.carried())
            quiet(self.world)
        owner.confirm()
        quiet(self.world)
        for step in (self._life.choose_a_goal, owner.grant):
            step()
            quiet(self.world)
        for device in self.world.devices:
            process = device.processes[0]
            assert isinstance(process, ShareProcess)
            self.world.act(process, "sync", process.carried())
            quiet(self.world)

        if self.temper.has_thief and self.dice.random() < 0.7:
            self._thief.steal()
            quiet(self.world)

    def _others(self) -> list[ShareProcess]:
        every = (device.processes[0] for person in self.world.people for device in person.devices[1:])
        return [process for process in every if isinstance(process, ShareProcess)]
