"""The reader against pictures drawn here: exact enough to click, and cheap the second time."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from kernel import ocr
from kernel.ocr import Reader, TextLine, split_box
from kernel.ocr_engine import OcrUnavailableError, load_engine

WHITE, INK = (255, 255, 255), (30, 30, 30)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=2)


def page(
    *texts: tuple[str, int, int], size: int = 18, paper: tuple[int, int, int] = WHITE
) -> Image.Image:
    ink = INK if sum(paper) > 380 else (230, 230, 230)
    image = Image.new("RGB", (900, 600), paper)
    draw = ImageDraw.Draw(image)
    for text, x, y in texts:
        draw.text((x, y), text, fill=ink, font=font(size))
    return image


def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def texts(lines: tuple[TextLine, ...]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize("paper", [WHITE, (12, 16, 32), (229, 9, 20)])
def test_text_is_read_where_it_stands(reader: Reader, paper: tuple[int, int, int]) -> None:
    lines = reader.read(page(("Finish cancellation", 120, 200), paper=paper))

    assert texts(lines) == ["Finish cancellation"]
    (line,) = lines
    assert 112 <= line.x0 <= 122
    assert 200 <= line.center_y <= 220
    assert line.confidence > 0.8


def test_neighbouring_links_stay_apart_and_in_reading_order(reader: Reader) -> None:
    lines = reader.read(page(("Cancel membership", 160, 101), ("Change plan", 30, 100), size=13))

    assert texts(lines) == ["Change plan", "Cancel membership"]


def test_an_empty_picture_says_nothing(reader: Reader) -> None:
    assert reader.read(Image.new("RGB", (640, 480), (240, 240, 240))) == ()


class Counted(Reader):
    """A reader that keeps count of the rows it detects and the pieces it recognises."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[int] = []
        self.pieces: list[int] = []

    def _detect(self, band: ocr.Pixels) -> list[ocr.Box]:
        self.rows.append(band.shape[0])
        return super()._detect(band)

    def _loaded(self) -> object:
        engine = super()._loaded()
        counted = self

        class Engine:
            detect_and_crop = staticmethod(engine.detect_and_crop)

            @staticmethod
            def recognize_txt(crops: list[ocr.Pixels]) -> object:
                counted.pieces.append(len(crops))
                return engine.recognize_txt(crops)

        return Engine


def test_only_what_is_drawn_is_looked_at() -> None:
    """Detection costs by the pixel; small words on a wide dark page are found all the same."""
    picture = Image.new("RGB", (1280, 800), (10, 11, 14))
    draw = ImageDraw.Draw(picture)
    draw.text((480, 110), "Who's watching?", fill="white", font=font(44))
    for at, name in enumerate(("Dana", "Theo", "Kids")):
        draw.rectangle((440 + 160 * at, 210, 570 + 160 * at, 340), fill=(30, 110, 240))
        draw.text((490 + 160 * at, 354), name, fill=(160, 160, 160), font=font(16))
    draw.text((20, 760), "Imprint", fill=(160, 160, 160), font=font(14))
    pixels = np.asarray(picture)

    blocks = list(ocr.drawn_blocks(pixels))

    assert len(blocks) == 2
    assert sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in blocks) < 0.5 * 1280 * 800
    assert texts(Reader().read(picture)) == ["Who's watching?", "Dana", "Theo", "Kids", "Imprint"]


def test_an_identical_picture_is_free() -> None:
    counted = Counted()
    first = counted.read(page(("Account", 40, 40)))
    before = list(counted.rows)

    assert counted.read(page(("Account", 40, 40))) == first
    assert counted.rows == before


def test_only_changed_rows_are_detected_again() -> None:
    counted = Counted()
    counted.read(page(("Account", 40, 40), ("Renews in May", 40, 300), ("Help centre", 40, 540)))
    counted.rows.clear()

    lines = counted.read(
        page(("Account", 40, 40), ("Ends in June", 40, 300), ("Help centre", 40, 540))
    )

    assert texts(lines) == ["Account", "Ends in June", "Help centre"]
    assert sum(counted.rows) < 150


def test_a_scrolled_text_is_not_recognised_again() -> None:
    counted = Counted()
    counted.read(page(("Cancel membership", 40, 400), size=16))
    counted.pieces.clear()

    lines = counted.read(page(("Cancel membership", 40, 137), size=16))

    assert texts(lines) == ["Cancel membership"]
    assert counted.pieces == []


def test_a_dialog_that_vanishes_gives_the_older_frame_back() -> None:
    counted = Counted()
    plain = page(("Account", 40, 40), ("Renews in May", 40, 300))
    covered = page(("Account", 40, 40), ("Renews in May", 40, 300), ("Are you sure?", 500, 310))
    first = counted.read(plain)
    counted.read(covered)
    counted.rows.clear()

    assert counted.read(plain) == first
    assert counted.rows == []


def test_a_reader_that_forgot_reads_all_of_it_again() -> None:
    counted = Counted()
    seen = page(("Account", 40, 40), ("Renews in May", 40, 300))
    first = counted.read(seen)
    rows = list(counted.rows)
    counted.forget()
    counted.rows.clear()
    counted.pieces.clear()

    assert counted.read(seen) == first
    assert counted.rows == rows
    assert sum(counted.pieces) == 2


def test_bands_agree_with_a_reader_that_remembers_nothing() -> None:
    remembering = Reader()
    frames = [
        page(("Account", 40, 40), (f"Step {n} of three", 40, 100 * n), ("Footer", 40, 560))
        for n in (1, 2, 3)
    ]
    for frame in frames:
        assert texts(remembering.read(frame)) == texts(Reader().read(frame))


def test_threads_share_one_reader(reader: Reader) -> None:
    words = ["Alpha", "Bravo", "Charlie", "Delta"]
    answers: dict[str, list[str]] = {}

    def work(word: str) -> None:
        answers[word] = texts(reader.read(page((word, 60, 60), size=24)))

    threads = [threading.Thread(target=work, args=(word,)) for word in words]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {word: [word] for word in words}


def test_a_missing_model_is_an_error_and_never_a_download(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import rapidocr  # noqa: PLC0415

    monkeypatch.setattr(rapidocr, "__file__", str(tmp_path / "rapidocr" / "__init__.py"))

    with pytest.raises(OcrUnavailableError):
        Reader().read(page(("Account", 40, 40)))


def test_threads_that_wait_for_each_other_leave_the_processor_to_the_browser() -> None:
    engine = load_engine(threads=2)

    # Pieces of text are recognised two at once, each on one thread: together they take no more.
    for model, threads in ((engine.text_det, 2), (engine.text_rec, 1)):
        told = model.session.session.get_session_options()
        assert told.get_session_config_entry("session.intra_op.allow_spinning") == "0"
        assert told.intra_op_num_threads == threads


def test_pieces_recognised_at_once_are_what_each_says_alone(reader: Reader) -> None:
    words = ("Account", "Billing", "Cancel membership", "Renews on 4 May 2027", "$9.99 a month")
    image = page(*((text, 60, 60 + 60 * place) for place, text in enumerate(words)))

    def said(threads: int) -> list[str]:
        return [line.text for line in Reader(threads=threads).read(image)]

    assert said(2) == said(1) == list(words)


def test_a_flat_patch_is_no_text() -> None:
    pixels = np.full((40, 200, 3), 200, dtype=np.uint8)

    assert split_box(pixels, (0, 0, 200, 40)) == []


def test_a_box_that_catches_a_buttons_edge_is_trimmed_to_the_words(reader: Reader) -> None:
    image = page()
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 260, 140), fill=(28, 231, 131))
    draw.text((130, 110), "Continue", fill=INK, font=font(18))

    ((x0, y0, x1, y1),) = split_box(np.asarray(image), (110, 92, 250, 134))

    assert 124 <= x0 <= 131
    assert y0 >= 104
    assert x1 <= 222
    assert y1 <= 134


def test_an_underlined_link_keeps_its_space_and_an_address_its_underscore() -> None:
    assert ocr.UNDERLINED_SPACE.sub(" ", "Manage_plan") == "Manage plan"
    assert ocr.UNDERLINED_SPACE.sub(" ", "Ja,_Abo beenden") == "Ja, Abo beenden"
    assert ocr.UNDERLINED_SPACE.sub(" ", "Really, stop_ my pass") == "Really, stop my pass"
    assert ocr.UNDERLINED_SPACE.sub(" ", "jane_doe@example.org") == "jane_doe@example.org"


def test_part_of_a_line_points_at_its_words() -> None:
    line = TextLine("New here? Sign up now", 100, 10, 310, 30, 0.9)
    start = line.text.index("Sign")

    x0, _, x1, _ = line.part(start, len(line.text))

    assert 190 <= x0 <= 210
    assert x1 == 310
