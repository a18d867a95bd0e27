"""A reading built by hand, with a claim of every kind."""

import pytest

from communique.model.claim import Claim, Value
from communique.model.document import Document
from communique.model.entity import Entity, Passage
from communique.model.reading import Reading
from communique.model.span import Span

TITLE = "Amber Road ministers to meet in Riga"
BODY = (
    "Transport ministers of the Amber Road Union will meet in Riga a day before 10 March 2026, "
    "said Ilze Ozola, the union's secretary-general. The agenda holds tickets & <freight>.\n\n"
    "Lithuania, a partner of the union, may sign the Bridge Treaty. “We are in no hurry,” Ozola said. "
    "The Rails programme is 40 percent complete. A meeting in Tallinn was held on 2 March."
)
DOCUMENT = Document(
    text=f"{TITLE}\n\n{BODY}", title=TITLE, source="story.txt", publisher="Lakeland Wire", published="2026-03-03"
)


def at(words: str) -> Span:
    """The first place of the words in the text."""
    start = DOCUMENT.text.index(words)
    return DOCUMENT.span(start, start + len(words))


OZOLA = Entity(id="p1", type="person", name="Ilze Ozola", mentions=(at("Ilze Ozola"),))
UNION = Entity(id="b1", type="body", name="Amber Road Union", mentions=(at("Amber Road Union"),), kind="union")
LITHUANIA = Entity(id="b2", type="body", name="Lithuania", mentions=(at("Lithuania"),), kind="state")


def claim(kind: str, id: str, evidence: str, values: dict[str, Value], **rest: object) -> Claim:
    """A claim whose text values are found at their words."""
    spans = {name: (at(value),) for name, value in values.items() if isinstance(value, str) and value in BODY}
    return Claim(kind=kind, id=id, evidence=(at(evidence),), values=values, spans=spans, extractor="hand/1", **rest)  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    """One document, each kind of claim."""
    agenda = (Passage(spans=(at("tickets"),)), Passage(spans=(at("<freight>"),)))
    claims = (
        claim("post", "o1", "Ilze Ozola, the union's secretary-general",
              {"person": OZOLA.reference, "role": "secretary-general", "of": UNION.reference, "status": "current"}),
        claim("membership", "b1", "Lithuania, a partner of the union",
              {"member": LITHUANIA.reference, "body": UNION.reference, "status": "partner"}),
        claim("meeting", "m1", "will meet in Riga",
              {"kind": "session", "body": UNION.reference, "ordinal": 3, "date": "2026-03-09", "place": "Riga",
               "status": "scheduled", "agenda": agenda, "agenda_count": 5},
              basis={"date": "one day before 2026-03-10"}, attributed_to="s1"),
        claim("meeting", "m2", "A meeting in Tallinn was held",
              {"kind": "other", "place": "Tallinn", "date": "2026-03-02", "status": "held"}),
        claim("programme", "g1", "Rails programme", {"name": "Rails programme", "progress": 0.4, "stage": "under way"}),
        claim("act", "a1", "may sign the Bridge Treaty",
              {"name": "Bridge Treaty", "kind": "treaty", "parties": (LITHUANIA.reference,), "stage": "signed"},
              certainty="possible"),
        claim("statement", "s1", "said Ilze Ozola",
              {"speaker": OZOLA.reference, "role": "secretary-general", "of": UNION.reference, "kind": "indirect",
               "cue": "said", "content": Passage(spans=(at(BODY[: BODY.index(", said")]),))}),
        claim("statement", "s2", "“We are in no hurry,” Ozola said",
              {"speaker": OZOLA.reference, "kind": "direct", "cue": "said", "via": "Lakeland Wire",
               "content": Passage(spans=(at("We are in no hurry"),))}),
    )  # fmt: skip
    return Reading(document=DOCUMENT, people=(OZOLA,), bodies=(UNION, LITHUANIA), claims=claims)
