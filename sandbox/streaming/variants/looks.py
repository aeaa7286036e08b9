"""Layouts, themes, controls and brands: what a variant can look like."""

from collections.abc import Mapping
from dataclasses import dataclass

LAYOUTS = (
    "hero",
    "sidebar",
    "cards",
    "tabs",
    "accordion",
    "avatar",
    "column",
    "table",
    "modal",
    "panes",
)
PAGED = frozenset({"sidebar", "tabs", "column", "panes"})
"""Layouts that give every section of the account a page of its own."""
USUAL_WAY_IN: Mapping[str, str] = {
    "hero": "nav",
    "sidebar": "avatar",
    "cards": "nav",
    "tabs": "avatar",
    "accordion": "hamburger",
    "avatar": "avatar",
    "column": "nav",
    "table": "nav",
    "modal": "avatar",
    "panes": "nav",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """CSS values. `press`: the colour of the loudest button; `on_press`: of its words."""

    page: str
    paper: str
    text: str
    quiet: str
    line: str
    press: str
    on_press: str
    bar: str
    on_bar: str
    hero: str
    on_hero: str
    font: str = '"Liberation Sans",Arial,sans-serif'
    size_px: int = 16
    radius_px: int = 6


THEMES: Mapping[str, Theme] = {
    "daylight": Theme(
        "#f4f4f2", "#ffffff", "#1c1c1c", "#6a6a6a", "#d9d9d6", "#d2122e", "#ffffff",
        "#ffffff", "#1c1c1c", "linear-gradient(100deg,#f7d6c4,#f4f4f2 70%)", "#1c1c1c",
    ),
    "midnight": Theme(
        "#0d1117", "#161d28", "#eef2f7", "#93a1b3", "#2b3646", "#2f81f7", "#ffffff",
        "#0a0e14", "#eef2f7", "linear-gradient(120deg,#15223a,#0d1117)", "#ffffff",
    ),
    "aurora": Theme(
        "#13072e", "#21124a", "#f6f0ff", "#b9a8dc", "#3d2a70", "#ff5fa2", "#1b0a38",
        "linear-gradient(90deg,#5b2bd1,#d13d8f)", "#ffffff",
        "linear-gradient(120deg,#6a2be0,#e2468e 80%)", "#ffffff", radius_px=14,
    ),
    "fog": Theme(
        "#eceff1", "#f5f7f8", "#5f6b73", "#87939b", "#dbe1e5", "#8fa4b0", "#f7fafb",
        "#f5f7f8", "#78858d", "linear-gradient(180deg,#e2e8ec,#eceff1)", "#6b7880",
        font='"DejaVu Sans",Verdana,sans-serif', size_px=15, radius_px=3,
    ),
    "bold": Theme(
        "#fffdf5", "#ffffff", "#111111", "#444444", "#111111", "#ffd400", "#111111",
        "#111111", "#ffffff", "#ffd400", "#111111", size_px=21, radius_px=0,
    ),
    "forest": Theme(
        "#f2f5ef", "#ffffff", "#1d2b20", "#5c6f61", "#cfdacb", "#1f7a3f", "#ffffff",
        "#14532d", "#f2f5ef", "linear-gradient(90deg,#14532d,#4d8b5f)", "#ffffff", radius_px=8,
    ),
    "cinema": Theme(
        "#000000", "#141414", "#e8e8e8", "#8c8c8c", "#333333", "#e50914", "#ffffff",
        "#000000", "#e8e8e8", "linear-gradient(180deg,#3a0509,#000000)", "#ffffff", radius_px=4,
    ),
    "paper": Theme(
        "#faf6ee", "#fffdf8", "#2b2118", "#7d6f5f", "#e0d5c3", "#8b3a1e", "#ffffff",
        "#fffdf8", "#2b2118", "linear-gradient(90deg,#efe2cb,#faf6ee)", "#2b2118",
        font='"Liberation Serif",Georgia,serif', size_px=18, radius_px=2,
    ),
    "ocean": Theme(
        "#eaf4fb", "#ffffff", "#0b2a3f", "#537085", "#c5dcea", "#00708f", "#ffffff",
        "linear-gradient(90deg,#013a63,#01839a)", "#ffffff",
        "linear-gradient(110deg,#013a63,#2fb6c3)", "#ffffff", radius_px=24,
    ),
    "slate": Theme(
        "#23272f", "#2c313b", "#d7dce4", "#8993a3", "#414855", "#f0a500", "#23272f",
        "#1b1e25", "#d7dce4", "linear-gradient(90deg,#39404d,#23272f)", "#f0a500",
        font='"DejaVu Sans",Verdana,sans-serif', size_px=14, radius_px=5,
    ),
}  # fmt: skip

CONTROLS = ("pill", "square", "soft", "capitals", "outlined")

BRANDS = (
    "Saltmarsh TV", "Lumio", "Cinedor", "Halcyon", "Bracken+", "Orbita", "Kiosk 9", "Velour",
    "Papaya Play", "Northlight", "Zirkel", "Matinee", "Tambora", "Fjordvision", "Polka", "Quill",
    "Rondo", "Sirocco", "Ultramar", "Vantage", "Wick", "Xenia", "Yonder", "Zephyr Play", "Acacia",
    "Belvedere", "Cobalt", "Dovetail", "Ember+", "Foxglove", "Gondola", "Hearth", "Isola",
    "Juniper",
    "Krater", "Lagoon", "Mosaik", "Nimbus", "Ozalid", "Parallax", "Quartier", "Riviera", "Stella 4",
    "Tundra", "Umbra", "Violeta", "Wandel", "Yucca", "Zenit", "Atlas Film", "Brio", "Cascade",
)  # fmt: skip
PARTNERS = ("Maplestore", "Telvia", "PlayMarket", "Voltacom")
TILES = (
    "Saltmarsh", "The Ninth Ferry", "Low Tide", "Paper Kings", "Bramble", "Undertow", "Static",
    "Kestrel", "Ostinato", "Harrow", "Marrow", "Disco Llama", "Neon Nonna", "Wobble", "Deep Cold",
    "Night Trains", "Iron & Rye", "Second Moon", "Vesper", "Cinder Street", "Orchard Lane",
    "The Weir",
)  # fmt: skip
