"""What the hands may do. Pure functions: words, points and origins in, a Decision out.

The model's answer informs these rules and cannot overrule them. Page text can only make them
stricter.
"""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from browser_agent import lexicon
from browser_agent.contract import ActionName

PASSWORD_ATTEMPTS_MAX = 2
DOMAIN_LABELS = 2
CODE_ATTEMPTS_MAX = 3
TEXT_CHARACTERS_MAX = 40

# Names under which strangers can register: the label before them belongs to the domain. The short
# list is of what services and their sign-in pages use; a name too many only makes it stricter.
TWO_PART_SUFFIXES = frozenset(
    [
        "ac.uk",
        "co.id",
        "co.il",
        "co.in",
        "co.jp",
        "co.ke",
        "co.kr",
        "co.nz",
        "co.th",
        "co.uk",
        "co.za",
        "com.ar",
        "com.au",
        "com.br",
        "com.cn",
        "com.co",
        "com.hk",
        "com.mx",
        "com.my",
        "com.pe",
        "com.ph",
        "com.pl",
        "com.sg",
        "com.tr",
        "com.tw",
        "com.ua",
        "com.vn",
        "gov.uk",
        "me.uk",
        "ne.jp",
        "net.au",
        "net.br",
        "net.nz",
        "or.jp",
        "org.au",
        "org.br",
        "org.mx",
        "org.nz",
        "org.uk",
        "github.io",
        "gitlab.io",
        "herokuapp.com",
        "netlify.app",
        "pages.dev",
        "vercel.app",
        "web.app",
        "workers.dev",
        "firebaseapp.com",
        "azurewebsites.net",
        "cloudfront.net",
        "amazonaws.com",
        "blogspot.com",
        "de.com",
        "eu.com",
        "glitch.me",
        "ngrok-free.app",
        "ngrok.io",
        "replit.app",
        "surge.sh",
        "trycloudflare.com",
        "uk.com",
        "us.com",
        "fly.dev",
        "onrender.com",
    ]
)
COUNTRY_LETTERS = 2
# What countries sell names under: any of these before two letters counts as a suffix.
SECOND_LEVEL = re.compile(
    "ac|biz|co|com|edu|firm|gen|go|gob|gouv|gov|gub|id|ind|info|ltd|me|mil|ne|net|nom|or|org|plc|"
    "pro|sch|web"
)
NEAR_MONEY = frozenset({"checkout", "confirm", "card_check"})
CENT = 0.01
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Decision:
    """verdict: allow, deny (do something else) or ask (a person decides). rule: which one spoke."""

    verdict: Literal["allow", "deny", "ask"]
    rule: str

    @property
    def allowed(self) -> bool:
        return self.verdict == "allow"


ALLOW = Decision("allow", "none_against")


@dataclass(frozen=True, slots=True)
class Press:
    """A press that is being considered.

    target: what the model calls it; label: what OCR reads there ("" for an icon); page: the model's
    word for the page; commit: the model says it is final; prices: what the page would charge;
    unticks: our own pixels show a ticked box there, which the press clears.
    """

    target: str
    label: str
    page: str
    commit: bool
    prices: tuple[float, ...] = ()
    unticks: bool = False


def registrable_domain(host: str) -> str:
    """www.shop.example.co.uk -> example.co.uk. IP addresses and single names stay as they are."""
    labels = host.lower().rstrip(".").split(".")
    if _is_ip(host) or len(labels) <= DOMAIN_LABELS:
        return ".".join(labels)
    country = len(labels[-1]) == COUNTRY_LETTERS and SECOND_LEVEL.fullmatch(labels[-2])
    kept = DOMAIN_LABELS + (bool(country) or ".".join(labels[-2:]) in TWO_PART_SUFFIXES)
    return ".".join(labels[-kept:])


def origin_of(url: str) -> str:
    """What a Task's `origins` would hold for this address: a registrable domain on the usual port,
    else host:port. Raises ValueError where it is not an http(s) address."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError("not an http or https address")
    port = parts.port or DEFAULT_PORTS[parts.scheme]
    host = parts.hostname
    if _is_ip(host) or "." not in host or port not in DEFAULT_PORTS.values():
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return registrable_domain(host)


def origin_allowed(url: str, origins: Sequence[str]) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".")
    if not host or port is None or parts.username is not None:
        return False
    exact = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return any(
        exact == origin
        or (
            port in DEFAULT_PORTS.values()
            and not _is_ip(host)
            and (host == origin or host.endswith(f".{origin}"))
        )
        for origin in map(str.lower, origins)
    )


def judge_secret(  # noqa: PLR0911 - one line a rule
    name: str,
    *,
    url: str,
    origins: Sequence[str],
    loopback: bool,
    page_words: Sequence[str],
    label: str,
    attempts: int,
) -> Decision:
    """May this secret be typed here?

    url: read off the address bar just now. loopback: its host is this machine. page_words: the OCR
    lines of the page; label: those next to the field. attempts: how often it was typed already.
    """
    if not origin_allowed(url, origins):
        return Decision("deny", "foreign_origin")
    if urlsplit(url).scheme != "https" and not loopback:
        return Decision("deny", "not_https")
    if lexicon.about_something_else(label) and not lexicon.about_password(label):
        return Decision("deny", "other_field")
    if name == "password" and attempts >= PASSWORD_ATTEMPTS_MAX:
        return Decision("ask", "password_attempts")
    if name in {"code", "cvv"} and attempts >= CODE_ATTEMPTS_MAX:
        return Decision("ask", "code_attempts")
    if name == "password" and not any(map(lexicon.about_password, page_words)):
        return Decision("deny", "no_password_wording")
    if name == "password" and lexicon.about_email(label) and not lexicon.about_password(label):
        return Decision("deny", "email_field")
    return ALLOW


def judge_text(text: str, *, url: str, origins: Sequence[str]) -> Decision:
    """Words of the model's own, such as CANCEL where a site wants it typed."""
    if not origin_allowed(url, origins):
        return Decision("deny", "foreign_origin")
    if len(text) > TEXT_CHARACTERS_MAX or not text.isprintable():
        return Decision("deny", "text_too_long")
    return ALLOW


def judge_press(
    press: Press,
    *,
    action: ActionName,
    commits: int,
    plan: str | None = None,
    price_max: float | None = None,
) -> Decision:
    """May this be pressed? What the model says and what OCR reads there must both be harmless."""
    if action == "cancel":
        for words in (press.target, press.label):
            rule = lexicon.forbidden_on_cancel(words)
            if rule and not (rule == "keep" and press.unticks and not press.commit):
                return Decision("deny", rule)
        return ALLOW
    return _judge_resume(press, commits=commits, plan=plan, price_max=price_max)


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
    if action != "resume" or price_max is None or page not in NEAR_MONEY:
        return ALLOW
    if prices and max(prices) > price_max + CENT / 2:
        return Decision("ask", "price_above_limit")
    if not prices and page != "card_check":  # which often names no price
        return Decision("ask", "price_unknown")
    return ALLOW


def is_commit(press: Press, action: ActionName) -> bool:
    """Whether pressing makes it final, as far as can be told. On resume the words count as well, on
    pages where money is near; on the account page "Restart" may only open the next page."""
    if press.commit:
        return True
    near_money = press.page in {"checkout", "confirm"}
    return action == "resume" and near_money and lexicon.commits(f"{press.target} {press.label}")


def price_limit(text: str | None) -> float | None:
    """$15.49/month -> 15.49; None where no limit was given. ValueError where it has no amount."""
    if text is None or not text.strip():
        return None
    found = amounts(text, bare=True)
    if not found:
        raise ValueError("no amount in the price limit")
    return found[0]


def amounts(text: str, *, bare: bool = False) -> list[float]:
    """Money in a line: "$1,234.50", "9,99 €". bare: numbers without a currency count too."""
    sign = r"(?:[$€£]|US\$|USD|EUR|GBP|CHF)"
    number = r"\d{1,3}(?:[.,\s]\d{3})*(?:[.,]\d{2})(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
    pattern = rf"{sign}\s?({number})|({number})\s?{sign}" + (rf"|({number})" if bare else "")
    found = []
    for match in re.finditer(pattern, text):
        raw = next(group for group in match.groups() if group)
        found.append(_amount(raw))
    return found


def charged_prices(lines: Sequence[str]) -> tuple[float, ...]:
    """What the page would charge: amounts on lines that speak of a charge, else every amount."""
    speaks = re.compile(
        r"total|today|charge|bill|pay|due|renew|month|year|/ ?mo|/ ?yr|monat|jahr|mes\b|mois|\ban\b"
    )
    charging = [a for line in lines if speaks.search(lexicon.plain(line)) for a in amounts(line)]
    return tuple(charging or [a for line in lines for a in amounts(line)])


def _judge_resume(  # noqa: PLR0911 - one line a rule
    press: Press, *, commits: int, plan: str | None, price_max: float | None
) -> Decision:
    for each in (press.target, press.label):
        if rule := lexicon.forbidden_on_resume(each):
            return Decision("deny", rule)
    words = lexicon.plain(f"{press.target} {press.label}")
    if re.search(r"\bupgrade\b|free trial|gift card", words) and plan is None:
        return Decision("deny", "spend")
    if price_max is not None and max(amounts(words), default=0.0) > price_max + CENT / 2:
        return Decision("ask", "price_above_limit")  # on the button itself, whatever page it is
    if not is_commit(press, "resume"):
        return ALLOW
    if commits:
        return Decision("ask", "second_commit")
    if price_max is None:
        return ALLOW
    if not press.prices:
        return Decision("ask", "price_unknown")
    if max(press.prices) > price_max + CENT / 2:
        return Decision("ask", "price_above_limit")
    return ALLOW


def _amount(raw: str) -> float:
    raw = raw.replace(" ", "")
    cents = re.search(r"[.,](\d{1,2})$", raw)
    whole = re.sub(r"[.,]", "", raw[: cents.start()] if cents else raw)
    return float(f"{whole}.{cents.group(1) if cents else 0}")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
