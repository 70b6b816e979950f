"""A control log that wanders: at each step somebody says something that may or may not be theirs to say.

It makes statements of the right form with likely faults in what they say; two judges decide which of them hold.
"""

import random
from collections.abc import Sequence
from typing import Any

from tests.support.crafted_chains import Chain, Signed, keys_of, name_of
from tests.support.second_log import GUEST, OWNER, Log

POOL = tuple(f"walker {at}" for at in range(14))
TYPES = ("device-admitted",) * 5 + ("device-removed",) * 5 + ("device-renewed",) * 4 + ("epoch", "recovery-set") * 2
LATER = ("erased",) * 4 + ("space-closed",)


class Walk:
    """One walk from one seed; `chain` is as far as both judges went along."""

    def __init__(self, seed: int | str) -> None:
        """Begin with a new space."""
        self.rng = random.Random(seed)
        slot = "walker slot" if self.rng.random() < 0.6 else ""
        self.chain = Chain(f"walk {seed}", "walker 0", "walker kit", is_hollow=True, slot=slot)
        self.kits = 0

    def step(self) -> Signed:
        """Say the next thing."""
        rng, log = self.rng, self.chain.log
        type_ = rng.choice(TYPES if len(log.hashes) < 12 else (*TYPES, *LATER))
        by = self._author(type_)
        return self.chain.say(type_, self._body(type_, by), by)

    def went(self, log: Log, signed: Signed) -> None:
        """Go on from a statement that both judges took."""
        self.chain.log = log
        self.chain.signed.append(signed)

    def _author(self, type_: str) -> str:
        rng, devices = self.rng, self.chain.log.devices
        if rng.random() < 0.2:
            return rng.choice((*POOL, "walker kit"))
        states = ("active", "renewed") if type_ == "device-renewed" else ("active",)
        return name_of(rng.choice([device for device in devices if devices[device].state in states]))

    def _body(self, type_: str, by: str) -> Any:  # noqa: ANN401  # An array of whatever the type says.
        rng, chain = self.rng, self.chain
        match type_:
            case "device-admitted":
                party = (
                    chain.log.devices[keys_of(by).device_id].party if keys_of(by).device_id in chain.log.devices else 1
                )
                allowed = party if party == GUEST else rng.choice((OWNER, OWNER, GUEST))
                return chain.admission(rng.choice(POOL), allowed if rng.random() < 0.9 else rng.randrange(5))
            case "device-removed":
                return self._removal()
            case "device-renewed":
                old = by if rng.random() < 0.9 else rng.choice(POOL)
                known = chain.log.devices.get(keys_of(old).device_id)
                cut = known.cut[0] if known and known.cut and rng.random() < 0.85 else rng.randrange(4)
                return chain.renewal(old, rng.choice(POOL), cut)
            case "epoch":
                return chain.epoch(self._readers(chain.readers()))
            case "recovery-set":
                self.kits += 1
                new = f"walker kit {self.kits % 5}"
                return chain.new_kit(
                    new, self._readers([*(name for name in chain.readers() if name != chain.kit()), new])
                )
            case "erased":
                names = [rng.choice((*map(name_of, chain.log.devices), *POOL[:1])) for _ in range(rng.randrange(4))]
                bodies = [[keys_of(name).device_id, rng.randrange(4)] for name in names]
                return sorted(bodies) if rng.random() < 0.8 else bodies
            case _:
                return [rng.randrange(256)]

    def _readers(self, right: list[str]) -> list[str]:
        if self.rng.random() < 0.85:
            return right
        return self.rng.sample((*right, *POOL[:3]), k=self.rng.randrange(len(right) + 1))

    def _removal(self) -> Sequence[object]:
        rng, devices = self.rng, self.chain.log.devices
        named = set(rng.sample(list(devices), k=rng.randrange(1, min(4, len(devices) + 1))))
        named = {device for device in named if devices[device].state != "removed" or rng.random() < 0.1}
        if rng.random() < 0.8:
            for device in list(named):
                from_ = devices[device].renewed_from
                while from_ is not None and devices[from_].state != "removed":
                    named.add(from_)
                    from_ = devices[from_].renewed_from
        cuts: dict[str, int] = {}
        for device in named:
            cut = devices[device].cut
            cuts[name_of(device)] = cut[0] if cut and rng.random() < 0.9 else rng.randrange(4)
        left = [name for name in self.chain.readers() if name not in cuts]
        return self.chain.removal(cuts, self._readers(left))
