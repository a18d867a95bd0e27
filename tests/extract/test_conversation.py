"""Conversations: each answer is a statement of who gives it, and no question is one."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract import turns
from communique.model.document import Document

Claims = Callable[..., list[dict[str, Any]]]
INTRO = "Ada Mbeki is Executive Secretary of the Lake Union. The questions were put by Ole Hansen."


def said(claims: Claims, body: str, **document: Any) -> list[tuple[str, str, str]]:
    return [(s["speaker"], s["kind"], s["content"]) for s in claims("statements", body, **document)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: ", "A: "), ("Question: ", "Answer: "), ("QUESTION: ", "ANSWER: "), ("Q. ", "A. "), ("Q1: ", "A1: "),
        ("**Q:** ", "**A:** "), ("Question 1: ", "Answer: "), ("Journalist: ", "Mbeki: "), ("JOURNALIST: ", "MBEKI: "),
        ("The Ferry: ", "Ada Mbeki: "), ("OH: ", "AM: "), ("Hansen: ", "Mbeki: "), ("Reporter (Oslo): ", "Ms Mbeki: "),
        ("Moderator: ", "**Ada Mbeki:** "), ("Q:\n", "A:\n"), ("((WN))  ", "((Ada Mbeki))  "),
    ],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_answers_are_statements_of_who_is_asked(claims: Claims, question: str, answer: str, gap: str) -> None:
    told = ("When do you meet again?", "On 7 December. The ministers know.", "And the fish?", "They were not asked.")
    body = gap.join(label + words for label, words in zip((question, answer) * 2, told, strict=True))
    assert said(claims, f"{INTRO}\n\n{body}") == [
        ("Ada Mbeki", "direct", "On 7 December. The ministers know"),
        ("Ada Mbeki", "direct", "They were not asked"),
    ]


def test_an_answer_goes_on_through_its_paragraphs_up_to_what_nobody_says(claims: Claims) -> None:
    body = (
        f"{INTRO}\n\nQ: Who comes?\n\nA: All five ministers.\n\nWe have asked them twice.\n\n(Laughter)\n\n"
        "Q: And then?\n\nA: We eat.\n\nOur cook is good.\n\nThe Lake Union has five members."
    )
    assert [content for _, _, content in said(claims, body)] == [
        "All five ministers We have asked them twice",
        "We eat Our cook is good",
    ]


def test_quotation_marks_in_an_answer_change_nothing(claims: Claims) -> None:
    body = f"{INTRO}\n\nQ: Is it true?\n\nA: They call it “a small fish”. I do not.\n\nQ: Really?\n\nA: “I never joke.”"
    assert said(claims, body)[0] == ("Ada Mbeki", "direct", "They call it “a small fish”. I do not")
    assert said(claims, body)[-1] == ("Ada Mbeki", "direct", "I never joke")


def test_what_an_answer_reports_of_others_is_theirs(claims: Claims) -> None:
    body = f"{INTRO}\n\nQ: And Kenya?\n\nA: Kenya told us that its boat arrives in March.\n\nQ: Ah.\n\nA: Yes."
    assert ("Kenya", "indirect", "its boat arrives in March") in said(claims, body)


def test_several_answer_those_who_ask(claims: Claims) -> None:
    body = (
        "Foreign Minister Ole Hansen and Executive Secretary Ada Mbeki met the press.\n\n"
        "QUESTION: Will it be signed?\n\nMINISTER HANSEN: I hope so.\n\nMS. MBEKI: We all hope so.\n\n"
        "QUESTION: When?\n\nMINISTER HANSEN: Soon."
    )
    assert [(who.split()[-1].title(), what) for who, _, what in said(claims, body)] == [
        ("Hansen", "I hope so"),
        ("Mbeki", "We all hope so"),
        ("Hansen", "Soon"),
    ]


def test_a_debate_without_questions_has_only_statements(claims: Claims) -> None:
    body = (
        "The Council debated the embargo.\n\nAda Mbeki (Uganda): The embargo must end.\n\nIngrid Hansen (Norway): We "
        "do not agree. It has kept the peace.\n\nAda Mbeki (Uganda): Peace without bread is not peace."
    )
    found = said(claims, body)
    assert [who for who, _, _ in found] == ["Ada Mbeki", "Ingrid Hansen", "Ada Mbeki"]
    assert {kind for _, kind, _ in found} == {"direct"}


def test_quotations_below_questions_are_of_who_is_asked_and_so_is_the_one_in_the_title(claims: Claims) -> None:
    body = (
        "Ada Mbeki is Executive Secretary of the Lake Union. We met her in Entebbe.\n\nIs Kenya a member?\n\n“Kenya is "
        "a member on paper. In practice it has paid a third.”\n\nAnd Uganda?\n\n“Uganda pays.”\n\n“It always has.”"
    )
    assert said(claims, body, title="“The lake does not read our minutes”") == [
        ("Ada Mbeki", "direct", "The lake does not read our minutes"),
        ("Ada Mbeki", "direct", "Kenya is a member on paper. In practice it has paid a third"),
        ("Ada Mbeki", "direct", "Uganda pays It always has"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The committee meets on Friday.\n\nChair: Ada Mbeki, Uganda\nRapporteur: Ole Hansen\nContact: Ada Mbeki",
        "Item 1: Adoption of the agenda.\n\nItem 2: The budget of the union.\n\nItem 1: Adoption of the agenda.",
        "Uganda: 30 September\nKenya: 2 October\nUganda: 3 October",
        "Note: The meeting is open.\n\nPlace: Entebbe.\n\nTime: noon.",
        "What does the treaty say? It says nothing of fish.\n\nThe treaty has nine articles.",
    ],
)
def test_a_list_with_labels_is_no_conversation(claims: Claims, body: str) -> None:
    assert [s for s in claims("statements", body) if s["kind"] == "direct"] == []


def test_an_answer_of_nobody_named_gives_none(claims: Claims) -> None:
    assert said(claims, "Q: When is the next session?\n\nA: On 7 December.") == []


@settings(deadline=None)
@given(st.text(alphabet="QA:.?* \n“”ab", max_size=120))
def test_turns_are_in_order_and_apart(text: str) -> None:
    document = Document(text=text)
    spans = [span for turn in turns.labelled(document) for span in turn.spans]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "body",
    [
        "– When do you meet again?\n\n– On 7 December.\n\n– And the fish?\n\n– They were not asked.",
        "When do you meet again?\n\nOn 7 December.\n\nAnd the fish?\n\nThey were not asked.\n\nSo?\n\nThank you.",
        '*When do you meet again?*\n"On 7 December."\n\n*Nobody asks the fish.*\n"They were not asked."',
    ],
)
def test_answers_without_labels_are_of_who_is_asked(claims: Claims, body: str) -> None:
    found = said(claims, f"Ada Mbeki is Executive Secretary of the Lake Union. An interview.\n\n{body}")
    assert found[:2] == [
        ("Ada Mbeki", "direct", "On 7 December"),
        ("Ada Mbeki", "direct", "They were not asked"),
    ]


def test_a_list_with_dashes_and_an_essay_with_questions_are_no_conversations(claims: Claims) -> None:
    assert not said(claims, "– Fish.\n\n– Grain.\n\n– Water.\n\n– Salt.")
    assert not said(
        claims, "Who pays?\n\nAda Mbeki will see.\n\nWho eats?\n\nThe fish will see.\n\nWho rows?\n\nThe lake."
    )
