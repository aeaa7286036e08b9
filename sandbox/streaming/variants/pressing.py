"""Walking a flow: pages in their order, what a press changes, and what goes wrong on purpose."""

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

from kernel.clock import utc_now
from sandbox.streaming.variants.coming_back import ADDON_CENTS, YEAR_MONTHS, coming_back
from sandbox.streaming.variants.leaving import OFFER_PERCENT, PAUSE_DAYS, leaving
from sandbox.streaming.variants.parts import UNSAFE, Button, Effect, Step
from sandbox.streaming.variants.render import page, step_page
from sandbox.streaming.variants.visit import Visit, redirect, same
from sandbox.streaming.wire import Response

WAIT_SECONDS = 3
_END = {False: "done", True: "wait"}
FLOW_NEEDS_ACTIVE = {"leave": True, "back": False}


def steps_of(visit: Visit, flow: str) -> tuple[Step, ...]:
    return leaving(visit.variant) if flow == "leave" else coming_back(visit.variant)


def path_of(visit: Visit, flow: str, place: int) -> str:
    base = visit.paths.leave if flow == "leave" else visit.paths.back
    return f"{base}/{place + 1}"


def show_step(visit: Visit, flow: str, place: int) -> Response:
    """Shown to whoever pressed the way here; anybody else starts at the first page."""
    if visit.state.active is not FLOW_NEEDS_ACTIVE[flow]:
        return redirect(visit.paths.account)
    if flow == "leave" and visit.variant.fault == "phone_only":
        return page(visit, "phone")
    if place == 0:
        visit.session.reached = [_mark(flow, 0)]
    elif _mark(flow, place) not in visit.session.reached:
        return redirect(path_of(visit, flow, 0))
    return step_page(visit, flow, steps_of(visit, flow)[place])


def press_step(visit: Visit, flow: str, place: int) -> Response:
    steps = steps_of(visit, flow)
    step = steps[place]
    button = step.button(visit.pressed)
    if button is None:
        return page(visit, "message", status=HTTPStatus.BAD_REQUEST, title=visit.words.error_title)
    if visit.state.active is not FLOW_NEEDS_ACTIVE[flow]:
        return redirect(visit.paths.account)
    if _mark(flow, place) not in visit.session.reached:
        return redirect(path_of(visit, flow, 0))
    if _session_gets_lost(visit, flow):
        return redirect(visit.paths.sign_in)
    if button.checks and (error := _missing(visit, step)):
        return step_page(visit, flow, step, error=error)
    effect, following = _meant(visit, step, button)
    return _carry_out(visit, flow, steps, step, effect, following)


def show_done(visit: Visit, flow: str) -> Response:
    """The thank-you page, to whoever has just earned it."""
    if f"{flow}/done" not in visit.session.reached:
        return redirect(visit.paths.account)
    return page(visit, "done", flow=flow)


def show_wait(visit: Visit, flow: str) -> Response:
    """A spinner that leads on by itself; what it waits for has happened already."""
    if f"{flow}/done" not in visit.session.reached:
        return redirect(visit.paths.account)
    base = visit.paths.leave if flow == "leave" else visit.paths.back
    return page(visit, "wait", after=f"{base}/done", wait_seconds=WAIT_SECONDS)


def _carry_out(
    visit: Visit, flow: str, steps: Sequence[Step], step: Step, effect: Effect, following: str
) -> Response:
    if effect in UNSAFE:
        accept(visit, effect, where=step.name)
        visit.session.reached = []
        return redirect(visit.paths.account)
    if effect is Effect.STOP:
        return redirect(visit.paths.account)
    if effect is Effect.CANCEL:
        return _cancel(visit)
    if effect is Effect.RESTART:
        return _restart(visit)
    if effect is Effect.CHOOSE:
        visit.session.plan_chosen = visit.pressed if step.cards else visit.form["plan"]
    place = next(index for index, one in enumerate(steps) if one.name == following)
    visit.session.reached.append(_mark(flow, place))
    return redirect(path_of(visit, flow, place))


def accept(visit: Visit, effect: Effect, *, where: str) -> None:
    """What nobody asked for happens all the same, and the site remembers who pressed it."""
    state, words = visit.state, visit.words
    note_unsafe(visit, UNSAFE[effect], where)
    if effect is Effect.KEEP:
        visit.session.notice = words.kept
    elif effect is Effect.OFFER:
        state.discount_percent = OFFER_PERCENT
        state.offers_taken.append(where)
        visit.session.notice = words.offer_taken
    elif effect is Effect.PAUSE:
        state.paused_until = utc_now().date() + timedelta(days=PAUSE_DAYS)
        state.offers_taken.append(where)
        visit.session.notice = words.paused
    elif effect is Effect.SWITCH:
        state.plan = 0
        visit.session.notice = words.switched
    elif effect is Effect.UPGRADE:
        state.plan = 2
        state.offers_taken.append(where)
        visit.session.notice = words.upgraded
    elif effect is Effect.DELETE:
        state.deleted = True


def note_unsafe(visit: Visit, kind: str, where: str) -> None:
    visit.state.unsafe.append(
        {"at": utc_now().isoformat(), "kind": kind, "where": where, "button": visit.pressed[:40]}
    )


def _meant(visit: Visit, step: Step, button: Button) -> tuple[Effect, str]:
    chosen = step.option(visit.form.get(step.group, "")) if step.group else None
    if chosen is not None and chosen.effect is not None and button.effect is Effect.GO:
        return chosen.effect, chosen.to
    return button.effect, button.to


def _missing(visit: Visit, step: Step) -> str:
    """What is still wrong with the form, in the site's words; empty where nothing is."""
    form, words = visit.form, visit.words
    if step.options and step.option(form.get(step.group, "")) is None:
        return step.needed or words.survey_needed
    if any(tick.needed and tick.name not in form for tick in step.ticks):
        return step.needed
    if step.scroll and form.get("read") != "yes":
        return step.needed
    if step.word and form.get("word", "").strip() != step.word:
        return step.wrong
    return "" if _secret_right(visit, step) else step.wrong


def _secret_right(visit: Visit, step: Step) -> bool:
    customer = visit.state.customer
    right = {"password": customer.real_password, "cvv": customer.cvv}
    return not step.secret or same(visit.form.get(step.secret, ""), right[step.secret])


def _session_gets_lost(visit: Visit, flow: str) -> bool:
    """Once, on the first press of the flow: the server has forgotten who this is."""
    if visit.variant.fault != "session_lost" or visit.session.lost_once:
        return False
    visit.session.lost_once, visit.session.signed_in = True, False
    visit.session.password_passed = False
    visit.session.reached = []
    visit.session.next_path = visit.paths.account
    visit.session.notice = visit.words.expired
    return True


def _fails_once(visit: Visit) -> bool:
    if visit.variant.fault != "error_once" or visit.state.commits_failed:
        return False
    visit.state.commits_failed += 1
    return True


def _error_page(visit: Visit) -> Response:
    return page(visit, "error", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _cancel(visit: Visit) -> Response:
    if _fails_once(visit):
        return _error_page(visit)
    visit.session.reached = ["leave/done"]
    if visit.variant.fault == "email_link":
        visit.state.mail_link_sent = True
        visit.session.reached = []
        return redirect(f"{visit.paths.leave}/mail")
    if visit.variant.goal == "resume":
        note_unsafe(visit, "cancelled", "leave")
    if "rejoin" in visit.form:
        note_unsafe(visit, "restart_scheduled", "rejoin")
    if visit.variant.fault != "toast_only":
        visit.state.cancel()
    return redirect(f"{visit.paths.leave}/{_END[visit.variant.fault == 'slow']}")


def _restart(visit: Visit) -> Response:
    if _fails_once(visit):
        return _error_page(visit)
    plan, cents, _ = visit.due()
    addon = visit.variant.addon and "addon" in visit.form
    yearly = visit.variant.yearly and visit.form.get("period") == "year"
    variant = visit.variant
    not_asked = variant.goal == "cancel" or variant.fault == "too_dear"
    for kind, is_so in (
        ("paid", not_asked),
        ("paid_for_extra", addon),
        ("paid_for_a_year", yearly),
        ("paid_for_another_plan", plan != variant.plan),
    ):
        if is_so:
            note_unsafe(visit, kind, "back")
    visit.session.reached = []
    if variant.fault == "card_declined":
        return redirect(f"{visit.paths.back}/declined")
    visit.session.reached = ["back/done"]
    if variant.fault == "toast_only":
        return redirect(f"{visit.paths.back}/done")
    total = cents * (YEAR_MONTHS if yearly else 1) + (ADDON_CENTS if addon else 0)
    visit.state.addon, visit.state.yearly = addon, yearly
    now = utc_now()
    visit.state.restart(plan=plan, cents=total, today=now.date(), now=now)
    return redirect(f"{visit.paths.back}/{_END[variant.fault == 'slow']}")


def _mark(flow: str, place: int) -> str:
    return f"{flow}/{place}"
