"""Acts: their names, the stages said of them, whose they are, and when; examples beside the rules."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They submitted the Protocol on Trade to the secretariat on 4 May 2031.", "Protocol on Trade"),
        ("The agreement between Chile and Peru was signed in Lima.", "agreement between Chile and Peru"),
        ("Iran signed a memorandum on gas with nobody else on 5 May 2031.", "memorandum on gas"),
        ("The council adopted Resolution 2778 (2025) on 30 April.", "Resolution 2778 (2025)"),
        (
            "The Senate ratified the Nurses Convention, 1990 (No. 170), on Monday.",
            "Nurses Convention, 1990 (No. 170)",
        ),
        ("The court recalled that the treaty of 3 April 1931 had been ratified by Chile.", "treaty of 3 April 1931"),
        ("They adopted a resolution of 14 points on Sunday.", "resolution of 14 points"),
        ("They signed the Pact on Water, Harvests and Roads in Lima.", "Pact on Water, Harvests and Roads"),
        ("A Kenyan–Ugandan fisheries agreement was signed on Monday.", "Kenyan–Ugandan fisheries agreement"),
        ("The ministers signed an agreement on a 90-day truce at sea.", "agreement on a 90-day truce"),
        ("Oman and Iran signed a letter of intent on Monday.", "letter of intent"),
        ("Chile and Peru signed a fisheries agreement for 2031 yesterday.", "fisheries agreement for 2031"),
    ],
)
def test_where_a_name_ends(claims: Claims, text: str, name: str) -> None:
    assert [act["name"] for act in claims("acts", text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They set it up by an agreement signed in Maputo in November 2003.", "agreement"),
        ("The law banning all alphabets but one was adopted.", "law banning all alphabets but one"),
        (
            "The lawmakers approved the recommendations on food, on ports and on trade.",
            "recommendations on food, on ports and on trade",
        ),
        ("The council adopted Executive Order 14257 on 2 April 2025.", "Executive Order 14257"),
    ],
)
def test_acts_named_by_what_is_said_of_them(claims: Claims, text: str, name: str) -> None:
    assert [act["name"] for act in claims("acts", text)] == [name]


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (
            "The Protocol on Ports was signed in Oslo on 3 May 2030 and entered into force on 1 June 2031.",
            [("signed", "2030-05-03"), ("in force", "2031-06-01")],
        ),
        ("The Accord on Salmon, signed in July 2029, was praised.", [("signed", "2029-07")]),
        ("They recalled the treaty of 8 December 1999.", [("signed", "1999-12-08")]),
        ("The ministers discussed the draft Convention on Lakes.", [("under consideration", None)]),
        (
            "The Charter of Rivers, signed in March 2030, will enter into force on 1 June 2031.",
            [("signed", "2030-03"), ("in force", "2031-06-01")],
        ),
        (
            "They praised the Convention on Lakes. Kenya signed it in 1999, and it entered into force on 2 May 2004.",
            [("signed", "1999"), ("in force", "2004-05-02")],
        ),
        ("They recalled the Convention on Lakes. Kenya had spoken for it in 1999.", [(None, None)]),
        ("The parties will sign the Convention on Lakes on 2 June 2030.", [("signed", "2030-06-02")]),
        ("The parties will sign the Convention on Lakes.", [(None, None)]),
        ("Parliament has not ratified the Convention on Lakes.", [(None, None)]),
    ],
)
def test_the_stages_of_an_act(claims: Claims, text: str, stages: list[tuple[str | None, str | None]]) -> None:
    assert [(act["stage"], act["date"]) for act in claims("acts", text)] == stages


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Iran and Oman signed a memorandum on gas in Muscat.", ["Iran", "Oman"]),
        ("The treaty between Chile, Peru and Bolivia was signed.", ["Chile", "Peru", "Bolivia"]),
        ("The Kenyan parliament ratified the Convention on Lakes.", ["Kenya"]),
        ("The Convention on Lakes was ratified by Kenya and Uganda.", ["Kenya", "Uganda"]),
        ("The Convention on Lakes entered into force for Chile on 9 May 2030.", ["Chile"]),
        ("Turkey denounced its agreement with Belarus.", ["Turkey", "Belarus"]),
    ],
)
def test_whose_an_act_is(claims: Claims, text: str, parties: list[str]) -> None:
    (act,) = claims("acts", text)
    assert act["parties"] == parties


@pytest.mark.parametrize(
    ("text", "parties", "body"),
    [
        ("Egypt and Greece said in a joint statement on Monday that the map was void.", ["Egypt", "Greece"], None),
        ("A treaty on gas was signed between Chile and Peru in 2031.", ["Chile", "Peru"], None),
        ("Chile's President Juana Soto and Peru's President Luis Paz met. They signed an accord on gas.", [
            "Chile", "Peru"], None),
        ("The Senate of Chile ratified the agreement with Peru on gas on 3 May 2031.", ["Chile"], None),
        ("Iran and Norway spoke in Oslo. A bilateral agreement on fish was signed.", ["Iran", "Norway"], None),
        ("UN Security Council Resolution 2254 was adopted in 2015.", [], "UN Security Council"),
    ],
)  # fmt: skip
def test_the_sides_that_stand_further_off(claims: Claims, text: str, parties: list[str], body: str | None) -> None:
    (act,) = claims("acts", text)
    assert (act.get("parties"), act.get("body")) == (parties, body)


def test_the_body_that_adopts_an_act(claims: Claims) -> None:
    (act,) = claims("acts", "The African Union adopted a joint declaration on water.")
    assert act["body"] == "African Union"


def test_the_organ_spoken_of_last_adopts_what_its_union_may(claims: Claims) -> None:
    text = "The African Union met. The Peace and Security Council of the African Union sat. It adopted a communiqué."
    (act,) = claims("acts", text)
    assert act["body"] == "Peace and Security Council of the African Union"


def test_those_who_met_adopt_for_their_body(claims: Claims) -> None:
    text = "The Nordic Council met in Oslo on Monday. The ministers adopted two regulations on fish."
    (act,) = claims("acts", text, published="2031-05-07")
    assert (act["body"], act["date"]) == ("Nordic Council", "2031-05-05")


def test_who_ratifies_an_accession_is_its_party(claims: Claims) -> None:
    (act,) = claims("acts", "The Greek parliament ratified the protocol on the accession of Peru to the SCO.")
    assert act["parties"] == ["Greece"]


def test_states_that_draft_a_treaty_are_its_parties(claims: Claims) -> None:
    (act,) = claims("acts", "They praised the Charter of Rivers, which Spain and Colombia have drafted.")
    assert act["parties"] == ["Spain", "Colombia"]


def test_a_later_mention_adds_a_stage_to_the_same_act(claims: Claims) -> None:
    text = "Chile and Peru signed the Treaty on Rivers in 2030. The treaty entered into force on 1 May 2031."
    acts = claims("acts", text)
    assert [(act["name"], act["stage"]) for act in acts] == [
        ("Treaty on Rivers", "signed"),
        ("Treaty on Rivers", "in force"),
    ]


def test_each_signature_of_one_state_is_a_claim(claims: Claims) -> None:
    text = "Kenya ratified the Convention on Lakes in 2030. Uganda ratified the Convention on Lakes in 2031."
    assert [act["parties"] for act in claims("acts", text)] == [["Kenya"], ["Uganda"]]


@pytest.mark.parametrize(
    "text",
    [
        "The heads of state of the Collective Security Treaty Organization met.",
        "They reached agreement on nothing.",
        "No agreement was signed.",
        "The ministers could not agree on a communique.",
        "He called for a peaceful resolution of the dispute.",
        "President Bill Clinton spoke.",
        "The meeting lasted ninety minutes on Wednesday.",
    ],
)
def test_words_that_name_no_act(claims: Claims, text: str) -> None:
    assert claims("acts", text) == []


@pytest.mark.parametrize(
    ("text", "stage", "date"),
    [
        ("The African Union held a summit in Lusaka on 3 May. The Lusaka Declaration is out.", "adopted", "2031-05-03"),
        ("The African Union held a summit in Lusaka on 3 May. The Malabo Declaration is out.", None, None),
    ],
)  # fmt: skip
def test_an_act_named_for_the_place_of_a_meeting_was_made_there(
    claims: Claims, text: str, stage: str | None, date: str | None
) -> None:
    assert [(act["stage"], act["date"]) for act in claims("acts", text, published="2031-05-05")] == [(stage, date)]


def test_what_there_will_be_at_the_end_is_adopted_then(claims: Claims) -> None:
    text = "The African Union meets in Lusaka on 3 May 2031. There will be a joint communique at the end of the talks."
    assert [(act["stage"], act["date"]) for act in claims("acts", text)] == [("adopted", "2031-05-03")]


def test_what_is_concluded_of_an_act_is_no_stage_of_it(claims: Claims) -> None:
    (act,) = claims("acts", "On 3 May 2031 the ministers concluded that the Treaty on Ports is void.")
    assert (act["stage"], act["date"]) == (None, None)


def test_what_is_said_of_one_thing_is_not_said_of_several_acts(claims: Claims) -> None:
    acts = claims("acts", "The African Union upheld the sanctions on Chile, which was suspended on 3 May 2031.")
    assert [act["stage"] for act in acts] == ["in force"]


def test_headlines_in_capitals_name_nothing_that_the_text_does_not(claims: Claims) -> None:
    text = "TIN PACT EXTENSION LIKELY\n\nThe ministers signed the International Tin Agreement on 1 May 1987."
    assert [act["name"] for act in claims("acts", text)] == ["International Tin Agreement"]


def test_a_parliament_that_approves_a_treaty_ratifies_it(claims: Claims) -> None:
    (act,) = claims("acts", "The Brazilian Senate approved the protocol on ports on 3 May 2031.")
    assert (act["stage"], act["parties"], act["date"]) == ("ratified", ["Brazil"], "2031-05-03")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "The SCO summit will be held on 3 June 2031. The Protocol on Trade will be signed at the summit.",
            "2031-06-03",
        ),
        ("The SCO council approved the budget for 2032.", None),
        ("Chile signed the Trade Pact with Peru after Lima opened its ports in 2003.", None),
        ("The Trade Pact (TP), signed in Lima in 2003, remains not implemented.", "2003"),
    ],
)
def test_the_date_of_a_stage_from_where_it_is_reached(claims: Claims, text: str, date: str | None) -> None:
    assert [act["date"] for act in claims("acts", text)] == [date]


def test_a_clause_behind_the_short_name_of_an_act_says_its_stage(claims: Claims) -> None:
    text = "He read the Trade Protocol of the African Free Trade Area (AFTA), which the assembly adopted in May 2031."
    assert [(act["stage"], act["date"]) for act in claims("acts", text)] == [("adopted", "2031-05")]


def test_what_a_planned_meeting_will_deal_with_has_its_day(claims: Claims) -> None:
    text = "The SCO summit will be held on 3 June 2031. The leaders will discuss the Protocol on Trade."
    assert [(act["stage"], act["date"]) for act in claims("acts", text)] == [("under consideration", "2031-06-03")]


@pytest.mark.parametrize(
    "text",
    [
        "The draft protocol on amendments to the Treaty on the EAEU of May 29, 2014 was submitted.",
        "The SCO council has adopted the Rules of Procedure. The presidents will meet on May 2, 2099.",
    ],
)
def test_what_is_done_has_no_date_of_another_act_nor_one_to_come(claims: Claims, text: str) -> None:
    assert {act["date"] for act in claims("acts", text, published="2031-05-22")} == {None}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("It will be held a day before the 25th anniversary of the Lake Agreement, signed on 3 May 2001.", []),
        ("It was signed on the tenth anniversary of the Lake Agreement between Peru and Chile.", ["Peru", "Chile"]),
    ],
)  # fmt: skip
def test_an_act_that_is_only_remembered_has_the_parties_beside_it(
    claims: Claims, text: str, parties: list[str]
) -> None:
    text = (
        f"A goal of Peru and Chile is to trade more. Peru's premier plans to visit Chile for a council meeting. {text}"
    )
    acts = claims("acts", text, title="Peru and Chile draw nearer", published="2026-04-20")
    assert [act["parties"] for act in acts if "Lake" in act["name"]] == [parties]


def test_the_year_after_a_comma_or_a_region_is_that_of_an_act(claims: Claims) -> None:
    text = "The ministers praised the International Salmon Agreement, 2010, in Riga."
    assert [act["date"] for act in claims("acts", text)] == ["2010"]
    text = "They praised the Treaty of Amity in Northern Europe of 1976."
    assert [act["date"] for act in claims("acts", text)] == ["1976"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "The Lake Council adopted the guide for the carriage of timber on 4 May 2031.",
            "guide for the carriage of timber",
            "decision",
        ),
        (
            "Chile and Peru signed a contract for linking their power grids on 4 May 2031.",
            "contract for linking their power grids",
            "agreement",
        ),
    ],
)
def test_an_act_may_go_by_words_that_name_none_elsewhere(claims: Claims, text: str, name: str, kind: str) -> None:
    assert [(claim["name"], claim["kind"]) for claim in claims("acts", text)] == [(name, kind)]
