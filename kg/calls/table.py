"""All calls, one line each: the JSON API, its OpenAPI description and the tools for agents are made of this table.

A further call is a function from an `Opened` and its values to plain data, and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from kg.calls.call import Call
from kg.calls.claims import ask, claim, claims, events
from kg.calls.documents import document, documents
from kg.calls.entities import entities, ground_entity, search, show
from kg.calls.networking import communities, compare, neighbours, path, top
from kg.calls.overview import conflicts, decisions, review, stats
from kg.calls.parameter import LIMIT, OFFSET, Parameter
from kg.calls.statements import QUESTIONS, sources, statement, statements, timeline
from kg.model import EntityType
from kg.network.measures import MEASURES

ENTITY = Parameter("entity", "An entity's id, label or another of its names.", required=True, example="Russia")
ABOUT = Parameter("entity", "An entity's id or name; without it, everything.", example="Russia")
WORDS = Parameter("q", "Words to look for.", required=True, example="missiles")
TYPE = Parameter("type", "Only those of a type.", choices=get_args(EntityType))
VOICE = Parameter("voice", "Whose word counts: anybody's, or the articles' own.", default="any", choices=("any", "own"))
PAGE = (LIMIT, OFFSET)
WHICH_CLAIMS = Parameter(
    "which",
    "All claims of several sentences, the disputed ones, or what one source alone says.",
    default="all",
    choices=("all", "disputed", "single-source"),
)
SINCE = Parameter("since", "An ISO day; what was told, or may have happened, then or later.", example="2024-01-05")
UNTIL = Parameter("until", "An ISO day; what may have happened by then.", example="2024-01-31")

CALLS: Mapping[str, Call] = {
    call.name: call
    for call in (
        Call(
            "search", "Entities, documents and statements that hold some words.", search, (WORDS, *PAGE), "statements"
        ),
        Call(
            "ground_entity",
            "Which entity a name means: candidates with scores, and the one that is meant where that is clear.",
            ground_entity,
            (
                Parameter("name", "A name, as somebody wrote it.", required=True, example="Kirby"),
                Parameter("limit", "At most so many candidates.", "number", default=8, least=1, most=50),
            ),
        ),
        Call(
            "entities",
            "The named things, those of which the documents speak most first.",
            entities,
            (TYPE, *PAGE),
            "entities",
        ),
        Call(
            "show",
            "An entity: its names, why they were joined, whom it stands with, where it appears, what is said of it.",
            show,
            (ENTITY, *PAGE),
            "statements",
        ),
        Call(
            "statements",
            "Statements about an entity, or by it: all, what it says, claims of others about it, denials, plans.",
            statements,
            (Parameter("which", "Which statements.", default="about", choices=tuple(QUESTIONS)), ABOUT, *PAGE),
            "statements",
        ),
        Call("timeline", "What happened when, in the order of events.", timeline, (ABOUT, *PAGE), "statements"),
        Call(
            "claims",
            "What several articles tell, those with most independent sources first: who says so, who denies it.",
            claims,
            (ABOUT, WHICH_CLAIMS, SINCE, *PAGE),
            "claims",
        ),
        Call(
            "claim",
            "One claim: its best wording, and all who say so, deny it or leave it open, with their sentences.",
            claim,
            (Parameter("id", "A claim's id.", required=True),),
        ),
        Call(
            "events",
            "What happened when, or is planned: one event a claim, with all who tell it.",
            events,
            (ABOUT, SINCE, UNTIL, Parameter("q", "Words that it is told with."), *PAGE),
            "events",
        ),
        Call(
            "ask",
            "The answer to a question in plain words, with its sentences and certainty, or why there is none.",
            ask,
            (Parameter("question", "A question.", required=True, example="Who supplied Russia with missiles?"),),
        ),
        Call(
            "path",
            "How one thing is tied to another: the shortest ways, each step with its statement.",
            path,
            (
                Parameter("start", "An entity's id or name.", required=True, example="Russia"),
                Parameter("end", "Another one's.", required=True, example="Iran"),
                VOICE,
                Parameter("limit", "At most so many ways.", "number", default=3, least=1, most=20),
            ),
        ),
        Call(
            "neighbours",
            "What a thing is tied to, each with the statement that tells it best.",
            neighbours,
            (ENTITY, VOICE, *PAGE),
            "neighbours",
        ),
        Call(
            "top",
            "The things that stand in the middle.",
            top,
            (Parameter("by", "What they are ranked by.", default="degree", choices=MEASURES), TYPE, VOICE, *PAGE),
            "things",
        ),
        Call(
            "communities",
            "Circles of things that are tied to each other more than to others.",
            communities,
            (VOICE, *PAGE),
            "circles",
        ),
        Call(
            "compare",
            "What two things have in common: what both do, undergo and say, and what both are tied to.",
            compare,
            (
                Parameter("one", "An entity's id or name.", required=True, example="Russia"),
                Parameter("other", "Another one's.", required=True, example="Iran"),
                VOICE,
                *PAGE,
            ),
            "alike",
        ),
        Call("conflicts", "What one says and another denies, side by side.", conflicts, (ABOUT, *PAGE), "conflicts"),
        Call("sources", "Who is credited with statements, and with how many.", sources, (ABOUT, *PAGE), "sources"),
        Call(
            "statement",
            "One statement with its sentence and certainty, and who else says or denies the same.",
            statement,
            (Parameter("id", "A statement's id, or the beginning of it.", required=True),),
        ),
        Call(
            "documents",
            "The articles, the newest first.",
            documents,
            (Parameter("q", "Words of the title or the publisher."), *PAGE),
            "documents",
        ),
        Call(
            "document",
            "An article: its text in paragraphs and sentences, with the names in it, and its statements.",
            document,
            (Parameter("id", "A document's id.", required=True),),
        ),
        Call("stats", "How much is in the graph.", stats),
        Call("review", "Pairs of entities that may be one, for a person to decide on.", review, PAGE, "pairs"),
        Call("decisions", "What was decided on entities and statements.", decisions),
    )
}
