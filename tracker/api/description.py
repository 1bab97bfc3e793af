"""The description of the API for programs (OpenAPI), with errors as what they are: problem details."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from tracker.api.problems import MEDIA_TYPE, Problem


def problem(description: str) -> dict[str, Any]:
    """How a route declares that it may answer with a problem."""
    return {"model": Problem, "description": description}


class DescribedApp(FastAPI):
    """An application whose description gives problems their own media type."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document; made once."""
        if self.openapi_schema is None:
            for operations in super().openapi()["paths"].values():
                for operation in operations.values():
                    _move_problems(operation["responses"])
        return super().openapi()


def _move_problems(responses: dict[str, Any]) -> None:
    """FastAPI lists every model under the media type of the route, whatever the media type of the response."""
    for status, response in responses.items():
        if not status.startswith("2"):
            response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
