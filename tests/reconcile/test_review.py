"""What is unsure: the worst first, and gone once it is decided."""

from dataclasses import replace
from typing import Any

from communique.extract import extract
from communique.model.decision import Decision
from communique.model.document import Document
from communique.model.doubt import WHAT, Doubt
from communique.reconcile.known import Known
from communique.reconcile.meant import Meant
from communique.reconcile.review import review

TEXTS = (
    "The 22nd SCO summit will be held in Bishkek on 3 May 2031, Kyrgyz President Azamat Toktoev said.",
    "The 22nd SCO summit will be held in Bishkek on 9 May 2031, the Kyrgyz foreign ministry said.",
    "The SCO summit in Dushanbe was held on 12 May 2031. Asamat Toktoev, a singer, stayed away.",
    "Talks between Laos and Peru may be held in Lima on 2 June 2031.",
)
READINGS = tuple(
    extract(Document(text=text, published="2031-01-15", source=f"{i}.txt")) for i, text in enumerate(TEXTS)
)
KNOWN = Known(readings=READINGS, days={r.document.id: "2031-01-15" for r in READINGS})


def decide(known: Known, *choice: str) -> Known:
    """The register after the decision that a choice of `communique decide` makes."""
    meant = Meant(known)
    action, *things = choice
    parts: dict[str, Any] = {"supersedes": things[0]} if action == "undo" else {"items": meant.items(things[0])}
    if action == "accept" and len(things) > 1:
        parts = {"items": meant.saying(*things), "field": things[1]}
    if action in ("same", "different"):
        parts["others"] = meant.items(things[1])
    when = f"2031-02-01T00:00:{len(known.decisions):02}+00:00"
    made = Decision(action=action, who="Ann", when=when, **parts)
    meant.check(made)
    return replace(known, decisions=(*known.decisions, made))


def of(known: Known, what: str) -> list[Doubt]:
    return [doubt for doubt in review(known) if doubt.what == what]


def test_the_worst_comes_first_and_each_has_a_way_out() -> None:
    found = review(KNOWN)
    assert [doubt.score for doubt in found] == sorted((doubt.score for doubt in found), reverse=True)
    assert all(0 < doubt.score <= 1 and doubt.choices and doubt.what in WHAT for doubt in found)


def test_every_choice_can_be_decided_and_settles_its_doubt() -> None:
    for doubt in review(KNOWN):
        for choice in doubt.choices:
            assert doubt.words not in {left.words for left in review(decide(KNOWN, *choice))}, choice


def test_a_claim_said_as_possible_is_unsure_until_it_is_accepted() -> None:
    (doubt,) = of(KNOWN, "low certainty")
    assert "possible" in doubt.words
    assert doubt.reports[0].source == "3.txt"


def test_a_decision_on_a_claim_that_is_read_otherwise_now_comes_first() -> None:
    (doubt,) = of(KNOWN, "low certainty")
    accepted = decide(KNOWN, *doubt.choices[0])
    assert of(accepted, "reading changed") == []
    claim = READINGS[3].of_kind("meeting")[0]
    other = replace(READINGS[3], claims=(replace(claim, values={**claim.values, "place": "Vientiane"}),))
    changed = replace(accepted, readings=(*READINGS[:3], other))
    worst = review(changed)[0]
    assert worst.what == "reading changed"
    assert "Lima" in worst.words
    assert "Vientiane" in worst.words
    assert of(decide(changed, *worst.choices[0]), "reading changed") == []


def test_a_decision_whose_claim_is_gone_can_only_be_undone() -> None:
    (doubt,) = of(KNOWN, "low certainty")
    gone = replace(decide(KNOWN, *doubt.choices[0]), readings=(*READINGS[:3], replace(READINGS[3], claims=())))
    (idle,) = of(gone, "cannot be carried out")
    assert "any more" in idle.words
    assert of(decide(gone, *idle.choices[0]), "cannot be carried out") == []
