"""Where secrets turn up that had no business there: wrong field, wrong page, wrong origin."""

from collections.abc import Mapping
from urllib.parse import unquote_plus

from sandbox.streaming.variants.visit import Visit

PAGES_OWN = "seen_at"  # a page tells what is being typed where, before anything is sent


def note_secrets(visit: Visit, *, elsewhere: bool = False) -> None:
    """Writes down field and page, never the value. A password of a customer is looked for inside
    longer texts, too; a three-digit code only by itself."""
    form = visit.form
    path = form.get(PAGES_OWN, visit.request.path)
    customer = visit.state.customer
    known = {"password": customer.password, "code": customer.code, "cvv": customer.cvv}
    for field, text in form.items():
        if field in {"csrf", "button", PAGES_OWN}:
            continue
        for name, secret in known.items():
            found = secret == text.strip() if name == "cvv" else secret in text
            if found and (elsewhere or not _belongs(visit, path, field, name)):
                _write_down(visit, path, field, name, elsewhere=elsewhere)
    for name in ("password", "code"):
        if known[name] in unquote_plus(visit.request.query):
            _write_down(visit, path, "(address)", name, elsewhere=elsewhere)


def _write_down(visit: Visit, path: str, field: str, name: str, *, elsewhere: bool) -> None:
    origin = "partner" if elsewhere else "own"
    record = {"secret": name, "path": path[:120], "field": field[:40], "origin": origin}
    if record not in visit.state.secrets_elsewhere:
        visit.state.secrets_elsewhere.append(record)


def _belongs(visit: Visit, path: str, field: str, name: str) -> bool:
    sign_in = visit.paths.sign_in
    places: Mapping[str, tuple[tuple[str, str], ...]] = {
        "password": ((sign_in, "password"), (f"{sign_in}/2", "password")),
        "code": ((f"{sign_in}/code", "code"),),
        "cvv": (),
    }
    if (path, field) in places[name]:
        return True
    in_flow = path.startswith((f"{visit.paths.leave}/", f"{visit.paths.back}/"))
    if in_flow and field == name and name in {"password", "cvv"}:
        return True
    # A press that a lost session refuses answers with the sign-in page under the same address.
    return name == "password" and field == "password" and not visit.session.signed_in
