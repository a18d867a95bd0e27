"""Edges: whether the day that is told of an occasion is the one on which it begins, or the one on which it ends."""

from communique.extract.nearness import is_ahead, upwards
from communique.extract.scenes import Scene
from communique.languages import words as read_words
from communique.model.times import TimeExpression

_EDGES = {side: frozenset(words) for side, words in read_words("en", "meetings")["edges"].items()}


def edge_of(scene: Scene, date: int) -> str | None:
    """Whether a mention gives only the day on which its occasion `begins` or `ends`: "opened on Tuesday".

    `date` is where the words for the day stand.
    """
    lower, tokens = scene.words.lower, scene.words.sentence.tokens
    first = next((i for i, token in enumerate(tokens) if token.end > date), 0)
    if _is_going_on(scene, first):
        return "begins"
    if first and (side := next((side for side in ("begins", "ends") if lower[first - 1] in _EDGES[side]), None)):
        return side
    if scene.trigger.verb:
        return None
    before = scene.words.lower[max(0, scene.trigger.token - 2) : scene.trigger.token]
    if side := next((side for side in ("begins", "ends") if not _EDGES[side].isdisjoint(before)), None):
        return side
    found = [i for i in upwards(scene, scene.trigger.token) if scene.parsed.tagged.upos[i] == "VERB"][:1]
    word = scene.words.lower[found[0]] if found else ""
    return next((side for side in ("begins", "ends") if word in _EDGES[side]), None)


def _is_going_on(scene: Scene, date: int) -> bool:
    """Whether a day is that on which those who meet are at it: "ministers are today taking a first look"."""
    verb = next((i for i in upwards(scene, date) if scene.parsed.tagged.upos[i] == "VERB"), -1)
    if verb < 0 or not scene.words.lower[verb].endswith("ing"):
        return False
    return any(scene.words.lower[k] in _ARE for k in scene.parsed.tree.kids(verb, "aux"))


_ARE = frozenset({"is", "are"})


def side_of(scene: Scene, date: TimeExpression) -> str | None:
    """Whether an occasion `begins` or `ends` on a date, by the word that the date hangs on or that stands before it."""
    tokens, tagged = scene.words.sentence.tokens, scene.parsed.tagged
    inside = [i for i, token in enumerate(tokens) if date.start <= token.start < date.end]
    head = next(i for i in inside if tagged.heads[i] not in inside)
    governor = next((i for i in upwards(scene, tagged.heads[head]) if tagged.upos[i] == "VERB"), -1)
    before = scene.words.lower[inside[0] - 1] if inside[0] else ""
    for word in (before, scene.words.lower[governor] if governor >= 0 else ""):
        for side in ("begins", "ends"):
            if word in _EDGES[side]:
                return side
    return "begins" if is_ahead(scene, date.day) else None
