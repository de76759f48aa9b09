import msgspec

from kg.model import (
    AnnotatedDocument,
    Argument,
    Chain,
    Document,
    Entity,
    EntityType,
    Mention,
    MentionKind,
    Predicate,
    Sentence,
    Statement,
    StatementTime,
)
from kg.resolve import resolve, summarise
from kg.resolve.model import ChainSummary

TEXT = (
    "The spokesman John Kirby spoke of Russia. Kirby is chief adviser to the Council. "
    "Later an official met Dmytro Kuleba of Ukraine."
)


def mention(id: int, text: str, kind: MentionKind, type_: EntityType, chain: int, after: int = 0) -> Mention:
    start = TEXT.index(text, after)
    return Mention(id, start, start + len(text), text, text.split()[-1], kind, type_, chain)


def annotated() -> AnnotatedDocument:
    document = Document("d1", None, None, None, None, None, "en", None, TEXT)
    mentions = (
        mention(0, "The spokesman", "nominal", "Person", 0),
        mention(1, "John Kirby", "name", "Person", 0),
        mention(2, "Russia", "name", "Country", 1),
        mention(3, "Kirby", "name", "Person", 0, TEXT.index("Kirby is")),
        mention(4, "an official", "nominal", "Person", 2),
        mention(5, "Dmytro Kuleba", "name", "Person", 3),
        mention(6, "Ukraine", "name", "Country", 4),
        mention(7, "the Council", "name", "Organization", 5),
    )
    chains = (
        Chain(0, (0, 1, 3), 1, (), "John_Kirby"),
        Chain(1, (2,), 2, (), "Russia"),
        Chain(2, (4,), 4, (), None),
        Chain(3, (5,), 5, (), "Dmytro_Kuleba"),
        Chain(4, (6,), 6, (), "Ukraine"),
        Chain(5, (7,), 7, (), "Council"),
    )
    entities = (
        Entity("John_Kirby", "John Kirby", "Person", ("John Kirby", "Kirby"), None),
        Entity("Russia", "Russia", "Country", ("Russia",), "Q159"),
        Entity("Dmytro_Kuleba", "Dmytro Kuleba", "Person", ("Dmytro Kuleba",), None),
        Entity("Ukraine", "Ukraine", "Country", ("Ukraine",), "Q212"),
        Entity("Council", "Council", "Organization", ("Council",), None),
    )
    ends = [TEXT.index(". ") + 1, TEXT.index("Council.") + len("Council."), len(TEXT)]
    starts = [0, ends[0] + 1, ends[1] + 1]
    sentences = tuple(
        Sentence(number, start, end, 0, "body") for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    kirby = Argument(mentions[3].start, mentions[3].end, "Kirby", "Kirby", 3, "John_Kirby", "John Kirby")
    council = Argument(mentions[7].start, mentions[7].end, "the Council", "Council", 7, "Council", "Council")
    statement = Statement(
        id="s1",
        sentence=1,
        kind="name",
        subject=kirby,
        predicate=Predicate(None, None, None, None, "be chief adviser to", "active", None, False),
        object=council,
        arguments=(),
        attribution=None,
        polarity="affirmed",
        modality="actual",
        condition=None,
        time=StatementTime(None, None),
        confidence=0.9,
        rule="title",
    )
    return AnnotatedDocument(document, sentences, mentions, chains, entities, (), (), (statement,))


def test_summary_of_named_chains() -> None:
    kirby, russia, kuleba, ukraine, council = summarise(annotated())
    start = TEXT.index("John Kirby")
    assert kirby == ChainSummary(
        document="d1",
        chain=0,
        entity="John_Kirby",
        start=start,
        end=start + len("John Kirby"),
        starts=(0, start, TEXT.index("Kirby is")),
        label="John Kirby",
        type="Person",
        names=("John Kirby", "Kirby"),
        wikidata=None,
        roles=("adviser", "spokesman"),
        neighbours=("Q159", "Q212", "dmytro kuleba"),
    )
    assert russia.roles == ()
    assert council.roles == ("adviser john kirby",)
    assert kuleba.neighbours == ("Q212", "john kirby", "Q159")
    assert ukraine.neighbours[0] == "dmytro kuleba"


def test_summary_can_be_kept_by_a_store() -> None:
    summaries = list(summarise(annotated()))
    assert msgspec.json.decode(msgspec.json.encode(summaries), type=list[ChainSummary]) == summaries


def test_summary_a_document_that_comes_twice_counts_once() -> None:
    resolution = resolve([annotated(), annotated()])
    assert [entity.id for entity in resolution.entities] == [
        "Council",
        "Dmytro_Kuleba",
        "John_Kirby",
        "Russia",
        "Ukraine",
    ]
    assert resolution == resolve([annotated()])
