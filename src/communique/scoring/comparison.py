"""Where two readers of the same documents differ; law: a reading does not differ from itself."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from communique.model.kinds import ALL
from communique.scoring.figures import Scores
from communique.scoring.pairs import Plain, claims, pairs
from communique.scoring.slots import compared, values

ONLY_FIRST, ONLY_SECOND, OTHERWISE = "only first", "only second", "otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two readers make otherwise of a document: a claim that only one has, or a value of a claim.

    `what` is `only first`, `only second` or `otherwise`, and then `field` says where; `words` are the evidence.
    """

    document: str
    kind: str
    what: str
    words: str
    field: str | None = None
    first: Any = None
    second: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many claims of a kind both readers have, and how many only one."""

    both: int
    first: int
    second: int
    otherwise: int

    @property
    def f1(self) -> float | None:
        """The F1 of each in the other; `None` where neither has any."""
        total = 2 * self.both + self.first + self.second
        return 2 * self.both / total if total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two readers of so many documents, named, with what they make otherwise and, where there is gold, their scores."""

    engines: tuple[str, str]
    documents: int
    agreements: Mapping[str, Agreement]
    differences: tuple[Difference, ...]
    scores: tuple[Scores, Scores] | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "engines": list(self.engines),
            "documents": self.documents,
            "agreement": {plural: {**asdict(a), "f1": a.f1} for plural, a in self.agreements.items()},
            "differences": [asdict(difference) for difference in self.differences],
            "scores": dict(zip(self.engines, (s.plain for s in self.scores), strict=True)) if self.scores else None,
        }


def compare(
    engines: tuple[str, str], readings: Mapping[str, tuple[Plain, Plain]], scores: tuple[Scores, Scores] | None = None
) -> Comparison:
    """The readings of two engines compared, by what their documents are to be called."""
    both: Counter[str] = Counter()
    found: list[Difference] = []
    for name, (first, second) in readings.items():
        for kind in ALL:
            one, other = claims(first, kind.plural), claims(second, kind.plural)
            paired = pairs(kind.plural, one, other)
            both[kind.plural] += len(paired)
            found += _differences((name, kind.plural), one, other, paired)
    return Comparison(
        engines=engines,
        documents=len(readings),
        agreements={kind.plural: _agreement(kind.plural, both[kind.plural], found) for kind in ALL},
        differences=tuple(found),
        scores=scores,
    )


def _differences(
    where: tuple[str, str], one: list[Plain], other: list[Plain], paired: list[tuple[int, int]]
) -> Iterator[Difference]:
    (document, plural), left, right = where, {i for i, _ in paired}, {j for _, j in paired}
    for claim in (claim for i, claim in enumerate(one) if i not in left):
        yield _alone(document, plural, ONLY_FIRST, claim)
    for claim in (claim for j, claim in enumerate(other) if j not in right):
        yield _alone(document, plural, ONLY_SECOND, claim)
    for i, j in sorted(paired):
        for name, tally in compared(plural, one[i], other[j]).items():
            if tally.wrong or tally.missed:
                first, second = (_shown(values(claim, name)) for claim in (one[i], other[j]))
                yield Difference(
                    document=document, kind=plural, what=OTHERWISE, words=_words(one[i]),
                    field=name, first=first, second=second,
                )  # fmt: skip


def _alone(document: str, plural: str, what: str, claim: Plain) -> Difference:
    kind = next(kind for kind in ALL if kind.plural == plural)
    said = {f.name: _shown([claim[f.name]]) for f in kind.fields if claim.get(f.name) not in (None, [])}
    first, second = (said, None) if what == ONLY_FIRST else (None, said)
    return Difference(document=document, kind=plural, what=what, words=_words(claim), first=first, second=second)


def _shown(found: list[Any]) -> Any:
    """Values without ids and offsets: one as itself, several as a list."""
    plain = [_named(value) for value in found]
    return plain[0] if len(plain) == 1 else plain or None


def _named(value: Any) -> Any:
    if isinstance(value, list):
        return [_named(item) for item in value]
    return value.get("name", value.get("text")) if isinstance(value, dict) else value


def _words(claim: Plain) -> str:
    evidence = claim.get("evidence")
    return evidence if isinstance(evidence, str) else " … ".join(str(words) for words in evidence or ())


def _agreement(plural: str, both: int, differences: list[Difference]) -> Agreement:
    found = Counter(difference.what for difference in differences if difference.kind == plural)
    return Agreement(both=both, first=found[ONLY_FIRST], second=found[ONLY_SECOND], otherwise=found[OTHERWISE])
