"""Cancelling and resuming: pages that must be walked in order, and the effects of their buttons."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Literal

from kernel.clock import utc_now
from sandbox.streaming.brand import Brand, Choice, Effect, Step
from sandbox.streaming.state import Change, Status, Subscription, month_after
from sandbox.streaming.visit import Visit, redirect
from sandbox.streaming.wire import Response

Flow = Literal["cancel", "resume"]
FLOW_NEEDS: Mapping[str, Status] = {"cancel": Status.ACTIVE, "resume": Status.CANCELLED}


def show_step(visit: Visit, flow: Flow, step: Step) -> Response:
    """Shown to who pressed the way here; anybody else starts the flow at its first page."""
    if visit.state.subscription.status is not FLOW_NEEDS[flow]:
        return redirect(visit.brand.paths.account)
    first = visit.brand.steps(flow)[0]
    if step is first:
        visit.session.reached = [_mark(flow, step.name)]
    elif _mark(flow, step.name) not in visit.session.reached:
        return redirect(first.path)
    return _page(visit, flow, step)


def press_step(visit: Visit, flow: Flow, step: Step) -> Response:
    choice = step.choices.get(visit.button)
    if choice is None:
        return visit.refusal(HTTPStatus.BAD_REQUEST)
    if _mark(flow, step.name) not in visit.session.reached:
        return redirect(visit.brand.steps(flow)[0].path)
    error = _EFFECTS[choice.effect](visit, step)
    if error:
        return _page(visit, flow, step, error=error)
    if choice.to:
        visit.session.reached.append(_mark(flow, choice.to))
        return redirect(_path_of(visit.brand, flow, choice.to))
    visit.session.reached = []
    return redirect(_after(visit.brand, choice))


def show_working(visit: Visit) -> Response:
    if visit.state.subscription.status is not Status.CANCELLED:
        return redirect(visit.brand.paths.account)
    return visit.page("working")


def show_done(visit: Visit, flow: Flow) -> Response:
    """The thank-you page, for as long as it is true."""
    if visit.state.subscription.status is FLOW_NEEDS[flow]:
        return redirect(visit.brand.paths.account)
    return visit.page(f"{flow}_done")


def charge_days(visit: Visit) -> tuple[int, date]:
    """(cents charged at once on restart, the day of the next bill after that).

    Time already paid for is not charged again, unless the site starts a new period at restart.
    """
    today, ends_on = utc_now().date(), visit.state.subscription.ends_on
    paid_until = (
        ends_on + timedelta(days=visit.brand.ends_days_before_renewal) if ends_on else today
    )
    if visit.brand.charges_at_restart or paid_until <= today:
        cents = visit.brand.plan(_plan_chosen(visit)).cents
        return cents, month_after(today)
    return 0, paid_until


def cancel_now(brand: Brand, kept: Subscription) -> None:
    """ACTIVE -> CANCELLED, with access until the paid period's end as this site counts it."""
    kept.change(Change.CANCEL)
    assert kept.renews_on is not None, "an active plan renews"
    kept.ends_on = kept.renews_on - timedelta(days=brand.ends_days_before_renewal)
    kept.renews_on = kept.paused_until = None


def _page(visit: Visit, flow: Flow, step: Step, *, error: str = "") -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    facts: dict[str, object] = {"error": error, "reasons": step.reasons}
    if flow == "resume":
        cents, next_bill_on = charge_days(visit)
        chosen = visit.brand.plan(_plan_chosen(visit))
        facts |= {
            "chosen": chosen,
            "chosen_price": visit.brand.price_text(chosen.cents),
            "due_today": visit.brand.price_text(cents),
            "charged_now": cents > 0,
            "next_bill_on": visit.brand.date_text(next_bill_on),
        }
    return visit.page(f"{flow}_{step.name}", status=status, **facts)


def _go(visit: Visit, step: Step) -> str:
    values = {value for value, _ in step.reasons}
    if values and visit.request.form.get("reason", "") not in values:
        return visit.brand.says.no_reason
    return ""


def _keep(visit: Visit, step: Step) -> str:
    visit.session.notice = visit.brand.says.kept
    return ""


def _take_discount(visit: Visit, step: Step) -> str:
    visit.state.subscription.change(Change.DISCOUNT)
    visit.state.subscription.discount_percent = visit.brand.discount_percent
    visit.state.offers_taken.append(step.name)
    visit.session.notice = visit.brand.says.discounted
    return ""


def _take_pause(visit: Visit, step: Step) -> str:
    today = utc_now().date()
    visit.state.subscription.change(Change.PAUSE)
    visit.state.subscription.paused_until = today + timedelta(days=visit.brand.pause_days)
    visit.state.offers_taken.append(step.name)
    visit.session.notice = visit.brand.says.paused
    return ""


def _cancel(visit: Visit, step: Step) -> str:
    cancel_now(visit.brand, visit.state.subscription)
    return ""


def _choose_plan(visit: Visit, step: Step) -> str:
    chosen = visit.request.form.get("plan", "")
    if chosen not in {plan.slug for plan in visit.brand.plans}:
        return "Please choose a plan."
    visit.session.plan_chosen = chosen
    return ""


def _check_cvv(visit: Visit, step: Step) -> str:
    given = visit.request.form.get("cvv", "").strip()
    return "" if given == visit.state.account.cvv else visit.brand.says.wrong_cvv


def _restart(visit: Visit, step: Step) -> str:
    kept, now = visit.state.subscription, utc_now()
    cents, next_bill_on = charge_days(visit)
    kept.change(Change.RESTART)
    kept.plan, kept.discount_percent = _plan_chosen(visit), 0
    kept.renews_on, kept.ends_on = next_bill_on, None
    if cents:
        visit.state.payments.append({"at": now.isoformat(), "cents": cents, "plan": kept.plan})
    return ""


_EFFECTS: Mapping[Effect, Callable[[Visit, Step], str]] = {
    Effect.GO: _go,
    Effect.KEEP: _keep,
    Effect.TAKE_DISCOUNT: _take_discount,
    Effect.TAKE_PAUSE: _take_pause,
    Effect.CANCEL: _cancel,
    Effect.CHOOSE_PLAN: _choose_plan,
    Effect.CHECK_CVV: _check_cvv,
    Effect.RESTART: _restart,
}
"""Each returns what is wrong with the form, or an empty string once it has done its work."""


def _after(brand: Brand, choice: Choice) -> str:
    if choice.effect is Effect.CANCEL:
        return brand.paths.working or brand.paths.cancel_done
    return brand.paths.resume_done if choice.effect is Effect.RESTART else brand.paths.account


def _plan_chosen(visit: Visit) -> str:
    return visit.session.plan_chosen or visit.state.subscription.plan


def _path_of(brand: Brand, flow: Flow, name: str) -> str:
    return next(step.path for step in brand.steps(flow) if step.name == name)


def _mark(flow: Flow, name: str) -> str:
    return f"{flow}/{name}"
