"""Noun phrases in words: titles, appositions, owners and event nouns, as main clauses; "Peskov is spokesman for the Kremlin"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.lexicon.inflection import participle, past, third_person
from kg.lexicon.nominals import had, verb_of_noun
from kg.model import Argument, Statement
from kg.wording.clauses import Clause, Clauses
from kg.wording.names import Names
from kg.wording.nominals import ends_plural, genitive
from kg.wording.phrases import clean_phrase, lower_article
from kg.wording.verbs import agree, negate
from kg.wording.wording import Piece

_ARTICLE = re.compile(r"\b(the|a|an)\s+((?:[\w.’'-]+\s+){0,3})$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(Rep|Sen|Gov|Gen|Col|Lt|Dr|Prof|Capt|Sgt|Maj|Adm)s?\.(?=\s|$)", re.IGNORECASE)
_FULL = {
    **{
        "Rep": "Representative",
        "Sen": "Senator",
        "Gov": "Governor",
        "Gen": "General",
        "Col": "Colonel",
        "Lt": "Lieutenant",
    },
    **{"Dr": "Doctor", "Prof": "Professor", "Capt": "Captain", "Sgt": "Sergeant", "Maj": "Major", "Adm": "Admiral"},
}
_VOWEL = re.compile(r"^(?:[AEIOaeio]|[Uu](?!ni|s[ae]|ti|ra|ro)|[Hh]our|[Hh]onest|[Hh]eir)|^(?:[FHLMNRSX]\.?[A-Z])")
_ROLE_LINK = {"spokesman": "for", "spokeswoman": "for", "spokesperson": "for", "ambassador": "of", "candidate": "of"}


class Nouns:
    """Makes main clauses of what noun phrases state."""

    def __init__(self, clauses: Clauses, names: Names) -> None:
        self.clauses = clauses
        self.names = names
        self.text = clauses.text

    def of(self, statement: Statement) -> Clause:
        """Return a statement inside a noun phrase as a clause."""
        if statement.kind == "noun":
            return self._event(statement)
        if statement.rule == "judgement" or statement.object is None:
            return self._is(statement, self._object(statement))
        if statement.rule in ("title", "apposition"):
            return self._is(statement, self._described(statement, statement.object))
        if statement.rule == "place-in":
            return self._is(statement, self._object(statement), "in")
        if statement.rule == "affiliation":
            return self._is(statement, self._object(statement), self._belonging(statement))
        if statement.predicate.lemma == "belong to":
            return self._with(statement, "belongs to", self._object(statement))
        return self._role_of(statement, statement.object)

    def _belonging(self, statement: Statement) -> str:
        """Return how somebody is told to be of a body or a place: "is with the Berg Institute", "is from Oslo"."""
        link = (statement.predicate.text or "of").lower()
        if link != "of" or statement.object is None or statement.object.mention is None:
            return link
        return "from" if self.names.mentions[statement.object.mention].type in ("Place", "Country") else "with"

    def _event(self, statement: Statement) -> Clause:
        """Return what an event noun tells with a verb: "Nixon's appeal for order" Nixon appealed for order.

        A noun without a verb of its own is had: "had a dispute with".
        """
        clause = self.clauses.of(statement)
        clause = replace(clause, subject=_acting(clause.subject))
        if statement.rule == "deed-noun" and statement.object is None:
            return self._deed(statement, clause)
        noun, _, link = statement.predicate.lemma.rpartition(" ")
        if not noun:
            noun, link = link, ""
        base, link = worded(noun, link)
        lemma, particle = base.split()[0], base.split()[1:]
        plural = self.names.of(statement.subject).plural
        tense = "present" if base.startswith("have ") and noun.split()[-1] in had() else "past"
        words = (past(lemma) if tense == "past" else third_person(lemma), *particle)
        if statement.modality == "possible":
            words = ("may", "have", participle(lemma), *particle)
        elif statement.modality == "intended":
            words = ("is", "to", lemma, *particle)
        elif statement.modality in ("conditional", "unknown"):
            words = ("would", lemma, *particle)
        words = agree(words, lemma, plural)
        if statement.polarity == "negated":
            words = negate(words, lemma)
        named = self._object(statement)
        target = [] if named is None else [replace(named, lead=link)]
        rest = tuple(piece for piece in clause.rest if piece.kind != "object")
        said = Piece(" ".join(words), "predicate")
        return Clause(clause.subject, said, (*target, *rest), clause.hanging, link=link)

    def _deed(self, statement: Statement, clause: Clause) -> Clause:
        """Return what a noun tells of one participant: "the arrest of Anna Berg" Anna Berg was arrested."""
        lemma, *rest = statement.predicate.lemma.split()
        words: tuple[str, ...] = ("was" if lemma == "be" else past(lemma), *rest)
        if statement.modality == "possible":
            words = ("may", "have", "been" if lemma == "be" else participle(lemma), *rest)
        words = agree(words, lemma, self.names.of(statement.subject).plural)
        if statement.polarity == "negated":
            words = negate(words, lemma)
        return Clause(clause.subject, Piece(" ".join(words), "predicate"), clause.rest, clause.hanging)

    def _is(self, statement: Statement, object_: Piece | None, link: str = "") -> Clause:
        return self._with(statement, f"{self._be(statement)} {link}".strip(), object_)

    def _with(self, statement: Statement, verb: str, object_: Piece | None) -> Clause:
        subject = self.names.of(statement.subject)
        hanging = subject.hanging
        if statement.object is not None and object_ is not None:
            named = self.names.of(statement.object)
            hanging = hanging or named.hanging
        words = tuple(verb.split())
        if statement.polarity == "negated" and " not" not in verb:
            words = negate(words, words[0] if words[0] != "is" else "be")
        return Clause(
            Piece(subject.text, "subject", subject.chain),
            Piece(" ".join(words), "predicate"),
            () if object_ is None else (object_,),
            hanging,
        )

    def _be(self, statement: Statement) -> str:
        named = self.names.of(statement.subject)
        if statement.modality == "possible":
            return "may be"
        if self._is_former(statement):
            return "were" if named.plural else "was"
        return "are" if named.plural else "is"

    def _is_former(self, statement: Statement) -> bool:
        """Tell an office under somebody who has left his own: "attorney general under former President Bush"."""
        start, object_ = statement.predicate.end, statement.object
        if start is None or object_ is None or statement.predicate.lemma.rpartition(" ")[2] != "under":
            return False
        return re.search(r"\bformer\b", self.text[start : object_.end]) is not None

    def _object(self, statement: Statement) -> Piece | None:
        if statement.object is None:
            return None
        named = self.names.of(statement.object)
        return Piece(named.text, "object", named.chain)

    def _described(self, statement: Statement, object_: Argument) -> Piece:
        """Return a title or a description with the article that it needs: "a Republican", "Secretary of State"."""
        if (
            object_.mention is not None
            and object_.entity is not None
            and self.names.mentions[object_.mention].kind == "name"
        ):
            named = self.names.of(object_)
            if (named.own or named.text) != clean_phrase(object_.text):
                return Piece(named.text, "object", named.chain)
        named = self.names.phrase(object_.start, object_.end, None, object_.head, ())
        text = full_title(clean_phrase(object_.text) if statement.rule == "title" else lower_article(named.text))
        if statement.rule == "apposition" and text.startswith("the ") and self._is_before_name(statement, object_):
            text = with_article(text.removeprefix("the "), named=True)
        if statement.rule == "title" and not re.match(r"(the|a|an|one)\b", text, re.IGNORECASE):
            is_name = object_.start in self.names.name_starts or not self.names.begins(object_.start)
            text = with_article(singular(text), named=is_name) if not _is_office(text) else text
        return Piece(text, "object", None)

    def _is_before_name(self, statement: Statement, object_: Argument) -> bool:
        """Tell "the conservative site The Gateway Pundit", one of such sites, from "the king, Harald"."""
        return self.text[object_.end : statement.subject.start].isspace()

    def _role_of(self, statement: Statement, object_: Argument) -> Clause:
        """Return "is the deputy ambassador of France" with the article and all words of the title that the text has."""
        predicate = statement.predicate
        lemma = predicate.lemma.removeprefix("be ")
        noun, _, link = lemma.rpartition(" ")
        named = self.names.of(object_)
        if not noun:
            return self._with(statement, "belongs to", Piece(named.text, "object", named.chain))
        if predicate.start is None or predicate.text is None:
            return self._with(statement, f"is the {noun} {link}", Piece(named.text, "object", named.chain))
        owned = self._owned(statement, object_)
        if owned is not None:
            return self._with(statement, "is", Piece(f"{genitive(named.text)} {owned}", "object", named.chain))
        if self._is_adjective(object_) and object_.end <= predicate.start:
            words = with_article(clean_phrase(self.text[object_.start : predicate.end]), named=True)
            return self._with(statement, "is", Piece(words, "object", named.chain))
        whole = self._whole_description(predicate.start, predicate.end, object_)
        if whole is not None:
            return self._with(statement, "is", Piece(full_title(whole), "object", named.chain))
        written = clean_phrase(predicate.text)
        if written.lower().endswith(f" {link}"):
            written = written[: -len(link) - 1]
        if written.isupper() or written.istitle():
            written = noun
        article, between = self._article(statement, predicate.start)
        spoken = f"{between}{written or noun}".strip()
        if noun.endswith(written.lower()) and len(noun) > len(spoken):
            spoken = self._as_written(noun, predicate.start, written)
        spoken = full_title(spoken)
        if spoken.startswith(("Former ", "Longtime ", "Presumptive ", "Veteran ")):
            spoken = f"{spoken[:1].lower()}{spoken[1:]}"
        link = _ROLE_LINK.get(noun.split()[-1], link) if link == "of" else link
        words = f"{article} {spoken}".strip() if article else spoken
        return self._with(
            statement,
            f"{'was' if self._is_former(statement) else 'is'} {words} {link}",
            Piece(named.text, "object", named.chain),
        )

    def _as_written(self, noun: str, start: int, written: str) -> str:
        """Return a lemma's words with the capitals that the text has, where its head has none: "Jewish rights group"."""
        if written[:1].isupper():
            return noun
        near = {
            word.lower(): word for word in re.findall(r"[\w'’-]+", self.text[max(0, start - 60) : start + len(written)])
        }
        return " ".join(near.get(word, word) for word in noun.split())

    def _owned(self, statement: Statement, object_: Argument) -> str | None:
        """Return what stands behind an owner: "Russian counterpart" in "her Russian counterpart", None where none owns."""
        predicate = statement.predicate
        if predicate.start is None or predicate.end is None or object_.end > predicate.start:
            return None
        between = self.text[object_.end : predicate.end]
        found = re.match(r"[’']s?\s+", between)
        if found is None and object_.text.lower() not in ("his", "her", "its", "their", "my", "our", "your"):
            return None
        words = clean_phrase(between[found.end() if found else 0 :])
        words = re.sub(r"\s+(of|for|to)$", "", words)
        return words if 0 < len(words.split()) <= 5 and "," not in words else None

    def _is_adjective(self, object_: Argument) -> bool:
        """Tell "Republican" in "Senate Republican leader": a group by its adjective."""
        return object_.mention is not None and self.names.mentions[object_.mention].type == "Group"

    def _whole_description(self, start: int, end: int | None, object_: Argument) -> str | None:
        """Return "the deputy American ambassador" where article, adjective and noun stand together, else None."""
        if end is None or not object_.end <= start or start - object_.end > len(" vice-presidential "):
            return None
        begin = max(self.names.sentence_start(object_.start), object_.start - 40)
        found = _ARTICLE.search(self.text[begin : object_.start])
        return None if found is None else clean_phrase(f"{found[0].lower()}{self.text[object_.start : end]}")

    def _article(self, statement: Statement, start: int) -> tuple[str, str]:
        """Return the article before a role noun and the words between: ("the", "deputy American ")."""
        first = max(self.names.sentence_start(start), start - 60)
        found = _ARTICLE.search(self.text[first:start])
        if found is None:
            return "", ""
        begin = first + found.start()
        if statement.object is not None and begin < statement.object.end <= start:
            return "", ""
        between = " ".join(found[2].split())
        return found[1].lower(), f"{between} " if between else ""


def full_title(text: str) -> str:
    """Return a title without its abbreviation: "Rep." Representative."""
    found = _ABBREVIATED.search(text)
    if found is None:
        return text
    full = _FULL[found[1].capitalize()]
    return f"{text[: found.start()]}{full if found[1][0].isupper() else full.lower()}{text[found.end() :]}"


def with_article(text: str, *, named: bool = False) -> str:
    """Return a description with "a" or "an", in lower case where its first word is no name: "a political analyst"."""
    first, space, rest = text.partition(" ")
    if not named and rest and rest[:1].islower() and first[:1].isupper() and first[1:].islower():
        text = f"{first.lower()}{space}{rest}" if first.lower() not in _PROPER else text
    return f"{'an' if _VOWEL.match(text) else 'a'} {text}"


def singular(text: str) -> str:
    """Return a description of several people as that of one of them: "telecom veterans" telecom veteran."""
    if not ends_plural(text) or text.endswith("ies"):
        return f"{text[:-3]}y" if text.endswith("ies") else text
    return text[:-1]


def _is_office(text: str) -> bool:
    """Tell an office, which stands without an article ("Secretary of State"), from what somebody is ("political analyst")."""
    last = text.split(" of ")[0].split(" for ")[0].split()[-1]
    return last[:1].isupper() or text.split()[0].lower() in ("former", "acting")


def _acting(subject: Piece) -> Piece:
    """Return the owner of a deed as who does it: "his bid" is what he did."""
    pronoun = _ACTING.get(subject.text.lower())
    return subject if pronoun is None else replace(subject, text=pronoun)


def worded(noun: str, link: str) -> tuple[str, str]:
    """Return the verb that tells what a noun carries, and the preposition that is left: "attack", "on": attack, nothing."""
    found = verb_of_noun(noun, link)
    if found is not None:
        return found
    if noun.split()[-1] in _UNCOUNTED:
        return f"have {noun}", link
    return f"have {with_article(noun)}", link


_ACTING = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "I", "our": "we", "your": "you"}
_PROPER = frozenset(
    {"american", "british", "french", "russian", "german", "republican", "democratic", "iranian", "chinese"}
)
_UNCOUNTED = frozenset(
    {"access", "faith", "confidence", "respect", "hope", "interest", "trade", "cooperation", "headquarters"}
)
