"""Statements: who is reported as saying what, one claim for each act of saying, with all its spans."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from communique.extract import contents, cues, hearing, speakers, subjects
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.contents import Content, Room
from communique.extract.cues import Cue
from communique.extract.hearing import Heard
from communique.extract.lines import Line, lines
from communique.extract.quotes import Quotation
from communique.extract.speakers import Focus, Speaker
from communique.extract.subjects import Subject
from communique.model.claim import Claim, Value
from communique.model.document import Document
from communique.model.entity import Passage
from communique.model.span import Span

EXTRACTOR = "statements/1"
_DATELINE = re.compile(r"[A-Z][^\n.:;\"“]{0,60}?(?:\s[-–—]{1,2}\s|:\s)")
_ITEM = re.compile(r"(?:\(?\d{1,3}[.)]|[-*•–—])\s+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Saying:
    """One act of saying while a document is read."""

    speaker: Speaker
    spans: list[tuple[int, int]]
    cue: tuple[int, int] | None
    via: tuple[int, int] | None
    line: int
    titled: bool = False
    evidence: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Group:
    cue: Cue
    subject: Subject
    coordinate: bool


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The statement claims of a document, in text order."""
    found = _Reader(analysis).read()
    found = _merged(analysis.document, found)
    found.sort(key=lambda s: (min(s.spans)[0], s.line))
    return tuple(_claim(f"s{n}", analysis, saying) for n, saying in enumerate(found, 1))


class _Reader:
    """Reads the lines of a document in order; what it has taken for somebody's words is in `taken`."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.document = analysis.document
        self.lines = lines(analysis)
        self.listening = hearing.anything(self.lines)
        self.focus = speakers.focus(analysis, self.lines)
        self.sayings: list[Saying] = []
        self.taken: set[int] = set()

    def read(self) -> list[Saying]:
        """All acts of saying, in the order of their lines."""
        for line in self.lines:
            if not self._floating(line):
                heard = hearing.heard(line) if self.listening else None
                groups = list(_groups(line, heard))
                for group in groups:
                    self._say(line, group, groups)
                if heard is not None:
                    self._say_marked(line, heard, groups)
            self.focus.lead(line)
        return self.sayings

    def _say(self, line: Line, group: _Group, groups: Sequence[_Group]) -> None:
        content = contents.find(line, group.cue, group.subject, self._room(line, group, groups))
        content = content or self._before(line, group)
        if content is not None:
            words = self._source(line, group, groups)
            self._add(line, group.cue, words, self._reached(line, content, self._room(line, group, groups).last))

    def _source(self, line: Line, group: _Group, groups: Sequence[_Group]) -> tuple[int, int]:
        """The words of the subject, or those that the tagger marks where it marks none of these."""
        words = group.subject.first, group.subject.last
        heard = hearing.heard(line)
        if not heard.sources or hearing.meets(heard.sources, *words):
            return words
        others = [(g.subject.first, g.subject.last) for g in groups if g is not group]
        return hearing.source_of(heard, group.cue, others) or words

    def _say_marked(self, line: Line, heard: Heard, groups: Sequence[_Group]) -> None:
        """The cues whose content the rules do not see, with the content and source that the tagger marks."""
        here = [s for s in self.sayings if s.line == line.number]
        done = {s.cue for s in here}
        for cue in _heard_cues(line, heard):
            if (line.tokens[cue.first].start, line.tokens[cue.last - 1].end) in done:
                continue
            taken = [span for s in self.sayings if s.line == line.number for span in s.spans]
            span = hearing.content_of(line, heard, cue, taken)
            subject = next((g.subject for g in groups if g.cue is cue or g.cue == cue), None)
            words = (subject.first, subject.last) if subject else hearing.source_of(heard, cue, [])
            if span is not None and words is not None:
                self._add(line, cue, words, Content(spans=(span,)))

    def _add(self, line: Line, cue: Cue, words: tuple[int, int], content: Content) -> None:
        speaker = speakers.resolve(line, *words, self.focus)
        if speaker is None or not _plausible(cue, speaker):
            return
        content = self._carried_on(content)
        for quotation in self.analysis.quotations:
            if any(s <= quotation.inner_start and quotation.inner_end <= e + 2 for s, e in content.spans):
                self.taken.add(quotation.start)
        at = line.tokens[cue.first].start, line.tokens[cue.last - 1].end
        titled = line.tokens[0].start < self.document.body_start
        via = speaker.via or content.via
        self.sayings.append(Saying(speaker, list(content.spans), at, via, line.number, titled))
        if line.speech_at(cue.first) is None:
            self.focus.speak(speaker)

    def _room(self, line: Line, group: _Group, groups: Sequence[_Group]) -> Room:
        """What a cue can take: from the end of the clause before it to the start of the next that goes on from it."""
        first, last = _opening(self.document, line), len(line)
        quotation = line.speech_at(group.cue.first)
        if quotation is not None:
            inside = [i for i in range(len(line)) if line.quoted[i] is quotation and not line.is_mark(i)]
            first, last = max(first, inside[0]), inside[-1] + 1
        for other in groups:
            if other is group or line.speech_at(other.cue.first) is not quotation:
                continue
            if other.cue.first > group.cue.first and other.coordinate:
                last = min(last, max(_trimmed(line, other.subject.outer), group.cue.last))
            if other.cue.first < group.cue.first and group.coordinate and group.subject.side != "right":
                first = max(first, group.subject.outer)
        return Room(first=first, last=last, inside=quotation is not None)

    def _before(self, line: Line, group: _Group) -> Content | None:
        """A quotation that ends right before a line such as "The expert clarifies.", or the sentence that "this" means."""
        if line.number == 0 or group.cue.form not in ("finite", "passive") or group.subject.outer > 1 + (group.cue.form == "passive") * 2:
            return None
        previous = self.lines[line.number - 1]
        if group.cue.form == "passive":
            if not (line.lower[0] in ("this", "that", "it") and group.cue.first <= 3):
                return None
            span = previous.tokens[0].start, previous.tokens[-1].end
            return Content(spans=(_bare(self.document.text, span),))
        quotation = previous.quoted[-1] or line.quoted[0]
        if quotation is None or quotation.start in self.taken or not quotation.speech or quotation.end > line.tokens[-1].start:
            return None
        return Content(spans=(_bare(self.document.text, (quotation.inner_start, quotation.inner_end)),))

    def _reached(self, line: Line, content: Content, limit: int) -> Content:
        """The content with the ends that the tagger marks, within its line, up to word `limit`."""
        heard = hearing.heard(line)
        first, last = line.tokens[0].start, line.tokens[-1].end
        inside = line.tokens[limit - 1].end if limit < len(line) else last
        reached = (hearing.reaches(line, heard, s) if first <= s[0] and s[1] <= last else s for s in content.spans)
        spans = tuple((s, min(e, inside) if s < inside and e <= last else e) for s, e in reached)
        return replace(content, spans=spans)

    def _carried_on(self, content: Content) -> Content:
        """The content with the paragraphs that take up its quotation."""
        spans = list(content.spans)
        quotation = self._ending_at(spans[-1][1])
        while quotation is not None and quotation.goes_on:
            following = next((q for q in self.analysis.quotations if q.start >= quotation.end), None)
            if following is None:
                break
            spans.append(_bare(self.document.text, (following.inner_start, following.inner_end)))
            quotation = following
        return replace(content, spans=tuple(_bare(self.document.text, s) for s in spans))

    def _ending_at(self, end: int) -> Quotation | None:
        return next((q for q in self.analysis.quotations if q.start < end and q.inner_end - 2 <= end <= q.end), None)

    def _floating(self, line: Line) -> bool:
        """Whether a line is a quotation without a cue; it goes on from the statement before, or is one of its own."""
        quotation = line.quoted[0]
        if quotation is None or not quotation.speech or quotation.start < line.tokens[0].start:
            return quotation is not None and quotation.start in self.taken and line.quoted[-1] is quotation
        inside = [i for i in range(len(line)) if line.quoted[i] is not None]
        if len(inside) < len(line) or quotation.start in self.taken:
            return False
        following = self.lines[line.number + 1] if line.number + 1 < len(self.lines) else None
        if following is not None and quotation.end > line.tokens[-1].end or _cue_follows(line, following):
            return False
        last = self.sayings[-1] if self.sayings else None
        if last is None or line.number - last.line > 3:
            return False
        self.taken.add(quotation.start)
        span = _bare(self.document.text, (quotation.inner_start, quotation.inner_end))
        if self._ending_at(last.spans[-1][1]) is not None and last.cue is not None:
            last.spans.append(span)
            last.line = line.number
        else:
            self.sayings.append(Saying(last.speaker, [span], None, None, line.number))
        return True


def _cue_follows(line: Line, following: Line | None) -> bool:
    """Whether the next line is such as "The expert clarifies." """
    if following is None or len(following) > 8 or following.tokens[0].start - line.tokens[-1].end > 1:
        return False
    return any(cue.form == "finite" for cue in cues.find(following))


def _heard_cues(line: Line, heard: Heard | None) -> list[Cue]:
    """The cues of a line, by the lists of words and, where the tagger marked any, by its marks."""
    listed = list(cues.find(line))
    if heard is None:
        return listed
    marked = [c for c in listed if hearing.meets(heard.cues, c.first, c.last) or _of_line_before(line, c)]
    return sorted([*marked, *hearing.unlisted(line, heard, marked)], key=lambda c: c.first)


def _of_line_before(line: Line, cue: Cue) -> bool:
    """Whether a cue reports the line before: "The expert clarifies.", "This was stated by the minister"."""
    if cue.form == "passive":
        return line.lower[0] in ("this", "that") and cue.first <= 3
    return cue.form == "finite" and cue.may("say") and cue.last >= len(line) - 2 and len(line) <= 8


def _groups(line: Line, heard: Heard | None) -> Iterator[_Group]:
    """The cues of a line with their subjects."""
    found: list[tuple[Cue, Subject]] = []
    for cue in _heard_cues(line, heard):
        earlier = [pair for pair in found if line.speech_at(pair[0].first) is line.speech_at(cue.first) and pair[0].form != "phrase"]
        subject = subjects.find(line, cue, earlier)
        if subject is None:
            continue
        found.append((cue, subject))
        yield _Group(cue, subject, _coordinate(line, cue, subject, bool(earlier)))


def _coordinate(line: Line, cue: Cue, subject: Subject, later: bool) -> bool:
    """Whether a group goes on beside the one before it, not inside what that reports."""
    if cue.form in ("phrase", "own", "passive"):
        return False
    if subject.side == "shared":
        return cue.form == "ing" or cue.lemma in word_set("saying", "going_on")
    if subject.side == "right":
        return False
    before = line.lower[subject.outer - 1] if subject.outer else ""
    earlier = line.lower[subject.outer - 2] if subject.outer > 1 else ""
    return later and (before in ("while", "whereas", ";") or before in ("and", "but") and (earlier in (",", ";") or cue.may("say", "tell")))


def _trimmed(line: Line, last: int) -> int:
    while last > 0 and line.lower[last - 1] in (",", "and", "but", "while", "whereas", ";", "-", "--", "–", "—", "although", "though"):
        last -= 1
    return last


def _opening(document: Document, line: Line) -> int:
    """The first word of a line past its dateline or its number in a list."""
    start = line.tokens[0].start
    pattern = _DATELINE if start - document.body_start < 4 or document.text[start - 1 : start] == "\n" and line.tokens[0].text.isupper() else _ITEM
    found = pattern.match(document.text, start, line.tokens[-1].end)
    if not found or pattern is _DATELINE and not found.group()[:2].isupper() and not found.group().rstrip()[-1:] in "-–—":
        return 0
    return next((i for i, token in enumerate(line.tokens) if token.start >= found.end()), 0)


def _bare(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without blanks, quotation marks, a comma or stop at its edges."""
    start, end = span
    while end - start > 1 and (text[end - 1].isspace() or text[end - 1] in ",.;:\"“”«»„"):
        end -= 1
    while end - start > 1 and (text[start].isspace() or text[start] in "\"“”«»„,"):
        start += 1
    return start, end


def _plausible(cue: Cue, speaker: Speaker) -> bool:
    """Whether somebody can be reported by such a cue."""
    name = speaker.reference.name.lower().split()
    if not name or name[-1] in word_set("saying", "data"):
        return False
    return bool(speaker.reference.id) or cue.may("say", "tell") or cue.form in ("phrase", "own") or len(name) < 12


def _merged(document: Document, sayings: Sequence[Saying]) -> list[Saying]:
    """The statements without those that say again what another says: headlines, and the same words twice."""
    kept: list[Saying] = []
    words = {id(s): Counter(_words(document, s)) for s in sayings}
    for saying in sorted(sayings, key=lambda s: s.titled):
        twin = next((k for k in kept if _same(saying, k, words)), None)
        if twin is None:
            kept.append(saying)
        else:
            twin.evidence += saying.spans
    return kept


def _same(a: Saying, b: Saying, words: dict[int, Counter[str]]) -> bool:
    if not a.titled:
        return a.spans == b.spans and a.speaker.reference == b.speaker.reference
    x, y = words[id(a)], words[id(b)]
    shared = sum((x & y).values())
    return shared >= 0.5 * sum(x.values()) or a.speaker.reference == b.speaker.reference and shared >= 0.25 * sum(x.values())


def _words(document: Document, saying: Saying) -> Iterable[str]:
    return (w.lower() for start, end in saying.spans for w in _WORD.findall(document.text[start:end]) if len(w) > 2)


def _claim(id: str, analysis: Analysis, saying: Saying) -> Claim:
    span = analysis.document.span
    content = Passage(spans=tuple(span(*pair) for pair in saying.spans))
    values: dict[str, Value] = {"speaker": saying.speaker.reference, "kind": _kind(analysis, saying), "content": content}
    spans: dict[str, tuple[Span, ...]] = {"content": content.spans, "speaker": (span(saying.speaker.start, saying.speaker.end),)}
    for name, pair in (("cue", saying.cue), ("via", saying.via)):
        if pair is not None:
            values[name], spans[name] = span(*pair).quote, (span(*pair),)
    evidence = (*content.spans, *(span(*pair) for pair in saying.evidence))
    return Claim(kind="statement", id=id, values=values, evidence=evidence, extractor=EXTRACTOR, spans=spans)


def _kind(analysis: Analysis, saying: Saying) -> str:
    """Whether all, some or none of the words stand in quotation marks."""
    text = analysis.document.text
    inside = outside = 0
    for start, end in saying.spans:
        quoted = sum(_letters(text, max(start, q.inner_start), min(end, q.inner_end)) for q in _outer(analysis) if q.start < end and q.end > start)
        inside += quoted
        outside += _letters(text, start, end) - quoted
    if inside and outside <= 1:
        return "direct"
    return "mixed" if inside else "indirect"


def _outer(analysis: Analysis) -> Iterator[Quotation]:
    end = 0
    for quotation in analysis.quotations:
        if quotation.start >= end:
            yield quotation
            end = quotation.end


def _letters(text: str, start: int, end: int) -> int:
    return sum(c.isalnum() for c in text[start:end])


def with_offices(statements: Sequence[Claim], posts: Sequence[Claim]) -> tuple[Claim, ...]:
    """The statements with their speakers' role and body: the post at the mention, else the current, else the first."""
    by_person: dict[str, list[Claim]] = {}
    for post in posts:
        if (person := getattr(post["person"], "id", None)) is not None:
            by_person.setdefault(person, []).append(post)
    return tuple(_in_office(statement, by_person) for statement in statements)


def _in_office(statement: Claim, by_person: dict[str, list[Claim]]) -> Claim:
    posts = by_person.get(getattr(statement["speaker"], "id", None) or "", [])
    if not posts:
        return statement
    mentions = statement.spans.get("speaker", ())
    here = next((p for p in posts if any(e.covers(m) for e in p.evidence for m in mentions)), None)
    post = here or next((p for p in posts if p["status"] == "current"), posts[0])
    taken = {name: value for name in ("role", "of") if (value := post[name]) is not None}
    spans = {name: post.spans[name] for name in taken if name in post.spans}
    return replace(statement, values={**statement.values, **taken}, spans={**statement.spans, **spans})
