"""What stands after a colon and needs no cue: "Berg shook his head: “Not yet.”", or in a title "Berg: no boat yet"."""

from communique.extract import speakers, subjects
from communique.extract.focus import Focus, Speaker
from communique.extract.lines import Line


def find(line: Line, focus: Focus, titled: bool) -> tuple[Speaker, tuple[int, int]] | None:
    """Who says what stands after the first colon of a line, and where: a quotation, or in a title all that follows.

    It is a person, or for a quotation whom a label names.
    """
    mark = next((i for i in range(1, len(line) - 1) if line.lower[i] == ":" and line.quoted[i] is None), None)
    if mark is None:
        return None
    quotation = line.quoted[mark + 1]
    label = not any(line.upos(i) in ("VERB", "AUX") for i in range(mark))
    owner = line.owner[0]
    named = owner is not None and owner.type == "person" and all(o is owner for o in line.owner[:mark])
    if not (titled and named) and (quotation is None or not quotation.speech):
        return None
    words = (0, mark) if label else subjects.of_clause(line, mark)
    speaker = speakers.resolve(line, *words, focus) if words else None
    if speaker is None or not speaker.reference.id or (speaker.number != "person" and not label):
        return None
    if quotation is not None and quotation.speech:
        return speaker, (quotation.inner_start, quotation.inner_end)
    return speaker, (line.tokens[mark + 1].start, line.tokens[-1].end)
