"""In what way those who meet are named at the word for an occasion."""

import pytest

from communique.extract import analyse
from communique.extract.parse import tree
from communique.extract.profiles import profiles
from communique.extract.who_meets import named_as, ranks
from communique.model.document import Document


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("They met in Oslo on Friday.", "met", "they"),
        ("The two leaders will meet in Oslo.", "meet", "pair"),
        ("His visit to Oslo was put off.", "visit", "his"),
        ("Rosa Silva met the ministers in Oslo.", "met", "name"),
        ("The ministers met in Oslo.", "met", "noun"),
        ("Talks in Oslo", "Talks", "nobody"),
    ],
)
def test_a_word_tells(text: str, word: str, who: str) -> None:
    analysis = analyse(Document(text=text))
    (tagged,) = analysis.tagged
    token = next(i for i, t in enumerate(tagged.sentence.tokens) if t.text == word)
    assert named_as(tree(tagged), analysis.words[0], token) == who


def test_the_latest_of_each_sort_goes_first() -> None:
    text = "Norway and Chile agreed. Rosa Silva told Khalid Mansour so. They will meet in May."
    analysis = analyse(Document(text=text))
    found = ranks(profiles(analysis), text.index("They"))
    names = {analysis.mentions.entities[key].name: rank for key, rank in found.items()}
    assert names == {"Chile": 0, "Norway": 1, "Khalid Mansour": 0, "Rosa Silva": 1}
