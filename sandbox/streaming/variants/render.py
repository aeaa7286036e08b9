"""From a visit to HTML: a page's own part inside the variant's layout."""

import json
from collections.abc import Sequence
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from kernel.clock import utc_now
from sandbox.streaming.variants.looks import PAGED, THEMES, TILES
from sandbox.streaming.variants.parts import Step
from sandbox.streaming.variants.visit import Visit
from sandbox.streaming.wire import Response

SECTIONS = ("profile", "plan", "payment", "devices", "mail")
OUTSIDE = frozenset({"landing", "sign_in", "password", "code", "captcha", "passkey", "profiles"})
REVEAL_MILLISECONDS = 1_400


def page(visit: Visit, name: str, *, status: HTTPStatus = HTTPStatus.OK, **facts: Any) -> Response:
    """Render pages/<name>.html inside the layout. A notice is shown once, on any next page."""
    told = page_facts(visit) | facts
    told["notice"], visit.session.notice = visit.session.notice, ""
    return _response(name, told, status)


def step_page(visit: Visit, flow: str, step: Step, *, error: str = "") -> Response:
    """One step; a modal layout shows it over the account page."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    told = page_facts(visit) | {"step": _step_facts(visit, step), "error": error, "flow": flow}
    told["notice"], visit.session.notice = visit.session.notice, ""
    if visit.variant.layout == "modal":
        told["over"] = _main("step", told)
        return _response("account", told, status)
    return _response("step", told, status)


def page_facts(visit: Visit) -> dict[str, Any]:
    variant, words, state, session = visit.variant, visit.words, visit.state, visit.session
    said = {
        name: visit.say(text) if isinstance(text, str) else [visit.say(one) for one in text]
        for name, text in ((slot, getattr(words, slot)) for slot in words.__slots__)
        if name not in {"slugs", "plan_names", "plan_blurbs", "terms", "per_month"}
    }
    signed_in = session.signed_in
    return {
        "v": variant,
        "t": THEMES[variant.theme],
        "w": said,
        "p": visit.paths,
        "csrf": session.csrf,
        "request_path": visit.request.path,
        "signed_in": signed_in,
        "in_flow": visit.request.path.startswith((visit.paths.leave, visit.paths.back)),
        "account_path": visit.paths.account,
        "state": state,
        "customer": state.customer,
        "initial": state.customer.first_name[0],
        "active": state.active,
        "plan_name": words.plan_names[state.plan],
        "plan_blurb": words.plan_blurbs[state.plan],
        "best_plan": words.plan_names[2],
        "price": visit.say(words.per_month),
        "from_price": visit.money(variant.cents[0]),
        "premium_price": visit.money(variant.cents[2]),
        "upgrade_text": visit.say(words.upgrade_text, price=visit.money(variant.cents[2])),
        "nag_text": visit.say(words.nag_text, price=visit.money(variant.cents[2])),
        "landing_text": visit.say(words.landing_text, price=visit.money(variant.cents[0])),
        "day": visit.day(state.renews_on or state.ends_on),
        "paused_day": visit.day(state.paused_until),
        "section": _section(visit),
        "paged": variant.layout in PAGED,
        "sections": _sections(visit, said),
        "shelves": _shelves(visit, words.shelves),
        "overlay": _overlay(visit),
        "slow": variant.fault == "slow",
        "reveal_ms": REVEAL_MILLISECONDS,
        "partner_url": visit.partner_url,
        "year": utc_now().year,
        "code_boxes": range(1, 7) if variant.sign_in == "one_digits" else (),
    }


def _response(name: str, told: dict[str, Any], status: HTTPStatus) -> Response:
    told["page"] = name
    told["outside"] = name in OUTSIDE
    told["main"] = _main(name, told)
    return Response(status=status, body=_render(f"layouts/{told['v'].layout}.html", told))


def _main(name: str, told: dict[str, Any]) -> str:
    return mark_safe(_render(f"pages/{name}.html", told))  # noqa: S308 - our own template's output


def _render(name: str, told: dict[str, Any]) -> str:
    return _engine().get_template(f"variants/{name}").render(Context(told, use_l10n=False))


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(Path(__file__).parent.parent / "templates")])


def _section(visit: Visit) -> str:
    """Which section a paged account shows: the address names it, or its first."""
    rest = visit.request.path.removeprefix(visit.paths.account).strip("/")
    return rest if rest in SECTIONS else SECTIONS[0]


def _sections(visit: Visit, said: dict[str, Any]) -> list[dict[str, Any]]:
    titles = {
        "profile": said["profile_section"],
        "plan": said["plan_section"],
        "payment": said["card_section"],
        "devices": said["devices_section"],
        "mail": said["mail_section"],
    }
    # A page that shows everything begins with the plan; one with a menu begins with the person.
    order = SECTIONS if visit.variant.layout in PAGED else ("plan", "profile", *SECTIONS[2:])
    return [
        {"name": name, "title": titles[name], "path": f"{visit.paths.account}/{name}"}
        for name in order
    ]


def _shelves(visit: Visit, titles: Sequence[str]) -> list[dict[str, Any]]:
    start = visit.variant.seed % len(TILES)
    names = [TILES[(start + place) % len(TILES)] for place in range(12)]
    return [
        {
            "title": visit.say(title),
            "tiles": [
                {"title": name, "hue": (visit.variant.seed * 37 + row * 140 + place * 53) % 360}
                for place, name in enumerate(names[row * 6 : row * 6 + 6])
            ],
        }
        for row, title in enumerate(titles)
    ]


def _overlay(visit: Visit) -> str:
    """At most one thing lies over the page; the nagging one comes back once."""
    session, overlays = visit.session, visit.variant.overlays
    if "cookies" in overlays and not session.cookies_answered:
        return "cookies"
    if not session.signed_in or visit.request.path == "/profiles":
        return ""
    if "news" in overlays and not session.news_closed:
        return "news"
    in_account = visit.request.path.startswith(visit.paths.account)
    if "nag" in overlays and session.nags_closed < (2 if in_account else 1):
        return "nag"
    return ""


def _step_facts(visit: Visit, step: Step) -> dict[str, Any]:
    other = visit.step_facts(step)
    return {
        "name": step.name,
        "title": visit.say(step.title),
        "lines": [visit.say(line, **other) for line in step.lines],
        "points": [visit.say(point) for point in step.points],
        "buttons": [
            {"name": button.name, "label": visit.say(button.label), "look": button.look}
            for button in step.buttons
            if not (step.cards and button.look == "loud")
        ],
        "group": step.group,
        "as_select": step.as_select,
        "options": [
            {
                "value": option.value,
                "label": visit.option_label(step, option.value, option.label),
                "hint": option.hint,
                "price": visit.option_price(step, option.value),
                "chosen": option.value == step.chosen,
            }
            for option in step.options
        ],
        "ticks": [
            {"name": tick.name, "label": visit.tick_label(tick.label), "checked": tick.checked}
            for tick in step.ticks
        ],
        "word": step.word,
        "secret": step.secret,
        "field_label": visit.say(step.field_label),
        "scroll": step.scroll,
        "cards": _plan_cards(visit, step) if step.cards else (),
        "badge": step.badge,
        "clock_seconds": step.clock_seconds,
        "clock_label": step.clock_label,
        "facts": [(label, visit.say(value, **other)) for label, value in step.facts],
        "due_label": visit.words.due_today,
        "totals": json.dumps(visit.totals()) if step.name == "review" else "",
    }


def _plan_cards(visit: Visit, step: Step) -> list[dict[str, str]]:
    words, per_month = visit.words, visit.words.per_month
    return [
        {
            "name": words.plan_names[place],
            "blurb": words.plan_blurbs[place],
            "price": visit.say(per_month, price=visit.money(visit.variant.cents[place])),
            "button": button.name,
            "label": button.label,
        }
        for place, button in enumerate(step.buttons[:3])
    ]
