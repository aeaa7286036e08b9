"""A site that wants proof of a human after the sign-in, and what a person does about it.

Which tile is right stands nowhere on the page: the person knows it, and nobody else.
"""

import io
from typing import Any

import httpx
import numpy as np
from PIL import Image

from browser_agent.tests.plain_site import STYLE, PlainSite

COLOURS = {"amber": (230, 160, 30), "teal": (20, 150, 150), "plum": (140, 60, 150)}
TOLERANCE = 40


class CaptchaSite(PlainSite):
    """right: the colour of the tile that lets one in."""

    def __init__(self, *, email: str, password: str, right: str) -> None:
        super().__init__(email=email, password=password)
        self.right = right
        self.passed = False
        self.bought = False
        self.wrong = 0

    def answer(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str, str]:
        if path == "/buy":
            self.bought = True
            return 200, "text/html", f"{STYLE}<p style='top:60px'>Thank you for your order"
        if (method, path) == ("POST", "/tile"):
            self.passed = form.get("tile") == self.right
            self.wrong += not self.passed
            return 303, "/account", ""
        if self.signed_in and not self.passed and path != "/sign-in":
            return 200, "text/html", self._check(ticked=path == "/ticked")
        return super().answer(method, path, form)

    def _check(self, *, ticked: bool) -> str:
        tiles = "".join(
            f"<button name=tile value={name} style='left:{100 + 200 * place}px;top:300px;"
            f"width:120px;height:120px;border:0;background:rgb{rgb}'></button>"
            for place, (name, rgb) in enumerate(COLOURS.items())
        )
        game = (
            "<p style='top:240px;width:700px'>Press the tile that you chose when you joined.</p>"
            f"<form method=post action=/tile>{tiles}</form>"
        )
        box = (
            "<a href=/ticked style='top:180px;height:30px;text-decoration:none;color:#222'>"
            "<span style='display:inline-block;width:22px;height:22px;border:2px solid #555;"
            "vertical-align:middle'></span> I am not a robot</a>"
        )
        return (
            f"{STYLE}<title>Check</title><p style='top:40px'>Signed in as {self.email}</p>"
            "<p style='top:100px;width:700px'>Verify you are human to continue.</p>"
            f"{game if ticked else box}"
            "<form action=/buy method=post><button style='top:560px;left:100px;width:420px;"
            "height:60px;background:#06c;color:#fff;border:0'>Buy now</button></form>"
        )


class Helper:
    """A person with the link: looks at pictures, presses, types; all over HTTP."""

    def __init__(self, server: str, token: str) -> None:
        self._http = httpx.Client(
            base_url=f"{server}/api",
            headers={"Authorization": f"Takeover {token}"},
            timeout=30,
            trust_env=False,
        )
        self.pictures: list[Image.Image] = []

    def close(self) -> None:
        self._http.close()

    def sight(self, *, seen: int = 0, wait_seconds: float = 0) -> dict[str, Any]:
        answer = self._http.get("takeover", params={"seen": seen, "wait_seconds": wait_seconds})
        found: dict[str, Any] = answer.raise_for_status().json()
        return found

    def look(self) -> tuple[int, Image.Image]:
        answer = self._http.get("takeover/frame").raise_for_status()
        assert answer.headers["Cache-Control"] == "no-store"
        self.pictures.append(Image.open(io.BytesIO(answer.content)).convert("RGB"))
        return int(answer.headers["X-Frame"]), self.pictures[-1]

    def wish(self, **body: Any) -> int:
        answer = self._http.post("takeover/inputs", json=body).raise_for_status()
        return int(answer.json()["seq"])

    def fate(self, seq: int) -> dict[str, Any]:
        """Waits for it."""
        found = self.sight()
        for _ in range(60):
            row: dict[str, Any] = next(row for row in found["inputs"] if row["seq"] == seq)
            if row["status"] != "queued":
                return row
            found = self.sight(seen=found["changes"], wait_seconds=2)
        raise AssertionError("nothing became of it")

    def end(self, status: str) -> str:
        answer = self._http.post("takeover/end", json={"status": status}).raise_for_status()
        return str(answer.json()["status"])


def colour_at(picture: Image.Image, rgb: tuple[int, int, int]) -> tuple[int, int] | None:
    """The middle of what has this colour, 0-1000; None where nothing has."""
    pixels = np.asarray(picture).astype(int)
    near = (np.abs(pixels - np.array(rgb)).max(axis=2) < TOLERANCE).nonzero()
    if near[0].size < 400:
        return None
    high, wide = pixels.shape[:2]
    return round(float(near[1].mean()) * 1000 / wide), round(float(near[0].mean()) * 1000 / high)
