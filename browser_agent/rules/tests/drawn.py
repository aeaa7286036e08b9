"""What the rules answer to a page that is really drawn and read. Fixtures: camera, reader."""

from typing import Any

import numpy as np
import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.move import Move
from browser_agent.rules.question import Question
from browser_agent.rules.screen import compose
from browser_agent.rules.tests.vision_pages import Camera
from kernel.ocr import Reader

PAST = {"x": 500, "y": 300, "changed": True, "note": "", "text_ref": None}


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Camera:
    return Camera(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def answer(html: str, camera: Camera, reader: Reader, **told: Any) -> Move:
    question = {"goal": "cancel", "service": "Arbor TV", "today": "2026-11-21", "history": []}
    question |= {"secrets": ["email", "password"], "phase": "act"}
    picture = camera.shoot(html)
    screen = compose(np.asarray(picture, dtype=np.uint8), reader.read(picture))
    return choose(Case(Question.read(question | told), screen))


def clicked(page: str, target: str) -> dict[str, Any]:
    return {"step": 1, "page": page, "action": "click", "target": target} | PAST
