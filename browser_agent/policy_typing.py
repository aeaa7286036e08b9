"""What the hands may type, where, and whether Enter may follow."""

import math
from collections.abc import Sequence
from urllib.parse import urlsplit

from browser_agent import agreed, fields, lexicon
from browser_agent.contract import ActionName
from browser_agent.money import CENT
from browser_agent.origins import origin_allowed
from browser_agent.policy import ALLOW, NEAR_MONEY, Decision

PASSWORD_ATTEMPTS_MAX, CODE_ATTEMPTS_MAX, TEXT_CHARACTERS_MAX = 2, 3, 40


def judge_secret(  # noqa: PLR0911, PLR0913 - one line a rule
    name: str,
    *,
    url: str,
    origins: Sequence[str],
    loopback: bool,
    page_words: Sequence[str],
    label: str,
    attempts: int,
    near: str = "",
    around: Sequence[str] = (),
    action: ActionName = "cancel",
) -> Decision:
    """May this secret be typed here?

    url: read off the address bar just now. loopback: its host is this machine. page_words: the OCR
    lines of the page; label: those next to the field; near: the nearest of all; around: those level
    with it and above. attempts: how often it was typed already.
    """
    if not origin_allowed(url, origins):
        return Decision("deny", "foreign_origin")
    if urlsplit(url).scheme != "https" and not loopback:
        return Decision("deny", "not_https")
    if fields.refuses(name, label) or fields.refuses(name, near):
        return Decision("deny", "other_field")
    if name == "email" and fields.orders_mails((label, near, *around)):
        return Decision("deny", "mails")
    if name == "password" and (rule := agreed.denied_by(around, ends=action == "cancel")):
        return Decision("deny", rule)
    if name == "password" and attempts >= PASSWORD_ATTEMPTS_MAX:
        return Decision("ask", "password_attempts")
    if name in {"code", "cvv"} and attempts >= CODE_ATTEMPTS_MAX:
        return Decision("ask", "code_attempts")
    if name == "password" and not any(map(fields.about_password, page_words)):
        return Decision("deny", "no_password_wording")
    if name == "password" and fields.about_email(label) and not fields.about_password(label):
        return Decision("deny", "email_field")
    return ALLOW


def judge_text(text: str, *, url: str, origins: Sequence[str]) -> Decision:
    """Words of the model's own, such as CANCEL where a site wants it typed."""
    if not origin_allowed(url, origins):
        return Decision("deny", "foreign_origin")
    if len(text) > TEXT_CHARACTERS_MAX or not text.isprintable():
        return Decision("deny", "text_too_long")
    return ALLOW


def judge_field(words: str, *, action: ActionName) -> Decision:
    """May this point be clicked to type there? words: what stands on it; a button is no field."""
    rule = lexicon.forbidden_on_cancel(words) if action == "cancel" else None
    if rule or (action == "resume" and lexicon.spends(words)):
        return Decision("deny", "no_field")
    return ALLOW


def judge_submit(
    page: str, *, action: ActionName, prices: Sequence[float], price_max: float | None
) -> Decision:
    """May Enter be pressed after typing? It may pay as well as a press on the button does."""
    if action != "resume" or page not in NEAR_MONEY:
        return ALLOW
    if price_max is None:
        return Decision("ask", "price_not_approved") if prices else ALLOW
    if prices and max(prices) > price_max + CENT / 2:
        return Decision("ask", "price_above_limit")
    if not prices and page != "card_check" and price_max < math.inf:  # it often names no price
        return Decision("ask", "price_unknown")
    return ALLOW
