"""Acts in Russian: treaties, decisions and the like with how far they are, once for each act and stage."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.extract.mentions import Mention
from communique.extract.ru import instruments, scenes
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.instruments import Phrase, Stage
from communique.extract.ru.occasions import Trigger
from communique.extract.ru.parties import states as joined_states
from communique.extract.ru.words import Sentence
from communique.model.claim import Claim, Value
from communique.model.entity import Reference
from communique.model.span import Span
from communique.model.times import TimeExpression

EXTRACTOR = "ru.acts/1"

_SIGNED = ("treaty", "agreement", "protocol", "memorandum", "declaration")
_OF_STATES = ("treaty", "agreement", "protocol", "memorandum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one mention of an act says of it."""

    phrase: Phrase
    kind: str
    stage: Stage | None
    date: TimeExpression | None
    made: bool
    states: tuple[Mention, ...]
    bodies: tuple[Mention, ...]
    evidence: Span


@dataclass(slots=True)
class Act:
    """One act and its mentions, in text order."""

    said: list[Said] = field(default_factory=list)

    @property
    def best(self) -> Said:
        """The mention that names it most fully."""
        return max(self.said, key=lambda s: (len(s.phrase.key), -s.evidence.start))


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The act claims of a document, in text order."""
    acts: list[Act] = []
    for sentence in analysis.sentences:
        for phrase in instruments.phrases(analysis, sentence, instruments.table("acts")):
            said = _said(analysis, sentence, phrase)
            home = next((act for act in reversed(acts) if _of(act, said)), None)
            if home:
                home.said.append(said)
            elif _names(analysis, said):
                acts.append(Act([said]))
    claims = [claim for act in acts for claim in _claims(analysis, act)]
    return tuple(replace(claim, id=f"a{i}") for i, claim in enumerate(claims, 1))


def _said(analysis: Analysis, sentence: Sentence, phrase: Phrase) -> Said:
    stage = instruments.stage_of(phrase, "acting", "acting_nouns", "being")
    states, bodies = instruments.whose(analysis, phrase, stage)
    made = _made(analysis, phrase)
    date = scenes.date_of(analysis, sentence, Trigger(stage.at, "act", True)) if stage else made
    return Said(
        phrase=phrase,
        kind=instruments.table("acts")[sentence.words[phrase.head].lemma],
        stage=stage,
        date=date,
        made=made is not None,
        states=tuple(states),
        bodies=tuple(bodies),
        evidence=analysis.document.span(sentence.start, sentence.end),
    )


def _made(analysis: Analysis, phrase: Phrase) -> TimeExpression | None:
    """The day of an act's own name: "Договора от 8 декабря 1999 года"."""
    words = phrase.sentence.words
    following = words[phrase.last] if phrase.last < len(words) else None
    if following is None or following.lemma != "от":
        return None
    return next((d for d in analysis.dates if 0 <= d.start - following.end <= 1 and d.edtf), None)


def _of(act: Act, said: Said) -> bool:
    """Whether a mention is of an act told before; a noun alone is the last of its kind."""
    if act.said[0].kind != said.kind:
        return False
    return said.phrase.bare or any(instruments.one(s.phrase.key, said.phrase.key) for s in act.said)


def _names(analysis: Analysis, said: Said) -> bool:
    """Whether a mention is of an act, and not of such acts in general."""
    word, stage = said.phrase.sentence.words[said.phrase.head], _firm(said)
    before = said.phrase.sentence.words[said.phrase.first - 1] if said.phrase.first else None
    if said.phrase.plural or (before and before.lemma in instruments.listed("vague")):
        return False
    if said.phrase.bare:
        return stage is not None and said.kind in _OF_STATES and bool(said.states) and not stage.planned
    if said.kind in instruments.listed("owned") and not (said.states or said.bodies):
        return False
    if word.lemma in instruments.listed("staged"):
        return stage is not None or said.made
    capital = any(w.text[:1].isupper() for w in said.phrase.words[1:]) or word.text[:1].isupper()
    about = any(w.pos == "ADP" for w in said.phrase.words)
    return stage is not None or said.made or capital or about or bool(said.states)


def _firm(said: Said) -> Stage | None:
    """The stage of a mention, unless it is only planned and has no day."""
    return said.stage if said.stage and (said.date or not said.stage.planned) else None


def _claims(analysis: Analysis, act: Act) -> list[Claim]:
    """A claim for each stage that an act has; one that is only planned and has no day gives none."""
    stages: dict[str | None, list[Said]] = {}
    for said in act.said:
        firm = _firm(said)
        made = "signed" if said.kind in _SIGNED else "adopted"
        stages.setdefault(firm.stage if firm else made if said.made else None, []).append(said)
    if len(stages) > 1:
        stages.pop(None, None)
    return [_claim(analysis, act, stage, said) for stage, said in stages.items()]


def _claim(analysis: Analysis, act: Act, stage: str | None, said: Sequence[Said]) -> Claim:
    best, first = act.best, said[0]
    name = best.phrase.span(analysis)
    values: dict[str, Value] = {"name": best.phrase.name, "kind": best.kind}
    spans: dict[str, tuple[Span, ...]] = {"name": (name,), "kind": (name,)}
    basis: dict[str, str] = {}
    certainty = "certain"
    if stage:
        values["stage"] = stage
        at = first.stage.at if first.stage else first.phrase.head
        word = first.phrase.sentence.words[at]
        spans["stage"] = (analysis.document.span(word.start, word.end),)
        certainty = first.stage.certainty if first.stage else certainty
        if dated := next((s.date for s in said if s.date), None):
            values["date"] = dated.day or ""
            spans["date"] = (analysis.document.span(dated.start, dated.end),)
            basis.update({"date": dated.why} if dated.why else {})
    _add_makers(analysis, act, (values, spans))
    return Claim(
        kind="act", id="a", values=values, spans=spans, basis=basis, certainty=certainty, extractor=EXTRACTOR,
        evidence=tuple(dict.fromkeys(s.evidence for s in said)),
    )  # fmt: skip


def _add_makers(analysis: Analysis, act: Act, found: tuple[dict[str, Value], dict[str, tuple[Span, ...]]]) -> None:
    """Who made an act: several states are its parties, a body is the body that it is of."""
    values, spans = found
    states = {m.entity: m for s in act.said for m in s.states}
    joined = next((j for s in act.said if (j := joined_states(s.phrase.sentence, _at(s)))), None)
    if joined:
        ids = {b.known: b for b in analysis.mentions.bodies if b.known in joined[1]}
        states |= {b.id: next(m for m in analysis.mentions.items if m.entity == b.id) for b in ids.values()}
    parties = [(m, e) for m in states.values() if (e := analysis.mentions.of(m))]
    if len(parties) > 1 or (parties and act.said[0].kind in _OF_STATES):
        values["parties"] = tuple(dict.fromkeys(e.reference for _, e in parties))
        spans["parties"] = tuple(dict.fromkeys(analysis.document.span(m.start, m.end) for m, _ in parties))
    body = next((m for s in act.said for m in s.bodies), None)
    entity = analysis.mentions.of(body) if body else None
    reference: Reference | None = entity.reference if entity else None
    if body and reference and "parties" not in values:
        values["body"], spans["body"] = reference, (analysis.document.span(body.start, body.end),)


def _at(said: Said) -> Trigger:
    return Trigger(said.phrase.head, "act", False)
