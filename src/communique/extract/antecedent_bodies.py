"""Bodies that "its" goes back to: "The Fund is at ease. At the meeting of its governors in Riga …"."""

from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.parse import tree
from communique.extract.scenes import Scene

_NEAR, _BEHIND = 4, 6


def before_its(scene: Scene) -> Mention | None:
    """The body that the sentence before is about, where those who meet are called its own and none is named here."""
    lower, at, number = scene.words.lower, scene.trigger.token, scene.trigger.sentence
    near = range(max(0, at - _NEAR), min(len(lower) - 1, at + _BEHIND))
    own = next((i for i in near if lower[i] == "its" and lower[i + 1] in word_set("meetings", "organs_at_work")), None)
    if own is None or number == 0:
        return None
    if any(owner is not None and owner.type == "body" for owner in scene.words.owner[:own]):
        return None
    before = tree(scene.analysis.tagged[number - 1])
    root = next((i for i, head in enumerate(before.heads) if head < 0), None)
    subject = before.subject(root) if root is not None else None
    owner = scene.analysis.words[number - 1].owner[subject] if subject is not None else None
    return owner if owner is not None and owner.type == "body" else None
