"""When an occasion is: the date that the words around one mention of it give, and on which side of publication."""

from communique.extract.scenes import Scene, gap
from communique.model.span import Span


def date_of(scene: Scene, spans: dict[str, tuple[Span, ...]], basis: dict[str, str]) -> str | None:
    """The date nearest to the trigger in its scene, later words before earlier ones."""
    found = [
        d
        for d in scene.analysis.dates
        if scene.start <= d.start and d.end <= scene.end and d.day and d.kind in ("date", "time")
    ]
    if not found:
        return None
    best = min(found, key=lambda d: (gap(scene, d.start, d.end), d.start))
    spans["date"] = (scene.analysis.document.span(best.start, best.end),)
    if best.why:
        basis["date"] = best.why
    return best.day


def is_ahead(scene: Scene, date: str | None) -> bool | None:
    """Whether a date lies after the day on which the document was published, where both are known."""
    published = scene.analysis.document.published
    if not date or not published:
        return None
    first = date.split("/")[0].rstrip("?~%")
    if first[: len(published)] == published[: len(first)] or not first[:4].isdigit():
        return None
    return first > published
