"""Functions that change a store, on a server as well: they change the folder that works for it, and what changed is sent."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from kg.errors import StoreError
from kg.graph.manifest import load_manifest
from kg.graph.remote.publishing import check, publish
from kg.graph.remote.server import server_of

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


def also_on_server(change: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Let the `store` of a function be a server: whether it answers is asked first, what changed is sent last.

    The function returns a record that has `published`. Where sending fails, StoreError; the folder has the change then, and the
    next one sends what is missing.
    """
    signature = inspect.signature(change)

    @wraps(change)
    def call(*arguments: _Given.args, **options: _Given.kwargs) -> _Result:
        bound = signature.bind(*arguments, **options)
        server = server_of(bound.arguments.get("store", ""))
        if server is None:
            return change(*arguments, **options)
        check(server)
        bound.arguments["store"] = server.folder
        result = change(*bound.args, **bound.kwargs)
        if load_manifest(server.folder) is None:
            return result
        try:
            published = publish(server, wait=bound.arguments.get("wait", 30.0))
        except StoreError as problem:
            raise StoreError(
                f"{problem}; {server.folder} has it, and `kg publish` or the same command sends what is missing"
            ) from problem
        return cast(_Result, replace(cast(Any, result), published=published))

    return call
