"""A person with a list: walks a variant over HTTP to its right end, seeing only what a page has.

Every press goes through a form that is really on the page, with what a browser would send along.
"""

from html.parser import HTMLParser
from typing import Self

import httpx

from sandbox.streaming.variants.coming_back import coming_back
from sandbox.streaming.variants.leaving import leaving
from sandbox.streaming.variants.parts import Step
from sandbox.streaming.variants.server import RunningVariant

HOPS_MAX = 12


class Form:
    def __init__(self, action: str, method: str) -> None:
        self.action = action
        self.method = method.lower() or "get"
        self.fields: dict[str, str] = {}
        self.names: set[str] = set()
        self.buttons: list[str] = []


class Page(HTMLParser):
    """Forms with what a browser would send, links by address, words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self._silent = False
        self._select = ""
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent = tag in {"style", "script", "title"}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "")))
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "button":
            self.forms[-1].buttons.append(given["value"])
        elif tag == "select":
            self._select = given["name"]
            self.forms[-1].names.add(self._select)
            self.forms[-1].fields.setdefault(self._select, "")
        elif tag == "input" and "name" in given:
            form = self.forms[-1]
            form.names.add(given["name"])
            if given.get("type") not in {"radio", "checkbox"} or "checked" in given:
                form.fields[given["name"]] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "script", "title"}:
            self._silent = False


class Walker:
    def __init__(self, site: RunningVariant) -> None:
        self.site = site
        self.paths = site.site.paths
        self.http = httpx.Client(base_url=site.url, follow_redirects=True, timeout=20)
        self.answer = self.http.get("/")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    @property
    def page(self) -> Page:
        return Page(self.answer.text)

    @property
    def path(self) -> str:
        return self.answer.url.path

    def go(self, path: str) -> Self:
        self.answer = self.http.get(path)
        return self

    def press(self, button: str, *, without: tuple[str, ...] = (), **fields: str) -> Self:
        """Submit the form that holds the button; `without`: boxes that are unticked first."""
        forms = [form for form in self.page.forms if button in form.buttons]
        assert forms, f"{self.site.slug} {self.path} has no button {button}"
        form = forms[0]
        missing = fields.keys() - form.names
        assert not missing, f"{self.site.slug} {self.path} has no field for {missing}"
        assert set(without) <= form.names
        sent = {name: text for name, text in form.fields.items() if name not in without}
        sent |= fields | {"button": button}
        self.answer = self.http.post(form.action or self.path, data=sent)
        return self

    def clear(self) -> Self:
        """Declines what lies over the page."""
        for _ in range(4):
            buttons = {button for form in self.page.forms for button in form.buttons}
            for decline in ("cookies_few", "news_no", "nag_no"):
                if decline in buttons:
                    self.press(decline)
                    break
            else:
                return self
        return self

    def sign_in(self) -> Self:
        """From the account's address, as a stranger; whatever the site asks for in between."""
        site, variant, known = self.site, self.site.variant, self.site.customer
        self.go(self.paths.account)
        for _ in range(HOPS_MAX):
            self.clear()
            if self.path == self.paths.sign_in:
                if variant.two_steps:
                    self.press("next", email=known.email)
                else:
                    self.press("sign_in", email=known.email, password=known.password)
            elif self.path == f"{self.paths.sign_in}/2":
                self.press("sign_in", password=known.password)
            elif self.path == f"{self.paths.sign_in}/code":
                self.give_code(self.site.customer.code)
            elif self.path == "/profiles":
                self.press("own")
            else:
                break
            if self.answer.status_code == 401:
                break
        assert site.slug
        return self

    def sign_in_hastily(self) -> Self:
        """Takes whatever a page offers loudest on the way in."""
        known = self.site.customer
        if self.site.variant.two_steps:
            self.press("next", email=known.email).press("sign_in", password=known.password)
        else:
            self.press("sign_in", email=known.email, password=known.password)
        if self.path.endswith("/code"):
            self.give_code(known.code)
        if self.path == "/profiles":
            self.press("own")
        for loudest in ("news_yes", "nag_yes"):
            if any(loudest in form.buttons for form in self.page.forms):
                self.press(loudest)
        return self

    def give_code(self, code: str) -> Self:
        """In one field or six, as the page has it."""
        if "d1" in {name for form in self.page.forms for name in form.names}:
            digits = {f"d{place}": digit for place, digit in enumerate(code, 1)}
            return self.press("send", without=(), **digits)
        return self.press("send", code=code)

    def find(self, address: str) -> Self:
        """Follows links from here until one leads to this address; as a person would look."""
        seen, waiting = {self.path}, [self.path]
        own = (self.paths.account, self.paths.help, self.paths.home)
        for _ in range(40):
            self.go(waiting.pop(0)).clear()
            links = self.page.links
            if address in links:
                return self.go(address)
            fresh = [link for link in links if link.startswith(own) and link not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
            if not waiting:
                break
        raise AssertionError(f"{self.site.slug}: no link leads to {address}")

    def open_flow(self) -> Self:
        base = self.paths.leave if self.site.variant.goal == "cancel" else self.paths.back
        return self.go(self.paths.home).find(f"{base}/1")

    def steps(self) -> tuple[Step, ...]:
        variant = self.site.variant
        return leaving(variant) if variant.goal == "cancel" else coming_back(variant)

    def take(self, step: Step) -> Self:
        """The right way on from this step."""
        known = self.site.customer
        fields = {
            name: text.replace("{password}", known.password).replace("{cvv}", known.cvv)
            for name, text in step.fields
        }
        return self.clear().press(step.way, without=step.unfilled, **fields)

    def walk(self, *, until: int | None = None) -> Self:
        """Signs in, finds the flow, takes every step; again after an error or a lost session."""
        self.sign_in().open_flow()
        for step in self.steps()[:until]:
            self.take(step)
            if self.answer.status_code == 500:
                self.go(self.path).take(step)
            if self.path.startswith(self.paths.sign_in):
                return self.walk(until=until)
        return self
