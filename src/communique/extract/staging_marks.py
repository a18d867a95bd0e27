"""Marks of words that may say how far an act is: how each lies to the act's name, and what is said of it elsewhere.

Law: what the words and the parse around both are decides, by weights that `train/staging.py` fits.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from communique.extract import weighing
from communique.extract.about import Moment
from communique.extract.chunks import word_set
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.parse import SUBJECTS
from communique.extract.signatories import Sides
from communique.extract.stages import Stage
from communique.extract.staging import Named, Places, Telling
from communique.extract.views import View
from communique.extract.whose_places import path
from communique.languages import words as read_words

WEIGHTS = "stages-of-acts"
_ACTS = frozenset(read_words("en", "instruments")["acts"])
_NEAR = (1, 2, 3, 5, 8, 12, 18)


def chance(marks: Sequence[str]) -> float:
    """How likely a word with some marks says a stage of an act."""
    return 1 / (1 + math.exp(-weighing.weigh(WEIGHTS, marks)))


def marks(here: Places, group: Sequence[Named], telling: Telling) -> tuple[str, ...]:
    """What a word is, how it lies to the name of the act, and what rules find of the act."""
    one, stage = group[telling.place], telling.stage
    if telling.where == "unsaid":
        untold = dict.fromkeys((*_standing(here, one), *_group(group, telling.place, stage.name)))
        return ("unsaid", *_untold(untold, stage))
    plain = [*_word(here, telling.look, stage), *_way(here, one, telling.look, stage)]
    plain += [*_group(group, telling.place, stage.name), telling.where, f"kind:{one.kind}"]
    plain += [f"head:{one.phrase.words.lower[one.phrase.head]}", f"det:{_determiner(one.phrase)}"]
    return tuple(_crossed((*plain, f"named:{one.phrase.named}:{one.phrase.bare}"), telling))


def dated(telling: Telling, moment: Moment | None, told: bool, sides: Sides) -> tuple[str, ...]:
    """Whether a stage has a date, and who is said to reach it."""
    stage, sentence = telling.stage, telling.look.words.sentence
    day = len(moment[0].split("/")[0].strip("~")) if moment else 0
    plain = [f"date:{day}", f"date:{bool(day)}:{stage.planned}", f"date:{bool(day)}:{stage.planned}:{stage.certainty}"]
    plain += [f"told:{told}", f"told:{told}:{stage.planned}"]
    plain += [f"sides:{sides.sure}:{min(len(sides.parties), 2)}:{bool(sides.body)}"]
    if moment:
        inside = sentence.start <= moment[1].start < sentence.end
        plain += [f"date-here:{inside}", f"date-here:{inside}:{day}"]
    return tuple(_untold(plain, stage) if telling.where == "unsaid" else _crossed(plain, telling))


def _untold(plain: Iterable[str], stage: Stage) -> Iterator[str]:
    return (f"u:{mark}|{stage.name}" for mark in plain)


def _crossed(plain: Sequence[str], telling: Telling) -> Iterator[str]:
    """Marks alone, with where the word stands, with its stage, and with the word itself."""
    word = telling.look.words.lower[telling.stage.at]
    for mark in dict.fromkeys(plain):
        yield from (mark, f"{mark}|{telling.where}", f"{mark}|{telling.stage.name}", f"{mark}||{word}")


def _determiner(phrase: NounPhrase) -> str:
    return phrase.determiner if phrase.determiner in _DETERMINERS else ""


_DETERMINERS = word_set("instruments", "determiners") | {"that"}


def _group(group: Sequence[Named], i: int, name: str) -> Iterator[str]:
    """What rules find of the act here and elsewhere."""
    here = sorted({s.name for s, _ in group[i].ruled})
    rest = {s.name for j, o in enumerate(group) for s, _ in o.ruled if j != i}
    yield f"says:{'same' if name in here else '+'.join(here[:2]) or 'nothing'}"
    yield f"rest:{'same' if name in rest else min(len(rest), 2)}"
    yield f"said:{bool(here)}:{bool(rest)}"
    yield f"times{min(len(group), 4)}"


def _word(here: Places, look: Look, stage: Stage) -> Iterator[str]:
    """What a word of a stage is in its sentence."""
    seen, at, tree = here.view(look.number), stage.at, look.parsed.tree
    yield f"word:{tree.lower[at]}"
    yield f"upos:{tree.upos[at]}/{tree.relations[at]}"
    yield f"in-title:{stage.start < here.analysis.document.body_start}"
    yield f"planned:{stage.planned}:{stage.certainty}"
    left, right = seen.run(at - 3, at), seen.run(at + 1, at + 4)
    yield f"l1={left[-1] if left else 'START'}"
    yield f"l2={' '.join(left[-2:])}"
    yield f"r1={right[0] if right else 'END'}"
    yield f"r2={' '.join(right[:2])}"
    for child in tree.below[at]:
        relation = tree.relations[child]
        if relation in _HELPING:
            yield f"k={tree.lower[child]}"
        elif relation in _PARTS:
            yield f"d={seen.step(child)}:{_stands(seen, child)}"
            yield f"dr={seen.step(child)}"
    above = tree.heads[at]
    if above >= 0:
        yield f"g={tree.lower[above]}/{seen.step(at)}"
        yield f"gs={_stands(seen, above)}/{seen.step(at)}"
    dates = sum(look.words.sentence.start <= d.start < look.words.sentence.end for d in here.analysis.dates)
    yield f"dates{min(dates, 3)}"


_HELPING = frozenset({"aux", "aux:pass", "mark", "advmod", "cop", "cc"})
_PARTS = frozenset({*SUBJECTS, "obj", "obl", "obl:agent", "nmod", "xcomp", "acl", "acl:relcl", "conj", "compound"})


def _stands(seen: View, i: int) -> str:
    """What a word is: a sign of a name, a word for an act, a pronoun as it is, else its part of speech."""
    word, upos = seen.tree.lower[i], seen.tree.upos[i]
    if word in _ACTS:
        return "ACT"
    if seen.signs[i]:
        return seen.signs[i]
    return word if upos in ("PRON", "DET") or word in _TEXTS else upos


_TEXTS = word_set("instruments", "texts")


def _way(here: Places, one: Named, look: Look, stage: Stage) -> Iterator[str]:
    """How a word of a stage lies to the name of the act."""
    at, phrase = stage.at, one.phrase
    between = [o for o in here.by_sentence.get(look.number, ()) if o.phrase is not phrase and not o.pronoun]
    if look.number == one.look.number:
        tree, side = look.parsed.tree, "left" if at < phrase.first else "right"
        first, last = (at + 1, phrase.first) if side == "left" else (phrase.last, at)
        gap = last - first
        yield f"gap:{side}{sum(gap >= n for n in _NEAR)}"
        yield f"verbs:{side}{min(sum(tree.upos[k] == 'VERB' for k in range(first, last)), 3)}"
        yield f"commas:{side}{min(tree.lower[first:last].count(','), 2)}"
        yield f"others:{side}{min(sum(first <= o.phrase.head < last for o in between), 2)}"
        yield f"path:{path(tree, at, phrase.head)}"
        yield f"top:{tree.relations[phrase.head]}"
        yield f"clause:{look.parsed.of[at] == look.parsed.of[phrase.head]}"
        if gap <= 3:
            yield f"b={side}:{' '.join(here.view(look.number).run(first, last))}"
        rival = any(abs(o.phrase.head - at) < abs(phrase.head - at) for o in between if o.group != one.group)
        yield f"nearer:{rival}"
    else:
        mine = here.by_sentence[one.look.number]
        yield f"last:{one is max((o for o in mine if not o.pronoun), key=lambda o: o.phrase.head)}"
        yield f"acts-there{min(len({o.group for o in mine}), 3)}"
        yield f"acts-here{min(len({o.group for o in between}), 2)}"
        start = here.analysis.tagged[one.look.number].sentence.end
        broken = "\n\n" in look.text[start : look.words.sentence.start]
        yield f"paragraph:{broken}"
        first_word = look.words.lower[0]
        yield f"begins:{first_word if first_word in _BEGINS else ''}"
    taken = any(s.at == at for o in between if o.group != one.group for s, _ in o.ruled)
    yield f"taken:{taken}"


_BEGINS = word_set("instruments", "beginnings")


def _standing(here: Places, one: Named) -> Iterator[str]:
    """How an act is named where no word says its stage."""
    look, phrase, tree = one.look, one.phrase, one.look.parsed.tree
    seen, lower = here.view(look.number), look.words.lower
    head = phrase.head
    yield f"kind:{one.kind}"
    yield f"head:{lower[head]}"
    yield f"det:{_determiner(phrase)}:{phrase.named}:{phrase.bare}"
    yield f"case:{tree.case(head)}"
    yield f"rel:{tree.relations[head]}:{tree.case(head)}"
    above = tree.heads[head]
    if above >= 0:
        yield f"g={tree.lower[above]}"
        yield f"g={tree.lower[above]}/{tree.relations[head]}:{tree.case(head)}"
        yield f"gu={tree.upos[above]}/{tree.relations[head]}:{tree.case(head)}"
        yield from (f"gk={tree.lower[k]}" for k in tree.below[above] if tree.relations[k] in _HELPING)
        yield from (
            f"gd={seen.step(k)}:{_stands(seen, k)}"
            for k in tree.below[above]
            if k != head and tree.relations[k] in _PARTS
        )
        if tree.heads[above] >= 0:
            yield f"gg={tree.lower[tree.heads[above]]}"
    yield from (
        f"d={tree.lower[k]}/{tree.relations[k]}"
        for k in tree.below[head]
        if tree.relations[k] in _PARTS and not phrase.first <= k < phrase.last
    )
    left = lower[max(0, phrase.first - 3) : phrase.first]
    right = lower[phrase.last : phrase.last + 2]
    yield f"l={left[-1] if left else 'START'}"
    yield f"l2={' '.join(left[-2:])}"
    yield f"r={right[0] if right else 'END'}"
    yield f"r2={' '.join(right)}"
    dates = sum(look.words.sentence.start <= d.start < look.words.sentence.end for d in here.analysis.dates)
    yield f"dates{min(dates, 3)}"
    yield f"year:{any(w.isdigit() and len(w) == 4 for w in lower[phrase.first : phrase.last])}"
