"""Fits the weights by which words tell of states' places in bodies (`extract/seats.py`, `extract/seat_bodies.py`).

`python -m train.seats` reads `../shared/gold/train` and `train/data`, prints what is found by cross-validation over
documents, and writes `extract/models/seats.json` and `seat-bodies.json`. Gold does not say which words tell of a
membership: at first all that may are taken to, then those that weights of other documents find likeliest.
"""

import json
import runpy
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import torch
from torch import Tensor

from communique.extract import analyse, memberships, seated, seats
from communique.extract.analysis import Analysis
from communique.extract.mentions import Mention
from communique.extract.seat_bodies import Bodies
from communique.extract.seats import Seat
from communique.extract.weighing import MODELS
from communique.model.document import Document
from communique.run import documents
from communique.settings import Settings
from train import owners

ROOT = Path(__file__).parents[1]
SCORER = runpy.run_path(str(ROOT / "../shared/score/score.py")) if (ROOT / "../shared/score").is_dir() else {}
PLACES = (seated.NONE, "member", "founder", "partner", "observer", "candidate", "applicant", "invited", "suspended",
          "left", "expelled")  # fmt: skip
PENALTY = 6e-5
"""Of the squared weights, beside the mean loss a row."""
SHRINKS = 0.7
"""By how much a mark is weaker with the sort of its word, and again with the word itself."""
LEAST = 5
"""A mark that fewer rows bear than this gets no weight."""
SMALL = 0.05
"""Weights below this are left out."""
THIN = 3
"""One in so many rows is read of documents without memberships, and counts for as many."""
FOLDS, ROUNDS, STEPS = 2, 2, 60
BODY_PENALTY = 0.005


@dataclass(frozen=True)
class Told:
    """A training document with its gold memberships and what rules find in it."""

    name: str
    analysis: Analysis
    gold: Sequence[dict[str, Any]]
    said: seated.Ruled


@dataclass(frozen=True)
class Row:
    """A state beside a word that may tell of its place: numbers of its marks, and what it counts for."""

    told: Told
    seat: Seat
    mention: Mention
    name: str
    marks: "array[int]"
    counts: float


def told() -> Iterator[Told]:
    """The training documents."""
    for folder in owners.FOLDERS:
        for path in sorted((folder / "docs").glob("*.txt")) if folder.is_dir() else ():
            gold = json.loads((folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            for document in documents([str(path)], Settings()):
                if isinstance(document, Document):
                    yield of(f"{folder.name}/{path.stem}", analyse(document), gold["memberships"])


def of(name: str, analysis: Analysis, gold: Sequence[dict[str, Any]]) -> Told:
    """A training document with what rules find in it."""
    return Told(name, analysis, gold, seated.ruled(analysis, memberships.ruled(analysis)))


def rows(given: Iterable[Told], known: dict[str, int]) -> Iterator[Row]:
    """The rows of documents; `known` numbers their marks."""
    count = 0
    for one in given:
        for seat in seats.find(one.analysis):
            for mention in seat.group.mentions:
                count += 1
                entity = one.analysis.mentions.of(mention)
                if entity is None or not (one.gold or count % THIN == 0):
                    continue
                marks = seated.marks(one.analysis, seat, mention, one.said)
                numbers = array("i", (known.setdefault(mark, len(known)) for mark in marks))
                yield Row(one, seat, mention, entity.name, numbers, 1.0 if one.gold else float(THIN))


def _name(value: Any) -> str:
    return str(value.get("name")) if isinstance(value, dict) else str(value)


def answers(given: Sequence[Row]) -> list[tuple[int, list[int]]]:
    """The places that gold tells of, each with the rows of its state."""
    by_document = defaultdict(list)
    for i, row in enumerate(given):
        by_document[row.told.name].append(i)
    found = []
    for numbers in by_document.values():
        gold = given[numbers[0]].told.gold
        for member, status in dict.fromkeys((_name(m["member"]), m["status"]) for m in gold):
            same = [i for i in numbers if SCORER["same_name"](given[i].name, member)]
            found.append((PLACES.index(status), same))
    return found


def labels(
    given: Sequence[Row], right: Sequence[tuple[int, list[int]]], likely: Tensor | None
) -> tuple[Tensor, Tensor]:
    """The place that each row tells of, and what it counts for."""
    place = torch.zeros(len(given), dtype=torch.long)
    counts = torch.tensor([row.counts for row in given])
    for answer, numbers in right:
        may = [i for i in numbers if PLACES[answer] in seats.tells()[given[i].seat.family]]
        if likely is None:
            place[[i for i in may if not place[i]]] = answer
            continue
        top = max((float(likely[i, answer]) for i in numbers), default=0.0)
        for i in numbers if may or top >= _CLEAR else ():
            chance = float(likely[i, answer])
            if chance == top or chance >= max(top / 2, _FAINT):
                if not place[i] or chance > likely[i, place[i]]:
                    place[i], counts[i] = answer, 1.0
            elif i in may and not place[i]:
                counts[i] = _DOUBTFUL
    return place, counts


_CLEAR, _FAINT, _DOUBTFUL = 0.2, 0.03, 0.3


class Fitting:
    """Rows whose common marks are numbered anew, ready to be fitted."""

    def __init__(self, given: Sequence[Row], known: Mapping[str, int]) -> None:
        counts = Counter(chain.from_iterable(row.marks for row in given))
        kept = {number: i for i, number in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}
        self.names = {kept[number]: mark for mark, number in known.items() if number in kept}
        self.marks = [torch.tensor([kept[n] for n in row.marks if n in kept]) for row in given]
        self.strength = torch.tensor([[SHRINKS ** min(self.names[i].count("|"), 2)] for i in range(len(kept))])

    def scores(self, weights: Tensor, numbers: Sequence[int]) -> Tensor:
        """What weights say of some rows."""
        flat = [self.marks[i] for i in numbers]
        starts = torch.tensor([0, *(len(f) for f in flat)]).cumsum(0)[:-1]
        return torch.nn.functional.embedding_bag(torch.cat(flat), weights * self.strength, starts, mode="sum")

    def fit(self, numbers: Sequence[int], place: Tensor, counts: Tensor) -> Tensor:
        """Weights under which rows tell of their places, by descent from nothing."""
        weights = torch.zeros(len(self.strength), len(PLACES), requires_grad=True)
        flat = torch.cat([self.marks[i] for i in numbers])
        starts = torch.tensor([0, *(len(self.marks[i]) for i in numbers)]).cumsum(0)[:-1]
        descent = torch.optim.LBFGS([weights], max_iter=STEPS, history_size=10, line_search_fn="strong_wolfe")
        right, share = place[list(numbers)], counts[list(numbers)]

        def loss() -> Tensor:
            descent.zero_grad()
            scores = torch.nn.functional.embedding_bag(flat, weights * self.strength, starts, mode="sum")
            lost = torch.nn.functional.cross_entropy(scores, right, reduction="none")
            value = (lost * share).mean() + PENALTY * weights.square().sum()
            value.backward()  # type: ignore[no-untyped-call]
            return value

        descent.step(loss)  # type: ignore[no-untyped-call]
        return weights.detach()

    def written(self, weights: Tensor) -> dict[str, dict[str, float]]:
        """The weights of each mark for each place beside those for none."""
        whole = ((weights - weights[:, :1]) * self.strength).tolist()
        said = {
            self.names[i]: {p: round(w, 2) for p, w in zip(PLACES, found, strict=True) if abs(w) >= SMALL}
            for i, found in enumerate(whole)
        }
        return {mark: found for mark, found in said.items() if found}


def folds(given: Sequence[Row]) -> list[list[int]]:
    """The numbers of the rows of each part of the documents."""
    return [[i for i, row in enumerate(given) if part(row.told.name) == fold] for fold in range(FOLDS)]


def part(name: str) -> int:
    """The part that a document is in, whatever other documents there are."""
    return crc32(name.encode()) % FOLDS


def crossed(fitting: Fitting, parts: Sequence[Sequence[int]], place: Tensor, counts: Tensor) -> Tensor:
    """How likely each place is for each row, by weights of the other parts."""
    likely = torch.zeros(len(fitting.marks), len(PLACES))
    for part in parts:
        weights = fitting.fit([i for other in parts if other is not part for i in other], place, counts)
        likely[list(part)] = fitting.scores(weights, part).softmax(1)
    return likely


def bodies(given: Sequence[Row], place: Tensor) -> Iterator[owners.Example]:
    """For each place that rows tell of, the marks of the bodies that it may be in, and which are right."""
    document, last, seen = Bodies(given[0].told.analysis), None, set[tuple[int, int, int]]()
    for row, answer in zip(given, place.tolist(), strict=True):
        if document.analysis is not row.told.analysis:
            document, last, seen = Bodies(row.told.analysis), None, set()
        key = (row.seat.number, row.seat.word, answer)
        names = {_name(m["body"]) for m in row.told.gold if _tells(m, row.name, PLACES[answer])}
        if not answer or not names or key in seen:
            continue
        seen.add(key)
        said = row.told.said.get((row.mention.entity or "", row.seat.number), ())
        ruled = {seated.key_of(link.body) for link in said if link.status == PLACES[answer] and link.names_body}
        may = list(document.candidates(row.seat, PLACES[answer], ruled, last))
        right = tuple(any(SCORER["same_name"](c.named.side[1].name, name) for name in names) for c in may)
        last = next((c.named.key for c, ok in zip(may, right, strict=True) if ok), last)
        yield owners.Example(row.told.name, tuple(c.marks for c in may), right)


def _tells(claim: Mapping[str, Any], member: str, status: str) -> bool:
    return claim["status"] == status and bool(SCORER["same_name"](_name(claim["member"]), member))


def agreement(given: Sequence[Row], right: Sequence[tuple[int, list[int]]], likely: Tensor) -> tuple[float, float]:
    """Precision and recall of the places told, by document, state and place."""
    sure = likely >= seated.TOLD
    said = {(given[i].told.name, given[i].name, p) for i, p in sure.nonzero().tolist() if p}
    hit = [(answer, numbers) for answer, numbers in right if any(sure[i, answer] for i in numbers)]
    return len(hit) / max(1, len(said)), len(hit) / max(1, len(right))


def _write(name: str, weights: Mapping[str, Any]) -> None:
    lines = (f"{_plain(mark)}:{_plain(weights[mark])}" for mark in sorted(weights))
    (MODELS / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{name}: {len(weights)} marks")


def _plain(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def run(given: Iterable[Told]) -> None:
    """Print what cross-validation finds, and write the weights of all documents."""
    torch.manual_seed(0)
    known: dict[str, int] = {}
    found = list(rows(given, known))
    fitting, right, parts = Fitting(found, known), answers(found), folds(found)
    place, counts = labels(found, right, None)
    for _ in range(ROUNDS):
        likely = crossed(fitting, parts, place, counts)
        print("places: precision {:.3f}, recall {:.3f}".format(*agreement(found, right, likely)), flush=True)
        place, counts = labels(found, right, likely)
    _write(seated.PLACES, fitting.written(fitting.fit(range(len(found)), place, counts)))
    asked = list(bodies(found, place))
    hits = []
    for i in range(FOLDS):
        weights = owners.fit([e for e in asked if part(e.document) != i], BODY_PENALTY)
        hits += owners.found([e for e in asked if part(e.document) == i], weights)
    print(f"{len(asked)} bodies: right {sum(hits) / len(hits):.3f}", flush=True)
    _write(seated.BODIES, owners.fit(asked, BODY_PENALTY))


def main() -> None:
    """Fit to the training documents."""
    run(told())


if __name__ == "__main__":
    main()
