"""The answer to an address below /api/ that nobody serves; kernel.http would need DRF for it."""

from django.http import HttpRequest, JsonResponse


def no_such_address(request: HttpRequest) -> JsonResponse:
    """For programs: the same shape as every other error."""
    body = {"error": "not_found", "message": "There is no such address."}
    return JsonResponse(body, status=404)
