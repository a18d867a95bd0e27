"""Posts: examples beside the rule."""

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[..., list[dict[str, Any]]]

EXAMPLES = [
    (
        "Belgian Finance Minister Marc Peeters opened the talks.",
        ("Marc Peeters", "Finance Minister", "Belgium", "current"),
    ),
    ("Kenya's president, Amos Kiprono, arrived on Monday.", ("Amos Kiprono", "president", "Kenya", "current")),
    ("The former Prime Minister of Norway Kari Lund spoke.", ("Kari Lund", "Prime Minister", "Norway", "former")),
    ("Acting Foreign Minister of Peru Luis Rojas agreed.", ("Luis Rojas", "Foreign Minister", "Peru", "acting")),
    (
        "NATO Secretary General Erik Holm spoke to reporters.",
        ("Erik Holm", "Secretary General", "NATO", "current"),
    ),
    (
        "Anna Berg, deputy director of the Institute for Baltic Studies, was doubtful.",
        ("Anna Berg", "deputy director", "Institute for Baltic Studies", "current"),
    ),
    (
        "PARIS, June 29 - Prime Minister Jean Martin attacked the proposals.",
        ("Jean Martin", "Prime Minister", "France", "current"),
    ),
    (
        "Ann Lee, the former attorney general of Ohio, spoke in Canada.",
        ("Ann Lee", "attorney general", "Ohio", "former"),
    ),
    (
        "Kari Lund was beaten by Paul Vella, who succeeded her as Foreign Minister of Malta.",
        ("Paul Vella", "Foreign Minister", "Malta", "current"),
    ),
    ("Karim Rad is head of Iran's Space Agency.", ("Karim Rad", "head", "Space Agency", "current")),
    ("Labour MP Tom Price spoke in London.", ("Tom Price", "MP", "Labour", "current")),
    ("Conservative leader Tom Price spoke in France.", ("Tom Price", "leader", "Conservative", "current")),
    (
        "Kenya's adviser on foreign affairs, Amos Kiprono, was not amused.",
        ("Amos Kiprono", "adviser on foreign affairs", "Kenya", "current"),
    ),
    (
        "Special Assistant to the President Erik Holm spoke in Norway.",
        ("Erik Holm", "Special Assistant to the President", "Norway", "current"),
    ),
    (
        "Erik Holm, formerly the director of the Nordic Institute, agreed.",
        ("Erik Holm", "director", "Nordic Institute", "former"),
    ),
    ("Former Peruvian Prime Minister Luis Rojas wept.", ("Luis Rojas", "Prime Minister", "Peru", "former")),
    ("Former Bank of Japan governor Ken Mori left.", ("Ken Mori", "governor", "Bank of Japan", "former")),
    ("Interim Danish Prime Minister Kari Lund agreed.", ("Kari Lund", "Prime Minister", "Denmark", "acting")),
    ("Ken Mori, then the head of Interpol, agreed.", ("Ken Mori", "head", "Interpol", "former")),
    ("Ken Mori, until last year head of Interpol, agreed.", ("Ken Mori", "head", "Interpol", "former")),
    ("Ken Mori, head of Interpol until 2012, agreed.", ("Ken Mori", "head", "Interpol", "former")),
    ("Peru's trade minister, Luis Rojas, stepped down.", ("Luis Rojas", "trade minister", "Peru", "former")),
    ("Peruvian Trade Minister Luis Rojas will resign.", ("Luis Rojas", "Trade Minister", "Peru", "current")),
    ("The senate removed President Luis Rojas of Peru.", ("Luis Rojas", "President", "Peru", "former")),
    (
        "Rwanda's Minister for EAC Affairs, Ann Lee, agreed.",
        ("Ann Lee", "Minister for EAC Affairs", "Rwanda", "current"),
    ),
    (
        "Luis Rojas, President of the Republic of Peru, wept.",
        ("Luis Rojas", "President", "Peru", "current"),
    ),
    ("She served under President Luis Rojas of Peru.", ("Luis Rojas", "President", "Peru", "current")),
    ("Ann Lee was Peru's envoy for nine years and is now a painter.", ("Ann Lee", "envoy", "Peru", "former")),
    ("Ann Lee, Peru's finance minister from 2010 to 2014, smiled.", ("Ann Lee", "finance minister", "Peru", "former")),
    ("The junta's spokesman, Tom Price, spoke on Monday.", ("Tom Price", "spokesman", "junta", "current")),
    (
        "Turkish foreign ministry spokesman Ali Demir smiled.",
        ("Ali Demir", "spokesman", "Turkish foreign ministry", "current"),
    ),
    ("Ali Demir is the head of the NATO training mission.", ("Ali Demir", "head", "NATO training mission", "current")),
    ("Slovak State Secretary Jan Novak spoke in Vienna.", ("Jan Novak", "State Secretary", "Slovakia", "current")),
    (
        "The Nordic Institute met in Riga. Its Finnish president, Erik Holm, was not amused.",
        ("Erik Holm", "president", "Nordic Institute", "current"),
    ),
    (
        "Baltic League Secretary-General Baroness Ann Lee spoke in Oslo.",
        ("Ann Lee", "Secretary-General", "Baltic League", "current"),
    ),
    (
        "The Commonwealth Secretary-General, Baroness Ann Lee, spoke in Oslo.",
        ("Ann Lee", "Secretary-General", "Commonwealth", "current"),
    ),
    (
        "The director of the single-market unit, Tom Price, spoke in Oslo.",
        ("Tom Price", "director", "single-market unit", "current"),
    ),
    (
        "The Nordic Court sat in Oslo. Erik Holm, the court's Danish registrar, took notes.",
        ("Erik Holm", "registrar", "Nordic Court", "current"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_post_is_read(claims: Claims, text: str, expected: tuple[str, str, str, str]) -> None:
    found = claims("posts", text)
    assert [(p["person"], p["role"], p["of"], p["status"]) for p in found] == [expected]


def test_two_offices_joined_by_and_are_one_persons(claims: Claims) -> None:
    found = claims("posts", "Deputy Prime Minister and Minister of Trade of Malta Paul Vella signed the protocol.")
    assert {(p["role"], p["of"]) for p in found} == {("Deputy Prime Minister", "Malta"), ("Minister of Trade", "Malta")}


def test_two_offices_before_one_name_are_both_held(claims: Claims) -> None:
    found = claims("posts", "African Union chairperson President Amos Kiprono of Kenya spoke.")
    assert {(p["role"], p["of"]) for p in found} == {("chairperson", "African Union"), ("President", "Kenya")}


def test_a_vice_president_who_becomes_president_holds_two_posts(claims: Claims) -> None:
    found = claims("posts", "Kenya's vice president, Amos Kiprono, came. President-elect Kiprono of Kenya left.")
    assert {(p["role"], p["status"]) for p in found} == {("vice president", "current"), ("President", "elect")}


def test_who_stands_before_a_comma_is_not_the_subject_behind_it(claims: Claims) -> None:
    found = claims("posts", "At the request of Prime Minister Tom Price of Malta, the Queen suspended parliament.")
    assert [p["role"] for p in found] == ["Prime Minister"]


def test_who_is_named_with_a_state_alone_has_no_office(claims: Claims) -> None:
    text = "The defence ministers met. Polish Defence Minister Jan Nowak left early. Slovakia's Ivan Horvat stayed."
    assert {(p["person"], p["of"]) for p in claims("posts", text)} == {("Jan Nowak", "Poland")}


def test_a_city_stands_for_its_state(claims: Claims) -> None:
    text = "Chad and Niger signed on Monday. Abidjan's ambassador, Aya Kouassi, asked for more time."
    assert [(p["person"], p["of"]) for p in claims("posts", text)] == [("Aya Kouassi", "Côte d'Ivoire")]


def test_one_counterpart_is_one_person(claims: Claims) -> None:
    text = "Greek Finance Minister Stelios Mavros, his German counterpart Karl Ammer and Anna Berg sat there."
    found = claims("posts", text)
    assert {(p["person"], p["of"]) for p in found} == {("Stelios Mavros", "Greece"), ("Karl Ammer", "Germany")}


def test_a_post_said_twice_is_one_claim_with_two_pieces_of_evidence(claims: Claims) -> None:
    text = "Estonian President Mari Tamm came. President Tamm left."
    (post,) = claims("posts", text)
    assert len(post["evidence"]) == 2


@pytest.mark.parametrize(
    "text", ["The Finnish foreign minister is in Oslo.", "The president of the club resigned.", ""]
)
def test_an_unnamed_holder_gives_none(claims: Claims, text: str) -> None:
    assert claims("posts", text) == []


def test_an_office_of_a_board_is_of_the_body_whose_board_it_is(claims: Claims) -> None:
    text = "The Deputy Chairman of the Board of the Eurasian Economic Commission, Alibek Dauletov, spoke in Minsk."
    (post,) = claims("posts", text)
    assert (post["role"], post["of"]) == ("Deputy Chairman of the Board", "Eurasian Economic Commission")


SEVERAL = [
    "The foreign ministers of France and Germany, Jean Dupont and Karl Meier, met.",
    "The foreign ministers of France, Jean Dupont, and Germany, Karl Meier, met.",
    "Foreign ministers Jean Dupont (France) and Karl Meier (Germany) met.",
    "The French and German foreign ministers Jean Dupont and Karl Meier met.",
    "Foreign ministers Jean Dupont of France and Karl Meier of Germany met.",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_each_of_several_holders_has_a_state_of_their_own(claims: Claims, text: str) -> None:
    assert {(p["person"], p["of"]) for p in claims("posts", text)} == {
        ("Jean Dupont", "France"),
        ("Karl Meier", "Germany"),
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("talked to his Bulgarian opposite number, Rumen Dochev.", ("Rumen Dochev", "Bulgaria", "current")),
        ("and his colleague Femke Jansen of the Netherlands looked on.", ("Femke Jansen", "Netherlands", "current")),
        ("took over from Lars Holm last week.", ("Lars Holm", "Norway", "former")),
        ("leaves in May. His successor, Anna Berg, has been named.", ("Anna Berg", "Norway", "elect")),
    ],
)
def test_an_office_is_anothers_likewise(claims: Claims, told: str, expected: tuple[str, str, str]) -> None:
    found = claims("posts", f"The foreign minister of Norway, Kari Lund, {told}")
    assert [(p["person"], p["of"], p["status"]) for p in found if p["role"] == "foreign minister"][1:] == [expected]
    assert len(found) == 2


def test_brackets_and_titles_stand_between_an_office_and_its_holder(claims: Claims) -> None:
    (found,) = claims("posts", "The President of Guyana, His Excellency Brigadier (ret'd) Deonarine Hinds, spoke.")
    assert (found["person"], found["of"]) == ("Deonarine Hinds", "Guyana")


def test_a_name_that_is_at_home_in_one_of_the_states_ranks_it(claims: Claims) -> None:
    found = claims("posts", "Iceland, Greece and Peru signed the pact. Foreign Minister Þórdís Hallgrímsdóttir spoke.")
    assert found[0]["of"] == "Iceland"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Pieter Bakker was born in Utrecht. From 1967 to 1995 he was a member of the Dutch parliament.",
            ("Pieter Bakker", "member", "Dutch parliament", "former"),
        ),
        (
            "The council appointed Ivan Petrov as secretary general of the CSTO.",
            ("Ivan Petrov", "secretary general", "CSTO", "current"),
        ),
        ("Anna Berg will become chair of the African Union.", ("Anna Berg", "chair", "African Union", "elect")),
        (
            "The United States ambassador to the United Nations, Linda Smith, spoke.",
            ("Linda Smith", "ambassador to the United Nations", "United States", "current"),
        ),
        (
            "The President of the Republic of Azerbaijan, Ilyas Aliyarov, arrived.",
            ("Ilyas Aliyarov", "President", "Azerbaijan", "current"),
        ),
    ],
)
def test_a_clause_or_a_posting_says_the_office(claims: Claims, text: str, expected: tuple[str, str, str, str]) -> None:
    found = claims("posts", text)
    assert [(p["person"], p["role"], p["of"], p["status"]) for p in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg would become chair of the African Union.",
        "Anna Berg asked to be chair of the African Union.",
    ],
)
def test_a_clause_that_says_no_fact_gives_no_office(claims: Claims, text: str) -> None:
    assert claims("posts", text) == []


def test_the_state_that_heads_a_paragraph_has_the_offices_in_it(claims: Claims) -> None:
    text = (
        "Kenya hosts the talks.\n\nNORWAY. Prime Minister Kari Lund is ill.\n\n• Peru: President Luis Rojas rang Kenya."
    )
    assert [(p["person"], p["of"]) for p in claims("posts", text)] == [("Kari Lund", "Norway"), ("Luis Rojas", "Peru")]


def test_one_who_follows_another_as_something_has_it_and_the_other_had_it(claims: Claims) -> None:
    found = claims("posts", "King Carl, who took over from Luis Rojas as chairman of NATO, agreed.")
    held = {(post["person"], post["status"]) for post in found if post["role"] == "chairman"}
    assert held == {("Carl", "current"), ("Luis Rojas", "former")}


def test_who_chaired_a_body_is_its_chair(claims: Claims) -> None:
    (post,) = claims("posts", "The Forum Fisheries Committee, chaired by Ms Losa Vakaru, met in Honiara.")
    assert (post["role"], post["of"]) == ("chair", "Forum Fisheries Committee")


def test_sultan_is_a_given_name_before_whose_son_one_is(claims: Claims) -> None:
    (post,) = claims("posts", "UAE Foreign Minister Sultan bin Khalid al-Tamimi opened the talks in Doha.")
    assert (post["person"], post["role"]) == ("Sultan bin Khalid al-Tamimi", "Foreign Minister")


def test_the_region_that_a_director_is_for_belongs_to_the_office(claims: Claims) -> None:
    (post,) = claims("posts", "Maria Sol, World Bank director for North Africa, was pleased.")
    assert (post["role"], post["of"]) == ("director for North Africa", "World Bank")
