"""A Russian text to claims: the offices, occasions and words of the people in it."""

from collections.abc import Callable
from typing import Any

import pytest

from communique.export.jsonl import as_dict
from communique.extract import extract, missing
from communique.model.document import Document, compose

pytestmark = pytest.mark.skipif(missing("ru") is not None, reason="the extra 'ru' is not installed")

STORY = compose(
    "Совет министров Союзного государства соберётся в Минске",
    "Президент Белоруссии Андрей Каленик проведёт в пятницу в Минске переговоры с президентом Казахстана Ерланом "
    "Сатыбалды. Об этом сообщил пресс-секретарь Кремля Павел Турчин.\n\n"
    "53-е заседание Совета министров Союзного государства состоится 6 декабря в Минске под председательством "
    "премьер-министра Белоруссии Романа Дорошко. «Мы обсудим торговлю, транзит и визы», — сказал он. По словам "
    "госсекретаря Союзного государства Дмитрия Лапина, все документы готовы.\n\n"
    "В Астане прошли российско-казахстанские консультации. Визит министра иностранных дел Армении Арама Варданяна в "
    "Тегеран отложен.",
)


@pytest.fixture(scope="module")
def read() -> Callable[[str], list[dict[str, Any]]]:
    """The claims of the story of one kind, as they are printed."""
    found = as_dict(extract(Document(text=STORY, title=STORY.split("\n")[0], published="2024-12-05", language="ru")))
    return lambda kind: list(found[kind])


def test_who_holds_which_office_of_what(read) -> None:
    held = {(p["person"]["name"], p["role"], p["of"]["name"]) for p in read("posts")}
    assert held >= {
        ("Андрей Каленик", "Президент", "Беларусь"),
        ("Ерлан Сатыбалды", "президент", "Казахстан"),
        ("Роман Дорошко", "премьер-министр", "Беларусь"),
        ("Дмитрий Лапин", "госсекретарь", "Союзное государство"),
        ("Арам Варданян", "министр иностранных дел", "Армения"),
    }


def test_a_session_of_a_body_with_its_number_and_day(read) -> None:
    session = next(m for m in read("meetings") if m["kind"] == "session")
    assert session["body"]["name"] == "Совет министров Союзного государства"
    assert (session["ordinal"], session["date"], session["place"]) == (53, "2024-12-06", "Минск")
    assert session["status"] == "scheduled"


def test_talks_between_persons_and_between_states(read) -> None:
    parties = [{p["name"] for p in m["participants"]} for m in read("meetings")]
    assert {"Андрей Каленик", "Ерлан Сатыбалды"} in parties
    assert {"Россия", "Казахстан"} in parties


def test_a_visit_that_is_put_off(read) -> None:
    visit = next(m for m in read("meetings") if m["kind"] == "visit")
    assert (visit["status"], visit["place"]) == ("postponed", "Тегеран")


def test_words_in_quotation_marks_and_as_reported(read) -> None:
    said = {(s["speaker"]["name"], s["kind"], s["content"]["text"]) for s in read("statements")}
    assert ("Роман Дорошко", "direct", "Мы обсудим торговлю, транзит и визы") in said
    assert ("Дмитрий Лапин", "indirect", "все документы готовы") in said


def test_known_bodies_and_states_are_found_in_any_case(read) -> None:
    known = {b["name"] for b in read("bodies")}
    assert {"Беларусь", "Казахстан", "Россия", "Армения"} <= known


MEET = [
    "Сергей Лавров обсудил с Джоном Керри положение в Сирии.",
    "Сергей Лавров и Джон Керри могут встретиться в Женеве.",
    "Сергей Лавров прилетел в Женеву и встретился с Джоном Керри.",
    "Сергей Лавров принял в Москве госсекретаря США Джона Керри.",
    "Делегация России во главе с Сергеем Лавровым провела переговоры с госсекретарем США Джоном Керри.",
    "Сергей Лавров прибыл в Женеву. Он встретился с Джоном Керри.",
    "Джон Керри прибыл в Москву, где его принял Сергей Лавров.",
    "После переговоров с Сергеем Лавровым госсекретарь США Джон Керри вылетел в Берлин.",
    "Дипломаты России и США Сергей Лавров и Джон Керри встретились в Женеве.",
]


@pytest.mark.parametrize("text", MEET)
def test_who_met_whom_where_a_verb_or_a_pronoun_says_so(text: str) -> None:
    offices = "Это сказал глава МИД России Сергей Лавров. Ему ответил госсекретарь США Джон Керри. "
    found = as_dict(extract(Document(text=offices + text, published="2024-12-05", language="ru")))["meetings"]
    assert [{p["name"] for p in m["participants"]} for m in found if len(m["participants"]) > 1] == [
        {"Сергей Лавров", "Джон Керри"}
    ]
