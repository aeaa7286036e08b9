"""The engine behind `kernel.ocr`: RapidOCR on ONNX Runtime, with the models of its own wheel."""

from pathlib import Path
from typing import Any

from kernel.errors import UnsaltedError

DETECTOR, RECOGNISER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
SIDE_PIXELS_MAX = 1_600  # detection works on at most this many pixels a side; recognition on all
FOUND_MIN = 0.35  # small words on large dark pages are found with less than the usual 0.5
# One word at a time, at its own width: batches are padded to their widest, and to 320 at least.
WORDS_BATCH, WORDS_SHAPE = 1, (3, 48, 160)


class OcrUnavailableError(UnsaltedError):
    """The installed wheel's models are not on disk. Nothing is downloaded instead."""

    code = "ocr_unavailable"


def load_engine(*, threads: int) -> Any:
    """A RapidOCR with `detect_and_crop` and `recognize_txt`. Raises OcrUnavailableError.

    threads: how many the detector may use; the recogniser is called from as many at a time.
    """
    import rapidocr  # noqa: PLC0415 - a second of imports that only readers pay for

    models = Path(rapidocr.__file__).parent / "models"
    # Named by path, so that a missing model is an error here and never a download there.
    for name in (DETECTOR, RECOGNISER):
        if not (models / name).is_file():
            raise OcrUnavailableError("The OCR model is not installed.", model=name)
    engine: Any = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_vertical_padding": False,
            "Det.model_path": str(models / DETECTOR),
            "Det.box_thresh": FOUND_MIN,
            "Det.limit_type": "max",
            "Det.limit_side_len": SIDE_PIXELS_MAX,
            "Rec.model_path": str(models / RECOGNISER),
            "Rec.rec_batch_num": WORDS_BATCH,
            "Rec.rec_img_shape": list(WORDS_SHAPE),
        }
    )
    detector, recogniser = engine._load_det_model(), engine._load_rec_model()  # noqa: SLF001 - by no public name
    detector.session.session = _patient(models / DETECTOR, threads)
    recogniser.session.session = _patient(models / RECOGNISER, 1)
    return engine


def found_nothing() -> type[Exception]:
    """The error by which the engine says that a picture holds no text."""
    from rapidocr.main import RapidOCRError  # noqa: PLC0415 - see load_engine

    return RapidOCRError


def _patient(model: Path, threads: int) -> Any:
    """A session whose threads sleep while they wait for each other. By default they spin, which
    takes the processor from the browser and, beside it, twice the time; RapidOCR cannot be told."""
    import onnxruntime  # noqa: PLC0415 - see load_engine

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
