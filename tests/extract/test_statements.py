"""Statements: who said what, with examples beside the rule."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract import analyse, capacities, statements
from communique.extract import extract as read
from communique.model.claim import Claim
from communique.model.document import Document, compose
from communique.model.entity import Passage, Reference

Claims = Callable[..., list[dict[str, Any]]]

EXAMPLES = [
    (
        "President Anders Vik met Prime Minister Marc Peeters. Vik and Peeters said that the border would open.",
        [("Anders Vik and Marc Peeters", "indirect", "said", "the border would open")],
    ),
    (
        "Foreign Minister Kari Lund left. Norway would wait, the ministers of the council last month said.",
        [("the ministers of the council", "indirect", "said", "Norway would wait")],
    ),
    (
        "Kari Lund, Foreign Minister of Norway, spoke. Belgium's prime minister said that it was late.",
        [("Belgium's prime minister", "indirect", "said", "it was late")],
    ),
    (
        "“It is late,” said one Western envoy.",
        [("one Western envoy", "direct", "said", "It is late")],
    ),
    (
        "Foreign Minister Kari Lund of Norway said that the talks would go on in Oslo.",
        [("Kari Lund", "indirect", "said", "the talks would go on in Oslo")],
    ),
    (
        "Finance Minister Marc Peeters arrived. “We are close to a deal,” he said.",
        [("Marc Peeters", "direct", "said", "We are close to a deal")],
    ),
    (
        "“We came,” President Amos Kiprono said, “and we stayed.”",
        [("Amos Kiprono", "direct", "said", "We came and we stayed")],
    ),
    (
        "Foreign Minister Kari Lund told reporters that the vote was “a good sign”.",
        [("Kari Lund", "mixed", "told", "the vote was “a good sign")],
    ),
    (
        "The plan will be ready in May, two diplomats said.",
        [("two diplomats", "indirect", "said", "The plan will be ready in May")],
    ),
    (
        "Output will fall, an analyst at a Bergen bank said.",
        [("an analyst at a Bergen bank", "indirect", "said", "Output will fall")],
    ),
    (
        "According to the European Commission, the quota will be cut in June.",
        [("European Commission", "indirect", "According to", "the quota will be cut in June")],
    ),
    (
        "President Amos Kiprono met his guests in Nairobi. The next summit is planned for June. "
        "This was stated by President Amos Kiprono after the talks.",
        [("Amos Kiprono", "indirect", "stated", "The next summit is planned for June")],
    ),
    (
        "Foreign Minister Kari Lund spoke. If the vote fails, she added, the council will meet again in May.",
        [("Kari Lund", "indirect", "added", "If the vote fails the council will meet again in May")],
    ),
    (
        "Norway joined in May; Sweden, a spokesman said, is still counting.",
        [("a spokesman", "indirect", "said", "Sweden is still counting")],
    ),
    (
        "Kari Lund left. The quota will be cut, according to a note sent on Monday by President Amos Kiprono.",
        [("Amos Kiprono", "indirect", "according to", "The quota will be cut")],
    ),
    (
        "President Amos Kiprono arrived. The dealers met in Bergen. They said that the price would fall.",
        [("The dealers", "indirect", "said", "the price would fall")],
    ),
    (
        "The ministers:\n\n(a) requested the secretariat to prepare a paper;\n\n(b) noted that the border was open.",
        [
            ("The ministers", "indirect", "requested", "the secretariat to prepare a paper"),
            ("The ministers", "indirect", "noted", "the border was open"),
        ],
    ),
    ("“We wait,” one of them said.", [("one of them", "direct", "said", "We wait")]),
    ("The WHO said the outbreak was over.", [("WHO", "indirect", "said", "the outbreak was over")]),
    (
        "A broker there said that the price would fall.",
        [("A broker there", "indirect", "said", "the price would fall")],
    ),
]

SILENT = [
    "Foreign Minister Kari Lund plans to visit Oslo in May.",
    "Foreign Minister Kari Lund would not say whether she had signed.",
    "The agreed text of the treaty was published on Friday.",
    "A Norwegian official who asked not to be named left early.",
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_statement_is_read(claims: Claims, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = claims("statements", text)
    assert [(s["speaker"], s["kind"], s["cue"], s["content"]) for s in found] == expected


@pytest.mark.parametrize("text", SILENT)
def test_plans_refusals_and_texts_say_nothing(claims: Claims, text: str) -> None:
    assert claims("statements", text) == []


def test_the_occasion_is_where_it_was_said(claims: Claims) -> None:
    (found,) = claims("statements", "Foreign Minister Kari Lund told a news conference that the talks had failed.")
    assert found["via"] == "a news conference"


def test_a_broken_quotation_belongs_to_the_expert_before_it(claims: Claims) -> None:
    text = (
        'The allies are located well, says Vladimir Orlov. "This is important. The country as a whole gains. '
        '"The expert clarifies.'
    )
    found = claims("statements", text)
    assert [(s["speaker"], s["kind"], s["cue"]) for s in found] == [
        ("Vladimir Orlov", "indirect", "says"),
        ("Vladimir Orlov", "direct", "clarifies"),
    ]
    assert found[1]["content"] == "This is important. The country as a whole gains"


def test_what_goes_on_after_its_cue_is_one_statement_with_all_of_its_sentences(claims: Claims) -> None:
    text = (
        "“Trade is why we met,” said Foreign Minister Kari Lund. “We talked all day. Iceland told us that it would "
        "sign.” “It is late,” she added."
    )
    assert [(s["speaker"], s["content"]) for s in claims("statements", text)] == [
        ("Kari Lund", "Trade is why we met We talked all day. Iceland told us that it would sign"),
        ("Iceland", "it would sign"),
        ("Kari Lund", "It is late"),
    ]


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    text = compose("Talks", "“We go on,” Foreign Minister Kari Lund said.\n\n“Nobody has left.”")
    (found,) = statements.find(analyse(Document(text=text, title="Talks")))
    content = found["content"]
    assert isinstance(content, Passage)
    assert [span.quote for span in content.spans] == ["We go on", "Nobody has left"]


def test_a_block_below_a_colon_is_direct_speech() -> None:
    text = "Foreign Minister Kari Lund spoke today. She said:\n\nNorway stands by its word.\n\nThe treaty binds us."
    (found,) = statements.find(analyse(Document(text=text)))
    content = found["content"]
    assert isinstance(content, Passage)
    assert found["kind"] == "direct"
    assert [span.quote for span in content.spans] == ["Norway stands by its word", "The treaty binds us"]


def test_a_headline_that_the_body_repeats_is_one_statement(claims: Claims) -> None:
    title = "Talks will go on in Oslo, Lund says"
    found = claims("statements", "Foreign Minister Kari Lund said the talks will go on in Oslo.", title=title)
    assert len(found) == 1


def test_a_speaker_holds_the_post_at_the_mention_else_the_current_one() -> None:
    document = Document(text="Kari Lund, the former minister, is now ambassador. Kari Lund said it was over.")
    said = Claim(
        kind="statement", id="s1", extractor="x", evidence=(document.span(67, 78),),
        values={
            "speaker": Reference(id="p1", name="Kari Lund"), "kind": "indirect",
            "content": Passage(spans=(document.span(67, 78),)),
        },
        spans={"speaker": (document.span(51, 60),)},
    )  # fmt: skip
    former, current = (
        Claim(
            kind="post", id=role, extractor="x", evidence=(document.span(0, 10),),
            values={"person": Reference(id="p1", name="Kari Lund"), "role": role, "status": status},
        )
        for role, status in (("minister", "former"), ("ambassador", "current"))
    )  # fmt: skip
    assert capacities.with_offices([said], [former, current])[0]["role"] == "ambassador"
    assert capacities.with_offices([said], [])[0] == said


WORDS = ["“", "”", "said", "told", "Lund", "Kari", "he", "that", ",", ".", "and", "according to", "as", "it", "\n\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(deadline=None, max_examples=60)
def test_no_text_raises_and_spans_lie_in_it(words: list[str]) -> None:
    document = Document(text=" ".join(words))
    for claim in read(document).of_kind("statement"):
        content = claim["content"]
        assert isinstance(content, Passage)
        assert all(document.text[s.start : s.end] == s.quote for s in content.spans)


def test_time_is_linear() -> None:
    text = " ".join(["“We go on,” Kari Lund said, and he told reporters it was over."] * 400)
    analysis = analyse(Document(text=text))
    begun = time.process_time()
    statements.find(analysis)
    assert time.process_time() - begun < 5


def test_what_stands_below_a_statement_by_somebody_is_direct_speech() -> None:
    title = "Statement by Press Secretary Kari Lund on the talks with Anders Vik"
    text = compose(title, "Norway stands by its word.\n\nThe treaty binds us.")
    (found,) = statements.find(analyse(Document(text=text, title=title)))
    assert (found["speaker"].name, found["kind"], found["cue"]) == ("Kari Lund", "direct", "Statement by")  # type: ignore[union-attr]
    content = found["content"]
    assert isinstance(content, Passage)
    assert [span.quote for span in content.spans] == ["Norway stands by its word", "The treaty binds us"]


NAMED_LATER = [
    ("“The river is losing,” declared the Executive Secretary, Mr Anders Vik, in Oslo.", "Anders Vik"),
    ("Officials met in Hanoi. The Vietnamese side said that the gate would open.", "Vietnam"),
    (
        "Finance Minister Kari Lund spoke first. “We go on,” said Anders Vik. The finance minister said it was late.",
        "Kari Lund",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), NAMED_LATER)
def test_offices_and_sides_stand_for_those_who_are_named(claims: Claims, text: str, speaker: str) -> None:
    assert claims("statements", text)[-1]["speaker"] == speaker


def test_a_joint_statement_is_of_those_whom_we_names() -> None:
    title = "Joint Statement on Fisheries"
    text = compose(title, "We, the ministers of Norway and Iceland, welcome it.\n\nThe quota will hold until 2030.")
    found = next(c for c in statements.find(analyse(Document(text=text, title=title))) if c["kind"] == "direct")
    assert (found["speaker"].name, found["cue"]) == ("the ministers of Norway and Iceland", "Statement")  # type: ignore[union-attr]


def test_items_are_of_those_whom_the_line_above_names() -> None:
    text = compose(
        "Quad", "The officials met.\n\nThe officials\n- welcomed the memorandum;\n- agreed to convene in Palau;"
    )
    (found,) = statements.find(analyse(Document(text=text, title="Quad")))
    assert (found["speaker"].name, found["cue"], found["content"].text) == (  # type: ignore[union-attr]
        "The officials", "agreed", "to convene in Palau",
    )  # fmt: skip


def test_what_follows_a_conjunction_is_said_by_who_is_named_after_it(claims: Claims) -> None:
    text = "The road was slow and, according to traders in Bergen, much dearer than the boat."
    assert [s["content"] for s in claims("statements", text)] == ["much dearer than the boat"]


def test_an_office_in_apposition_does_not_speak_for_itself(claims: Claims) -> None:
    text = "Nils Berg, the council's secretary-general, recalled that the lake had frozen twice."
    assert [s["speaker"] for s in claims("statements", text)] == ["Nils Berg"]


def test_who_is_quoted_as_saying_stands_outside_of_what_is_said(claims: Claims) -> None:
    text = '"Nobody sells the boat while it floats," Nils Berg of Norway was quoted as saying by the paper.'
    assert [s["speaker"] for s in claims("statements", text)] == ["Nils Berg"]


LEFT = [
    ("Finland's envoy to the league, Aino Virta, termed the Estonian plan risky.", "Aino Virta"),
    ("Peru, Chile and Bolivia say that the lake is full.", "Peru, Chile and Bolivia"),
]


@pytest.mark.parametrize(("text", "speaker"), LEFT)
def test_subjects_before_a_verb_are_whole(claims: Claims, text: str, speaker: str) -> None:
    assert [s["speaker"] for s in claims("statements", text)] == [speaker]


def test_what_a_summit_notes_is_its_unions(claims: Claims) -> None:
    text = compose(
        "African Union meets on the lake",
        "The African Union met in Addis Ababa. Kenya sent its premier. The Summit considered a report. "
        "It noted that the boats had sunk.",
    )
    assert claims("statements", text)[-1]["speaker"] == "African Union"


def test_a_quotation_after_a_colon_is_said_by_who_stands_before_it(claims: Claims) -> None:
    text = "Nils Berg of Norway wanted no part in the sale: “The boat stays here.”"
    assert [(s["speaker"], s["cue"]) for s in claims("statements", text)] == [("Nils Berg", None)]


QUOTED = [
    (
        "The agency Lumen quoted Deputy Mayor Nils Berg as telling the council that the boat would stay.",
        "The agency Lumen",
    ),
    ("Nils Berg was quoted by the Bergen daily Lumen as saying that the boat would stay.", "the Bergen daily Lumen"),
]


@pytest.mark.parametrize(("text", "outlet"), QUOTED)
def test_who_is_quoted_speaks_in_the_outlet_that_quotes(claims: Claims, text: str, outlet: str) -> None:
    assert [(s["speaker"], s["via"]) for s in claims("statements", text)] == [("Nils Berg", outlet)]


def test_a_title_that_begins_with_a_person_and_a_colon_says_the_rest(claims: Claims) -> None:
    found = claims("statements", "The boat of Nils Berg of Norway lies in Bergen.", title="Berg: no boat before May")
    assert [(s["speaker"], s["content"]) for s in found] == [("Nils Berg", "no boat before May")]
