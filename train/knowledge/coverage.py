"""The share of names in the training gold that resolve: `python -m train.knowledge.coverage [--misses]`."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique import knowledge

GOLD = Path("../shared/gold/train")


def main() -> None:
    """Prints one line a field: names, mentions, and the share of each that resolves; then, if asked, what does not."""
    named: dict[str, Counter[str]] = {}
    people: set[str] = set()
    for path in sorted(GOLD.glob("*/gold/*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        people |= {p["person"] for p in gold["posts"]} | {s["speaker"] for s in gold["statements"]}
        for field, name in _names(gold):
            named.setdefault(field, Counter())[name] += 1
    for field, names in named.items():
        kept = {n: c for n, c in names.items() if n not in people}
        hits = {n: c for n, c in kept.items() if knowledge.resolve(n)}
        print(
            f"{field:12} names {len(hits):4} of {len(kept):4} ({len(hits) / len(kept):.0%}), "
            f"mentions {sum(hits.values()):4} of {sum(kept.values()):4} ({sum(hits.values()) / sum(kept.values()):.0%})"
        )
        if "--misses" in sys.argv:
            print("   " + "; ".join(n for n in kept if n not in hits))


def _names(gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for claim in (*gold["posts"], *gold["memberships"], *gold["meetings"], *gold["acts"], *gold["programmes"]):
        for field in ("of", "body", "member", "participants", "parties"):
            value = claim.get(field) or ()
            yield from ((field, name) for name in ([value] if isinstance(value, str) else value) if name)


if __name__ == "__main__":
    main()
