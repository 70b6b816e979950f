"""What whoever shares writes for themselves: goals, steps, what is in the way, entries; each word of it marked.

Most of it is never granted to anybody.
"""

from tests.simulation.choice import Step
from tests.simulation.shares.scene import Scene
from whyward.journal.folding.nouns import BARRIERS
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.barriers import AnswerBarrier, MeetBarrier
from whyward.journal.intentions.entries import BinEntry, EditEntry, WriteEntry
from whyward.journal.intentions.goals import AdjustGoal, CompleteGoal, PauseGoal, ResumeGoal, SetGoal
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.values import AddValue, RewordValue
from whyward.journal.pages import Pages


class LifeSteps(Scene):
    """Steps of the owner's own life."""

    def steps(self) -> list[Step]:
        """See `Scene`."""
        return [(5, self.choose_a_goal), (26, self._live)]

    def choose_a_goal(self) -> None:
        """Set a goal that serves a value of its own."""
        process = self.idle(self.owner)
        if process is None:
            return
        self.story.goals += 1
        number, mark = self.story.goals, self.story.mark
        value = mark("value", number)
        goal = SetGoal(
            statement=mark("statement", number),
            why=mark("why", number),
            values=(value,),
            unit=mark(),
            target=3.0,
            tiny_version=mark(),
        )
        self.world.note(f"record: {process.name}: goal {number}")
        self.world.record(process, [AddValue(name=value, own_words=mark()), goal])

    def _live(self) -> None:
        process = self.idle(self.owner)
        if process is None:
            return
        goal = self.a_goal(process)
        wish = self._about(*goal, process.log.pages) if goal and self.dice.random() < 0.8 else self._else()
        self.world.note(f"record: {process.name}: {type(wish).__name__}")
        self.world.record(process, [wish])

    def _about(self, goal: str, number: int, pages: Pages) -> Intention:
        mark = self.story.mark
        entries = sorted(one.entry_id.hex() for one in pages.entries() if bytes.fromhex(goal) in one.goal_ids)
        met = sorted(row.barrier_id.hex() for row in pages.all(BARRIERS) if row.goal_id == bytes.fromhex(goal))
        wishes: list[Intention] = [
            TakeStep(goal=goal, note=mark("step_notes", number)),
            TakeStep(goal=goal, how_much="tiny"),
            MeetBarrier(custom=mark("barriers", number), goal=goal, situation=mark(), thoughts=(mark(),)),
            WriteEntry(body=mark("entries", number), title=mark(), goals=(goal,), tags=(mark(),)),
            AdjustGoal(goal=goal, statement=mark("statement", number), note=mark()),
            AdjustGoal(goal=goal, why=mark("why", number), because="clearer"),
            self.dice.choice((PauseGoal(goal=goal), ResumeGoal(goal=goal), CompleteGoal(goal=goal))),
        ]
        if entries:
            entry = self.dice.choice(entries)
            wishes += [EditEntry(entry=entry, body=mark("entries", number)), BinEntry(entry=entry)]
        if met:
            barrier = self.dice.choice(met)
            wishes.append(AnswerBarrier(response=mark(), barrier=barrier, learned=mark("barriers", number)))
        return self.dice.choice(wishes)

    def _else(self) -> Intention:
        mark = self.story.mark
        return self.dice.choice(
            (
                WriteEntry(body=mark(), title=mark()),
                NoticeWin(text=mark()),
                TakeStep(note=mark()),
                AddValue(name=mark(), own_words=mark()),
                RewordValue(value=mark(), name=mark()),
                Undo(),
            )
        )
