"""Claims of an engine: taken when the text bears them out, dropped with the reason when it does not."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.engine import answer
from communique.engine.parts import Part
from communique.engine.remote import reading
from communique.export.jsonl import as_dict
from communique.model.document import Document
from communique.model.kinds import ALL
from communique.model.plain import claim_of, claim_plain
from communique.model.reading import Reading

MEETING = {
    "kind": "session",
    "body": "Council of Ministers of the Lake Union",
    "date": "2031-12-07",
    "place": "Entebbe",
    "status": "scheduled",
    "evidence": ["The Council of Ministers of the Lake Union will meet in Entebbe on 7 December 2031"],
}
STATEMENT = {
    "speaker": "Ilze Ozola",
    "kind": "direct",
    "content": ['"We shall sign the fisheries protocol,"'],
    "cue": "told",
    "via": "a news conference",
}


@pytest.fixture
def read(document: Document, chat: Callable[..., dict[str, Any]]) -> Callable[..., Reading]:
    """Reads the story with an engine that answers so."""

    def read(content: Any) -> Reading:
        part = Part(start=0, end=len(document.text))
        return reading(document, [(part, answer.read(chat(content)))], "openai:m")

    return read


def only(found: Reading, plural: str) -> dict[str, Any]:
    assert found.dropped == ()
    (claim,) = as_dict(found)[plural]
    return dict(claim)


def test_a_meeting_comes_with_the_words_of_every_value(read: Callable[..., Reading]) -> None:
    found = read({"meetings": [MEETING]})
    claim = only(found, "meetings")
    text = found.document.text
    assert {name: claim[name] for name in ("kind", "date", "place", "status")} == {
        name: MEETING[name] for name in ("kind", "date", "place", "status")
    }
    assert claim["body"]["name"] == MEETING["body"]
    assert claim["extractor"] == "openai:m"
    assert [text[s:e] for s, e in claim["spans"]["date"]] == ["on 7 December 2031"] or [
        text[s:e] for s, e in claim["spans"]["date"]
    ] == ["7 December 2031"]
    assert [text[s:e] for s, e in claim["spans"]["place"]] == ["Entebbe"]
    assert claim["spans"]["status"] == claim["evidence"]


def test_a_statement_is_found_through_other_quotation_marks_and_is_its_own_evidence(
    read: Callable[..., Reading],
) -> None:
    claim = only(read({"statements": [STATEMENT]}), "statements")
    assert claim["content"]["text"] == "We shall sign the fisheries protocol"
    assert claim["speaker"]["name"] == "Ilze Ozola"
    assert claim["speaker"]["id"]
    assert claim["certainty"] == "certain"


def test_a_claim_within_what_somebody_says_is_attributed_to_it(read: Callable[..., Reading]) -> None:
    act = {"name": "fisheries protocol", "kind": "protocol", "evidence": "sign the fisheries protocol"}
    found = read({"acts": [act], "statements": [STATEMENT]})
    assert only(found, "acts")["attributed_to"] == only(found, "statements")["id"]


def test_our_own_format_comes_back_as_it_went_out(read: Callable[..., Reading], document: Document) -> None:
    first = as_dict(read({"meetings": [MEETING], "statements": [STATEMENT]}))
    for claim in first["meetings"]:
        claim["evidence"] = [document.text[s:e] for s, e in claim["evidence"]]
    for claim in first["statements"]:
        claim["evidence"] = [document.text[s:e] for s, e in claim["evidence"]]
    again = as_dict(read({name: first[name] for name in ("people", "bodies", "meetings", "statements")}))
    assert "dropped" not in again
    assert [m["body"]["name"] for m in again["meetings"]] == [MEETING["body"]]
    assert again["statements"][0]["content"] == first["statements"][0]["content"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"evidence": None}, "no evidence"),
        ({"evidence": ["The Council of Ministers met in Kampala"]}, "a quotation that is not in the text"),
        ({"evidence": ["The Council of Ministers … in Entebbe"]}, "a quotation that is not in the text"),
        ({"evidence": [[0, 10]]}, "offsets or values without words"),
        ({"evidence": [{"spans": [[5, 99999]]}]}, "offsets or values without words"),
        ({"evidence": [{"text": "Kampala", "spans": [[0, 7]]}]}, "a quotation that is not in the text"),
        ({"kind": "party"}, "not as the guide defines it"),
        ({"kind": None}, "not as the guide defines it"),
        ({"status": ["held"]}, "a value of the wrong type"),
        ({"certainty": "sure"}, "not as the guide defines it"),
        ({"polarity": True}, "not as the guide defines it"),
        ({"mood": "good"}, "an unknown field"),
        ({"body": "Council of Presidents of the Lake Union"}, "a name that is not in the text"),
        ({"participants": ["France"]}, "a name that is not in the text"),
        ({"participants": [7]}, "a value of the wrong type"),
        ({"place": "Kampala"}, "words that are not in the text"),
        ({"date": "next Sunday"}, "not an EDTF date"),
        ({"date": "2031-12-08"}, "a date that no words of the text give"),
        ({"date": "1900/2100"}, "a date that no words of the text give"),
        ({"ordinal": 54}, "a number that is not in the text"),
        ({"ordinal": "53"}, "not a whole number"),
        ({"agenda": ["the weather"]}, "a quotation that is not in the text"),
    ],
)
def test_a_claim_that_does_not_stand_a_check_is_dropped_whole(
    read: Callable[..., Reading], change: dict[str, Any], reason: str
) -> None:
    found = read({"meetings": [{**MEETING, **change}, MEETING]})
    assert [dropped.reason for dropped in found.dropped] == [reason]
    assert (found.dropped[0].engine, found.dropped[0].kind) == ("openai:m", "meeting")
    assert len(found.claims) == 1


@pytest.mark.parametrize(
    ("plural", "claim"),
    [
        ("meetings", {"kind": "session", "status": "scheduled", "ordinal": 53, "agenda": ["trade", "transit fees"],
                      "evidence": "The 53rd session is to take up trade"}),
        ("programmes", {"name": "programmes", "count": 28, "progress": 0.6, "evidence": "Of the 28 programmes"}),
        ("memberships", {"member": "Kenya", "body": "Lake Union", "status": "member",
                         "evidence": "members of the union"}),
        ("posts", {"person": "Ilze Ozola", "role": "spokeswoman", "of": "Lake Union", "status": "current",
                   "evidence": "said Ilze Ozola, its spokeswoman"}),
        ("statements", {"speaker": "two delegates", "kind": "indirect", "content": ["doubted it"], "cue": "doubted"}),
    ],
)  # fmt: skip
def test_every_kind_can_be_said(read: Callable[..., Reading], plural: str, claim: dict[str, Any]) -> None:
    assert only(read({plural: [claim]}), plural)


def test_a_description_points_to_nobody(read: Callable[..., Reading]) -> None:
    said = {"speaker": "two delegates", "kind": "indirect", "content": ["doubted it"]}
    assert only(read({"statements": [said]}), "statements")["speaker"] == {"id": None, "name": "Two delegates"}


def test_what_is_no_kind_of_claim_is_told(read: Callable[..., Reading]) -> None:
    found = read({"events": [], "meetings": {"kind": "session"}, "acts": [3, None, "treaty"]})
    assert [(d.reason, d.detail) for d in found.dropped] == [
        ("a part that is no kind of claim", "events"),
        ("a part that is no kind of claim", "meetings"),
        ("a claim that is no object", "3"),
        ("a claim that is no object", "None"),
        ("a claim that is no object", "treaty"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "an empty answer"),
        ("I cannot do that.", "an answer that is no JSON object"),
        ('{"meetings": [{"kind": "sess', "an answer that is no JSON object"),
        ('["meetings"]', "an answer that is no JSON object"),
        ('{"meetings": NaN}', "an answer that is no JSON object"),
        ("<answer><meeting/></answer>", "an answer that is no JSON object"),
        ('{"a":' * 3000 + "1" + "}" * 3000, "an answer that is no JSON object"),
    ],
)
def test_an_answer_that_is_no_object_says_so(chat: Callable[..., dict[str, Any]], content: str, reason: str) -> None:
    assert answer.read(chat(content)).reason == reason


@pytest.mark.parametrize("content", ["```json\n{}\n```", "<think>{a}</think> {}", "Here it is: {} Bye."])
def test_an_object_is_found_among_words(chat: Callable[..., dict[str, Any]], content: str) -> None:
    assert answer.read(chat(content)).reason == ""


@pytest.mark.parametrize(
    "reply",
    [{}, {"choices": []}, {"choices": [3]}, {"choices": [{"message": None}]}, {"choices": {"message": {}}},
     {"choices": [{"message": {"content": [{"text": 3}, 4]}}]}, {"choices": [{"message": {"refusal": "no"}}]}],
)  # fmt: skip
def test_a_reply_without_words_is_a_reason(reply: dict[str, Any]) -> None:
    assert answer.read(reply).reason


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12)
    | st.sampled_from(["Lake Union", "Ilze Ozola", "2031-12-07", "session", "held", "trade", "said"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "spans", "name"]), inner),
    max_leaves=5,
)  # fmt: skip
CLAIMS = {
    kind.plural: st.lists(
        st.fixed_dictionaries(
            {"evidence": st.sampled_from([None, "Lake Union", ["trade", "visas"], [[1, 2]]]) | JUNK},
            optional={field.name: st.sampled_from([*field.words, None]) | JUNK for field in kind.fields},
        ),
        max_size=3,
    )
    for kind in ALL
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(content=st.fixed_dictionaries({}, optional=CLAIMS))
def test_whatever_is_answered_is_kept_true_to_the_text_or_dropped(
    read: Callable[..., Reading], content: dict[str, Any]
) -> None:
    found = read(json.loads(json.dumps(content)))
    text = found.document.text
    assert len(found.claims) + len(found.dropped) <= sum(len(claims) for claims in content.values())
    for claim in found.claims:
        assert claim_of(found.document, claim_plain(claim)) == claim
        assert all(text[s.start : s.end] == s.quote for spans in claim.spans.values() for s in spans)
        assert set(claim.values) <= set(claim.spans)
