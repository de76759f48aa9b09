"""Who says so, as news says it: in goes a statement's sources, out come the words before what they say.

"John Kirby said that", "According to Yonhap,", "Reuters reported that officials said that", "John Kirby, citing declassified
intelligence, said that", "Moscow denied that".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.lexicon.inflection import gerund, is_past, lemma_of_form, participle, past, third_person
from kg.lexicon.listed import listed
from kg.lexicon.words import verbs_of
from kg.model import AnnotatedDocument, Attribution, Cue, Statement
from kg.wording.clauses import Clauses
from kg.wording.names import Named, Names
from kg.wording.phrases import lower_article
from kg.wording.verbs import BE, FINITE_BE, HAVE, MODALS, Tense, Verb, agree, base_of_past, form_of, negate, read_verb
from kg.wording.wording import capital

UNNAMED_SOURCE = "a source that is not named"
ASKING = frozenset({"ask", "wonder", "question"})
_CITING = frozenset({"according to", "cite", "per", "in", "by", "quote"})
_HEARER = frozenset(
    {"tell", "inform", "assure", "remind", "brief", "call", "ask", "answer", "quote", "list", "describe", "cast"}
)
"""Verbs that a "that" cannot follow at once: what they say is "said"."""
_THAT = listed("takes-that")

_NOUN_TOO = listed("noun-too")


class Sources:
    """Words the sources of one document's statements."""

    def __init__(self, annotated: AnnotatedDocument, clauses: Clauses, names: Names) -> None:
        self.text = annotated.document.text
        self.attributions = {one.id: one for one in annotated.attributions}
        self.sentences = annotated.sentences
        self._told = {
            place
            for one in annotated.statements
            if one.kind in ("report", "clause") and one.predicate.start is not None and one.predicate.end is not None
            for place in range(one.predicate.start, one.predicate.end)
        }
        self._reports = {
            one.predicate.end: one.predicate.text
            for one in annotated.statements
            if one.kind == "report" and one.predicate.voice == "active" and one.predicate.parts is None
        }
        self.clauses = clauses
        self.names = names

    def around(self, number: int | None) -> tuple[Attribution, ...]:
        """Return the attribution with this number and those around it, from the inner to the outer one."""
        found: list[Attribution] = []
        while number is not None:
            found.append(self.attributions[number])
            number = found[-1].parent
        return tuple(found)

    def told(self, statement: Statement, text: str, credits: Sequence[Attribution], *, denied: bool) -> str:
        """Return what is said with who says so, one around another."""
        skip = False
        for place, credit in enumerate(credits):
            if skip:
                skip = False
                continue
            outer = credits[place + 1] if place + 1 < len(credits) else None
            if outer is not None and self._is_evidence(credit, outer):
                text = self._citing(outer, credit, text)
                skip = True
            else:
                text = self._one(statement, credit, text, denied=denied and place == 0, inner=place > 0)
        return capital(text)

    def hanging(self, credits: Sequence[Attribution]) -> bool:
        """Tell whether nobody knows whom the innermost source's pronoun means."""
        return bool(credits) and credits[0].source is not None and self.names.of(credits[0].source).hanging is not None

    def _one(self, statement: Statement, credit: Attribution, text: str, *, denied: bool, inner: bool) -> str:
        source = None if credit.source is None else self.names.of(credit.source)
        name = UNNAMED_SOURCE if source is None else source.text
        cue = credit.cue
        known = lemma_of(cue)
        if statement.rule == "judgement" and not inner:
            return self._according(name, text)
        if cue is None or not known[:1].isalpha() or known in _CITING or known.endswith(" to"):
            return self._according(name, text)
        if known in _NOUN_TOO and cue.start not in self._told:
            return self._according(name, text)
        verb = read_verb(self._cue_words(credit), known, passive=False, tense=self._tense(credit))
        if source is None:
            if known in _THAT and known not in ("see", "show", "read"):
                return f"it {' '.join(self._passive(verb))} that {text}"
            return self._according(name, text)
        literal = None if inner or denied else self._literal(statement, credit, source)
        if literal is not None:
            return literal
        if denied:
            lemma = known if known in ("deny", "refute", "disprove") else "deny"
            words = self._finite(replace_lemma(verb, lemma), source)
            return f"{name} {words} that {text}"
        return self._said(statement, credit, source, text, inner=inner)

    def _said(self, statement: Statement, credit: Attribution, source: Named, text: str, *, inner: bool) -> str:
        """Return "Kirby said that …" of a source that says so, asks whether, or is told not to have said so."""
        name, known = source.text, lemma_of(credit.cue)
        verb = read_verb(self._cue_words(credit), known, passive=False, tense=self._tense(credit))
        if known not in _THAT and not self._is_verb(known):
            return self._according(name, text)
        lemma = known if known in _THAT else "say"
        if statement.polarity == "unknown" and known in ASKING and not inner:
            asked = "wonder" if known == "wonder" else "ask"
            return f"{name} {self._finite(replace_lemma(verb, asked), source)} whether {text}"
        if statement.polarity == "unknown" and credit.polarity == "affirmed" and not inner:
            return f"it is left open whether {text}"
        words = self._finite(replace_lemma(verb, lemma), source)
        if credit.polarity == "negated":
            words = " ".join(negate(tuple(words.split()), lemma.split()[0]))
        elif credit.polarity == "unknown":
            return self._according(name, text)
        return f"{name} {words} that {text}"

    def _cue_words(self, credit: Attribution) -> str:
        """Return a cue with its auxiliaries: "will say", "had told"."""
        if credit.cue is None:
            return ""
        words = self._reports.get(credit.cue.end) or credit.cue.text
        return (
            words
            if words.endswith(credit.cue.text) and credit.polarity == "affirmed" and credit.source is not None
            else credit.cue.text
        )

    def _literal(self, statement: Statement, credit: Attribution, source: Named) -> str | None:
        """Return "the United States accused Russia of launching missiles", "they called on both governments to stop".

        That is where cue, subject and a predicate without a tense follow each other in the text; else None.
        """
        cue, start, subject = credit.cue, statement.predicate.start, statement.subject
        if (
            cue is None
            or start is None
            or not cue.end <= subject.start < subject.end <= start
            or statement.kind != "clause"
        ):
            return None
        clause = self.clauses.of(statement)
        verb = self.clauses.verb_of(statement)[0]
        link, between = self.text[cue.end : subject.start].strip(), self.text[subject.end : start].strip()
        wanted = {"infinitive": ("",), "gerund": ("of", "from")}.get(form_of(verb), ())
        if (
            between.lower() not in wanted
            or link.lower() not in ("", "on", "for", "upon")
            or clause.subject.kind != "subject"
        ):
            return None
        said = read_verb(cue.text, cue.lemma, passive=False, tense=self._tense(credit))
        words = [self._finite(said, source), link, self._object_form(clause.subject.text), between, verb.text]
        if credit.polarity == "negated":
            words[0] = " ".join(negate(tuple(words[0].split()), cue.lemma.split()[0]))
        rest = [piece.whole for piece in clause.rest]
        return " ".join(word for word in (source.text, *words, *rest) if word)

    def _object_form(self, text: str) -> str:
        return lower_article(text)

    def _according(self, name: str, text: str) -> str:
        return f"according to {lower_article(name)}, {text}"

    def _is_verb(self, lemma: str) -> bool:
        return lemma.split()[0] in verbs_of(
            "reporting", "speech", "belief", "intent", "accusing", "admitting", "voicing", "as-it"
        )

    def _is_evidence(self, credit: Attribution, outer: Attribution) -> bool:
        """Tell whether an inner source is what the outer one relies on: intelligence, a report, a survey."""
        if credit.source is None or outer.source is None or credit.cue is None or outer.cue is None:
            return False
        return credit.cue.lemma in ("according to", "cite", "per") and outer.cue.lemma in _THAT | _HEARER

    def _citing(self, outer: Attribution, credit: Attribution, text: str) -> str:
        if outer.source is None or credit.source is None or outer.cue is None:
            return text
        source, evidence = self.names.of(outer.source), self.names.of(credit.source)
        verb = read_verb(outer.cue.text, outer.cue.lemma, passive=False, tense=self._tense(outer))
        words = self._finite(replace_lemma(verb, outer.cue.lemma if outer.cue.lemma in _THAT else "say"), source)
        return f"{source.text}, citing {lower_article(evidence.text)}, {words} that {text}"

    def _tense(self, credit: Attribution) -> Tense:
        place = credit.content.start if credit.cue is None else credit.cue.start
        sentence = next((one.id for one in self.sentences if one.start <= place < one.end), 0)
        return self.clauses.tense_near(sentence, place)

    def _finite(self, verb: Verb, source: Named) -> str:
        words = verb.words
        form = form_of(verb)
        if form in ("gerund", "infinitive", "participle") or (form == "base" and source.plural is False):
            base = verb.lemma.split()[0]
            rest = verb.lemma.split()[1:]
            words = (past(base) if verb.tense == "past" else third_person(base), *rest)
        return " ".join(agree(words, verb.lemma.split()[0], source.plural))

    def _passive(self, verb: Verb) -> tuple[str, ...]:
        words = tuple(word for word in verb.words if word.lower() in BE | HAVE | MODALS or word == "not")
        if words and words[0].lower() in FINITE_BE | HAVE | MODALS:
            return (*words, participle(verb.lemma.split()[0]))
        base = verb.lemma.split()
        return ("was" if verb.tense == "past" else "is", participle(base[0]), *base[1:])


def replace_lemma(verb: Verb, lemma: str) -> Verb:
    """Return the verb of a cue in the words of another one of the same form: "told" said, "rejects" denies."""
    if lemma.split()[0] == verb.lemma and len(verb.words) <= len(lemma.split()) + 2:
        return Verb(verb.words, lemma, verb.passive, verb.tense)
    from kg.wording.verbs import tense_of

    form = form_of(verb)
    base, *rest = lemma.split()
    if (
        form == "finite"
        and len(verb.words) > 1
        and verb.words[0].lower() in HAVE | MODALS
        and verb.words[0].lower() != "have"
    ):
        last = participle(base) if verb.words[0].lower() in HAVE else base
        return Verb((*(word for word in verb.words[:-1]), last, *rest), lemma, False, verb.tense)
    tense = tense_of(verb) or verb.tense
    if form in ("gerund", "infinitive", "participle"):
        tense = verb.tense
    return Verb((past(base) if tense == "past" else third_person(base), *rest), lemma, False, tense)


def lemma_of(cue: Cue | None) -> str:
    """Return the lemma of a cue, that of its form where the record has the form itself; "" where there is no cue."""
    if cue is None:
        return ""
    if cue.lemma in _THAT or cue.lemma.split()[0] in verbs_of("reporting", "speech", "belief", "intent"):
        return cue.lemma
    return lemma_of_form(cue.lemma) or (base_of_past(cue.lemma) if is_past(cue.lemma) else cue.lemma)


def is_denial(cue: str) -> bool:
    """Tell whether the words of a cue deny ("denied", "rejects"): what stands beside them is the opposite."""
    word = cue.lower().rpartition(" ")[2]
    return word in _denials()


@cache
def _denials() -> frozenset[str]:
    verbs = verbs_of("denying")
    return verbs | {form(verb) for verb in verbs for form in (past, third_person, gerund)}
