"""A server that speaks OpenAI's protocol (Ollama, vLLM, llama.cpp), over plain HTTP: in goes a request, out comes an answer."""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kg.errors import ModelError

KEY = "KG_EXTRACTOR_KEY"
"""The variable of the environment that holds the key of a server that wants one."""
TIMEOUT = "KG_EXTRACTOR_TIMEOUT"
USUAL_TIMEOUT = 300.0
"""Seconds that an answer may take."""
LARGEST = 4 << 20
"""Bytes that an answer may have."""
PAUSES = (0.5, 2.0)
"""Seconds before each further try, where the server is busy, fails or does not answer."""
_TRY_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class ChatError(Exception):
    """The server did not answer, or not in the protocol."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A model on a server; `url` ends before /chat/completions."""

    url: str
    model: str
    timeout: float = USUAL_TIMEOUT

    @classmethod
    def of(cls, argument: str) -> Chat:
        """Return the model that URL#MODEL names; without #MODEL, the first one that the server lists.

        An address that is none, a server that cannot be reached or lists no model raises ModelError.
        """
        url, _, model = argument.partition("#")
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ModelError(
                f"not the address of a server: {url!r}; expected openai:URL#MODEL, as openai:http://127.0.0.1:11434/v1#llama3.2"
            )
        chat = cls(url.rstrip("/"), model, _timeout())
        return chat if model else cls(chat.url, chat._first_model(), chat.timeout)

    def complete(self, body: dict[str, Any]) -> str:
        """Return the text of the answer to a request; ChatError where there is none after some tries."""
        answer = self._asked("/chat/completions", json.dumps(body, ensure_ascii=False).encode("utf-8"))
        try:
            choice = answer["choices"][0]
            content = choice["message"]["content"]
        except (KeyError, IndexError, TypeError) as problem:
            raise ChatError(f"{self.url}: the answer is no chat completion") from problem
        if choice.get("finish_reason") == "length":
            raise ChatError(f"{self.url}: the answer is cut off; the model allows too few tokens")
        if not isinstance(content, str) or not content.strip():
            raise ChatError(f"{self.url}: the answer is empty")
        return content

    def _first_model(self) -> str:
        try:
            listed = self._asked("/models", None)
            return str(listed["data"][0]["id"])
        except ChatError as problem:
            raise ModelError(f"{problem}; is the server running?") from problem
        except (KeyError, IndexError, TypeError) as problem:
            raise ModelError(f"{self.url}: the server lists no model; name one: openai:{self.url}#MODEL") from problem

    def _asked(self, path: str, body: bytes | None) -> Any:
        for pause in (*PAUSES, None):
            try:
                return json.loads(self._sent(path, body))
            except urllib.error.HTTPError as problem:
                reason = f"{self.url}: the server answers {problem.code} {_told(problem)}".rstrip()
                if problem.code not in _TRY_AGAIN:
                    raise ChatError(reason) from problem
            except ValueError as problem:
                raise ChatError(f"{self.url}: the answer is no JSON") from problem
            except (OSError, http.client.HTTPException) as problem:
                reason = f"{self.url}: the server does not answer: {getattr(problem, 'reason', None) or problem}"
            if pause is None:
                raise ChatError(reason)
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _sent(self, path: str, body: bytes | None) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {os.environ[KEY]}"
        request = urllib.request.Request(self.url + path, body, headers)  # noqa: S310 (http or https, as `of` saw to)
        with urllib.request.urlopen(request, timeout=self.timeout) as response:  # noqa: S310
            answer: bytes = response.read(LARGEST + 1)
        if len(answer) > LARGEST:
            raise ChatError(f"{self.url}: the answer is larger than {LARGEST:,} bytes")
        return answer


def _told(problem: urllib.error.HTTPError) -> str:
    """Return what a server says of its refusal, in one short line."""
    try:
        return " ".join(problem.read(2000).decode("utf-8", "replace").split())[:200]
    except (OSError, http.client.HTTPException):
        return problem.reason if isinstance(problem.reason, str) else ""


def _timeout() -> float:
    words = os.environ.get(TIMEOUT, "")
    try:
        seconds = float(words) if words else USUAL_TIMEOUT
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise ModelError(f"{TIMEOUT}: not a number of seconds: {words!r}")
    return seconds
