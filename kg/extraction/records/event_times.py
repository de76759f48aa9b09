"""The time of a statement: in goes a proposition with the times of its document, out comes the one that dates its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extraction.attributions.draft import AttributionDraft
from kg.extraction.factuality.facts import Factuality
from kg.extraction.propositions.proposition import Proposition, Slot
from kg.extraction.records.bounds import happened_by
from kg.extraction.rules import rule
from kg.extraction.syntax.parse import Parse
from kg.extraction.syntax.token import Token
from kg.lexicon.words import verbs_of
from kg.model import Modality, StatementTime, Time

INHERITING = frozenset({"xcomp", "advcl", "conj", "pcomp", "ccomp"})
NO_TIME = StatementTime(None, None)
SPANS = {"from": ("to", "until", "till", "through"), "between": ("and",)}


def _is_to(verb: Token) -> bool:
    """Tell an infinitive with "to"."""
    return verb.tag == "VB" and any(c.lower == "to" for c in verb.kids("aux"))


class Dating:
    """Dates the events of one document; `by_cue` are its reports by the number of their cue's first token."""

    def __init__(
        self, parse: Parse, times: Sequence[Time], published: str | None, by_cue: Mapping[int, AttributionDraft]
    ) -> None:
        self.parse = parse
        self.times = times
        self.published = published
        self.by_cue = by_cue

    def time_of(self, proposition: Proposition, facts: Factuality) -> StatementTime:
        """Return the time of an event, and where the text gives none the day by which it had happened."""
        time = self._time_of(proposition, facts.modality)
        if time.value is not None:
            return time
        given = None if time.id is None else self.times[time.id]
        report = self.by_cue.get(proposition.trigger.i)
        return replace(time, latest=happened_by(self.parse, proposition, facts, report, self.published, given))

    def _time_of(self, proposition: Proposition, modality: Modality) -> StatementTime:
        """Return the time that the text gives; a date that contradicts the modality is none of this event's.

        What has happened did not happen after publication; what is planned was not planned for a year gone by.
        """
        time = self._of_clause(proposition)
        if modality == "actual" and proposition.trigger.tag in ("VBD", "VBN", "VBG") and self._is_ahead(time):
            return StatementTime(time.id, None)
        if modality == "intended" and self._is_past(time) and not self._is_purpose(proposition):
            return StatementTime(None, None)
        return time

    def _of_clause(self, proposition: Proposition) -> StatementTime:
        """Return the clause's own time, else that of a clause which it shares its time with."""
        given = [slot for slot in proposition.slots if slot.role == "time" and slot.head.time is not None]
        if given:
            best = max(given, key=self._exactness)
            dated = self._span(given) or self._dated(best.head.time)
            since = best.marker is not None and best.marker.lower == "since"
            return StatementTime(dated.id, None) if since else dated
        if proposition.kind == "name":
            return StatementTime(None, None)
        for reader in (self._of_announcement, self._of_purpose, self._of_light_verb):
            elsewhere = reader(proposition.trigger)
            if elsewhere is not None:
                return self._dated(elsewhere)
        token = proposition.trigger
        for _ in range(4):
            inside = self._time_below(token)
            if inside is not None:
                return (
                    self._dated(inside)
                    if token is proposition.trigger or self._goes_for(inside, proposition)
                    else NO_TIME
                )
            if token.dep not in INHERITING or token.head is token or token.i in self.by_cue:
                break
            if token.dep in ("advcl", "conj") and token.child("nsubj", "nsubjpass") is not None:
                break
            token = token.head
            if token.i in self.by_cue and self.by_cue[token.i].type != "intent":
                break
        return StatementTime(None, None)

    @rule(
        "The airline announced today that it is buying six jets.",
        "when: it | buy | 2024-05-08",
        off=None,
        rare="companies announce so, in business news of which the open texts hold little",
    )
    def _of_announcement(self, verb: Token) -> int | None:
        """Return the day of a report for what its content says to be going on: "announced today that it is buying jets"."""
        helper = verb.child("aux")
        going_on = verb.tag == "VBG" and helper is not None and helper.tag in ("VBZ", "VBP")
        report = self.by_cue.get(verb.head.i)
        if not going_on or verb.dep != "ccomp" or report is None or report.type != "speech":
            return None
        number = self._time_below(verb)
        if number is not None:
            return None
        day = self._time_below(verb.head)
        return day if day is not None and self._is_day(day) else None

    @rule("He made an appearance in March to unveil the jet.", "when: He | unveil | 2024-03", off=None)
    def _of_purpose(self, verb: Token) -> int | None:
        """Return the time of a deed for what it was done for: "made an appearance in March to unveil the jet"."""
        if not _is_to(verb) or verb.dep not in ("acl", "relcl", "advcl") or self._time_below(verb) is not None:
            return None
        for above in verb.ancestors():
            if above.pos in ("VERB", "AUX") and above.tag != "VBD":
                return None  # "stolen in 1874 to go back to Ghana", a headline of today
            number = self._time_below(above)
            number = self._of_light_verb(above) if number is None else number
            if number is not None:
                return number if self.times[number].end <= verb.start else None
            if above.pos in ("VERB", "AUX"):
                return None
        return None

    @rule("He made an appearance in March to unveil the jet.", "when: He | make | 2024-03", off=None)
    def _of_light_verb(self, verb: Token) -> int | None:
        """Return the time of the noun that a light verb has for its object: "made an appearance in March"."""
        thing = verb.child("dobj")
        if thing is None or verb.lemma not in verbs_of("light") or self._time_below(verb) is not None:
            return None
        return self._time_below(thing)

    def _is_purpose(self, proposition: Proposition) -> bool:
        return self._of_purpose(proposition.trigger) is not None

    def _is_day(self, number: int) -> bool:
        value = self.times[number].value or ""
        return value == "PRESENT_REF" or len(value) >= len("2004-03-02")

    def _goes_for(self, number: int, proposition: Proposition) -> bool:
        """Tell whether the time of a clause goes for one joined to it: a day, or what stands before both.

        "was launched in March 2004 and travelled ten years" dates the launch alone.
        """
        trigger = proposition.trigger
        if trigger.dep not in ("conj", "advcl") or trigger.tag == "VB":
            return True
        if trigger.tag != trigger.head.tag or trigger.child("aux") is not None:
            return trigger.child("aux", "auxpass") is None and trigger.tag in ("VBG", "VBN")
        time = self.times[number]
        return len(time.value or "") >= len("2004-03-02") or time.end <= trigger.head.start

    @staticmethod
    def _time_below(token: Token) -> int | None:
        """Return the time that hangs from a verb, directly or by a preposition."""
        for child in token.children:
            if child.time is not None and child.dep in ("npadvmod", "advmod", "tmod", "nmod"):
                return child.time
            if child.dep in ("nsubj", "nsubjpass"):
                beside = next((t for t in child.kids("npadvmod", "advmod", "nmod") if t.time is not None), None)
                if beside is not None and beside.i > child.i:
                    return beside.time
            if child.dep in ("prep", "agent"):
                target = child.child("pobj", "pcomp")
                if target is not None and target.time is not None:
                    return target.time
        return None

    def _span(self, slots: Sequence[Slot]) -> StatementTime | None:
        """Return the interval of "from November 20 to December 11", "between 2019 and 2021"."""
        for slot in slots:
            links = SPANS.get(slot.marker.lower) if slot.marker is not None else None
            if links is None or slot.head.time is None:
                continue
            first = self.times[slot.head.time]
            last = next((time for time in self.times[first.id + 1 :] if time.start >= first.end), None)
            between = self.parse.text[first.end : last.start].split() if last is not None else []
            if last is not None and between[:1] and between[0].lower() in links and len(between) <= 2:
                ends = [self._dated(time.id).value for time in (first, last)]
                whole = all(value is not None and "/" not in value for value in ends)
                return StatementTime(first.id, "/".join(filter(None, ends))) if whole else None
        return None

    def _exactness(self, slot: Slot) -> tuple[int, int]:
        """Rank the times of a clause: "raised its forecast for the year on Tuesday" was on Tuesday."""
        value = self.times[slot.head.time].value or "" if slot.head.time is not None else ""
        return (0 if slot.marker is not None and slot.marker.lower in ("for", "since", "until") else 1, len(value[:10]))

    def _is_ahead(self, time: StatementTime) -> bool:
        """Tell a date after the document's own: what has happened did not happen then."""
        published = self.published
        return published is not None and time.value is not None and time.value[:10] > published[: len(time.value[:10])]

    def _is_past(self, time: StatementTime) -> bool:
        """Tell a month or year before the document's own: "will charge it over two crashes in 2018" plans for no 2018."""
        published = self.published
        value = time.value
        return (
            published is not None
            and value is not None
            and value[:4].isdigit()
            and "W" not in value
            and "/" not in value
            and value[:7] < published[: len(value[:7])]
        )

    def _dated(self, number: int | None) -> StatementTime:
        if number is None:
            return StatementTime(None, None)
        time = self.times[number]
        value = time.value
        if value == "PRESENT_REF":
            value = self.published
        elif value is not None and (value.endswith("_REF") or time.type in ("DURATION", "SET")):
            value = None
        return StatementTime(number, value)
