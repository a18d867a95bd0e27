"""Wording: what the words right around a mention of an occasion say of how it goes back to others."""

from collections.abc import Sequence

from communique.extract import ordinals
from communique.extract.chunks import word_set
from communique.extract.parse import SUBJECTS
from communique.extract.scenes import Scene, dates_within
from communique.languages import pattern
from communique.languages.levels import levels

_APART = frozenset({"another", "new", "next", "further", "separate", "previous", "last", "second", "resumed"})
_IN_TURN = frozenset({"next", "previous", "last", "following", "its", "preceding", "coming", "forthcoming"})
OF_SEASON = frozenset({"spring", "summer", "autumn", "winter"})
_THAT = frozenset({"it", "this", "that"})
_INDEFINITE = frozenset({"a", "an", "another"})
_WORDS_BEFORE = frozenset({"the", "this", "that", "its", "their", "of", "in", "at", "to", "for", "with", "and", "from"})
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "these", "those"})

_EARLIER = word_set("meetings", "before", "last") | word_set("meetings", "before", "was")
_FEW = 4


def is_definite(scene: Scene) -> bool:
    """Whether a mention goes back to an occasion that was named before."""
    if scene.trigger.verb:
        return False
    before = scene.words.lower[max(0, scene.trigger.token - 4) : scene.trigger.token]
    if "'s" in before[-2:] and scene.trigger.token > 1:
        at = scene.words.sentence.tokens[scene.trigger.token].start
        near = dates_within(scene.analysis, at - 24, at)
        if near and scene.analysis.document.text[near[-1].end : at].strip() in ("'s", ""):
            return True
    return _determiner(scene) in _DEFINITE and not is_fresh(scene)


def _determiner(scene: Scene) -> str:
    """The article or the like of the phrase that a mention stands in: "the" of "the third round of talks"."""
    lower, upos, at = scene.words.lower, scene.parsed.tagged.upos, scene.trigger.token
    for i in range(at - 1, max(-1, at - 1 - _PHRASE), -1):
        measured = lower[i] == "of" and i > 0 and lower[i - 1] in word_set("parties", "measures")
        if lower[i] in _INDEFINITE or (lower[i] in _DEFINITE and upos[i] != "SCONJ"):
            return lower[i]
        if upos[i] in _ENDS and not measured:
            break
    return ""


_PHRASE = 7
_ENDS = frozenset({"ADP", "VERB", "AUX", "SCONJ", "CCONJ"})


def is_indefinite(scene: Scene) -> bool:
    """Whether a mention is worded as one of several, or of something new: "a meeting", "another round"."""
    before = reversed(scene.words.lower[max(0, scene.trigger.token - 4) : scene.trigger.token])
    first = next((word for word in before if word in _INDEFINITE or word in _WORDS_BEFORE), "")
    return not scene.trigger.verb and first in _INDEFINITE


def is_equated(scene: Scene) -> bool:
    """Whether a mention says what "it" or "this" is: the occasion told of before."""
    tree, word = scene.parsed.tree, scene.trigger.token
    subjects = [tree.lower[k] for k in tree.kids(word, "nsubj", "nsubj:outer")]
    return not scene.trigger.verb and any(True for _ in tree.kids(word, "cop")) and bool(_THAT & set(subjects))


def told_of(scene: Scene) -> int | None:
    """The word of which a mention says more: "the congress, which was to convene in May", "flew there for talks"."""
    tree, word = scene.parsed.tree, scene.trigger.token
    if not scene.trigger.verb:
        return _goal_of(scene)
    clause = next((w for w in (word, tree.heads[word]) if w >= 0 and tree.relations[w] == "acl:relcl"), None)
    subjects = [] if clause is None else [tree.lower[k] for k in tree.kids(clause, "nsubj", "nsubj:pass")]
    return tree.heads[clause] if clause is not None and _WHICH & set(subjects) else None


def _goal_of(scene: Scene) -> int | None:
    """The verb of going or meeting whose purpose an occasion is: "flew to Lima for talks", "met for a summit"."""
    tree, word = scene.parsed.tree, scene.trigger.token
    while tree.relations[word] == "nmod" and tree.lower[tree.heads[word]] in word_set("parties", "measures"):
        word = tree.heads[word]
    verb = tree.heads[word]
    return verb if tree.case(word) == "for" and verb in scene.others and tree.upos[verb] == "VERB" else None


_WHICH = frozenset({"which", "that"})


def in_turn(scene: Scene) -> bool:
    """Whether a sentence tells of a session and then of talks, or the reverse: "attend the session and hold talks"."""
    lower, at = scene.words.lower, scene.trigger.token
    if scene.trigger.verb:
        return False
    after, before = (
        min((i for i in scene.others if i > at), default=0),
        max((i for i in scene.others if i < at), default=-1),
    )
    if lower[at] in _TALKS:
        return before >= 0 and bool(_THEN.fullmatch(" ".join(lower[before + 1 : at])))
    return after > 0 and lower[after] in _TALKS and bool(_THEN.fullmatch(" ".join(lower[at + 1 : after])))


_TALKS = frozenset(("talks", "consultations", "discussions"))
_THEN = pattern("meetings", "then_talks")


def levels_of(scene: Scene) -> frozenset[str]:
    """On which levels they meet by the phrase of an occasion, or by the subject of its verb."""
    lower, tree, at = scene.words.lower, scene.parsed.tree, scene.trigger.token
    if scene.trigger.verb:
        subject = tree.subject(at)
        if subject is None:
            return frozenset()
        return levels(" ".join(lower[max(0, subject - _PHRASE) : min(subject + _PHRASE, at)]))
    least = max(0, at - _PHRASE)
    first = next((i + 1 for i in range(at - 1, least - 1, -1) if tree.upos[i] in _ENDS), least)
    last = at + 1
    while last < len(lower) and last < at + _BEHIND and tree.upos[last] not in ("VERB", "AUX", "PUNCT"):
        last += 1
    last = last if lower[at + 1 : at + 2] == ("of",) else at + 1
    return levels(" ".join(lower[first:last]))


_BEHIND = 12


def is_of_organ(scene: Scene) -> bool:
    """Whether an organ does what a verb says, or stands for what is held: "the audit committee sits on 4 May"."""
    lower, at = scene.words.lower, scene.trigger.token
    if not scene.trigger.verb:
        return scene.words.owner[at] is None and lower[at] in word_set("meetings", "convened_alone")
    subject = scene.parsed.tree.doer(at)
    return subject is not None and lower[subject] in word_set("meetings", "sit_together")


def is_earlier(lower: Sequence[str], at: int) -> bool:
    """Whether an occasion named by a word was before what its text tells: "at a recent meeting", "its last session"."""
    return not _EARLIER.isdisjoint(lower[max(0, at - _FEW) : at])


def is_fresh(scene: Scene) -> bool:
    """Whether a mention says that it is an occasion apart from others: "another session", "a summit follows"."""
    tree, at = scene.parsed.tree, scene.trigger.token
    comes_next = not scene.trigger.verb and tree.relations[at] in SUBJECTS and tree.lower[tree.heads[at]] in _NEXT
    return comes_next or any(w in _APART for w in _before(scene, 4))


_NEXT = word_set("meetings", "comes_next")


def follows(scene: Scene) -> bool:
    """Whether a mention counts on from another occasion of the same body: "the next session", "its 44th meeting"."""
    before = _before(scene, 5)
    in_turn = any(w in _IN_TURN or ordinals.is_ordinal(w) for w in before)
    return not scene.trigger.verb and (in_turn or ("the" in before and not OF_SEASON.isdisjoint(before)))


def _before(scene: Scene, count: int) -> list[str]:
    """The words before a mention, but for those that only tell when it is: "next week's", "last Monday's"."""
    lower, at = scene.words.lower, scene.trigger.token
    kept = range(max(0, at - count), at)
    return [lower[i] for i in kept if lower[i] not in _WHICH_TIME or lower[i + 1] not in _TIMES]


_TIMES = word_set("dates", "units") | word_set("names", "months_and_days") | OF_SEASON
_WHICH_TIME = frozenset({"next", "last", "previous", "coming"})


def again(scene: Scene) -> bool:
    """Whether those told of before meet once more: "They will meet again in Lima"."""
    at = scene.trigger.token
    after, before = scene.words.lower[at + 1 : at + 3], scene.words.lower[max(0, at - 2) : at]
    return scene.trigger.verb and ("again" in after or "next" in before)
