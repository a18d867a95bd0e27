"""Blocks: paragraphs set off below "the chair said:" or "Statement by the chair", quoted or without any marks."""

from collections.abc import Iterator, Sequence

from communique.extract import cues
from communique.extract.chunks import word_set
from communique.extract.lines import Line

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})


def below(lines: Sequence[Line], number: int) -> tuple[tuple[int, int], ...]:
    """The intervals of what stands below a line that ends in a colon: a quotation, else one for each paragraph.

    The block ends where others are reported, but not where the first person speaks.
    """
    if lines[number].lower[-1] != ":" or number + 1 >= len(lines):
        return ()
    quotation = lines[number + 1].quoted[0]
    if quotation is not None:
        return ((quotation.inner_start, quotation.inner_end),)
    spans = []
    for paragraph in _paragraphs(lines[number + 1 :]):
        ours = any(_FIRST_PERSON & set(line.lower) for line in paragraph)
        if any(any(line.quoted) or (not ours and _reports(line)) for line in paragraph):
            break
        spans.append((paragraph[0].tokens[0].start, paragraph[-1].tokens[-1].end))
    return tuple(spans)


def heading(line: Line) -> tuple[int, int, int] | None:
    """Of a title such as "Statement by X on Y": past its cue, and where the words for the speaker begin and end."""
    lower = line.lower
    first = next((i for i in range(min(3, len(line))) if lower[i] in word_set("saying", "headings")), None)
    if first is None or first + 2 >= len(line) or lower[first + 1] not in ("by", "from"):
        return None
    if any(word not in word_set("saying", "heading_adjectives") for word in lower[:first]):
        return None
    begin = first + 2
    end = next((i for i in range(begin, len(line)) if _ends_speaker(line, i)), len(line))
    return (first + 2, begin, end) if end > begin else None


def titled(line: Line) -> int | None:
    """The word of a title that says what stands below it: "Statement" of "G7 Leaders' Statement on Syria"."""
    return next((i for i in range(len(line)) if line.lower[i] in word_set("saying", "headings")), None)


def we(line: Line) -> tuple[int, int] | None:
    """The words that say who "we" are: "We, the leaders of the Group of Seven, reaffirm"."""
    for i in range(min(len(line) - 3, 12)):
        begin = i + 1 + (line.lower[i + 1] == ",")
        if line.lower[i] != "we" or not (line.determiner(begin) or line.owner[begin] is not None):
            continue
        verb = next(
            (j for j in range(begin, len(line)) if line.upos(j) in ("VERB", "AUX") and not line.owner[j]), begin
        )
        if begin == i + 2:
            verb = next((j for j in range(verb - 1, begin, -1) if line.lower[j] == ","), begin)
        return (begin, verb) if verb > begin else None
    return None


def _ends_speaker(line: Line, i: int) -> bool:
    owner = line.owner[i]
    if i > 0 and owner is not None and owner is line.owner[i - 1]:
        return False
    return line.lower[i] in word_set("saying", "heading_ends")


def under(lines: Sequence[Line], number: int) -> tuple[tuple[int, int], ...]:
    """The intervals of the paragraphs from a line on."""
    return tuple((p[0].tokens[0].start, p[-1].tokens[-1].end) for p in _paragraphs(lines[number:]))


def _reports(line: Line) -> bool:
    """Whether a line has somebody's words reported."""
    return any(cue.form in ("finite", "phrase") and cue.may("say", "tell") for cue in cues.find(line))


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
