"""GET /api/health: for load balancers and uptime monitors."""

from django.db import DatabaseError, connection
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class HealthView(APIView):
    """200 {"status": "ok"} where this process can serve; 503 where the database does not answer."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return Response({"status": "database down"}, status=503)
        return Response({"status": "ok"})
