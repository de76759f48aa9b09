"""Writes down what the rules found: in go chains, reports and propositions, out come records of the contract.

Here mentions get their numbers, chains their entities, contents their attributions, and every statement an id that hashes where
it stands: document, predicate, subject, object, theme, and the cue of its attribution.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.attributions.glosses import is_aside, is_gloss
from kg.extraction.attributions.index import AttributionIndex
from kg.extraction.factuality.facts import Factuality
from kg.extraction.factuality.profile import read_factuality
from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.propositions.relations import Framed
from kg.extraction.records.confidence import rate
from kg.extraction.records.event_times import Dating
from kg.extraction.records.naming import Naming
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.phrases import Phrase, balanced, conjuncts, phrase_of, substance
from kg.extraction.syntax.subjects import antecedent
from kg.extraction.syntax.token import Token
from kg.extraction.syntax.verbs import merged_complement, subject_child
from kg.model import (
    Argument,
    Attribution,
    Content,
    Cue,
    Polarity,
    Predicate,
    RoleArgument,
    Statement,
    Time,
)

OWN_VOICE = frozenset({"name"})
EMPTY_ALONE = frozenset(
    {"be", "say", "tell", "ask", "add", "warn", "claim", "state", "estimate", "note", "show", "explain", "suggest"}
)
OPPOSITE: dict[Polarity, Polarity] = {"affirmed": "negated", "negated": "affirmed", "unknown": "unknown"}


class Writer:
    """Turns drafts of one document into records; `naming` knows mentions, chains and entities by head word."""

    def __init__(
        self, document_id: str, parse: Parse, times: Sequence[Time], reports: Sequence[AttributionDraft], naming: Naming
    ) -> None:
        self.document_id = document_id
        self.parse = parse
        self.times = times
        self.reports = reports
        self.naming = naming
        self.index = AttributionIndex(reports)
        self.by_cue = {report.cue[0].i: report for report in reversed(reports) if report.cue}
        self.dating = Dating(parse, times, naming.document_date, self.by_cue)

    # ------------------------------------------------------------ arguments

    def argument(self, head: Token, outside: Token | None = None) -> Argument:
        """Return the record of a phrase with its mention, entity and best name; `outside` stays out of the phrase."""
        phrase = self._phrase(head, outside)
        core = substance(head)
        start, end = balanced(self.parse.text, min(phrase.start, core.start), max(phrase.end, core.end))
        text = self.parse.text[start:end]
        mention = self.naming.mention_at(core)
        entity, label = self.naming.name_of(core, text)
        if core is not head and entity is None:
            label = text
        whose = head.child("poss")
        if whose is not None and whose.lower == "whose":
            owner = self.argument(antecedent(whose, head.head), outside=head)
            label = f"{owner.label}'s {text[len(whose.text) :].strip()}"
        return Argument(start, end, text, core.text, mention, entity, label)

    def _phrase(self, head: Token, outside: Token | None = None) -> Phrase:
        phrase = phrase_of(head, outside)
        if phrase.last.dep == "case" and phrase.last.i > phrase.first.i and head.dep == "poss":
            return Phrase(phrase.first, self.parse.tokens[phrase.last.i - 1], head)
        return phrase

    def _role_argument(self, slot: Slot) -> RoleArgument:
        base = self.argument(slot.head)
        marker = self.parse.text[slot.marker.start : slot.marker.end] if slot.marker is not None else None
        if slot.marker is not None and base.start == slot.marker.start and slot.marker is not slot.head:
            behind = self.parse.tokens[slot.marker.i + 1].start
            text = self.parse.text[behind : base.end]
            base = replace(base, start=behind, text=text, label=text if base.entity is None else base.label)
        value = None
        if slot.role == "time" and slot.head.time is not None:
            value = self.times[slot.head.time].value
        return RoleArgument(
            base.start, base.end, base.text, base.head, base.mention, base.entity, base.label, slot.role, marker, value
        )

    # ------------------------------------------------------------ attributions

    def attributions(self) -> list[Attribution]:
        """Return the records of all reports; their numbers are those of the drafts."""
        return [self._attribution(number, report) for number, report in enumerate(self.reports)]

    def _attribution(self, number: int, report: AttributionDraft) -> Attribution:
        text = self.parse.text
        source = self._source(report.source) if report.source is not None else None
        start, end = report.cue[0].start, report.cue[-1].end
        cue = Cue(start, end, text[start:end], report.lemma)
        parts = tuple(report.parts) if len(report.parts) > 1 else None
        content = Content(report.start, report.end, text[report.start : report.end], parts)
        return Attribution(number, source, cue, content, report.kind, report.type, report.polarity, report.parent)

    def _source(self, head: Token) -> Argument:
        """Return a source; "a report by the paper" speaks for the paper, so mention and entity are the paper's."""
        source = self.argument(head)
        if source.entity is not None or head.pos != "NOUN":
            return source
        author = self.naming.author_of(head)
        if author is None:
            return source
        entity, label = self.naming.name_of(author, source.text)
        if entity is None:
            return source
        return replace(source, mention=self.naming.mention_at(author), entity=entity, label=label)

    # ------------------------------------------------------------ statements

    def statements(self, framed: Iterable[Framed]) -> list[Statement]:
        """Return the records of all propositions, in text order, each once."""
        written: dict[str, tuple[Statement, Token | None]] = {}
        triggers: dict[int, str] = {}
        for one in framed:
            for proposition in one.proposition.each():
                for statement, condition in self._voices(replace(one, proposition=proposition)):
                    known = written.get(statement.id)
                    if known is None or known[0].confidence < statement.confidence:
                        written[statement.id] = statement, condition
                    triggers.setdefault(proposition.trigger.i, statement.id)
        found = [
            replace(statement, condition=triggers.get(condition.i)) if condition is not None else statement
            for statement, condition in written.values()
        ]
        found.sort(key=lambda s: (s.sentence, s.predicate.start or s.subject.start, s.subject.start, s.id))
        return found

    def _voices(self, framed: Framed) -> Iterator[tuple[Statement, Token | None]]:
        """Yield the statement for whoever makes it, and its negation for whoever denies it.

        "The company rejected the union's claim that it had cut pay" gives the union's claim and the company's denial;
        without "the union's" nobody is known to claim it, and the denial stands alone.
        """
        trigger = framed.proposition.trigger
        denial = next((n for n in self.index.around(trigger.start) if self.reports[n].denies), None)
        if denial is None or framed.proposition.kind == "name":
            statement, condition = self._statement(framed, self._attribution_of(framed.proposition))
            if statement is not None:
                yield statement, condition
            return
        number = self._attribution_of(framed.proposition)
        claimer = self.reports[number] if number is not None else None
        claimed = claimer is not None and claimer.source is not None and self.reports[denial].holds(claimer.start)
        for credited, denied in ((number, False), (denial, True)):
            if not denied and not claimed:
                continue
            statement, condition = self._statement(framed, credited)
            if statement is not None and denied:
                modality = "actual" if statement.modality == "possible" else statement.modality
                statement = replace(statement, polarity=OPPOSITE[statement.polarity], modality=modality)
            if statement is not None:
                yield statement, condition

    def _statement(self, framed: Framed, number: int | None) -> tuple[Statement | None, Token | None]:
        proposition = framed.proposition
        trigger = proposition.trigger
        subject: Argument | None
        if proposition.kind == "name":
            subject, thing = self._named_ends(proposition)
        else:
            subject = self.argument(proposition.subject, trigger)
            thing = self.argument(proposition.object, trigger) if proposition.object is not None else None
            thing = self._words(proposition.object_words) or thing
        if proposition.pair:
            subject, thing = self._members(subject)
        elif (
            thing is not None and proposition.kind != "name" and thing.start < subject.end and subject.start < thing.end
        ):
            return None, None
        says = trigger.i in self.by_cue
        if subject is None or (proposition.kind == "clause" and not says and _is_hollow(proposition)):
            return None, None
        if thing is not None and thing.label == subject.label and proposition.rule.startswith("copula"):
            thing = replace(thing, entity=None, label=thing.text)
        facts = self._factuality(proposition, number)
        if proposition.choice and facts.polarity == "affirmed" and facts.modality in ("actual", "intended"):
            facts.modality = "possible"
        arguments = tuple(self._role_argument(slot) for slot in self._slots(proposition))
        report = self.by_cue.get(trigger.i) if proposition.kind == "clause" else None
        kind = proposition.kind
        if report is not None and report.type != "intent":
            kind, arguments = "report", self._with_content(arguments, report)
        if kind != "report" and thing is None and proposition.rule == "existential":
            return None, None
        time = self.dating.time_of(proposition, facts.modality)
        statement = Statement(
            id=self._id(proposition, subject, thing, arguments, number),
            sentence=trigger.sent,
            kind=kind,
            subject=subject,
            predicate=self._predicate(framed),
            object=thing,
            arguments=arguments,
            attribution=number,
            polarity=facts.polarity,
            modality=facts.modality,
            condition=None,
            time=time,
            confidence=rate(self.parse, framed, self.naming),
            rule="verb-content" if kind == "report" else proposition.rule,
        )
        return statement, facts.condition

    def _members(self, both: Argument) -> tuple[Argument | None, Argument | None]:
        """Return the two that a plural stands for, each with its own name: "between the two nations"."""
        chain = self.naming.mentions[both.mention].chain if both.mention is not None else None
        members = self.naming.chains[chain].members if chain is not None else ()
        if len(members) != 2:
            return None, None
        first, second = (self.naming.named(member) for member in members)
        return replace(both, entity=first[0], label=first[1]), replace(both, entity=second[0], label=second[1])

    def _named_ends(self, proposition: Proposition) -> tuple[Argument, Argument | None]:
        """Return subject and object of a statement inside one noun phrase: the names themselves, or the title's words."""
        subject = self._name(proposition.subject)
        if proposition.object is None:
            return subject, None
        return subject, self._words(proposition.object_words) or self._name(proposition.object)

    def _words(self, words: list[Token]) -> Argument | None:
        """Return an argument that these words make, as they stand; None where there are none."""
        if not words:
            return None
        text = self.parse.text[words[0].start : words[-1].end]
        return Argument(words[0].start, words[-1].end, text, words[-1].text, None, None, text)

    def _name(self, head: Token) -> Argument:
        number = self.naming.mention_at(head)
        if number is None or self.naming.mentions[number].kind != "name":
            return self.argument(head)
        mention = self.naming.mentions[number]
        entity, label = self.naming.name_of(head, mention.text)
        return Argument(mention.start, mention.end, mention.text, mention.head, number, entity, label)

    def _slots(self, proposition: Proposition) -> list[Slot]:
        """Return the slots whose phrase does not stand inside the object's or the subject's."""
        taken = [
            self._phrase(h, proposition.trigger) for h in (proposition.object, proposition.subject) if h is not None
        ]
        return [
            slot
            for slot in proposition.slots
            if not any(p.first.i <= slot.head.i <= p.last.i for p in taken) and slot.head is not proposition.object
        ]

    def _with_content(self, arguments: tuple[RoleArgument, ...], report: AttributionDraft) -> tuple[RoleArgument, ...]:
        kept = tuple(a for a in arguments if a.role != "content" and not (report.start <= a.start < report.end))
        start, marker = report.start, None
        text = self.parse.text[start : report.end]
        if text[:5].lower() == "that ":
            start, marker = start + 5, text[:4]
        text = self.parse.text[start : report.end]
        head = report.heads[0].text if report.heads and start <= report.heads[0].start else text.split()[0]
        return (*kept, RoleArgument(start, report.end, text, head, None, None, text, "content", marker, None))

    def _attribution_of(self, proposition: Proposition) -> int | None:
        """Return the innermost attribution that holds the trigger; an own intention credits nobody: it is a modality."""
        if proposition.kind in OWN_VOICE:
            return None
        number = self.index.innermost(proposition.trigger.start)
        while number is not None:
            report = self.reports[number]
            own = report.source is not None and self._same(report.source, proposition.subject)
            own = own or (report.source is not None and proposition.subject in conjuncts(report.source))
            aside = report.type == "intent" and is_aside(proposition.trigger, report)
            aside = aside or is_gloss(proposition.trigger, report)
            if not (report.type == "intent" and own) and not aside:
                return number
            number = report.parent
        return None

    def _same(self, one: Token, other: Token) -> bool:
        return one is other or self.naming.chain_at(one) == self.naming.chain_at(other) is not None

    def _factuality(self, proposition: Proposition, number: int | None) -> Factuality:
        own = subject_child(proposition.trigger)
        spoken_of = own is not None or proposition.trigger.dep in ("acl", "relcl")
        heads = [
            *([proposition.subject] if spoken_of else []),
            *([proposition.object] if proposition.object is not None else []),
        ]
        heads += [slot.head for slot in proposition.slots if slot.role in ("theme", "recipient", "co-agent")]
        if proposition.kind == "name":
            return Factuality()
        if proposition.kind == "noun":
            return self._noun_factuality(proposition)
        report = self.reports[number] if number is not None else None
        facts = read_factuality(self.parse, proposition.trigger, heads, reported=report is not None)
        if report is not None and report.leaves_open:
            facts.leave_open()
        return facts

    def _noun_factuality(self, proposition: Proposition) -> Factuality:
        """Take an owned event as presupposed, unless what governs it plans, doubts or denies it."""
        noun = proposition.trigger
        facts = Factuality()
        for token in (noun, *noun.ancestors()):
            if token is not noun and token.pos in ("VERB", "AUX"):
                upper = read_factuality(self.parse, _merged(token), [noun], reported=False)
                if upper.negated or upper.unknown:
                    facts.unknown = True
                if token.lemma in self.naming.questioning or upper.modality != "actual":
                    facts.leave_open()
                break
            if token is not noun and token.lemma.lower() in self.naming.questioning:
                facts.leave_open()
                break
        return facts

    def _predicate(self, framed: Framed) -> Predicate:
        proposition = framed.proposition
        words = sorted({token.i: token for token in proposition.words}.values(), key=lambda token: token.i)
        if not words:
            return Predicate(
                None, None, None, None, proposition.lemma, proposition.voice, framed.relation, framed.inverse
            )
        runs: list[list[Token]] = []
        for token in words:
            if runs and token.i == runs[-1][-1].i + 1:
                runs[-1].append(token)
            else:
                runs.append([token])
        start, end = words[0].start, words[-1].end
        parts = tuple((run[0].start, run[-1].end) for run in runs) if len(runs) > 1 else None
        text = self.parse.text[start:end]
        return Predicate(start, end, text, parts, proposition.lemma, proposition.voice, framed.relation, framed.inverse)

    def _id(
        self,
        proposition: Proposition,
        subject: Argument,
        thing: Argument | None,
        arguments: Sequence[RoleArgument],
        attribution: int | None,
    ) -> str:
        theme = next((a for a in arguments if a.role == "theme"), None)
        cue = self.reports[attribution].cue[0].start if attribution is not None else None
        trigger = proposition.trigger
        place = (
            self.document_id,
            (trigger.start, trigger.end),
            (subject.start, subject.end),
            (thing.start, thing.end) if thing is not None else None,
            (theme.start, theme.end) if theme is not None else None,
            cue,
        )
        return hashlib.sha256(repr(place).encode()).hexdigest()[:16]


def _merged(verb: Token) -> Token:
    """Read "the trial is due to start": start tells whether there has been one."""
    while (below := merged_complement(verb)) is not None:
        verb = below
    return verb


def _is_hollow(proposition: Proposition) -> bool:
    """Tell what says nothing: a month that acts, a saying without anything said, "Boeing was", "did so"."""
    bare = proposition.object is None and not proposition.slots
    if proposition.subject.time is not None and not proposition.lemma.startswith("be"):
        return True
    if proposition.lemma == "do" and proposition.object is None:
        return True
    return bare and proposition.lemma in EMPTY_ALONE and proposition.trigger.child("expl") is None
