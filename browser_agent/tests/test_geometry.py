"""Where the page is and how large its pixels are: measured on a real Chrome, never assumed."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from browser_agent.bars import Bars
from browser_agent.chrome import Chrome
from browser_agent.desktop import desktop
from browser_agent.display import XVFB_OPTIONS, screen_for_chrome
from browser_agent.hands import Hands, StopFlag
from browser_agent.tests.scripted_http import answering

TARGET = (
    b"<!doctype html><title>Target</title><body style='margin:0;background:#fff'>"
    b"<button style='position:absolute;left:301px;top:207px;width:9px;height:9px;padding:0;"
    b"border:0;background:#c00' onclick=\"location.hash='hit'\"></button>"
)


def red_box(image: Image.Image) -> tuple[int, int, int, int] | None:
    pixels = np.asarray(image)
    red = (pixels[:, :, 0] > 150) & (pixels[:, :, 1:] < 90).all(axis=2)
    return Image.fromarray(red).getbbox()


@contextlib.contextmanager
def chrome_at(scale: float | None) -> Iterator[tuple[Chrome, Hands]]:
    stop = StopFlag()
    hands = Hands(desktop(), stop)
    with Chrome(
        binary="", desktop=desktop(), hands=hands, stop=stop, root=None, device_scale=scale
    ) as chrome:
        yield chrome, hands


@pytest.mark.browser
@pytest.mark.parametrize("scale", [1.25, 2.0])
def test_a_nine_pixel_button_is_hit_whatever_the_scale(screen: str, scale: float) -> None:
    with answering(lambda _: (200, TARGET)) as (url, _), chrome_at(scale) as (chrome, hands):
        assert chrome.zoom == pytest.approx(scale, rel=0.01)
        before = chrome.look()
        chrome.go_to(url)
        frame = chrome.settle(before, loading=True)
        box = red_box(frame.image)
        assert box is not None
        assert box == pytest.approx((301, 207, 310, 216), abs=1)  # CSS pixels
        hands.click(*chrome.point((box[0] + box[2]) // 2, (box[1] + box[3]) // 2))
        time.sleep(0.3)
        assert chrome.read_address().endswith("#hit")


@pytest.mark.browser
def test_a_screen_of_another_size_and_density_is_measured(
    screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A smaller screen of 192 dpi, and a Chrome that is told nothing about it."""
    monkeypatch.setattr("browser_agent.display.SCREEN_WIDTH", 1024)
    monkeypatch.setattr("browser_agent.display.SCREEN_HEIGHT", 768)
    monkeypatch.setattr("browser_agent.display.XVFB_OPTIONS", [*XVFB_OPTIONS, "-dpi", "192"])
    kept = {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY")}
    try:
        with (
            screen_for_chrome("own"),
            answering(lambda _: (200, TARGET)) as (url, _),
            chrome_at(None) as (chrome, hands),
        ):
            before = chrome.look()
            chrome.go_to(url)
            box = red_box(chrome.settle(before, loading=True).image)
            assert box is not None
            hands.click(*chrome.point((box[0] + box[2]) // 2, (box[1] + box[3]) // 2))
            time.sleep(0.3)
            assert chrome.read_address().endswith("#hit")
    finally:
        os.environ.update(kept)


@pytest.mark.browser
def test_an_infobar_that_goes_away_moves_the_page(
    screen: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Chrome's own warning about a flag, closed by its cross."""
    if os.getuid() != 0:
        pytest.skip("Chrome warns of --no-sandbox alone, which only root needs")
    real = subprocess.Popen

    def without_test_type(command: list[str], **options: object) -> object:
        return real([word for word in command if word != "--test-type"], **options)  # type: ignore[call-overload]

    monkeypatch.setattr("browser_agent.chrome.subprocess.Popen", without_test_type)
    with answering(lambda _: (200, TARGET)) as (url, _), chrome_at(1.0) as (chrome, hands):
        before = chrome.look()
        chrome.go_to(url)
        high = before.whole.height
        with_bar = chrome.settle(before, loading=True)
        assert with_bar.image.height < high - 87 - 28
        assert red_box(with_bar.image) == pytest.approx((301, 207, 310, 216), abs=1)
        hands.click(1258, 116)  # its cross
        without = chrome.settle(with_bar)
        assert without.image.height > with_bar.image.height + 28
        assert red_box(without.image) == pytest.approx((301, 207, 310, 216), abs=1)
        assert chrome.read_address().startswith(url)


def window(*, infobar: int = 0, page_border: int = 0) -> Image.Image:
    """Tabs, address, perhaps an infobar, and a page; as Chrome draws them."""
    whole = Image.new("RGB", (600, 500), (211, 227, 253))
    pen = ImageDraw.Draw(whole)
    pen.rectangle((4, 40, 595, 495), fill="white")
    pen.line((4, 86, 595, 86), fill=(225, 227, 225))
    top = 87 + infobar
    if infobar:
        pen.text((40, 100), "You are using an unsupported flag", fill="black")
        pen.line((4, top - 1, 595, top - 1), fill=(225, 227, 225))
    if page_border:
        pen.line((4, top + page_border - 1, 595, top + page_border - 1), fill=(225, 227, 225))
    for row in range(8):
        pen.rectangle((60 + row * 20, top + 160 + row * 20, 260, top + 170 + row * 20), fill="navy")
    return whole


def test_an_infobar_that_appears_moves_the_page() -> None:
    bars = Bars.of(window(), (4, 87, 596, 496))
    assert bars.page_in(window()) == (4, 87, 596, 496)
    assert bars.page_in(window(infobar=57)) == (4, 144, 596, 496)
    assert bars.page_in(window(infobar=57)) == (4, 144, 596, 496)
    assert bars.page_in(window()) == (4, 87, 596, 496)


def test_a_page_that_draws_such_a_line_keeps_its_place() -> None:
    bars = Bars.of(window(), (4, 87, 596, 496))
    assert bars.page_in(window()) == (4, 87, 596, 496)
    assert bars.page_in(window(page_border=57)) == (4, 87, 596, 496)


def test_an_infobar_that_was_there_from_the_start_is_no_address_bar() -> None:
    bars = Bars.of(window(infobar=57), (4, 144, 596, 496))
    assert bars.high == 87
    assert bars.page_in(window(infobar=57)) == (4, 144, 596, 496)
