"""The progress of a programme over time as points of a picture: who claims what, and when."""

from collections.abc import Mapping
from typing import Any

WIDTH, HEIGHT = 560, 140


def progress(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The points of each report that says how far it is, from the left by time, from the bottom by share."""
    told = [(r["document"]["published"], r) for r in item["evidence"] if r.get("values", {}).get("progress")]
    dated = sorted(((day, r) for day, r in told if day), key=lambda pair: pair[0])
    found = [(day, share, r) for day, r in dated if (share := _share(r["values"]["progress"])) is not None]
    return [_point(n, len(found), *point) for n, point in enumerate(found)]


def _share(text: str) -> float | None:
    if text.endswith("%"):
        return float(text[:-1]) / 100
    done, _, whole = text.partition(" of ")
    return float(done) / float(whole) if whole.isdigit() and done.isdigit() and int(whole) else None


def _point(n: int, count: int, day: str, share: float, report: Mapping[str, Any]) -> dict[str, Any]:
    x = 40 + round((WIDTH - 80) * (n / (count - 1) if count > 1 else 0.5))
    y = HEIGHT - 24 - round((HEIGHT - 48) * share)
    return {"x": x, "y": y, "day": day, "share": f"{share:.0%}", "document": report["document"]}
