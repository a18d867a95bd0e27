"""The values of two claims that are the same claim, compared field by field; law: a value is matched once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from communique.scoring.alike import overlap, same_date, same_named, singular, text_of
from communique.scoring.pairs import Plain

Same = Callable[[Any, Any], bool]
_LISTS = ("participants", "agenda", "parties")
_NEAR = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many are right, how many found that are wrong, and how many missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(right=self.right + other.right, wrong=self.wrong + other.wrong, missed=self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what is found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is to be found that is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def compared(plural: str, gold: Plain, found: Plain | None) -> dict[str, Tally]:
    """The tally of each field of a claim; all of its values are missed where it was not found."""
    return {name: _tally(values(gold, name), values(found, name), same) for name, same in SLOTS[plural].items()}


def values(claim: Plain | None, name: str) -> list[Any]:
    """The values of a field: none, one, or those of a list; a day of no year counts as none."""
    value = claim.get(name) if claim else None
    if value is None or value == "" or (name == "date" and str(value).startswith("XXXX")):
        return []
    if isinstance(value, list) and name in _LISTS:
        return [item for item in value if text_of(item)]
    return [value]


def _tally(gold: list[Any], found: list[Any], same: Same) -> Tally:
    used: set[int] = set()
    for value in gold:
        hit = next((n for n, other in enumerate(found) if n not in used and same(value, other)), None)
        if hit is not None:
            used.add(hit)
    return Tally(right=len(used), wrong=len(found) - len(used), missed=len(gold) - len(used))


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)


def _half(a: Any, b: Any) -> bool:
    return overlap(text_of(a), text_of(b)) >= 0.5


def _cue(a: Any, b: Any) -> bool:
    return singular(text_of(a).casefold()) == singular(text_of(b).casefold())


def _near(a: Any, b: Any) -> bool:
    x, y = _share(a), _share(b)
    return x is not None and y is not None and abs(x - y) < _NEAR


def _share(value: Any) -> float | None:
    """A share from 0 to 1, given as such or as done and all."""
    try:
        if isinstance(value, list):
            return float(value[0] / value[1]) if len(value) == 2 and value[1] else None
        return float(value)
    except (TypeError, ValueError):
        return None


SLOTS: Mapping[str, Mapping[str, Same]] = {
    "posts": {"status": _equal},
    "memberships": {"date": same_date},
    "meetings": {
        "kind": _equal, "body": same_named, "participants": same_named, "ordinal": _equal, "date": same_date,
        "place": same_named, "format": _equal, "status": _equal, "agenda": _half, "agenda_count": _equal,
    },
    "programmes": {"count": _equal, "of": same_named, "period": same_date, "progress": _near, "stage": _equal},
    "acts": {"kind": _equal, "body": same_named, "parties": same_named, "stage": _equal, "date": same_date},
    "statements": {"role": _half, "of": same_named, "kind": _equal, "cue": _cue},
}  # fmt: skip
