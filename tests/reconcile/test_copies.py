"""Copies: rewrites of one story are found, other stories are not."""

from communique.model.document import Document, compose
from communique.reconcile.copies import groups

STORY = (
    "The ministers of the grain union put off next Tuesday's meeting in Izmir by a week, a spokeswoman said on Monday. "
    "The two chairmen now plan to gather in the Aegean port on 14 May, because the customs service is not through with "
    "its work on the quota annex. The visit of the deputy transport minister does not move, and he will be there on "
    "6 May to discuss rail deliveries with the managers of the port. She would not say who else would travel with him."
)
REWRITE = (
    STORY.replace("put off", "have delayed").replace("now plan to gather", "intend to meet").replace("finished", "done")
)
OTHER = (
    "Fishing quotas for the northern basin were cut by a fifth after scientists warned of a collapse of the stock. The "
    "commission said that its members had agreed to look at the figures again in autumn, when new counts are in, and "
    "to pay boat owners who stay in port until then. Environmental groups called the cut too small and too late for "
    "a sea that had lost two thirds of its herring in ten years, while skippers in three harbours blocked the entry."
)
LAST = (
    "Wool prices rose for the third week as buyers from two mills outbid each other at the spring sale in the northern "
    "capital, where brokers put the season's clip at four million bales, less than a year ago."
)


def made(*texts: tuple[str, str]) -> dict[str, Document]:
    found = [Document(text=text, published=day) for text, day in texts]
    return {document.id: document for document in found}


def test_a_rewrite_of_the_same_days_is_in_the_group_of_the_first() -> None:
    documents = made((STORY, "2031-05-01"), (REWRITE, "2031-05-02"), (OTHER, "2031-05-01"))
    found = groups(sorted(documents.items()))
    first, second, other = documents
    assert found == {first: first, second: first, other: other}


def test_the_same_words_half_a_year_later_are_another_report() -> None:
    documents = made((STORY, "2031-05-01"), (REWRITE, "2031-11-02"))
    assert len(set(groups(sorted(documents.items())).values())) == 2


def test_short_documents_are_alike_by_what_they_are_about() -> None:
    documents = made(
        ("The council will meet on 3 May.", "2031-05-01"), ("The council will meet on 4 May.", "2031-05-01")
    )
    assert len(set(groups(sorted(documents.items())).values())) == 2


def test_a_notice_put_out_again_word_for_word_is_a_copy_under_any_title() -> None:
    said = "The foreign ministers of the basin's five states will meet in Nukus on {} May, the ministry said."
    told = (("Talks in May", said.format(3)), ("Basin states to meet", said.format(3)), ("Talks", said.format(4)))
    found = [Document(text=compose(title, body), title=title, published="2031-05-01") for title, body in told]
    first, second, other = (groups(sorted((d.id, d) for d in found))[d.id] for d in found)
    assert first == second != other


def test_a_story_cut_short_is_in_the_group_of_the_long_one() -> None:
    documents = made((f"{STORY} {OTHER} {LAST}", "2031-05-01"), (STORY, "2031-05-01"), (OTHER.upper(), "2031-07-01"))
    found = groups(sorted(documents.items()))
    long, short, other = documents
    assert found[long] == found[short] != found[other]
