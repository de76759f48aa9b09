"""Annotated documents written by hand: three short articles of our own that agree, deny and plan.

`ArticleWriter` takes sentences and the phrases that matter in them, and makes the records with their offsets.
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import (
    AnnotatedDocument,
    Argument,
    Attribution,
    Chain,
    Content,
    Cue,
    Document,
    Entity,
    EntityType,
    Mention,
    Predicate,
    Role,
    RoleArgument,
    Sentence,
    Statement,
    StatementTime,
    Time,
)

NAMES: dict[str, tuple[str, EntityType, str | None]] = {
    "North Korea": ("North_Korea", "Country", "Q423"),
    "Pyongyang": ("North_Korea", "Country", "Q423"),
    "Russia": ("Russia", "Country", "Q159"),
    "Moscow": ("Russia", "Country", "Q159"),
    "Ukraine": ("Ukraine", "Country", "Q212"),
    "John Kirby": ("John_Kirby", "Person", None),
    "Kirby": ("John_Kirby", "Person", None),
    "Dmitry Peskov": ("Dmitry_Peskov", "Person", "Q4348820"),
    "Iran": ("Iran", "Country", "Q794"),
}
LABELS = {"North_Korea": "North Korea", "Russia": "Russia", "Ukraine": "Ukraine", "Iran": "Iran"} | {
    "John_Kirby": "John Kirby",
    "Dmitry_Peskov": "Dmitry Peskov",
}


class ArticleWriter:
    """Writes one article; a phrase is looked up in the sentence written last."""

    def __init__(self, document_id: str, *, date: str | None = None, **about: str | None) -> None:
        self._document = Document(
            document_id,
            about.get("title"),
            date,
            about.get("publisher"),
            None,
            about.get("url"),
            "en",
            "kgwire 0.1.0, by hand",
            "",
        )
        self._text = ""
        self._sentences: list[Sentence] = []
        self._mentions: list[Mention] = []
        self._chains: dict[str, int] = {}
        self._times: list[Time] = []
        self._attributions: list[Attribution] = []
        self._statements: list[Statement] = []

    def sentence(self, text: str) -> ArticleWriter:
        """Write a sentence and mark the known names in it, the longer ones first."""
        start = len(self._text) + bool(self._text)
        self._text = f"{self._text} {text}".lstrip()
        self._sentences.append(Sentence(len(self._sentences), start, len(self._text), 0, "body"))
        free = text
        for name in sorted(NAMES, key=len, reverse=True):
            while name in free:
                place = free.index(name)
                free = free[:place] + "_" * len(name) + free[place + len(name) :]
                self._mention(start + place, name, NAMES[name][0], NAMES[name][1], "name")
        return self

    def thing(self, text: str, type_: EntityType = "Thing", *, of: str | None = None) -> ArticleWriter:
        """Mark a phrase without a name; `of` is the entity that it refers to ("He")."""
        self._mention(self._place(text), text, of or f"thing {text}", type_, "pronoun" if of else "nominal")
        return self

    def time(
        self, text: str, value: str | None, earliest: str | None, latest: str | None, mod: str | None = None
    ) -> int:
        """Mark a time expression; return its number."""
        place = self._place(text)
        self._times.append(Time(len(self._times), place, place + len(text), text, "DATE", value, mod, earliest, latest))
        return len(self._times) - 1

    def credit(self, source: str | None, cue: str | None, content: str, **changes: object) -> int:
        """Credit a content; return the attribution's number."""
        start = self._place(content)
        attribution = Attribution(
            id=len(self._attributions),
            source=None if source is None else self._argument(source),
            cue=None if cue is None else Cue(self._place(cue), self._place(cue) + len(cue), cue, cue),
            content=Content(start, start + len(content), content, None),
            kind="indirect",
            type="speech",
            polarity="affirmed",
            parent=None,
        )
        self._attributions.append(replace(attribution, **changes))  # type: ignore[arg-type]
        return attribution.id

    def state(
        self,
        subject: str,
        predicate: str,
        object_: str | None,
        *roles: tuple[Role, str, str | None],
        lemma: str,
        relation: str | None = None,
        inverse: bool = False,
        time: tuple[int, str] | None = None,
        **changes: object,
    ) -> str:
        """State something; return the statement's id. A role is (role, phrase, TIMEX3 value)."""
        place = self._place(predicate)
        statement = Statement(
            id=f"{self._document.id}{len(self._statements):04x}",
            sentence=len(self._sentences) - 1,
            kind="clause",
            subject=self._argument(subject),
            predicate=Predicate(place, place + len(predicate), predicate, None, lemma, "active", relation, inverse),
            object=None if object_ is None else self._argument(object_),
            arguments=tuple(self._role(*role) for role in roles),
            attribution=None,
            polarity="affirmed",
            modality="actual",
            condition=None,
            time=StatementTime(None, None) if time is None else StatementTime(*time),
            confidence=0.9,
            rule="by-hand",
        )
        self._statements.append(replace(statement, **changes))  # type: ignore[arg-type]
        return statement.id

    def finish(self) -> AnnotatedDocument:
        """Return the annotated document."""
        members: dict[int, list[Mention]] = {}
        for mention in sorted(self._mentions, key=lambda mention: mention.start):
            members.setdefault(mention.chain, []).append(mention)
        keys = {number: key for key, number in self._chains.items()}
        chains = tuple(
            Chain(
                number,
                tuple(mention.id for mention in mentions),
                max(mentions, key=lambda mention: (mention.kind == "name", len(mention.text))).id,
                (),
                keys[number] if keys[number] in LABELS else None,
            )
            for number, mentions in sorted(members.items())
        )
        entities = tuple(
            Entity(
                chain.entity,
                LABELS[chain.entity],
                members[chain.id][0].type,
                tuple(dict.fromkeys(mention.text for mention in members[chain.id] if mention.kind == "name")),
                next(q for key, _, q in NAMES.values() if key == chain.entity),
            )
            for chain in chains
            if chain.entity is not None
        )
        return AnnotatedDocument(
            document=replace(self._document, text=self._text),
            sentences=tuple(self._sentences),
            mentions=tuple(self._mentions),
            chains=chains,
            entities=entities,
            times=tuple(self._times),
            attributions=tuple(self._attributions),
            statements=tuple(self._statements),
        )

    def _mention(self, start: int, text: str, key: str, type_: EntityType, kind: str) -> None:
        chain = self._chains.setdefault(key, len(self._chains))
        number = len(self._mentions)
        self._mentions.append(
            Mention(number, start, start + len(text), text, text.split()[-1], kind, type_, chain)  # type: ignore[arg-type]
        )

    def _place(self, text: str) -> int:
        return self._text.index(text, self._sentences[-1].start)

    def _argument(self, text: str) -> Argument:
        place = self._place(text)
        mention = next((one for one in self._mentions if (one.start, one.text) == (place, text)), None)
        keys = {number: key for key, number in self._chains.items()}
        entity = keys[mention.chain] if mention is not None and keys[mention.chain] in LABELS else None
        return Argument(
            place,
            place + len(text),
            text,
            text.split()[-1],
            None if mention is None else mention.id,
            entity,
            text if entity is None else LABELS[entity],
        )

    def _role(self, role: Role, text: str, value: str | None) -> RoleArgument:
        filler = self._argument(text)
        return RoleArgument(
            filler.start,
            filler.end,
            filler.text,
            filler.head,
            filler.mention,
            filler.entity,
            filler.label,
            role,
            None,
            value,
        )


def american_article() -> AnnotatedDocument:
    """A spokesman claims deliveries, the article itself tells of a strike, and something is planned."""
    article = ArticleWriter(
        "a1", date="2024-01-04", title="Missiles named", publisher="Wire", url="https://news.example/missiles"
    )
    article.sentence("John Kirby said that North Korea supplied Russia with ballistic missiles on December 30.")
    article.thing("ballistic missiles", "Product")
    said = article.credit(
        "John Kirby", "said", "that North Korea supplied Russia with ballistic missiles on December 30"
    )
    day = article.time("December 30", "2023-12-30", "2023-12-30", "2023-12-30")
    article.state("John Kirby", "said", None, lemma="say", kind="report")
    article.state(
        "North Korea",
        "supplied",
        "Russia",
        ("theme", "ballistic missiles", None),
        ("time", "December 30", "2023-12-30"),
        lemma="supply",
        relation="supply",
        time=(day, "2023-12-30"),
        attribution=said,
    )
    article.sentence("Russia attacked Ukraine in early January.")
    early = article.time("early January", "2024-01", "2024-01-01", "2024-01-10", "START")
    article.state("Russia", "attacked", "Ukraine", lemma="attack", relation="attack", time=(early, "2024-01"))
    article.sentence("Moscow plans to buy drones from Iran.").thing("drones")
    article.state("Moscow", "buy", "drones", ("source", "Iran", None), lemma="buy", modality="intended", confidence=0.8)
    return article.finish()


def russian_article() -> AnnotatedDocument:
    """The same deliveries are denied, by a source that a second one quotes."""
    article = ArticleWriter(
        "b2", date="2024-01-11", title="Denied", publisher="Agency", url="https://news.example/denied"
    )
    article.sentence("Dmitry Peskov denied that Russia received missiles from North Korea, Kirby noted.")
    article.thing("missiles", "Product")
    noted = article.credit("Kirby", "noted", "Dmitry Peskov denied that Russia received missiles from North Korea")
    denied = article.credit("Dmitry Peskov", "denied", "that Russia received missiles from North Korea", parent=noted)
    article.state(
        "Russia",
        "received",
        "North Korea",
        ("theme", "missiles", None),
        lemma="receive",
        relation="supply",
        inverse=True,
        polarity="negated",
        attribution=denied,
    )
    return article.finish()


def plain_article() -> AnnotatedDocument:
    """No date, no url, no title; a thing without a name acts, and somebody unnamed is credited."""
    article = ArticleWriter("c3")
    article.sentence("The council condemned North Korea, it was reported.").thing("The council", "Organization")
    reported = article.credit(None, "reported", "The council condemned North Korea")
    article.state("The council", "condemned", "North Korea", lemma="condemn", attribution=reported)
    article.sentence("Pyongyang supplied Russia.")
    article.state("Pyongyang", "supplied", "Russia", lemma="supply", relation="supply")
    return article.finish()


ARTICLES = (american_article(), russian_article(), plain_article())
