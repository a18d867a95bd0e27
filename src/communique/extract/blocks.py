"""Blocks: paragraphs set off below "the chair said:", in quotation marks or without any."""

from collections.abc import Iterator, Sequence

from communique.extract import cues
from communique.extract.lines import Line


def below(lines: Sequence[Line], number: int) -> tuple[tuple[int, int], ...]:
    """The intervals of what stands below a line that ends in a colon: a quotation, else one for each paragraph."""
    if lines[number].lower[-1] != ":" or number + 1 >= len(lines):
        return ()
    quotation = lines[number + 1].quoted[0]
    if quotation is not None:
        return ((quotation.inner_start, quotation.inner_end),)
    spans = []
    for paragraph in _paragraphs(lines[number + 1 :]):
        if any(_reports(line) for line in paragraph):
            break
        spans.append((paragraph[0].tokens[0].start, paragraph[-1].tokens[-1].end))
    return tuple(spans)


def _reports(line: Line) -> bool:
    """Whether a line has quotations or somebody's words reported: the block is over."""
    return any(line.quoted) or any(
        cue.form in ("finite", "phrase") and cue.may("say", "tell") for cue in cues.find(line)
    )


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines by paragraph: a sentence more than a blank past the one before begins another."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and line.tokens[0].start - paragraph[-1].tokens[-1].end > 1:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph
