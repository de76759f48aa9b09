"""What can go wrong, as a user is told it: each error says what was wrong, with which value, and what to do."""


class KGError(Exception):
    """Base of all errors that `kg` raises on purpose; its text is one line, fit to be shown to a user."""


class DocumentError(KGError):
    """One document cannot be used, and the others can: `source` names it, `reason` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class ReadError(DocumentError):
    """An input cannot be read as a document."""


class ExtractionError(DocumentError):
    """A stage of the extraction failed on a document, by a defect of ours; what it raised is the cause.

    `sentence` is the number of the sentence that the stage looked at, as in `kg explain`, or None where that is not known.
    """

    def __init__(self, source: str, stage: str, sentence: int | None, problem: Exception) -> None:
        place = "" if sentence is None else f" at sentence {sentence}"
        text = " ".join(str(problem).split())
        super().__init__(source, f"{stage} failed{place}: {type(problem).__name__}{text and f': {text}'}")
        self.stage = stage
        self.sentence = sentence

    @classmethod
    def told(cls, source: str, stage: str, sentence: int | None, reason: str) -> "ExtractionError":
        """Return the error that another process told of, by its parts."""
        error = cls.__new__(cls)
        DocumentError.__init__(error, source, reason)
        error.stage = stage
        error.sentence = sentence
        return error


class LimitError(DocumentError):
    """A document took too much time or memory, or ended the process that extracted it; the others go on."""


class ModelError(KGError):
    """The language pipeline that was asked for is not installed or is not an English one."""


class SchemaError(KGError):
    """A relation schema, a gazetteer, a word list or an annotated document does not have the form that it should have."""


class StoreError(KGError):
    """The store cannot be opened, is locked by another process, or was written by a newer version."""


class QueryError(KGError):
    """A query is not valid, is an update, names an unknown question or parameter, or ran out of time."""


class DecisionError(KGError):
    """A decision about entities or statements names something that is not there, or contradicts another one."""


class KnownDecisionError(DecisionError):
    """A decision would change nothing: what it says is so already."""
