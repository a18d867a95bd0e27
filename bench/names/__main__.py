"""`python -m bench.names`: names of office-holders of one country told same or not, beside nomenklatura's logic-v2."""

import time
from collections.abc import Callable, Sequence

from bench.names.variants import pairs, persons
from communique.reconcile.spelling import LETTER, LOOSE, alike, name_of

Pairs = Sequence[tuple[str, str, bool]]


def main() -> None:
    """Print precision, recall and F1 of each, and the pairs that it compares in a second."""
    people = persons()
    given = list(pairs(people))
    names = sum(len(p.names) for p in people)
    print(f"{len(people)} persons, {names} names, {len(given)} pairs, {sum(same for *_, same in given)} of one person")
    _told("communique", _ours, given, {"names alone": LETTER + 0.001, "contexts agree": LOOSE})
    try:
        _told("nomenklatura logic-v2", _logic(), given, {"by default": 0.7})
    except ImportError:
        print("nomenklatura is not installed: pip install nomenklatura")


def _ours(a: str, b: str) -> float:
    return alike(name_of(a), name_of(b))[0]


def _logic() -> Callable[[str, str], float]:
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    config = LogicV2.default_config()
    made = {}

    def entity(name: str) -> object:
        if name not in made:
            made[name] = model.make_entity("Person")
            made[name].id = name
            made[name].add("name", name)
        return made[name]

    return lambda a, b: LogicV2.compare(entity(a), entity(b), config).score


def _told(name: str, score: Callable[[str, str], float], given: Pairs, used: dict[str, float]) -> None:
    """A line for each threshold in use, and one for the best of all."""
    begun = time.process_time()
    scores = [score(a, b) for a, b, _ in given]
    speed = len(given) / (time.process_time() - begun)
    best = max((t / 100 for t in range(50, 100, 5)), key=lambda t: _figures(scores, given, t)[2])
    for said, threshold in {**used, "at its best": best}.items():
        precision, recall, f1 = _figures(scores, given, threshold)
        told = f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {speed:7.0f} a second"
        print(f"{name:22} {said:15} from {threshold:.2f}  {told}")


def _figures(scores: Sequence[float], given: Pairs, threshold: float) -> tuple[float, float, float]:
    found = [s >= threshold for s in scores]
    both = sum(f and same for f, (*_, same) in zip(found, given, strict=True))
    precision, recall = both / max(1, sum(found)), both / max(1, sum(same for *_, same in given))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    main()
