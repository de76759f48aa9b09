"""Two articles of our own words on the story of January 2024, written as records: sources agree, deny and intend."""

from __future__ import annotations

from kg.model import AnnotatedDocument
from tests.view.writing import HandResolution, Resolved, Writer, resolution_of

ENTITIES = (
    Resolved("North_Korea", "North Korea", "Country", ("Pyongyang", "DPRK"), "Q423"),
    Resolved("Russia", "Russia", "Country", ("Moscow",), "Q159"),
    Resolved("Iran", "Iran", "Country", ("Tehran",), "Q794"),
    Resolved("Ukraine", "Ukraine", "Country", ("Kyiv",), "Q212"),
    Resolved("United_States", "United States", "Country", ("Washington",), "Q30"),
    Resolved("South_Korea", "South Korea", "Country", ("Seoul",), "Q884"),
    Resolved("Joe_Biden", "Joe Biden", "Person", ("Biden",), "Q6279"),
    Resolved("John_Kirby", "John Kirby", "Person", ("Kirby",), "Q6242587"),
    Resolved("Kim_Jong_Un", "Kim Jong Un", "Person", ("Kim",), "Q56226"),
    Resolved("Vladimir_Putin", "Vladimir Putin", "Person", ("Putin",), "Q7747"),
    Resolved("Vasily_Nebenzya", "Vasily Nebenzya", "Person", ("Nebenzya",), None),
    Resolved("Security_Council", "Security Council", "Organization", ("UN Security Council",), "Q37470"),
    Resolved("Congress", "Congress", "Organization", ("US Congress",), "Q11268"),
    Resolved("Vladivostok", "Vladivostok", "Place", (), "Q959"),
)


def washington() -> AnnotatedDocument:
    """Return the article on what Washington says."""
    write = Writer(
        "5f0c2d9be1a4",
        "Washington says Moscow fired North Korean missiles",
        "2024-01-05",
        ENTITIES,
        publisher="Example News",
        url="https://news.example/washington",
    )
    write.sentence("Kirby said on Thursday that North Korea supplied Russia with ballistic missiles.")
    write.thing("ballistic missiles", type="Product")
    by = write.credit("Kirby", "said", "that North Korea supplied Russia with ballistic missiles")
    write.state("Kirby", "said", None, ("content", "that", "North Korea supplied Russia"), kind="report", lemma="say")
    write.state(
        *("North Korea", "supplied", "Russia", ("theme", "with", "ballistic missiles")),
        **{"lemma": "supply", "relation": "supply", "by": by},
    )
    write.sentence("He added that Russia fired one of them into Ukraine on December 30.")
    write.thing("one of them", type="Product").thing("He", of="John_Kirby", type="Person")
    by = write.credit("He", "added", "that Russia fired one of them into Ukraine on December 30")
    write.state(
        *("Russia", "fired", "one of them", ("goal", "into", "Ukraine")),
        **{"lemma": "fire into", "relation": "attack", "by": by, "time": ("December 30", "2023-12-30")},
    )
    write.sentence("Russia may fire more of them at Ukraine, Kirby said.")
    by = write.credit("Kirby", "said", "Russia may fire more of them at Ukraine")
    write.thing("more of them", type="Product")
    write.state(
        *("Russia", "may fire", "more of them", ("goal", "at", "Ukraine")),
        **{"lemma": "fire at", "relation": "attack", "by": by, "modality": "possible"},
    )
    write.sentence("Moscow intends to buy missiles from Iran as well.", paragraph=True)
    write.thing("missiles", type="Product")
    write.state(
        *("Moscow", "buy", "missiles", ("source", "from", "Iran")),
        **{"relation": "buy", "modality": "intended", "confidence": 0.7},
    )
    write.sentence("Iran has not delivered any to Russia so far.")
    write.state("Iran", "has not delivered any to", "Russia", lemma="deliver to", relation="supply", polarity="negated")
    write.sentence("The United States will raise the matter at the Security Council on January 10.")
    write.state(
        *("United States", "will raise", None, ("location", "at", "Security Council")),
        **{"lemma": "raise at", "modality": "intended", "time": ("January 10", "2024-01-10")},
    )
    write.sentence("Joe Biden asked Congress for further help to Ukraine.", paragraph=True)
    write.thing("further help")
    write.state("Joe Biden", "asked", "Congress", ("topic", "for", "further help"), lemma="ask")
    write.sentence("Congress has not approved the help for Ukraine.")
    write.state(
        *("Congress", "has not approved", None, ("beneficiary", "for", "Ukraine")),
        **{"lemma": "approve for", "polarity": "negated"},
    )
    write.sentence("Joe Biden leads the United States.")
    write.state("Joe Biden", "leads", "United States", lemma="lead", relation="lead")
    write.sentence("Kim Jong Un met Vladimir Putin near Vladivostok on September 13, 2023.", paragraph=True)
    write.state(
        *("Kim Jong Un", "met", "Vladimir Putin", ("location", "near", "Vladivostok")),
        **{"lemma": "meet", "relation": "meet", "time": ("September 13, 2023", "2023-09-13")},
    )
    write.state("Kim Jong Un", "met", None, ("location", "near", "Vladivostok"), lemma="meet near", confidence=0.4)
    write.sentence("Kim Jong Un rules North Korea.")
    write.state("Kim Jong Un", "rules", "North Korea", lemma="rule", relation="lead")
    write.sentence("Vladimir Putin rules Russia.")
    write.state("Vladimir Putin", "rules", "Russia", lemma="rule", relation="lead")
    return write.document()


def council() -> AnnotatedDocument:
    """Return the article on the meeting of the Security Council, which contradicts the other."""
    write = Writer(
        *("a90b17c3d2e5", "Council hears a denial over missiles 🚀", "2024-01-11", ENTITIES),
        **{"publisher": "Sample Post", "url": "https://post.example/council"},
    )
    write.sentence("Vasily Nebenzya told the Security Council on January 10 that North Korea had not supplied Russia.")
    by = write.credit("Vasily Nebenzya", "told", "that North Korea had not supplied Russia")
    write.state(
        *("Vasily Nebenzya", "told", "Security Council"),
        **{"kind": "report", "lemma": "tell", "time": ("January 10", "2024-01-10")},
    )
    write.state(
        *("North Korea", "had not supplied", "Russia"),
        **{"lemma": "supply", "relation": "supply", "polarity": "negated", "by": by},
    )
    write.sentence("Nebenzya represents Russia at the Security Council.")
    write.state("Nebenzya", "represents", "Russia", lemma="represent", relation="represent")
    write.sentence("Seoul said that Moscow had received shells from Pyongyang.", paragraph=True)
    write.thing("shells", type="Product")
    by = write.credit("Seoul", "said", "that Moscow had received shells from Pyongyang")
    write.state(
        *("Moscow", "had received", "Pyongyang", ("theme", None, "shells")),
        **{"lemma": "receive from", "relation": "supply", "inverse": True, "by": by},
    )
    write.sentence("South Korea told the Security Council that the missiles threaten Seoul itself.")
    write.state("South Korea", "told", "Security Council", lemma="tell", kind="report")
    write.sentence("The United States asked the Security Council to act.")
    write.state("United States", "asked", "Security Council", lemma="ask")
    write.sentence("The United States supports Ukraine and opposes North Korea.")
    write.state("United States", "supports", "Ukraine", lemma="support", relation="support")
    write.state("United States", "opposes", "North Korea", lemma="oppose", relation="oppose")
    write.sentence("South Korea supports the United States.")
    write.state("South Korea", "supports", "United States", lemma="support", relation="support")
    return write.document()


def story() -> tuple[list[AnnotatedDocument], HandResolution]:
    """Return both articles with their resolution."""
    documents = [washington(), council()]
    return documents, resolution_of(documents, ENTITIES)
