"""Claims: every value shows words, or says what it follows from."""

from communique.model.claim import Claim
from communique.model.document import Document
from communique.model.entity import Reference

DOCUMENT = Document(text="Ministers Lund and Vik met.")


def post(role: str) -> Claim:
    return Claim(
        kind="post",
        id="o1",
        values={"person": Reference(id="p1", name="Lund"), "role": role, "status": "current"},
        evidence=(DOCUMENT.span(0, 14),),
        extractor="test/1",
        spans={"person": (DOCUMENT.span(10, 14),), "role": (DOCUMENT.span(0, 9),)},
    )


def test_a_word_of_a_list_shows_the_evidence() -> None:
    assert [s.quote for s in post("Ministers").grounded().spans["status"]] == ["Ministers Lund"]


def test_a_text_that_is_not_quite_its_words_says_from_which() -> None:
    assert post("Minister").grounded().basis == {"role": "from: Ministers"}
    assert post("Ministers").grounded().basis == {}


def test_grounding_twice_changes_nothing() -> None:
    once = post("Minister").grounded()
    assert once.grounded() == once
