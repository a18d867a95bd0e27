"""Documents with claims as training items: what the gold says, found again among the words of the text.

A claim's value that cannot be found is left out; a mention that the gold may or may not mean is not judged ("").
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.extract.tokens import split
from communique.knowledge import find_names
from communique.languages import words
from train.aligned import Aligned, Span
from train.corpora import Item

POST_STATUSES = ("current", "former", "acting", "elect")
MEETING_KINDS = ("session", "summit", "talks", "visit", "call", "conference", "consultation", "ceremony", "other")
MEETING_STATUSES = ("held", "ongoing", "scheduled", "tentative", "postponed", "cancelled")
ACT_STAGES = (
    *("none", "proposed", "drafted", "submitted", "under consideration", "agreed", "adopted", "signed", "ratified"),
    *("in force", "extended", "amended", "suspended", "rejected", "terminated"),
)
PROGRAMME_STAGES = ("none", "proposed", "drafted", "approved", "under way", "completed", "suspended", "abandoned")
MEMBER_STATUSES = (
    *("member", "founder", "partner", "observer", "candidate", "applicant"),
    *("invited", "suspended", "left", "expelled"),
)


def bio(*kinds: str) -> list[str]:
    """The labels of runs of these kinds."""
    return ["O", *(f"{b}-{k}" for k in kinds for b in "BI")]


CHAINS = {
    "speaking": bio("source", "cue"),
    "said": bio("content"),
}
CLASSES = {
    "post": bio(*(f"role:{s}" for s in POST_STATUSES), "holder", "of"),
    "slot": bio("participant", "body", "place", "agenda"),
    "work": bio("act", "programme"),
    "membership": bio("member", "body"),
    "meeting": ["O", *MEETING_KINDS],
    "meeting_status": [*MEETING_STATUSES],
    "certainty": ["certain", "probable", "possible"],
    "act_stage": [*ACT_STAGES],
    "programme_stage": [*PROGRAMME_STAGES],
    "member_status": [*MEMBER_STATUSES],
}
RUNS = ("post", "slot", "work", "membership")
LINKS = ["source", "content", "holder", "of", "slot", "membership"]

_PRONOUNS = {"he", "she", "they", "it", "i", "we", "who", "which"}
_FAR = 25


def read(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Id, text and gold of each document of a folder."""
    for path in sorted((folder / "gold").glob("*.json")):
        document = folder / "docs" / f"{path.stem}.txt"
        if document.exists():
            gold = json.loads(path.read_text(encoding="utf-8"))
            yield path.stem, text_of(document.read_text(encoding="utf-8")), gold


def text_of(file: str) -> str:
    """The text of a document file: title, blank line, body."""
    if not file.startswith("---\n"):
        return file
    _, head, body = file.split("---\n", 2)
    title = re.search(r"^title: (.*)$", head, re.M)
    return (json.loads(title[1]) + "\n\n" if title else "") + body.strip()


def items(folders: Iterable[Path]) -> Iterator[Item]:
    """All documents of folders, aligned."""
    for folder in folders:
        for name, text, gold in read(folder):
            yield align(name, text, gold)


def align(name: str, text: str, gold: dict[str, Any]) -> Item:
    """One document as a training item."""
    sentences = split(text)
    tokens = [t for s in sentences for t in s.tokens]
    numbered = [i for i, s in enumerate(sentences) for _ in s.tokens]
    breaks = [m.start() for m in re.finditer(r"\n\s*\n", text)]
    paragraph = [sum(b < t.start for b in breaks) for t in tokens]
    lower = [t.text.lower() for t in tokens]
    doc = Aligned(text, [t.start for t in tokens], [t.end for t in tokens], numbered, paragraph, lower)
    doc.layers = {n: ["O"] * len(tokens) for n in (*CHAINS, *RUNS, "meeting")}
    doc.layers |= {n: [""] * len(tokens) for n in CLASSES if n not in doc.layers}
    for found in find_names(text):
        span = doc.words(found.start, found.end)
        doc.names += [(span, s.thing.id) for s in found.entry.senses if span]
    _statements(doc, gold.get("statements", []))
    _posts(doc, gold.get("posts", []))
    _meetings(doc, gold.get("meetings", []))
    _works(doc, gold)
    _memberships(doc, gold.get("memberships", []))
    lengths = [len(s.tokens) for s in sentences]
    return Item([t.text for t in tokens], lengths, doc.layers, links=doc.links, name=name)


def several(value: Any) -> list[str]:
    """A value that may be missing, one, or a list, as a list."""
    return [] if value is None else [value] if isinstance(value, str) else [str(v) for v in value]


def _statements(doc: Aligned, claims: Sequence[dict[str, Any]]) -> None:
    """Longest first: of speech inside speech the outer content is labelled, the cues of both."""
    for claim in sorted(claims, key=lambda c: -sum(map(len, several(c["content"])))):
        contents = [s for v in several(claim["content"]) for s in doc.find(v)[:1]]
        if not contents:
            continue
        cue = _cue(doc, claim.get("cue"), contents)
        if cue and not doc.put("speaking", cue, "cue"):
            cue = None
        for span in contents:
            if doc.put("said", span, "content"):
                doc.link("content", span[0], cue[0] if cue else -1)
        source = _source(doc, claim, contents, cue) if cue else None
        if source and cue and doc.put("speaking", source, "source"):
            doc.link("source", source[0], cue[0])


def _gap(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _cue(doc: Aligned, cue: str | None, contents: list[Span]) -> Span | None:
    if not cue:
        return None
    near = [(min(_gap(s, c) for c in contents), s) for s in doc.find(cue) if not any(_overlap(s, c) for c in contents)]
    return min(near)[1] if near and min(near)[0] <= 2 * _FAR else None


def _source(doc: Aligned, claim: dict[str, Any], contents: list[Span], cue: Span) -> Span | None:
    """The mention of the speaker nearest to the cue in its sentence, else a pronoun beside it."""
    here = [i for i, s in enumerate(doc.sentence) if s == doc.sentence[cue[0]]]
    inside = (here[0], here[-1] + 1)
    found = doc.mentions(claim["speaker"], person=True)
    found += [s for v in several(claim.get("role")) for s in doc.find(v)]
    found = [s for s in found if inside[0] <= s[0] and s[1] <= inside[1] and not any(_overlap(s, c) for c in contents)]
    found = [s for s in found if not _overlap(s, cue)]
    if found:
        return min(found, key=lambda s: (_gap(s, cue), s[0] - s[1]))
    near = [i for i in here if doc.lower[i] in _PRONOUNS and _gap((i, i + 1), cue) <= 4]
    near = [i for i in near if not any(_overlap((i, i + 1), c) for c in contents)]
    return min(((_gap((i, i + 1), cue), (i, i + 1)) for i in near), default=(0, None))[1]


def _posts(doc: Aligned, claims: Sequence[dict[str, Any]]) -> None:
    for claim in claims:
        persons = doc.mentions(claim["person"], person=True)
        for role in doc.find(claim["role"]):
            near = [p for p in persons if doc.sentence[p[0]] == doc.sentence[role[0]] and not _overlap(p, role)]
            person = min(near, key=lambda p: _gap(p, role), default=None)
            if person is None or _gap(person, role) > _FAR or not doc.put("post", role, f"role:{claim['status']}"):
                continue
            if doc.put("post", person, "holder"):
                doc.link("holder", person[0], role[0])
            _office_of(doc, claim.get("of"), role)


def _office_of(doc: Aligned, of: str | None, role: Span) -> None:
    near = [s for s in doc.mentions(of) if doc.sentence[s[0]] == doc.sentence[role[0]]] if of else []
    near = [s for s in near if not _overlap(s, role) and _gap(s, role) <= _FAR]
    best = min(near, key=lambda s: _gap(s, role), default=None)
    if best and doc.put("post", best, "of"):
        doc.link("of", best[0], role[0])


def triggers() -> frozenset[str]:
    """Words that may name an occasion."""
    lists = words("en", "meetings")
    nouns = {form for noun in lists["nouns"] for form in (noun, f"{noun}s")}
    return frozenset(nouns | {form for forms in lists["verbs"].values() for form in forms} | {"summits", "hosted"})


def _meetings(doc: Aligned, claims: Sequence[dict[str, Any]]) -> None:
    """Occasions of one document: triggers under the evidence are meant; others only where no claim could mean them."""
    lexicon, meant = triggers(), set()
    for claim in claims:
        for evidence in several(claim.get("evidence")):
            for span in doc.find(evidence)[:1]:
                if (trigger := _trigger(doc, span, claim["kind"], lexicon)) is not None:
                    meant.add(trigger)
                    _occasion(doc, claim, trigger, span)
    for i, word in enumerate(doc.lower):
        if i not in meant and word in lexicon and claims and _definite(doc, i):
            doc.layers["meeting"][i] = ""


def _definite(doc: Aligned, i: int) -> bool:
    """Whether a trigger may go back to an occasion that is claimed by other words."""
    return bool({"the", "this", "their", "his", "her", "its", "that", "these"} & set(doc.lower[max(i - 4, 0) : i]))


def _trigger(doc: Aligned, span: Span, kind: str, lexicon: frozenset[str]) -> int | None:
    """The word of the evidence that names the occasion: rather a noun of its kind, rather the first."""
    nouns = words("en", "meetings")["nouns"]
    found = [i for i in range(*span) if doc.lower[i] in lexicon]
    taken = doc.layers["meeting"]

    def rank(i: int) -> tuple[bool, bool, int]:
        noun = nouns.get(doc.lower[i]) or nouns.get(doc.lower[i].removesuffix("s"))
        return (taken[i] != "O", noun != kind and not (noun == "meeting" and kind in ("session", "talks")), i)

    return min(found, key=rank, default=None)


def _occasion(doc: Aligned, claim: dict[str, Any], trigger: int, span: Span) -> None:
    doc.layers["meeting"][trigger] = claim["kind"]
    doc.layers["meeting_status"][trigger] = claim["status"]
    doc.layers["certainty"][trigger] = claim.get("certainty") or "certain"
    around = {doc.sentence[i] for i in range(*span)}
    for kind, values in (
        ("agenda", several(claim.get("agenda"))),
        ("body", several(claim.get("body"))),
        ("participant", several(claim.get("participants"))),
        ("place", several(claim.get("place"))),
    ):
        for value in values:
            found = doc.find(value) if kind == "agenda" else doc.mentions(value, person=kind == "participant")
            if kind != "agenda":
                found = _beside(doc, found, around, trigger, wide=kind != "body")
            best = min(found, key=lambda s: _gap(s, (trigger, trigger + 1)), default=None)
            if best and not best[0] <= trigger < best[1] and doc.put("slot", best, kind):
                doc.link("slot", best[0], trigger)


def _beside(doc: Aligned, found: list[Span], around: set[int], trigger: int, *, wide: bool) -> list[Span]:
    """The mentions under the evidence; if there are none, with `wide` those of the sentences beside it.

    The nearest of those farther off may or may not mean the occasion: it is not judged.
    """
    inside = [s for s in found if doc.sentence[s[0]] in around]
    if inside or not wide:
        return inside
    near = [s for s in found if -1 <= doc.sentence[s[0]] - doc.sentence[trigger] <= 2]
    if found and not near:
        start, end = min(found, key=lambda s: _gap(s, (trigger, trigger + 1)))
        labels = doc.layers["slot"]
        labels[start:end] = [label if label != "O" else "" for label in labels[start:end]]
    return near


def _works(doc: Aligned, gold: dict[str, Any]) -> None:
    """Acts and programmes: all their mentions, and the stage where the gold has but one."""
    for kind, layer in (("act", "act_stage"), ("programme", "programme_stage")):
        stages: dict[str, list[str]] = {}
        for claim in gold.get(f"{kind}s", []):
            stages.setdefault(claim["name"], []).append(claim.get("stage") or "none")
        for name in sorted(stages, key=len, reverse=True):
            for span in doc.find(name):
                if doc.put("work", span, kind) and len(stages[name]) == 1:
                    doc.layers[layer][span[0]] = stages[name][0]


def _memberships(doc: Aligned, claims: Sequence[dict[str, Any]]) -> None:
    for claim in claims:
        members, bodies = doc.mentions(claim["member"]), doc.mentions(claim["body"])
        pairs = [(doc.apart(m, b), _gap(m, b), m, b) for m in members for b in bodies if not _overlap(m, b)]
        if not pairs or min(pairs)[0] > 2:
            continue
        *_, member, body = min(pairs)
        if doc.put("membership", member, "member") and doc.put("membership", body, "body"):
            doc.layers["member_status"][member[0]] = claim["status"]
            doc.link("membership", member[0], body[0])
