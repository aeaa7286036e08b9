"""The list of reasons that a browser opens over a page: no dialog, and its label no way on."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from browser_agent import lexicon
from browser_agent.rules.contract_names import is_called
from browser_agent.rules.inputs import Field
from browser_agent.rules.lexicon import ACCOUNT_LINK
from browser_agent.rules.pixels import Box, Ink
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.screen import Control, compose
from browser_agent.rules.tests.vision_screens import case
from browser_agent.rules.text import fold
from kernel.ocr import TextLine

REASONS = (
    "Sélectionnez un motif",
    "Prix trop élevé",
    "Programmes",
    "Déménagement",
    "Je ne souhaite pas préciser",
)


def opened() -> tuple[Image.Image, list[TextLine]]:
    """A white card on a grey page below a dark header; the list reaches over the card's edge."""
    picture = Image.new("RGB", (1272, 809), (243, 243, 243))
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(15)
    pen.rectangle((0, 0, 1271, 61), fill=(0, 0, 0))
    pen.rectangle((206, 94, 1065, 478), fill=(255, 255, 255))
    pen.rectangle((244, 350, 1027, 392), fill=(239, 239, 239), outline=(118, 118, 118))
    pen.rectangle((244, 393, 1027, 519), fill=(239, 239, 239), outline=(118, 118, 118))
    pen.rectangle((245, 394, 1026, 418), fill=(25, 103, 210))
    texts = [("KANALIA+", 50, 22, (255, 255, 255)), ("Résilier votre contrat", 244, 180, (0, 0, 0))]
    texts += [("Motif de résiliation", 244, 330, (0, 0, 0)), (REASONS[0], 260, 362, (0, 0, 0))]
    texts += [(each, 260, 398 + 25 * row, (0, 0, 0)) for row, each in enumerate(REASONS)]
    texts += [("Mentions légales", 50, 552, (40, 40, 40))]
    lines = []
    for text, x, y, ink in texts:
        pen.text((x, y), text, fill=ink, font=font)
        x0, y0, x1, y1 = (int(each) for each in pen.textbbox((x, y), text, font=font))
        lines.append(TextLine(text, x0 - 2, y0 - 3, x1 + 2, y1 + 3, 0.99))
    return picture, lines


def test_an_open_list_is_no_dialog() -> None:
    picture, lines = opened()
    assert compose(np.asarray(picture), lines).dialog is None


def test_the_label_above_a_list_leads_nowhere() -> None:
    """The list's edge runs right under it, as that of a link does."""
    page = case("Résilier votre contrat")
    ink = Ink((0, 0, 0), (255, 255, 255), underlined=True)
    label = Control("Motif de résiliation", Box(242, 333, 367, 350), ink)
    field = Field(Box(246, 352, 1026, 391), "", "Déménagement", filled=True, drops=True)
    screen = page.screen
    with_list = type(screen)(screen.width, screen.height, (label,), (field,))
    assert type(page)(page.question, with_list).names_a_field(label)


def test_to_notify_the_end_is_the_last_press() -> None:
    words = "Notifier ma résiliation"
    assert role_of(fold(words)) is Role.FINAL
    assert lexicon.finishes(words)


def test_a_contract_that_bears_our_name_and_its_number_is_the_one_meant() -> None:
    page = case("Hörwald Abo, HW-20931", "Hörwald Kids Abo, HW-3", service="Hörwald")
    ours, other = page.screen.controls
    assert is_called(page, ours)
    assert not is_called(page, other)


def test_me_leads_to_the_account() -> None:
    assert ACCOUNT_LINK.whole("me")
