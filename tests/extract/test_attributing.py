"""Which statement a claim stands in: the innermost of those whose content covers it, but not itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.extract.attributing import Within
from communique.model.claim import Claim, Value
from communique.model.document import Document
from communique.model.entity import Passage, Reference

TEXT = Document(text="x" * 40)
PLACES = st.tuples(st.integers(0, 39), st.integers(1, 12)).map(lambda p: (p[0], min(40, p[0] + p[1])))


def statement(id: str, start: int, end: int) -> Claim:
    span = TEXT.span(start, end)
    values: dict[str, Value] = {
        "speaker": Reference(id=None, name="x"),
        "content": Passage(spans=(span,)),
        "kind": "indirect",
    }
    return Claim(
        kind="statement", id=id, values=values, evidence=(span,), extractor="test/1", spans={"content": (span,)}
    )


@settings(deadline=None)
@given(st.lists(PLACES, max_size=12), PLACES)
def test_a_claim_belongs_to_the_innermost_content_around_it(
    contents: list[tuple[int, int]], place: tuple[int, int]
) -> None:
    said = [statement(f"s{n}", *content) for n, content in enumerate(contents)]
    claim = statement("s0", *place)
    around = [
        (end - start, f"s{n}") for n, (start, end) in enumerate(contents) if start <= place[0] and place[1] <= end
    ]
    expected = min((item for item in around if item[1] != "s0"), default=(0, None))[1]
    assert Within(said).attributed(claim).attributed_to == expected
