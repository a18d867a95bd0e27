"""An engine behind an address: a document in parts to it, claims back; law: nothing is taken that is not checked."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

from communique.engine import answer as answers
from communique.engine.answer import Answer
from communique.engine.claims import claims
from communique.engine.days import Days
from communique.engine.figures import figures
from communique.engine.merging import merged
from communique.engine.names import Names
from communique.engine.naming import Engine
from communique.engine.parts import Part, halves, parts
from communique.engine.prompt import question
from communique.engine.quotes import Text
from communique.engine.values import Checker
from communique.extract import survey
from communique.extract.attributing import Within
from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.reading import Dropped, Reading, Refused
from communique.sources.chat import Endpoint, Reply, ask

_ASKED_AGAIN = 2
"""An engine that answers something else than JSON is asked so often in all; the next answer often is."""
_SMALLEST = 400
"""Characters of a part that is not halved any more."""
_OBJECTIONS = (400, 415, 422)

Asks = Callable[[Endpoint, dict[str, Any]], Reply]
Alone = AbstractContextManager[Any]


class Remote:
    """A reader of documents by an engine behind an address; it remembers whether the engine knows JSON mode.

    `alone` is held while an answer is checked, which our own reader helps with: it reads one document at a time.
    """

    def __init__(
        self, engine: Engine, endpoint: Endpoint, size: int, asks: Asks = ask, alone: Alone | None = None
    ) -> None:
        self.engine = engine
        self._endpoint, self._size, self._asks, self._alone = endpoint, size, asks, alone or nullcontext()
        self._modes: dict[str, Any] = {"temperature": 0, "response_format": {"type": "json_object"}}

    def __call__(self, document: Document) -> Reading | Refused:
        """What the engine reads out of a document, as far as it stands the checks."""
        found = []
        for part in parts(document.text, self._size):
            for answered in self._answers(document, part):
                if answered[1].reason:
                    reason = f"{self.engine.name}: {answered[1].reason}"
                    return Refused(source=document.source or document.id, reason=reason)
                found.append(answered)
        with self._alone:
            return reading(document, found, self.engine.name)

    def _answers(self, document: Document, part: Part) -> Iterator[tuple[Part, Answer]]:
        """The answer to a part; those to its halves where the answer to the whole would be too long."""
        answer = self._answer(document, part)
        smaller = halves(document.text, part) if answer.cut else ()
        if len(smaller) < 2 or part.end - part.start < _SMALLEST:
            yield part, answer
            return
        for half in smaller:
            yield from self._answers(document, half)

    def _answer(self, document: Document, part: Part) -> Answer:
        for _ in range(_ASKED_AGAIN):
            reply = self._reply(document, part)
            if reply.value is None:
                return Answer(claims={}, reason=reply.reason)
            answer = answers.read(reply.value)
            if not answer.reason or answer.cut:
                break
        return answer

    def _reply(self, document: Document, part: Part) -> Reply:
        """The reply; an engine that objects to a question in JSON mode is asked without it from then on."""
        asked = question(self.engine.model, document, part)
        reply = self._asks(self._endpoint, {**asked, **self._modes})
        if reply.status in _OBJECTIONS and self._modes:
            plain = self._asks(self._endpoint, asked)
            if plain.value is not None:
                self._modes = {}
            return plain
        return reply


def reading(document: Document, answers: Sequence[tuple[Part, Answer]], engine: str) -> Reading:
    """The reading that an engine's answers to the parts of a document make."""
    (mentions, dates), text = survey(document), Text(document)
    names = Names(mentions, text)
    checker = Checker(
        text=text,
        names=names,
        days=Days(document=document, expressions=dates, engine=engine),
        figures=figures(document),
    )
    found: list[Claim | Dropped] = []
    for part, answer in answers:
        told = replace(checker, start=part.start, people=answer.people, bodies=answer.bodies)
        found += claims(answer, told, engine)
    kept = merged(item for item in found if isinstance(item, Claim))
    within = Within(claim for claim in kept if claim.kind == "statement")
    return Reading(
        document=document,
        people=tuple(e for e in names.entities if e.type == "person"),
        bodies=tuple(e for e in names.entities if e.type == "body"),
        claims=tuple(within.attributed(claim) for claim in kept),
        dropped=tuple(item for item in found if isinstance(item, Dropped)),
    )
