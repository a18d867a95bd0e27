"""Statements in full: all that stands below a title that says whose it is, or of which the first sentence does."""

from collections.abc import Sequence

from communique.extract import blocks, speakers
from communique.extract.focus import Focus, Speaker
from communique.extract.lines import Line
from communique.extract.sayings import Saying, bare
from communique.model.entity import Reference


def find(lines: Sequence[Line], focus: Focus) -> Saying | None:
    """What stands below "Statement by X", or below "Joint Statement on Y" and "We, the leaders of Z"; no other text."""
    title, spans = lines[0], blocks.under(lines, 1)
    if not spans:
        return None
    found = _titled(title, focus) or _signed(title, lines[1], focus)
    if found is None:
        return None
    speaker, cue = found
    return Saying(speaker, [bare(focus.analysis.document.text, s) for s in spans], cue, None, 1)


def _titled(title: Line, focus: Focus) -> tuple[Speaker, tuple[int, int]] | None:
    """Who is named in a title, and its cue."""
    heading = blocks.heading(title)
    if heading is None:
        return None
    past, first, last = heading
    person = next((o for o in reversed(title.owner[first:last]) if o is not None and o.type == "person"), None)
    if person is not None:
        last = max(i for i in range(first, last) if title.owner[i] is person) + 1
    speaker = speakers.resolve(title, first, last, focus)
    if speaker is None or (speaker.reference.id is None and speaker.number != "several"):
        return None
    return speaker, (title.tokens[0].start, title.tokens[past - 1].end)


def _signed(title: Line, line: Line, focus: Focus) -> tuple[Speaker, tuple[int, int]] | None:
    """Who says "we" in the first sentence below a title such as "Joint Statement on Y", which is the cue."""
    word, who = blocks.titled(title), blocks.we(line)
    if word is None or who is None:
        return None
    start, end = line.tokens[who[0]].start, line.tokens[who[1] - 1].end
    name = " ".join(focus.analysis.document.text[start:end].split())
    described = Speaker(reference=Reference(id=None, name=name), number="several", start=start, end=end)
    cue = title.tokens[word].start, title.tokens[word].end
    return speakers.together(line, *who, focus) or described, cue
