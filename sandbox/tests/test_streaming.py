"""A customer's walks over real HTTP: in, out, back again. The sites' own state is the judge."""

from collections.abc import Iterator
from datetime import date, timedelta

import httpx
import pytest
import time_machine

from kernel.clock import utc_now
from sandbox.streaming.server import RunningSite, StreamingSites
from sandbox.tests.visitor import Visitor

SLUGS = ("lanternbox", "nocturne", "kaleido", "meridian")
CANCEL_PRESSES: dict[str, list[tuple[str, dict[str, str]]]] = {
    "lanternbox": [("finish", {})],
    "nocturne": [("continue", {}), ("yes", {})],
    "kaleido": [("no_thanks", {}), ("still_cancel", {}), ("cancel", {})],
    "meridian": [("continue", {"reason": "usage"}), ("submit", {})],
}
CANCEL_LINKS = {
    "lanternbox": "Cancel membership",
    "nocturne": "Cancel subscription",
    "kaleido": "Cancel membership",
    "meridian": "Cancel service",
}
RESUME_LINKS = {
    "lanternbox": "Restart membership",
    "nocturne": "Resume subscription",
    "kaleido": "Come back to Kaleido",
    "meridian": "Reinstate service",
}
KEEPS = [  # (slug, the presses before, the button that keeps)
    ("lanternbox", 0, "keep"),
    ("nocturne", 0, "stay"),
    ("nocturne", 1, "no"),
    ("kaleido", 2, "keep"),
    ("meridian", 0, "back"),
    ("meridian", 1, "retain"),
]


@pytest.fixture(scope="module")
def sites() -> Iterator[StreamingSites]:
    with StreamingSites.start() as running:
        yield running


@pytest.fixture
def site(sites: StreamingSites, slug: str) -> RunningSite:
    """The site that a test's `slug` parameter names, reset."""
    found = sites[slug]
    reset(found)
    return found


def reset(site: RunningSite, **body: str) -> None:
    key = {"X-Control-Key": site.control_key}
    httpx.post(f"{site.url}/__control__/reset", headers=key, json=body).raise_for_status()


def cancel(visitor: Visitor, *, presses: int | None = None) -> None:
    visitor.open_account().follow(CANCEL_LINKS[visitor.site.slug])
    for button, fields in CANCEL_PRESSES[visitor.site.slug][:presses]:
        visitor.press(button, **fields)


def buttons(site: RunningSite) -> list[str]:
    return [event["button"] for event in site.state()["events"]]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_customer_cancels_and_accepts_nothing(site: RunningSite) -> None:
    renews_on = date.fromisoformat(site.state()["renews_on"])
    with Visitor(site) as visitor:
        visitor.sign_in()
        assert CANCEL_LINKS[site.slug] in visitor.open_account().parts.links
        assert site.site.brand.date_text(renews_on) in visitor.text
        cancel(visitor)
        state = site.state()
        visitor.go(site.site.brand.paths.cancel_done)
        assert visitor.path == site.site.brand.paths.cancel_done
        ends_on = date.fromisoformat(state["ends_on"])
        assert site.site.brand.date_text(ends_on) in visitor.text
        visitor.open_account()
        assert site.site.brand.date_text(ends_on) in visitor.text
        assert "cancel" in visitor.text.lower()
        assert RESUME_LINKS[site.slug] in visitor.parts.links
        assert CANCEL_LINKS[site.slug] not in visitor.parts.links
    assert state["subscription"] == "cancelled"
    assert state["renews_on"] is None
    assert renews_on - ends_on == timedelta(days=1 if site.slug == "nocturne" else 0)
    assert (state["offers_taken"], state["payments"], state["paused_until"]) == ([], [], None)
    assert buttons(site)[-len(CANCEL_PRESSES[site.slug]) :] == [
        button for button, _ in CANCEL_PRESSES[site.slug]
    ]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_customer_resumes_on_the_plan_that_was_chosen(site: RunningSite) -> None:
    reset(site, subscription="cancelled")
    ends_on = date.fromisoformat(site.state()["ends_on"])
    plan = site.site.brand.plans[0]
    price = site.site.brand.price_text(plan.cents)
    with Visitor(site) as visitor:
        visitor.sign_in().open_account().follow(RESUME_LINKS[site.slug])
        assert price in visitor.text
        visitor.press("choose", plan=plan.slug)
        if site.cvv:
            visitor.press("verify", cvv=site.cvv)
        assert price in visitor.text
        assert site.state()["subscription"] == "cancelled"  # looking costs nothing
        visitor.press("restart")
        assert visitor.path == site.site.brand.paths.resume_done
        state = site.state()
        renews_on = date.fromisoformat(state["renews_on"])
        assert site.site.brand.date_text(renews_on) in visitor.open_account().text
    assert (state["subscription"], state["plan"], state["ends_on"]) == ("active", plan.slug, None)
    if site.slug == "meridian":
        assert [paid["cents"] for paid in state["payments"]] == [plan.cents]
    else:
        assert state["payments"] == []
        assert renews_on - ends_on == timedelta(days=1 if site.slug == "nocturne" else 0)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_membership_that_ran_out_is_charged_at_once(site: RunningSite) -> None:
    reset(site, subscription="cancelled")
    with time_machine.travel(utc_now() + timedelta(days=40)), Visitor(site) as visitor:
        visitor.sign_in().open_account().follow(RESUME_LINKS[site.slug]).press("choose")
        if site.cvv:
            visitor.press("verify", cvv=site.cvv)
        cents = site.site.brand.plan(site.site.brand.first_plan).cents
        assert site.site.brand.price_text(cents) in visitor.text
        visitor.press("restart")
    assert [paid["cents"] for paid in site.state()["payments"]] == [cents]


@pytest.mark.parametrize(("slug", "presses", "button"), KEEPS)
def test_a_button_that_keeps_the_plan_keeps_it(
    site: RunningSite, presses: int, button: str
) -> None:
    before = site.state()
    with Visitor(site) as visitor:
        visitor.sign_in()
        cancel(visitor, presses=presses)
        visitor.press(button)
        assert site.site.brand.says.kept in visitor.text
        assert site.site.brand.says.kept not in visitor.open_account().text
    after = site.state()
    assert after | {"events": []} == before | {"events": []}
    assert after["subscription"] == "active"


@pytest.mark.parametrize("slug", ["kaleido"])
def test_a_claimed_discount_is_on_record(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.sign_in()
        cancel(visitor, presses=0)
        visitor.press("claim")
        assert "50% off" in visitor.open_account().text
    state = site.state()
    assert (state["subscription"], state["offers_taken"]) == ("active", ["deal"])
    assert state["price_cents"] == 549


@pytest.mark.parametrize("slug", ["kaleido"])
def test_a_taken_pause_is_on_record(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.sign_in()
        cancel(visitor, presses=1)
        visitor.press("pause")
        assert "Paused until" in visitor.open_account().text
    state = site.state()
    assert (state["subscription"], state["offers_taken"]) == ("active", ["pause"])
    assert state["paused_until"] is not None


@pytest.mark.parametrize("slug", ["meridian"])
def test_the_survey_wants_a_reason(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.sign_in()
        cancel(visitor, presses=0)
        visitor.press("continue")
        assert visitor.page.status_code == 422
        assert "Please select one reason" in visitor.text
        visitor.press("continue", reason="made-up")
        assert visitor.page.status_code == 422
        visitor.press("continue", reason="price")
        assert "Review your cancellation request" in visitor.text


@pytest.mark.parametrize("slug", ["meridian"])
def test_a_wrong_security_code_stops_the_restart(site: RunningSite) -> None:
    reset(site, subscription="cancelled")
    assert site.cvv is not None
    wrong = f"{(int(site.cvv) + 1) % 1000:03d}"
    with Visitor(site) as visitor:
        visitor.sign_in().open_account().follow("Reinstate service").press("choose")
        visitor.press("verify", cvv=wrong)
        assert "does not match" in visitor.text
        assert visitor.go("/portal/reinstatement/order-summary").path.endswith("/package")
    assert site.state()["subscription"] == "cancelled"


@pytest.mark.parametrize("slug", ["nocturne"])
def test_the_last_page_takes_a_moment(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        visitor.sign_in()
        cancel(visitor)
        assert "Working on it" in visitor.text
        assert "1500" in visitor.page.text
        assert site.site.brand.paths.cancel_done in visitor.page.text


@pytest.mark.parametrize("slug", ["meridian"])
def test_the_way_out_lies_below_everything_else(site: RunningSite) -> None:
    with Visitor(site) as visitor:
        page = visitor.sign_in().open_account().text
    assert page.index("Cancel service") > page.index("Parental controls") > page.index("Recorder")


def test_four_launches_differ_and_a_seed_repeats(sites: StreamingSites) -> None:
    with StreamingSites.start(seed=7) as one, StreamingSites.start(seed=7) as two:
        for slug in SLUGS:
            assert one[slug].password == two[slug].password != sites[slug].password
            assert one[slug].control_key != two[slug].control_key
            assert one[slug].state()["renews_on"] == two[slug].state()["renews_on"]


def test_one_password_needs_every_kind_of_key(sites: StreamingSites) -> None:
    assert set("@#%Ü") <= set(sites["nocturne"].password)
    assert sites["kaleido"].code is not None
    assert len(sites["kaleido"].code) == 6
    assert [slug for slug in SLUGS if sites[slug].cvv] == ["meridian"]


@pytest.mark.parametrize("slug", ["lanternbox"])
def test_a_missed_billing_day_bills_on(site: RunningSite) -> None:
    before = date.fromisoformat(site.state()["renews_on"])
    with time_machine.travel(utc_now() + timedelta(days=70)):
        assert httpx.get(site.url).status_code == 200
        renews_on = date.fromisoformat(site.state()["renews_on"])
        assert before < utc_now().date() <= renews_on
