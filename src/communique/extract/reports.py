"""Reports: the words of saying in a line, each with its subject, by the lists of words and the tagger's marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.extract import cues, hearing, subjects
from communique.extract.cues import Cue
from communique.extract.hearing import Heard
from communique.extract.lines import Line
from communique.extract.subjects import Subject


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with its subject; `coordinate` where it goes on beside the report before it, not inside what that says."""

    cue: Cue
    subject: Subject
    coordinate: bool


def heard_cues(line: Line, heard: Heard | None) -> list[Cue]:
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


def find(line: Line, heard: Heard | None) -> Iterator[Report]:
    """The cues of a line with their subjects."""
    found: list[tuple[Cue, Subject]] = []
    for cue in heard_cues(line, heard):
        earlier = [
            pair
            for pair in found
            if line.speech_at(pair[0].first) is line.speech_at(cue.first) and pair[0].form != "phrase"
        ]
        subject = subjects.find(line, cue, earlier)
        if subject is None:
            continue
        found.append((cue, subject))
        yield Report(cue, subject, subjects.coordinate(line, cue, subject, bool(earlier)))


def clarified(line: Line, following: Line | None) -> bool:
    """Whether the line after a line is such as "The expert clarifies." """
    if following is None or len(following) > 8 or following.tokens[0].start - line.tokens[-1].end > 1:
        return False
    return any(cue.form == "finite" for cue in cues.find(following))
