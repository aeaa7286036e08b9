"""What a run leaves behind can be proved, and a full disk leaves no half of it."""

import errno
import json
import os
import stat
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from browser_agent.chain import (
    ChainBrokenError,
    check_chain,
    head_of,
    signed_chain,
    signing_key_of,
)
from browser_agent.contract import ErrorCode
from browser_agent.errors import RunStopError
from browser_agent.evidence import STEPS_FILE, EvidenceFolder, links_of, read_steps, sweep_evidence
from browser_agent.proof import CROP_BYTES_MAX, crop_around, crop_of_plan, small_png
from kernel.ocr import TextLine
from kernel.sealing import PrivateKey

PICTURE = Image.new("RGB", (1280, 800), (250, 250, 250))
QUOTE = "Your plan ends on 5 December 2026."


def act(**changes: Any) -> dict[str, Any]:
    answer = {"page": "account", "state": "active", "confidence": 0.87} | changes
    return {"question": {"goal": "cancel"}, "answer": answer}


def judged(quote: str = QUOTE) -> dict[str, Any]:
    return {"question": {}, "answer": {"page": "account", "state": "cancelled", "quote": quote}}


def a_run(folder: Path, *, with_pictures: bool = True) -> tuple[EvidenceFolder, dict[str, Any]]:
    evidence = EvidenceFolder(folder)
    evidence.keep("step-001", PICTURE, act())
    evidence.keep("verify-001-1", PICTURE, judged(), lines=[TextLine(QUOTE, 500, 300, 800, 320, 1)])
    return evidence, evidence.finished(lambda *_: None, with_pictures=with_pictures)


def test_the_lines_on_disk_lead_to_the_head(tmp_path: Path) -> None:
    evidence, chain = a_run(tmp_path)
    steps = read_steps(tmp_path)
    assert head_of(links_of(steps)) == chain["head"] == steps[-1]["link"]
    assert links_of(steps) == chain["links"]
    assert [path.name for path in evidence.paths] == [step["image"] for step in steps]
    assert steps[1]["lines"] == [[QUOTE, 500, 300, 800, 320]]
    assert steps[1]["size"] == [1280, 800]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize("field", ["answer", "sha256", "at", "previous", "seq", "image"])
def test_no_line_can_be_changed(tmp_path: Path, place: int, field: str) -> None:
    _, chain = a_run(tmp_path)
    steps = read_steps(tmp_path)
    steps[place][field] = 9 if field == "seq" else "changed.png"
    try:
        head = head_of(links_of(steps))
    except ChainBrokenError:
        return
    assert head != chain["head"]


def test_no_line_can_be_left_out_or_moved(tmp_path: Path) -> None:
    _, chain = a_run(tmp_path)
    links = chain["links"]
    assert head_of(links[:-1]) != chain["head"]
    for wrong in (links[1:], [links[1], links[0], *links[2:]], [*links, links[-1]]):
        with pytest.raises(ChainBrokenError):
            head_of(wrong)


def test_the_agent_signs_how_the_run_ended(tmp_path: Path) -> None:
    _, chain = a_run(tmp_path)
    key = signing_key_of(PrivateKey.generate())
    end: dict[str, Any] = {"run_id": "r-1", "outcome": "succeeded", "effective_date": "2026-12-05"}
    signed = signed_chain(chain, key=key, **end)
    check_chain(signed, **end)
    for name, value in {"run_id": "r-2", "outcome": "failed", "effective_date": None}.items():
        with pytest.raises(ChainBrokenError, match="signature"):
            check_chain(signed, **(end | {name: value}))
    for changes in ({"quote": "It renews."}, {"votes": {"judge": "active"}}):
        with pytest.raises(ChainBrokenError, match="signature"):
            check_chain(signed | changes, **end)
    with pytest.raises(ChainBrokenError, match="head"):
        check_chain(signed | {"links": signed["links"][:-1]}, **end)
    other = signing_key_of(PrivateKey.generate())
    with pytest.raises(ChainBrokenError, match="signature"):
        check_chain(signed | {"public_key": other.public_hex}, **end)


def test_machines_that_share_a_key_file_sign_alike(tmp_path: Path) -> None:
    key = PrivateKey.generate()
    key.write_file(tmp_path / "key.json")
    again = PrivateKey.from_file(tmp_path / "key.json")
    assert signing_key_of(key).public_hex == signing_key_of(again).public_hex
    assert signing_key_of(key).seed not in key.raw
    assert signing_key_of(PrivateKey.generate()).public_hex != signing_key_of(key).public_hex


def test_a_receipts_pictures_are_links_too(tmp_path: Path) -> None:
    told: list[str] = []
    evidence = EvidenceFolder(tmp_path)
    evidence.keep("step-001", PICTURE, act())
    evidence.keep("step-002", PICTURE, act(state="cancelled"))
    evidence.keep("verify-001-1", PICTURE, judged())
    chain = evidence.finished(lambda name, *_: told.append(name), with_pictures=True)
    assert told == ["crop-before", "crop-after"]
    assert [link["name"] for link in chain["links"][-2:]] == told
    assert all((tmp_path / f"{name}.png").stat().st_size <= CROP_BYTES_MAX for name in told)


def test_a_run_without_an_end_has_no_pictures_for_a_receipt(tmp_path: Path) -> None:
    _, chain = a_run(tmp_path, with_pictures=False)
    assert [link["name"] for link in chain["links"]] == ["step-001", "verify-001-1"]


def test_even_noise_becomes_small() -> None:
    noise = Image.frombytes("RGB", (1280, 800), os.urandom(1280 * 800 * 3))
    assert len(small_png(noise)) <= CROP_BYTES_MAX


def test_a_crop_shows_what_is_quoted() -> None:
    lines = [
        TextLine("Home", 10, 10, 60, 30, 1),
        TextLine("Your plan ends on", 700, 600, 900, 620, 1),
        TextLine("5 December 2026.", 910, 600, 1060, 620, 1),
    ]
    crop = crop_around(PICTURE, lines, QUOTE)
    assert crop.width < PICTURE.width
    assert crop.height < PICTURE.height
    assert crop_around(PICTURE, lines, "Nothing of that").size == PICTURE.size


def test_how_somebody_pays_is_not_on_a_receipt() -> None:
    lines = [
        TextLine("Mein Konto", 300, 120, 420, 140, 1),
        TextLine("Tarif: Komfort, 12,99 € pro Monat", 300, 318, 522, 334, 1),
        TextLine("Nächste Abbuchung: 03.01.2027", 300, 350, 520, 366, 1),
        TextLine("Lastschrift, IBAN endet auf 9921", 300, 590, 520, 606, 1),
    ]
    marked = PICTURE.copy()
    marked.paste((255, 0, 0), (300, 590, 520, 606))
    crop = crop_of_plan(marked, lines, today=date(2026, 11, 21))
    assert crop.width >= 640
    assert crop.height < 300
    assert all(colour != (255, 0, 0) for _, colour in crop.getcolors() or [])
    assert crop_of_plan(PICTURE, lines[:1], today=date(2026, 11, 21)).size == PICTURE.size


def test_what_could_not_be_sent_goes_after_its_days(tmp_path: Path) -> None:
    a_run(tmp_path / "old")
    a_run(tmp_path / "new")
    (tmp_path / "not-ours").mkdir()
    eight_days_ago = time.time() - 8 * 86_400
    os.utime(tmp_path / "old" / STEPS_FILE, (eight_days_ago, eight_days_ago))
    os.utime(tmp_path / "not-ours", (0, 0))
    assert sweep_evidence(tmp_path, days=9) == 0
    assert sweep_evidence(tmp_path, days=7) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "not-ours"]
    assert sweep_evidence(tmp_path / "nowhere", days=7) == 0


def test_what_is_kept_is_private(tmp_path: Path) -> None:
    a_run(tmp_path / "run")
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
    for path in (tmp_path / "run").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("failing", ["write", "fsync"])
def test_a_full_disk_leaves_whole_lines_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    evidence = EvidenceFolder(tmp_path)
    evidence.keep("step-001", PICTURE, act())
    before = (tmp_path / STEPS_FILE).read_bytes()
    real_write = os.write

    def half(handle: int, content: bytes) -> int:
        if not content.startswith(b"{"):
            return real_write(handle, content)
        real_write(handle, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def never(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(os, failing, half if failing == "write" else never)
        with pytest.raises(RunStopError, match="No space left") as caught:
            evidence.keep("step-002", PICTURE, act())
    assert caught.value.error_code is ErrorCode.DISK_FULL
    assert (tmp_path / STEPS_FILE).read_bytes() == before
    assert not list(tmp_path.glob(".*.draft"))
    evidence.keep("step-003", PICTURE, act())  # room again: the chain goes on where it stood
    assert head_of(links_of(read_steps(tmp_path))) == read_steps(tmp_path)[-1]["link"]


def test_a_folder_that_cannot_be_made_is_told_like_a_full_disk() -> None:
    with pytest.raises(RunStopError, match="Not a directory") as caught:
        EvidenceFolder(Path("/dev/full/run"))
    assert caught.value.error_code is ErrorCode.DISK_FULL


def test_a_line_that_a_power_cut_tore_is_not_read(tmp_path: Path) -> None:
    _, chain = a_run(tmp_path)
    with (tmp_path / STEPS_FILE).open("ab") as file:
        file.write(b'{"name": "step-00')
    assert head_of(links_of(read_steps(tmp_path))) == chain["head"]


def test_half_a_character_from_a_model_can_be_kept_and_signed(tmp_path: Path) -> None:
    evidence = EvidenceFolder(tmp_path)
    evidence.keep("verify-001-1", PICTURE, judged(json.loads('"ends \\ud83d\\u0000 soon"')))
    chain = evidence.finished(lambda *_: None, with_pictures=False)
    assert chain["quote"] == "ends ? soon"
    key = signing_key_of(PrivateKey.generate())
    end: dict[str, Any] = {"run_id": "r", "outcome": "succeeded", "effective_date": None}
    check_chain(signed_chain(chain, key=key, **end), **end)
    assert head_of(links_of(read_steps(tmp_path))) == chain["head"]
