"""Choices by weighed marks: what speaks for and against each answer to a question, by weights fitted in `train/`.

Law: how likely an answer is hangs on its marks and those of the other answers alone.
"""

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import repeat
from pathlib import Path

MODELS = Path(__file__).parent / "models"


@cache
def weights(name: str) -> Mapping[str, float]:
    """The fitted weights of one question's marks, by the name of their file."""
    found: dict[str, float] = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def weigh(name: str, marks: Iterable[str]) -> float:
    """How much speaks for an answer."""
    return total(weights(name), marks)


def total(known: Mapping[str, float], marks: Iterable[str]) -> float:
    """How much marks weigh together; one that is not known weighs nothing."""
    return sum(map(known.get, marks, repeat(0.0)))


@cache
def tables(name: str) -> Mapping[str, Mapping[str, float]]:
    """The fitted weights of one question's marks for each of several answers, by the name of their file."""
    found: dict[str, dict[str, float]] = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def shares(weighed: Iterable[float]) -> list[float]:
    """How likely each of several answers is, each given by its weight; together they make one."""
    given = list(weighed)
    most = max(given)
    raised = [math.exp(weight - most) for weight in given]
    whole = sum(raised)
    return [share / whole for share in raised]
