"""Where an occasion takes place: the place that the words around one mention of it name."""

import re

from communique.extract.mentions import Mention
from communique.extract.scenes import Scene, gap, is_state
from communique.model.span import Span


def place_of(scene: Scene, spans: dict[str, tuple[Span, ...]]) -> str | None:
    """The place named for an occasion, the nearest to its word where there are several."""
    text = scene.analysis.document.text
    best: tuple[int, Mention] | None = None
    for mention in scene.mentions("place", "body"):
        before = text[max(0, mention.start - 24) : mention.start]
        if (mention.type == "body" and not is_state(scene, mention)) or mention.form == "adjective":
            continue
        modifier = (
            mention.type == "place"
            and not scene.trigger.verb
            and re.fullmatch(r"\s+(?:\w+\s+)?", text[mention.end : scene.trigger.start])
        )
        locative = modifier or re.search(r"\b(?:in|at|near|outside)\s+(?:the\s+(?:[\w-]+\s+){0,3})?$", before)
        goal = scene.trigger.kind == "visit" and re.search(
            r"\b(?:to|visit|visits|visited|visiting|for|in)\s+(?:the\s+)?$", before
        )
        if locative or goal:
            far = gap(scene, mention.start, mention.end) + (40 if mention.type == "body" else 0)
            best = min(filter(None, (best, (far, mention))), key=lambda x: x[0])
    if best is None:
        return None
    spans["place"] = (scene.analysis.document.span(best[1].start, best[1].end),)
    return scene.analysis.document.text[best[1].start : best[1].end]
