"""What is worked out while a document is read: once, and no longer than it is read."""

import gc

from communique.extract import extract
from communique.extract.keeping import forget, kept
from communique.model.document import Document


def test_a_result_is_worked_out_once_until_it_is_forgotten() -> None:
    asked = []

    @kept(2)
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    assert [doubled(3), doubled(3)] == [6, 6]
    forget()
    assert doubled(3) == 6
    assert asked == [3, 3]


def test_nothing_is_kept_when_a_document_has_been_read() -> None:
    asked = []

    @kept(2)
    def told(text: str) -> None:
        asked.append(text)

    told("before")
    extract(Document(text="The council met in Riga on Monday."))
    told("before")
    assert asked == ["before", "before"]


def test_reading_leaves_nothing_that_only_a_look_for_cycles_would_find() -> None:
    document = Document(text="Orr said the talks went well. She said the council would meet in Riga on 4 May 2021.")
    extract(document)
    gc.collect()
    extract(document)
    assert gc.collect() == 0
