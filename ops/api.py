"""GET /api/health: for load balancers and uptime monitors."""

from datetime import timedelta

from django.db import DatabaseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from kernel.clock import utc_now
from nostr_bridge.models import Heartbeat

BRIDGE_SILENCE_MAX = timedelta(seconds=30)


class HealthView(APIView):
    """200 {"status": "ok", "bridge": "alive" or "silent"}; 503 where the database is gone.

    A silent bridge is for the pager and not for the load balancer: the pages still serve.
    """

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:
        try:
            alive = Heartbeat.objects.filter(beat_at__gte=utc_now() - BRIDGE_SILENCE_MAX).exists()
        except DatabaseError:
            return Response({"status": "database down"}, status=503)
        return Response({"status": "ok", "bridge": "alive" if alive else "silent"})
