"""Digits typed into boxes of their own stay covered wherever the page takes them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from browser_agent.chrome import Chrome
from browser_agent.hands import Hands, StopFlag
from browser_agent.hidings import Hiding, found_again, hiding, scrolled_along, way_of
from browser_agent.perceive import mask
from browser_agent.session import Session
from browser_agent.tests.scripted_http import answering
from browser_agent.vault import Vault
from kernel.ocr import Reader

CODE = "482913"
PAGE = (
    "<!doctype html><meta charset=utf-8><title>code</title><style>body{font:16px sans-serif;"
    "margin:0}main{padding:300px 200px 1400px}input{width:44px;height:52px;font-size:24px;"
    "text-align:center;margin:0 14px 0 0}</style><main><p id=said></p><h1>Enter the code</h1>"
    + "<input maxlength=1>"
    * len(CODE)
    + "<p>We sent it to your phone.<p><button onclick=\"said.innerHTML='That was wrong.<p>Please "
    "look at it again.<p>You have four tries left.'\">Go on</button></main><script>for(const i of "
    "document.querySelectorAll('input'))i.oninput=()=>i.nextElementSibling?.focus()</script>"
).encode()
SENDS_ITSELF = (
    "<!doctype html><meta charset=utf-8><title>code</title><style>body{font:20px sans-serif;"
    "margin:0}main{padding:200px 200px 400px}input{width:44px;height:52px;font-size:24px;"
    "text-align:center;margin:0 14px 0 0}</style><main id=m><h1>Enter the code</h1>"
    + "<input maxlength=1>"
    * len(CODE)
    + "<p>We sent it to your phone.</main><script>const a=[...document.querySelectorAll('input')];"
    "for(const i of a)i.oninput=()=>{i.nextElementSibling?.focus();if(a.every(x=>x.value)){"
    "history.pushState({},'','/done');m.innerHTML='<h1>Your membership</h1><p>It has not ended yet."
    "<p>It renews on 3 December 2026<p><button>Go on</button>'}}</script>"
).encode()
GROUND, INK = (250, 250, 250), (20, 20, 20)


def boxes(top: int, digits: str = CODE, edge: tuple[int, int, int] = INK) -> Image.Image:
    picture = Image.new("RGB", (700, 500), GROUND)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(26)
    pen.text((100, top - 40), "Your code", fill=INK, font=font)
    for at, digit in enumerate(digits):
        x = 100 + 60 * at
        pen.rectangle((x, top, x + 44, top + 50), outline=edge)
        pen.text((x + 15, top + 10), digit, fill=INK, font=font)
    return picture


PLACE = (100, 200, 445, 250)


def typed(**told: Any) -> Hiding:
    return hiding(boxes(200, " " * len(CODE)), boxes(200, **told), PLACE, "code")


@pytest.mark.parametrize("top", [20, 120, 199, 230, 420, 470])
def test_a_field_is_found_where_it_went(top: int) -> None:
    found = found_again(typed(), boxes(top))
    assert found is not None
    assert found.box == (100, top, 445, top + 50)


def test_a_ring_of_focus_is_no_other_field() -> None:
    found = found_again(typed(edge=(0, 90, 220)), boxes(300))
    assert found is not None
    assert found.box[1] == 300


@pytest.mark.parametrize(
    "other", [boxes(200, " " * 6), boxes(300, " " * 6), Image.new("RGB", (700, 500), GROUND)]
)
def test_what_holds_nothing_or_is_not_there_is_not_found(other: Image.Image) -> None:
    assert found_again(typed(), other) is None


def test_what_is_out_of_sight_is_not_painted() -> None:
    field = replace(typed(), away=True)
    painted, _ = mask(boxes(200), (), Vault({}), [field])
    assert painted.tobytes() == boxes(200).tobytes()


def next_page(words: str = "Your membership has not ended yet") -> Image.Image:
    picture = Image.new("RGB", (700, 500), GROUND)
    pen = ImageDraw.Draw(picture)
    for y, line in ((120, "Your account"), (212, words), (260, "Renews on 3 December 2026")):
        pen.text((100, y), line, fill=INK, font=ImageFont.load_default(24))
    return picture


def test_the_next_page_is_not_taken_for_a_code_that_sent_itself() -> None:
    field = hiding(boxes(200, " " * len(CODE)), next_page(), PLACE, "code")
    assert field.look is None
    assert found_again(field, next_page()) is None


def test_boxes_that_get_thicker_edges_are_the_same_boxes() -> None:
    ringed = boxes(200)
    for at in range(len(CODE)):
        x = 100 + 60 * at
        ImageDraw.Draw(ringed).rectangle((x, 200, x + 44, 250), outline=(0, 90, 220), width=2)
    field = hiding(boxes(200, " " * len(CODE)), ringed, (110, 210, 430, 240), "code")
    assert found_again(field, ringed) is not None


@pytest.mark.parametrize(("aside", "top"), [(8, 200), (-7, 320), (17, 20), (5, 470), (-8, -12)])
def test_a_field_is_found_beside_a_new_scroll_bar(aside: int, top: int) -> None:
    shifted = Image.new("RGB", (700, 500), GROUND)
    shifted.paste(boxes(top), (aside, 0))
    found = found_again(typed(), shifted)
    assert found is not None
    assert found.box == (100 + aside, top, 445 + aside, top + 50)
    assert found_again(found, boxes(top)) is not None


def test_a_field_scrolls_along_with_those_that_are_found() -> None:
    """Where nothing looks like it; unless they went different ways, or it left the picture."""
    field, other = typed(), typed()
    went = replace(other, box=(100, 120, 445, 170))
    assert way_of([field, other], [None, went]) == (0, -80)
    assert scrolled_along(field, (0, -80), boxes(120)).box == (100, 120, 445, 170)
    assert not scrolled_along(field, (0, -80), boxes(120)).away
    assert scrolled_along(field, (0, -250), boxes(-50)).away
    assert way_of([field, other], [replace(other, box=PLACE), went]) is None
    assert scrolled_along(field, None, boxes(120)).away
    assert way_of([field, replace(other, away=True)], [None, went]) is None


def test_a_field_that_scrolled_along_is_covered_and_a_bar_over_it_is_not() -> None:
    field = scrolled_along(typed(), (0, -80), boxes(120))
    reddened = boxes(120, edge=(200, 0, 0))
    covered, _ = mask(reddened, (), Vault({}), [field])
    assert covered.tobytes() != reddened.tobytes()
    bar = boxes(120)
    ImageDraw.Draw(bar).rectangle((0, 0, 700, 220), fill=(255, 255, 255))
    pen = ImageDraw.Draw(bar)
    pen.text((60, 95), "Your account and your plan", fill=INK, font=ImageFont.load_default(24))
    pen.text((120, 135), "Cancel membership", fill=INK, font=ImageFont.load_default(24))
    painted, _ = mask(bar, (), Vault({}), [field])
    assert painted.tobytes() == bar.tobytes()


@pytest.mark.parametrize("top", [-20, 480])
def test_what_slides_over_a_field_at_the_edge_can_be_read(top: int) -> None:
    """A bar that comes in at the upper edge, or at the lower one."""
    field = found_again(typed(), boxes(top))
    assert field is not None
    assert field.part
    covered, _ = mask(boxes(top), (), Vault({}), [field])
    assert covered.tobytes() != boxes(top).tobytes()
    slid = boxes(top)
    pen = ImageDraw.Draw(slid)
    pen.rectangle((0, max(top, 0), 700, top + 50), fill=(255, 255, 255))
    pen.text((100, max(top, 0)), "Cancel membership", fill=INK, font=ImageFont.load_default(18))
    painted, _ = mask(slid, (), Vault({}), [field])
    assert painted.tobytes() == slid.tobytes()


def test_a_field_that_comes_back_from_the_edge_is_whole_again() -> None:
    field = found_again(typed(), boxes(-20))
    assert field is not None
    assert field.part
    back = found_again(field, boxes(200))
    assert back is not None
    assert not back.part
    assert back.box == PLACE


@pytest.mark.browser
def test_words_behind_a_code_that_sends_itself_can_be_read(
    chrome: Chrome, hands: Hands, stop: StopFlag
) -> None:
    session = Session(
        chrome=chrome, hands=hands, stop=stop, vault=Vault({"code": CODE}), reader=Reader()
    )
    with answering(lambda _: (200, SENDS_ITSELF)) as (url, _):
        session.open(url)
        seen = session.see()
        title = next(each for each in seen.lines if each.text == "Enter the code")
        assert session.type_into(title.x0 + 20, title.y1 + 50, CODE, name="code")
        session.settle_after(seen.frame, typed=True)
        assert any("has not ended" in each.text for each in session.see().lines)


@pytest.mark.browser
def test_one_digit_boxes_stay_covered_when_the_page_moves(
    chrome: Chrome, hands: Hands, stop: StopFlag, tmp_path: Path
) -> None:
    """A page that is scrolled down and up again, and one that grows above the boxes."""
    vault, reader = Vault({"code": CODE}), Reader()
    session = Session(chrome=chrome, hands=hands, stop=stop, vault=vault, reader=reader)

    def shows(folder: Path, name: str) -> bool:
        """Whether any digit of the code can be read in the masked picture's own boxes."""
        seen = session.see()
        seen.picture.save(folder / f"{name}.png")
        read = [each.text for each in reader.read(seen.picture)]
        return any(each.strip() in tuple(CODE) for each in read) or "[code]" not in read

    with answering(lambda _: (200, PAGE)) as (url, _):
        session.open(url)
        seen = session.see()
        title = next(each for each in seen.lines if each.text == "Enter the code")
        assert session.type_into(title.x0 + 20, title.y1 + 50, CODE, name="code")
        session.settle_after(seen.frame, typed=True)
        assert not shows(tmp_path, "typed")
        for direction in ("down", "down", "up", "up"):
            seen = session.see()
            session.scroll(direction, seen.picture.width // 2, 300)
            session.settle_after(seen.frame)
            session.see().picture.save(tmp_path / f"{direction}.png")
        assert not shows(tmp_path, "back")
        seen = session.see()
        button = next(each for each in seen.lines if each.text == "Go on")
        session.click(round(button.center_x), round(button.center_y))
        session.settle_after(seen.frame)
        assert any("four tries" in each.text for each in session.see().lines)
        assert not shows(tmp_path, "grown")
