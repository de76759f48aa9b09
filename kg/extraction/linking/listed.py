"""Links names to entries of an imported table: in go mentions and what stands around them, an entry is set where it is told.

A name that several bear is nobody's unless the text tells one of them from all others: by a role in a sentence that names it
("Senator Anna Berg", "Anna Berg, the swimmer"), by its country or a place of its life. A name that one alone bears is theirs if
the text agrees in one of these; a full name needs nothing more where nothing is known of its bearer. What speaks against somebody
are the kind of thing that the text names, a title's gender, a birth after the article or a life that ended long before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.linking.surroundings import Surroundings
from kg.extraction.mentions.draft import GENDERS, MentionDraft
from kg.extraction.syntax.parse import Parse
from kg.lexicon.authority.listed import Listed
from kg.lexicon.entry import Entry
from kg.lexicon.first_names import is_first_name
from kg.lexicon.names import key
from kg.lexicon.roles import content_words, telling_words
from kg.model import EntityType

TOLD, HINTED = 2, 1
"""What a role that is named, or a country in the same sentence, counts, and what it counts elsewhere in the document."""
YOUNGEST, LONG_DEAD = 12, 60
"""Years: nobody of whom news tells is younger; whose country alone fits, and who died so long ago, is hardly meant."""
MOST_BEARERS = 200
"""A name that more things bear ("Main Street") tells nothing of any of them."""
_KINDS: tuple[frozenset[EntityType], ...] = (
    frozenset({"Person"}),
    frozenset({"Country", "Place", "Facility"}),
    frozenset({"Organization", "Facility", "Work", "Product", "Group"}),
    frozenset({"Event", "Work", "Law"}),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text says of a bearer of a name: how much speaks for it, in which words, and whether something rules it out."""

    entry: Entry
    points: int
    telling: tuple[str, ...]
    ruled_out: bool


def link_listed(parse: Parse, mentions: Sequence[MentionDraft], listed: Listed, date: str | None) -> None:
    """Set the entries of those names that have none and that the table and the document tell; their types follow."""
    groups: dict[str, list[MentionDraft]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "name" and mention.entry is None and not mention.demonym:
            groups[mention.name].append(mention)
    bearers = {name: found for name in groups if len(found := listed.bearers(name)) in range(1, MOST_BEARERS)}
    if not bearers:
        return
    around = Surroundings(parse, mentions, date)
    for name, entries in bearers.items():
        verdict = choose(groups[name], entries, around)
        if verdict is not None:
            for mention in groups[name]:
                mention.entry, mention.type, mention.told_by = verdict.entry, verdict.entry.type, verdict.telling
                mention.gender = mention.gender or GENDERS.get(verdict.entry.gender or "")


def choose(mentions: Sequence[MentionDraft], entries: Sequence[Entry], around: Surroundings) -> Verdict | None:
    """Return what is said of the one bearer of a name that a text means, None where it does not tell."""
    verdicts = [_judge(mentions, entry, around) for entry in entries]
    left = sorted((v for v in verdicts if not v.ruled_out), key=lambda verdict: -verdict.points)
    if not left:
        return None
    best, others = left[0], left[1:]
    if others:
        return best if best.points >= TOLD and best.points - others[0].points >= TOLD else None
    if best.points:
        return best
    full = len(key(mentions[0].name)) > 1
    return best if full and len(entries) == 1 and not _has_context(best.entry) else None


def _judge(mentions: Sequence[MentionDraft], entry: Entry, around: Surroundings) -> Verdict:
    role, country, place = (told(mentions, entry, around) for told in (_role, _country, _place))
    told = [(weight, word) for weight, word in (role, country, place) if weight]
    ruled_out = _is_ruled_out(mentions, entry, around, by_life=bool(role[0] or place[0]))
    ruled_out = ruled_out or not (
        _is_of_kind(mentions[0].type, entry.type) or (told and _may_be_mistyped(mentions, entry))
    )
    return Verdict(entry, sum(weight for weight, _ in told), tuple(word for _, word in told), ruled_out)


def _is_ruled_out(mentions: Sequence[MentionDraft], entry: Entry, around: Surroundings, *, by_life: bool) -> bool:
    type_ = mentions[0].type
    single = len(key(mentions[0].name)) == 1
    if single and (type_ == "Person" or entry.type == "Person"):  # a surname alone, or a first name
        return True
    genders = {mention.gender for mention in mentions} - {None}
    gender = GENDERS.get(entry.gender or "")
    if gender is not None and genders and gender not in genders:
        return True
    return around.year is not None and _is_of_another_time(entry, around.year, by_life=by_life)


def _is_of_kind(said: EntityType, known: EntityType) -> bool:
    return said in (known, "Thing") or any({said, known} <= kinds for kinds in _KINDS)


def _may_be_mistyped(mentions: Sequence[MentionDraft], entry: Entry) -> bool:
    """Tell whether the tagger's type of a full name may be wrong: "Harbour Watch" is no person, though it said something.

    Not where a title or a pronoun tells, and not against a first name.
    """
    first = mentions[0].name.split()[0]
    if len(key(mentions[0].name)) == 1 or any(mention.titled or mention.gender for mention in mentions):
        return False
    return "Person" not in (mentions[0].type, entry.type) or is_first_name(first) == (entry.type == "Person")


def _is_of_another_time(entry: Entry, year: int, *, by_life: bool) -> bool:
    if entry.type != "Person":
        return False
    born, died = _year(entry.born), _year(entry.died)
    if born is not None and born > year - YOUNGEST:
        return True
    return died is not None and died < year - LONG_DEAD and not by_life


def _role(mentions: Sequence[MentionDraft], entry: Entry, around: Surroundings) -> tuple[int, str]:
    """Weigh what the entry is: all words of a role in a sentence that names it tell, a word of people of that role hints."""
    roles = tuple(role for role in (entry.kind, *entry.roles) if role)
    own = content_words(" ".join((entry.label, *entry.aliases)))
    words = around.words(mentions) - own
    for role in roles:
        wanted = content_words(role) - own
        if wanted and wanted <= words:
            return TOLD, role
    for role in roles:
        hint = min(telling_words(role) & words, default=None)
        if hint is not None:
            return (TOLD if entry.type == "Person" and any(m.titled for m in mentions) else HINTED), f"{role}: {hint}"
    return 0, ""


def _country(mentions: Sequence[MentionDraft], entry: Entry, around: Surroundings) -> tuple[int, str]:
    if entry.country is None or entry.country not in around.countries:
        return 0, ""
    return (TOLD if entry.country in around.countries_by(mentions) else HINTED), entry.country


def _place(mentions: Sequence[MentionDraft], entry: Entry, around: Surroundings) -> tuple[int, str]:
    near = around.places_by(mentions)
    for weight, there in ((TOLD, near), (HINTED, around.places)):
        for place in entry.places:
            if place.casefold() in there and place != entry.country and place != entry.label:
                return weight, place
    return 0, ""


def _has_context(entry: Entry) -> bool:
    return bool(entry.kind or entry.country or entry.roles or entry.places)


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day is not None and day[:4].isdecimal() else None
