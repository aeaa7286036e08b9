"""Web pages drawn for these tests: general wordings, light and dark; and a browser to picture them.

They are nobody's pages. Headless Chromium is used here to look at our own test pages only.
"""

import subprocess
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 1280, 820
SHOT_SECONDS_MAX = 60

_BASE = """
*{box-sizing:border-box} body{margin:0;font-size:16px}
nav{padding:16px 40px;display:flex;gap:28px} nav .end{margin-left:auto;display:flex;gap:24px}
main{max-width:820px;margin:24px auto;padding:0 16px} .card{padding:22px;margin:16px 0}
button{padding:12px 26px;border-radius:4px;font-size:16px;margin:6px 8px 6px 0}
input[type=text],input[type=password]{padding:11px;font-size:16px;width:100%;margin:4px 0 12px}
.row{display:flex;justify-content:space-between;padding:10px 0} .small{font-size:12px}
.narrow{max-width:420px;margin:60px auto}
.veil{position:fixed;inset:0;background:rgba(0,0,0,.6);display:flex;align-items:center;
justify-content:center} .dialog{width:480px;padding:28px;border-radius:10px}
"""
_LIGHT = """
body{background:#fff;color:#222;font-family:Arial,sans-serif} .card,.dialog{background:#fff;
border:1px solid #ddd;border-radius:8px} .loud{background:#c8102e;color:#fff;border:0}
.quiet{background:#e6e6e6;color:#222;border:0} a{color:#0059b3;text-decoration:underline}
input{border:1px solid #888} nav{background:#000;color:#fff}
"""
_DARK = """
body{background:#0b0c12;color:#f1f1f1;font-family:Verdana,sans-serif} .card,.dialog{
background:#1a1d28;border-radius:10px} .loud{background:#1ce783;color:#000;border:0}
.quiet{background:transparent;color:#fff;border:1px solid #fff} a{color:#9fb4ff}
input{background:#31343e;border:1px solid #555;color:#fff} nav{background:#000}
"""
_NAV = """<nav><b>ARBOR TV</b><a style="color:#fff">Home</a><a style="color:#fff">Series</a>
<span class="end"><a style="color:#fff">Search</a></span></nav>"""


def page(body: str, *, dark: bool = False, nav: bool = True) -> str:
    style = _BASE + (_DARK if dark else _LIGHT)
    head = _NAV if nav else ""
    return f"<html><head><style>{style}</style></head><body>{head}{body}</body></html>"


def account(inner: str, *, dark: bool = False) -> str:
    return page(
        f"<main><h1>Account</h1><div class=card><h3>Membership</h3>{inner}</div></main>", dark=dark
    )


def flow(inner: str, *, dark: bool = False) -> str:
    return page(f"<main>{inner}</main>", dark=dark)


def dialog(inner: str, *, dark: bool = False) -> str:
    """A dialog over an account page that renews and has its own cancel link."""
    behind = """<main><h1>Account</h1><div class=card><p>Premium $15.99/month</p>
    <p>Next billing date: January 4, 2027</p><a>Cancel membership</a></div></main>"""
    return page(
        f"{behind}<div class=veil><div class=dialog>{inner}</div></div>",
        dark=dark,
    )


def form(inner: str, *, dark: bool = False) -> str:
    return page(f"<div class='narrow card'>{inner}</div>", dark=dark, nav=False)


class Camera:
    """Pictures of pages, as a person's browser would show them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def shoot(self, html: str) -> Image.Image:
        self._count += 1
        source = self._folder / f"page-{self._count}.html"
        shot = source.with_suffix(".png")
        source.write_text(html, encoding="utf-8")
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                f"--user-data-dir={self._folder / 'profile'}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={shot}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=SHOT_SECONDS_MAX,
        )
        with Image.open(shot) as image:
            return image.convert("RGB")
