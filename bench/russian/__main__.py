"""Print the figures of Russian: `python -m bench.russian`; `--dev` on what rules were made on, `--show KIND`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.russian import claims, days, pairs
from bench.russian.factrueval import Argument, Fact, Score, add, documents, normal
from communique.extract import ru
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.meetings import gatherings
from communique.extract.ru.posts import find
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Reference

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "data" / "ru" / "factrueval-2016.tar.gz"


def main(arguments: list[str]) -> None:
    """Print all figures."""
    part = "devset" if "--dev" in arguments else "testset"
    if not ARCHIVE.is_file():
        sys.exit(f"There is no {ARCHIVE}: the figures need the shared data.")
    scores = facts(part)
    if "--show" in arguments:
        print("\n".join(scores[arguments[arguments.index("--show") + 1]].missed))
        return
    for kind, score in scores.items():
        print(f"factRuEval-2016 {part}, {kind:<10} {score}", flush=True)
    print(f"Dates in Russian: {days.run()}")
    for kind, figures in claims.run().items():
        print(f"Sentences with claims, {kind}: {figures}")
    print(f"English and Russian reports of one meeting: {pairs.run()}")


def facts(part: str) -> dict[str, Score]:
    """The scores of both kinds of facts on a part of the archive."""
    scores = {"occupation": Score(), "meeting": Score()}
    for _, text, theirs in documents(ARCHIVE, part):
        analysis = ru.analyse(Document(text=text, language="ru"))
        ours = [*_occupations(analysis), *_meetings(analysis)]
        for kind, score in scores.items():
            add(score, [f for f in theirs if f.kind == kind], [f for f in ours if f.kind == kind])
    return scores


def _occupations(analysis: Analysis) -> Iterator[Fact]:
    """Our posts as their facts, which all say of what the office is."""
    for claim in find(analysis):
        if isinstance(claim["of"], Reference):
            said = {"who": _quote(claim, "person"), "position": _quote(claim, "role"), "where": _of(analysis, claim)}
            arguments = tuple(Argument(name, frozenset({normal(value)})) for name, value in said.items())
            yield Fact("occupation", arguments)


def _quote(claim: Claim, name: str) -> str:
    return claim.spans[name][0].quote


def _of(analysis: Analysis, claim: Claim) -> str:
    """The body as written; a state by its name where an adjective stands for it."""
    span = claim.spans["of"][0]
    mention = next((m for m in analysis.mentions.within(span.start, span.end) if m.start == span.start), None)
    adjective = mention is not None and mention.form == "adjective" and mention.end == span.end
    return mention.name if mention and adjective else span.quote


def _meetings(analysis: Analysis) -> Iterator[Fact]:
    """Our gatherings of two and more as their facts, those within one state too; not those of states alone, of which
    the development part has none."""
    for occasion in gatherings(analysis):
        people = [id for id in occasion.parties if id.startswith("p")]
        if not people or (occasion.first("kind") == "visit" and len(people) < 2):
            continue
        names = dict.fromkeys(normal(name) for name in _participants(analysis, occasion.parties))
        if len(names) > 1:
            yield Fact("meeting", tuple(Argument("participant", frozenset({name})) for name in names))


def _participants(analysis: Analysis, parties: dict[str, Reference]) -> Iterator[str]:
    for party in parties.values():
        entity = analysis.mentions.entities.get(party.id or "")
        quotes = [span.quote for span in entity.mentions] if entity and entity.type == "person" else []
        yield max(quotes, key=len, default=party.name)


if __name__ == "__main__":
    main(sys.argv[1:])
