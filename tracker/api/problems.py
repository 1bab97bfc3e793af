"""Errors as problem details: ``application/problem+json`` after RFC 9457, for every way to fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from tracker.errors import TrackerError

MEDIA_TYPE = "application/problem+json"


class InvalidField(BaseModel):
    """One parameter that cannot be used, and why."""

    field: str = Field(description="The parameter's name.", examples=["limit"])
    detail: str = Field(description="What is wrong with it.", examples=["Input should be less than or equal to 200"])


class Problem(BaseModel):
    """Why a request could not be answered (RFC 9457)."""

    type: str = Field(
        default="about:blank",
        description="Always `about:blank`: the status and the title say what kind of problem it is.",
        examples=["about:blank"],
    )
    title: str = Field(description="The kind of problem, in two or three words.", examples=["Not found"])
    status: int = Field(description="The HTTP status, repeated.", examples=[404])
    detail: str | None = Field(
        default=None, description="What is wrong and what to do next.", examples=["No event has the id 4711"]
    )
    instance: str | None = Field(
        default=None, description="The path that was asked for.", examples=["/api/events/4711"]
    )
    errors: list[InvalidField] | None = Field(default=None, description="The parameters at fault, where there are any.")


class ProblemResponse(JSONResponse):
    """A response whose body is a problem."""

    media_type = MEDIA_TYPE


def problem_of(error: Exception, path: str) -> Problem:
    """Describe ``error``; an unforeseen one is described without its internals."""
    match error:
        case TrackerError():
            return Problem(title=error.title, status=error.status, detail=str(error) or None, instance=path)
        case RequestValidationError():
            return _invalid(error.errors(), path)
        case HTTPException():
            return Problem(
                title=_phrase(error.status_code), status=error.status_code, detail=_detail(error, path), instance=path
            )
        case _:
            return Problem(
                title="Internal error",
                status=500,
                detail="Something went wrong here; the server's log says what.",
                instance=path,
            )


def answer(request: Request, error: Exception) -> ProblemResponse:
    """The response that tells the client of ``error``."""
    problem = problem_of(error, request.url.path)
    headers = error.headers if isinstance(error, HTTPException) else None
    return ProblemResponse(problem.model_dump(exclude_none=True), status_code=problem.status, headers=headers)


def _invalid(errors: Sequence[Mapping[str, Any]], path: str) -> Problem:
    fields = [InvalidField(field=_field(error["loc"]), detail=_message(error)) for error in errors]
    detail = "; ".join(f"{field.field}: {field.detail}" for field in fields)
    return Problem(title="Invalid parameters", status=422, detail=detail, instance=path, errors=fields)


def _field(location: Sequence[str | int]) -> str:
    """``("query", "kind", 0)`` to ``kind``: the name that the client wrote."""
    return str(location[1] if len(location) > 1 else location[0])


def _message(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "There is no such parameter"
    return str(error["msg"]).removeprefix("Value error, ")


def _detail(error: HTTPException, path: str) -> str:
    if error.status_code == 404:
        return f"There is nothing at {path}; /api/docs lists what there is"
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "GET")
        return f"This address answers {allowed} only"
    return str(error.detail)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.capitalize()
    except ValueError:
        return "Error"
