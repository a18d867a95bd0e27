"""The date slot of meetings and acts in the gold claims, where the claim was found; skipped until claims are read."""

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any


def lines(gold: Path, score: Path) -> list[str]:
    """One line a folder of gold documents, and one for all of them."""
    try:
        from communique.run import read
    except ImportError as error:
        return [f"skipped: {error}"]
    sys.path.insert(0, str(score))
    scorer = __import__("score")
    found, everything = [], [0, 0]
    for folder in ("seed", "wikinews", "modern", "reuters"):
        right = wanted = 0
        for path in sorted((gold / folder / "docs").glob("*")):
            claims = json.loads((gold / folder / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
            said = _said(read, path)
            for kind in ("meetings", "acts"):
                r, w = _slots(scorer, kind, claims.get(kind, []), said.get(kind, []))
                right, wanted = right + r, wanted + w
        found.append(_line(folder, right, wanted))
        everything = [everything[0] + right, everything[1] + wanted]
    return [*found, _line("together", *everything)]


def _line(name: str, right: int, wanted: int) -> str:
    share = f"{100 * right / wanted:.1f} % of {wanted}" if wanted else "no claim with a date was found yet"
    return f"{name:<10} date slot right {share}"


def _said(read: Any, path: Path) -> dict[str, Any]:
    from communique.export.jsonl import line

    for reading in read([str(path)]):
        if hasattr(reading, "document"):
            said: dict[str, Any] = json.loads(line(reading))
            return said
    return {}


def _slots(scorer: ModuleType, kind: str, gold: list[Any], said: list[Any]) -> tuple[int, int]:
    """How many gold dates of found claims are right; claims are matched as the scorer matches them."""
    pairs = scorer.match(gold, said, scorer.SIMILARITY[kind])
    dated = [(gold[i]["date"], said[j].get("date")) for i, j in pairs if gold[i].get("date")]
    return sum(scorer.same_date(a, b) for a, b in dated), len(dated)
