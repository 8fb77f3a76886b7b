"""The judge: weighs a draft by its traits. Four small linear models: is it told, as news or history, which rung, how certain.

The weights are data (`catalog/data/judge/en.json`), learnt by `benchmarks/train_judge.py` from labelled reports over
traits that are kinds and relations; a decision is a sum of readable weights, deterministic, and `explain` names the
traits that decided. Multinomial logistic regression, as in Berger, Della Pietra and Della Pietra, "A Maximum Entropy
Approach to Natural Language Processing", Computational Linguistics 22 (1996).
"""

import math
from collections.abc import Mapping, Sequence

import msgspec


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """One model: its classes, their biases, and a weight a class for each trait."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    traits: dict[str, tuple[float, ...]]

    def weigh(self, traits: Sequence[str]) -> dict[str, float]:
        """Probabilities by class; an unknown trait weighs nothing."""
        sums = list(self.bias)
        table = self.traits
        for trait in traits:
            row = table.get(trait)
            if row is not None:
                for at, weight in enumerate(row):
                    sums[at] += weight
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}

    def reasons(self, traits: Sequence[str], name: str, *, most: int = 4) -> list[str]:
        """The traits that spoke most for a class, strongest first."""
        at = self.classes.index(name)
        known = sorted(((self.traits[t][at], t) for t in traits if t in self.traits), reverse=True)
        return [trait for weight, trait in known[:most] if weight > 0]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the judge makes of a draft; each number is a probability."""

    told: float
    background: float
    stage: str
    stage_sure: float
    certainty: str


def judge(models: Mapping[str, Weights], traits: Sequence[str]) -> Verdict:
    """Weigh a draft's traits.

    Args:
        models: `told` (classes news, background, no), `stage`, `certainty`.
        traits: of one draft.
    """
    told = models["told"].weigh(traits)
    stages = models["stage"].weigh(traits)
    certainties = models["certainty"].weigh(traits)
    stage = max(stages, key=lambda name: (stages[name], name))
    return Verdict(
        told=told["news"] + told["background"],
        background=told["background"] / (told["news"] + told["background"] or 1.0),
        stage=stage,
        stage_sure=stages[stage],
        certainty=max(certainties, key=lambda name: (certainties[name], name)),
    )
