"""Present: who is said to be there, in the sentences right after that of an occasion which many attend.

Law: only what stands before another occasion is told of is looked at, for words of being there and the tagger's marks.
"""

from collections.abc import Iterator, Sequence

from communique.extract.analysis import Analysis
from communique.extract.keeping import SENTENCES, kept
from communique.extract.mentions import Mention
from communique.extract.scenes import Scene
from communique.extract.tokens import Sentence
from communique.languages import pattern

_PRESENT = pattern("parties", "present")
_LISTED = pattern("parties", "listed_there")
_AWAY = pattern("parties", "away")
_JOINED = pattern("parties", "joined")
_ATTENDED = frozenset({"session", "summit", "conference", "meeting", "ceremony"})
_REACH = 5
_SURE = 0.5


def present(scene: Scene) -> Iterator[Mention]:
    """The persons and states that are said to be there in the sentences right after that of an occasion."""
    if scene.trigger.kind not in _ATTENDED:
        return
    analysis, first = scene.analysis, scene.trigger.sentence + 1
    for number, tagged in enumerate(analysis.tagged[first : first + _REACH], first):
        start, end = tagged.sentence.start, tagged.sentence.end
        there, away = said(analysis, tagged.sentence)
        if there:
            yield from (m for m in analysis.mentions.within(start, end) if m.type == "person")
        if not away:
            if _LISTED.match(analysis.document.text[start:end]):
                yield from (m for run in lists(analysis, start, end) for m in _of_states(scene, run))
            yield from marked(scene, number)
        if any(span.label.startswith("meeting:") for span in tagged.spans):
            break


@kept(SENTENCES)
def said(analysis: Analysis, sentence: Sentence) -> tuple[bool, bool]:
    """Whether a sentence has words of being there, and of being away."""
    there, away = (p.search(analysis.document.text, sentence.start, sentence.end) for p in (_PRESENT, _AWAY))
    return there is not None, away is not None


def marked(scene: Scene, number: int) -> Iterator[Mention]:
    """Whom the tagger marks in a sentence as parties of the occasion."""
    at, owner = (scene.trigger.sentence, scene.trigger.token), scene.analysis.words[number].owner
    for span in scene.analysis.tagged[number].spans:
        if span.label == "participant" and span.anchor == at and span.score >= _SURE:
            yield from {m.start: m for i in range(span.start, span.end) if (m := owner[i])}.values()


def _of_states(scene: Scene, run: Sequence[Mention]) -> Sequence[Mention]:
    """A list of names if all are states."""
    entities = [scene.analysis.mentions.of(m) for m in run]
    return run if all(e and e.kind == "state" for e in entities) else ()


def lists(analysis: Analysis, start: int, end: int) -> Iterator[list[Mention]]:
    """The runs of two and more names of a stretch that only commas and "and" part."""
    text = analysis.document.text
    run: list[Mention] = []
    for mention in analysis.mentions.within(start, end):
        if mention.type not in ("person", "body") or mention.form == "adjective":
            continue
        if run and not (mention.type == run[-1].type and _JOINED.fullmatch(text, run[-1].end, mention.start)):
            yield from [run] if len(run) > 1 else []
            run = []
        run.append(mention)
    yield from [run] if len(run) > 1 else []
