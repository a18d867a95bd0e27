"""Statements: who is reported as saying what, one claim for each act of saying, with all its spans."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.extract import (
    blocks,
    coloned,
    contents,
    conversation,
    focus,
    headed,
    hearing,
    itemised,
    openings,
    quoting,
    reaches,
    reports,
    sayings,
    speakers,
)
from communique.extract.analysis import Analysis
from communique.extract.antecedents import Antecedents
from communique.extract.contents import Content
from communique.extract.conversation import Answer
from communique.extract.cues import Cue
from communique.extract.hearing import Heard
from communique.extract.lines import Line, lines
from communique.extract.openings import Room
from communique.extract.quotes import Quotation
from communique.extract.reports import Report
from communique.extract.sayings import Saying, bare
from communique.model.claim import Claim


def find(analysis: Analysis, posts: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """The statement claims of a document, in text order; its posts say whom an office means."""
    reader = Reader(analysis, posts)
    found = sayings.merged(analysis.document, reader.read())
    reader.focus.choose = focus.ruled  # without it, the two would hold each other until somebody looks for cycles
    found.sort(key=lambda s: (min(s.spans)[0], s.line))
    return sayings.claims(analysis, found)


class Reader:
    """Reads the lines of a document in order; what it has taken for somebody's words is in `taken`."""

    def __init__(self, analysis: Analysis, posts: Sequence[Claim]) -> None:
        self.analysis = analysis
        self.document = analysis.document
        self.lines = lines(analysis)
        self.listening = hearing.anything(self.lines)
        self.focus = focus.focus(analysis, self.lines, posts)
        self.focus.choose = Antecedents(self.focus, self.lines).answer
        self.sayings: list[Saying] = []
        self.taken: set[int] = set()
        self.begun = 0

    def read(self) -> list[Saying]:
        """All acts of saying, in the order of their lines."""
        begins = self.document.body_start
        titled = [line for line in self.lines if line.tokens[0].start < begins]
        whole = headed.find(self.lines, self.focus) if len(titled) == 1 else None
        if whole is not None:
            self.sayings.append(whole)
            self.focus.speak(whole.speaker)
        spoken = deque(self._conversation())
        for line in self.lines:
            self.begun = max(0, len(self.sayings) - 1)
            while spoken and spoken[0].turn.start <= line.tokens[-1].start:
                self._answered(spoken.popleft(), line)
            if not (whole is not None and line is titled[0]) and not self._floating(line):
                heard = hearing.heard(line) if self.listening else None
                groups = list(reports.find(line, heard))
                item = itemised.find(self.lines, line.number, self.focus)
                if item is not None:
                    self.sayings.append(item)
                    groups = [g for g in groups if item.cue and line.tokens[g.cue.first].start > item.cue[0]]
                for group in groups:
                    self._say(line, group, groups)
                if heard is not None:
                    self._say_marked(line, heard, groups)
                self._say_after_colon(line)
            self.focus.lead(line)
        return self.sayings

    def _conversation(self) -> Iterator[Answer]:
        """The turns of those who answer in a conversation, and what its title quotes of them."""
        found = conversation.answers(self.analysis, self.focus)
        title = conversation.headline(self.analysis, found)
        return iter((title, *found) if title else found)

    def _answered(self, answer: Answer, line: Line) -> None:
        """Take a turn of a conversation; where no label names who answers, it is who is asked, else who spoke last."""
        speaker, last = answer.speaker, self.focus.last
        if answer.guessed and last and all(s.reference != speaker.reference for s in self.focus.spoken):
            speaker = last if last.number == "person" else speaker
        text = self.document.text
        spans = [bare(text, span) for span in answer.turn.spans]
        titled = answer.turn.end < self.document.body_start
        self.sayings.append(Saying(speaker, spans, None, None, line.number, titled, verbatim=True))
        starts = {start for start, _ in spans}
        inside = _between(self.analysis.quotations, answer.turn.start, answer.turn.end)
        self.taken.update(quotation.start for quotation in inside if quotation.inner_start in starts)
        self.focus.speak(speaker)

    def _say(self, line: Line, group: Report, groups: Sequence[Report]) -> None:
        room = self._room(line, group, groups)
        content = contents.find(line, group.cue, group.subject, room)
        below = self._below(line)
        if content is not None and below is not None and content.spans[-1][1] <= line.tokens[group.cue.first].start:
            content = below
        content = content or self._before(line, group) or below
        if content is not None and not _of_itself(line, group, content):
            words = self._source(line, group, groups)
            self._add(line, group.cue, words, reaches.marked(line, group, groups, content, room.last))

    def _source(self, line: Line, group: Report, groups: Sequence[Report]) -> tuple[int, int]:
        """The words of the subject, or those that the tagger marks where it marks none of these."""
        words = group.subject.first, group.subject.last
        heard = hearing.heard(line)
        if not heard.sources or hearing.meets(heard.sources, *words):
            return words
        others = [(g.subject.first, g.subject.last) for g in groups if g is not group]
        marked, named = hearing.source_of(heard, group.cue, others), line.owner[words[1] - 1]
        beside = marked is not None and words[1] <= marked[0] and marked[1] <= group.cue.first
        return words if marked is None or (beside and named is not None and named.type == "person") else marked

    def _say_marked(self, line: Line, heard: Heard, groups: Sequence[Report]) -> None:
        """The cues whose content the rules do not see, with the content and source that the tagger marks."""
        if not heard.contents:
            return
        done = {s.cue for s in self._sayings_of(line)}
        for cue in reports.heard_cues(line, heard):
            if (line.tokens[cue.first].start, line.tokens[cue.last - 1].end) in done:
                continue
            taken = [span for s in self._sayings_of(line) for span in s.spans]
            span = hearing.content_of(line, heard, cue, taken)
            subject = next((g.subject for g in groups if g.cue is cue or g.cue == cue), None)
            words = (subject.first, subject.last) if subject else hearing.source_of(heard, cue, [])
            if span is not None and words is not None:
                self._add(line, cue, words, Content(spans=(span,)))

    def _say_after_colon(self, line: Line) -> None:
        titled = line.tokens[0].start < self.document.body_start
        found = coloned.find(line, self.focus, titled)
        if found is None:
            return
        speaker, (start, end) = found
        quotation = next((q for q in line.quoted if q is not None and q.inner_start == start), None)
        said = [span for saying in self._sayings_of(line) for span in saying.spans]
        if (quotation is None or quotation.start not in self.taken) and not any(s < end and start < e for s, e in said):
            self.taken.update([quotation.start] if quotation else [])
            content = self._carried_on(Content(spans=((start, end),)))
            self.sayings.append(Saying(speaker, list(content.spans), None, None, line.number, titled))
            self.focus.speak(speaker)

    def _sayings_of(self, line: Line) -> list[Saying]:
        """What is said in a line, which is being read: the last of what was said before may go on in it."""
        return [s for s in self.sayings[self.begun :] if s.line == line.number]

    def _add(self, line: Line, cue: Cue, words: tuple[int, int], content: Content) -> None:
        speaker, content = speakers.resolve(line, *words, self.focus), self._carried_on(content)
        if speaker is None or not content.spans or not speakers.plausible(cue, speaker):
            return
        for quotation in _between(self.analysis.quotations, content.spans[0][0] - 2, content.spans[-1][1]):
            if any(s <= quotation.inner_start and quotation.inner_end <= e + 2 for s, e in content.spans):
                self.taken.add(quotation.start)
        at = line.tokens[cue.first].start, line.tokens[cue.last - 1].end
        titled = line.tokens[0].start < self.document.body_start
        via = speaker.via or content.venue or quoting.outlet(line, cue)
        via = bare(self.document.text, via) if via else None
        if via and speaker.reference.id:
            self.focus.issue(self.document.text[via[0] : via[1]], speaker)
        self.sayings.append(Saying(speaker, list(content.spans), at, via, line.number, titled))
        if line.speech_at(cue.first) is None:
            self.focus.speak(speaker)

    def _room(self, line: Line, group: Report, groups: Sequence[Report]) -> Room:
        """What a cue can take: from the end of the clause before it to the start of the next that goes on from it."""
        first, last = openings.first_word(self.document, line), len(line)
        quotation = line.speech_at(group.cue.first)
        if quotation is not None:
            inside = [i for i in range(len(line)) if line.quoted[i] is quotation and not line.is_mark(i)]
            first, last = max(first, inside[0]), inside[-1] + 1
        for other in groups:
            if other is group or line.speech_at(other.cue.first) is not quotation:
                continue
            if other.cue.first > group.cue.first and other.coordinate:
                last = min(last, max(openings.trimmed(line, other.subject.outer), group.cue.last))
            if other.cue.first < group.cue.first and group.coordinate and group.subject.side != "right":
                first = max(first, group.subject.outer)
        return Room(first=first, last=last, inside=quotation is not None)

    def _before(self, line: Line, group: Report) -> Content | None:
        """A quotation that ends before a line such as "The expert clarifies.", or the sentence that "this" means."""
        if (
            line.number == 0
            or group.cue.form not in ("finite", "passive")
            or group.subject.outer > 1 + (group.cue.form == "passive") * 2
        ):
            return None
        previous = self.lines[line.number - 1]
        if group.cue.form == "passive":
            if not (line.lower[0] in ("this", "that", "it") and group.cue.first <= 3):
                return None
            span = previous.tokens[0].start, previous.tokens[-1].end
            return Content(spans=(bare(self.document.text, span),))
        quotation = previous.quoted[-1] or line.quoted[0]
        if (
            quotation is None
            or quotation.start in self.taken
            or not quotation.speech
            or quotation.end > line.tokens[-1].start
        ):
            return None
        return Content(spans=(bare(self.document.text, (quotation.inner_start, quotation.inner_end)),))

    def _below(self, line: Line) -> Content | None:
        """What is set off below a line that ends in a colon."""
        return Content(spans=spans) if (spans := blocks.below(self.lines, line.number)) else None

    def _carried_on(self, content: Content) -> Content:
        """The content with the paragraphs that take up its quotation."""
        spans = list(content.spans)
        quotation = self._ending_at(spans[-1][1])
        while quotation is not None and quotation.goes_on:
            at = bisect_left(self.analysis.quotations, quotation.end, key=_start)
            following = self.analysis.quotations[at] if at < len(self.analysis.quotations) else None
            if following is None:
                break
            spans.append(bare(self.document.text, (following.inner_start, following.inner_end)))
            quotation = following
        return replace(content, spans=tuple(bare(self.document.text, s) for s in spans if s[0] < s[1]))

    def _ending_at(self, end: int) -> Quotation | None:
        before = self.analysis.quotations[: bisect_left(self.analysis.quotations, end, key=_start)]
        return next((q for q in reversed(before[-8:]) if q.inner_end - 2 <= end <= q.end), None)

    def _floating(self, line: Line) -> bool:
        """Whether a line is a quotation without a cue; it goes on from the statement before, or is one of its own.

        One of several sentences is taken with its first, and what others say in the rest of them is still read.
        """
        quotation = line.quoted[0]
        if quotation is None or not quotation.speech or quotation.start < line.tokens[0].start:
            return False
        inside = [i for i in range(len(line)) if line.quoted[i] is not None]
        if len(inside) < len(line) or quotation.start in self.taken:
            return False
        ending = self._line_ending(quotation, line)
        following = self.lines[ending.number + 1] if ending.number + 1 < len(self.lines) else None
        if ending.quoted[-1] is not quotation or reports.clarified(ending, following):
            return False
        last = self.sayings[-1] if self.sayings else None
        if last is None or line.number - last.line > 3 or quotation.inner_start >= quotation.inner_end:
            return False
        self.taken.add(quotation.start)
        span = bare(self.document.text, (quotation.inner_start, quotation.inner_end))
        if self._ending_at(last.spans[-1][1]) is not None and last.cue is not None:
            last.spans.append(span)
            last.line = line.number
        else:
            self.sayings.append(Saying(last.speaker, [span], None, None, line.number))
        return True

    def _line_ending(self, quotation: Quotation, line: Line) -> Line:
        """The line in which a quotation that begins in a line ends."""
        number = line.number
        while number + 1 < len(self.lines) and self.lines[number + 1].tokens[0].start < quotation.inner_end:
            number += 1
        return self.lines[number]


def _start(quotation: Quotation) -> int:
    return quotation.start


def _between(quotations: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """The quotations that start in an interval."""
    return quotations[bisect_left(quotations, start, key=_start) : bisect_left(quotations, end, key=_start)]


def _of_itself(line: Line, group: Report, content: Content) -> bool:
    """Whether the speaker stands in what would be said: "relations with the board, which proposed it, are bad"."""
    subject = group.subject
    start, end = line.tokens[subject.first].start, line.tokens[subject.last - 1].end
    return subject.side != "shared" and any(s <= start and end <= e for s, e in content.spans)
