"""A person with a browser and no script: sees the last page's links and buttons, and presses."""

from html.parser import HTMLParser
from typing import NamedTuple, Self

import httpx

from sandbox.streaming.server import RunningSite


class Customer(NamedTuple):
    """What a site told its customer: enough to sign in, without the site's process at hand."""

    url: str
    slug: str
    account_url: str
    email: str
    password: str
    code: str | None


class Form:
    def __init__(self, action: str) -> None:
        self.action = action
        self.fields: dict[str, str] = {}
        self.buttons: list[str] = []


class PageParts(HTMLParser):
    """Forms with what a browser would send, and links by their visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.words: list[str] = []
        self._link: str | None = None
        self._hidden_text = False
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._hidden_text = tag in {"style", "script", "title"}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
        elif tag == "button":
            self.forms[-1].buttons.append(given["value"])
        elif tag == "input" and (given.get("type") != "radio" or "checked" in given):
            self.forms[-1].fields[given["name"]] = given.get("value", "")
        elif tag == "a":
            self._link = given["href"]

    def handle_data(self, data: str) -> None:
        if self._hidden_text:
            return
        self.words.append(data)
        if self._link is not None and data.strip():
            self.links.setdefault(data.strip(), self._link)
            self._link = None

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "script", "title"}:
            self._hidden_text = False


class Visitor:
    def __init__(self, site: RunningSite | Customer) -> None:
        self.site = site
        self.http = httpx.Client(base_url=site.url, follow_redirects=True, timeout=10)
        self.page = self.http.get("/")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    @property
    def path(self) -> str:
        return self.page.url.path

    @property
    def parts(self) -> PageParts:
        return PageParts(self.page.text)

    @property
    def text(self) -> str:
        return self.parts.text

    def go(self, path: str) -> Self:
        self.page = self.http.get(path)
        return self

    def follow(self, link_text: str) -> Self:
        return self.go(self.parts.links[link_text])

    def press(self, button: str, **fields: str) -> Self:
        """Submit the form that holds the button, as a browser would."""
        form = next(form for form in self.parts.forms if button in form.buttons)
        missing = fields.keys() - form.fields.keys() - {"plan", "reason"}
        assert not missing, f"{self.path} has no field for {missing}"
        sent = form.fields | fields | {"button": button}
        self.page = self.http.post(form.action or self.path, data=sent)
        return self

    def open_account(self) -> Self:
        return self.go(self.site.account_url)

    def sign_in(self) -> Self:
        site = self.site
        self.open_account()  # which asks a stranger to sign in
        if site.slug == "meridian":
            self.press("necessary_only")
        if site.slug == "nocturne":
            self.press("next", email=site.email).press("log_in", password=site.password)
            return self.press("Robin")
        button = "sign_on" if site.slug == "meridian" else "sign_in"
        self.press(button, email=site.email, password=site.password)
        return self.press("verify", code=site.code) if site.code else self
