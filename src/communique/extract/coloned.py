"""Quotations after a colon that no cue announces: "Berg: “Not yet.”", "Berg shook his head: “Not yet.”"."""

from communique.extract import speakers, subjects
from communique.extract.focus import Focus, Speaker
from communique.extract.lines import Line
from communique.extract.quotes import Quotation


def find(line: Line, focus: Focus) -> tuple[Speaker, Quotation] | None:
    """Who is quoted after the first colon of a line, a person or whom a label names, and the quotation."""
    mark = next((i for i in range(1, len(line) - 1) if line.lower[i] == ":" and line.quoted[i] is None), None)
    quotation = line.quoted[mark + 1] if mark is not None else None
    if mark is None or quotation is None or not quotation.speech:
        return None
    label = not any(line.upos(i) in ("VERB", "AUX") for i in range(mark))
    words = (0, mark) if label else subjects.of_clause(line, mark)
    speaker = speakers.resolve(line, *words, focus) if words else None
    if speaker is None or not speaker.reference.id or (speaker.number != "person" and not label):
        return None
    return speaker, quotation
