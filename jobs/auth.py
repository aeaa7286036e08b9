"""How an agent says who it is."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from jobs.models import AgentToken
from jobs.services import recognise_agent


class AgentAuthentication(BaseAuthentication):
    """`Authorization: Agent <token>`. request.user is the AgentToken, never a person."""

    def authenticate(self, request: Request) -> tuple[AgentToken, None]:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        found = recognise_agent(token=token.strip()) if scheme.lower() == "agent" else None
        if found is None:
            raise AuthenticationFailed("This is for agents with a valid token.")
        return found, None

    def authenticate_header(self, request: Request) -> str:
        return "Agent"
