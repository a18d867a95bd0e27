"""Which source, cue and contents belong together, where only their places are known."""

from collections.abc import Sequence

Placed = tuple[int, int, str]


def nearest(spans: Sequence[Placed]) -> list[list[int]]:
    """Groups of indices, one a cue: each source and content goes to the nearest cue; without a cue it stands alone.

    >>> nearest([(0, 1, "source"), (1, 2, "cue"), (2, 9, "content"), (11, 15, "content")])
    [[0, 1, 2, 3]]
    """
    cues = [i for i, s in enumerate(spans) if s[2] == "cue"]
    groups: dict[int, list[int]] = {}
    sourced: dict[int, tuple[int, int]] = {}
    for i, span in enumerate(spans):
        if not cues or span[2] == "cue":
            groups.setdefault(i, []).append(i)
            continue
        cue = min(cues, key=lambda c: (_between(span, spans[c]), c))
        if span[2] == "source":
            gap = _between(span, spans[cue])
            if cue in sourced and sourced[cue][0] <= gap:
                continue
            sourced[cue] = (gap, i)
        else:
            groups.setdefault(cue, []).append(i)
    for cue, (_, i) in sourced.items():
        groups.setdefault(cue, []).append(i)
    return [sorted(group) for _, group in sorted(groups.items())]


def _between(a: Placed, b: Placed) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def linked(spans: Sequence[tuple[int, str, tuple[int, int] | None]], sentence: int) -> list[list[int]]:
    """Groups of indices by the links of sources and contents, given as start, label and anchor; one a cue.

    What hangs on no cue of the sentence stands alone.
    """
    groups = {start: [i] for i, (start, label, _) in enumerate(spans) if label == "cue"}
    alone = []
    for i, (_, label, anchor) in enumerate(spans):
        if label != "cue":
            group = groups.get(anchor[1]) if anchor and anchor[0] == sentence else None
            if group is None:
                alone.append([i])
            else:
                group.append(i)
    return sorted([*(sorted(g) for g in groups.values()), *alone])
