"""One handler turns the product's errors into {"error": code, "message": text, ...facts}."""

from typing import Any

from django.http import Http404
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.response import Response
from rest_framework.views import exception_handler

from kernel.errors import UnsaltedError


class FlatJSONParser(JSONParser):
    """JSON, and 400 instead of a traceback for a hundred thousand brackets."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as error:
            raise ParseError("This is nested too deeply.") from error


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER. Unknown errors return None: Django logs them and answers 500."""
    if isinstance(error, UnsaltedError):
        body = {"error": error.code, "message": error.message, **error.facts}
        return Response(body, status=error.http_status)
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _body(error, response.data)
    return response


def _body(error: Exception, data: Any) -> dict[str, Any]:
    if isinstance(error, ValidationError):
        return {"error": "invalid", "message": "Some fields are not right.", "fields": data}
    if isinstance(error, APIException):
        return {"error": str(error.default_code), "message": str(error.detail)}
    if isinstance(error, Http404):
        return {"error": "not_found", "message": "There is nothing here."}
    return {"error": "forbidden", "message": "This is not allowed."}
