"""Every sentence the bot says. Short, friendly, and never a word of what the person typed."""

from collections.abc import Sequence
from datetime import datetime

from kernel.money import sats_text

ACTING = {"cancel": "Cancelling", "resume": "Resuming"}
ACTED = {"cancel": "Cancelled", "resume": "Resumed"}
ACTION_NOUNS = {"cancel": "cancellation", "resume": "restart"}


def listed(names: Sequence[str]) -> str:
    if not names:
        return "no services yet"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# --- answers to commands ------------------------------------------------------------


def help_text(services: Sequence[str], price_sats: int) -> str:
    return (
        "I cancel and resume streaming subscriptions for you, and you pay only when it worked "
        f"({sats_text(price_sats)} each, by Lightning).\n\n"
        "cancel <service>: I cancel it\n"
        "resume <service>: I start it again, for what it cost you before\n"
        "resume <service> max 15.49: ... or for at most so much\n"
        "status: what I am doing\n"
        "abort: stop what I am doing\n"
        "pay: your open invoice\n"
        "price: what it costs\n"
        "balance: what you have with me; deposit and withdraw move it\n"
        "login: a code for the website, where you enter your sign-ins\n\n"
        f"Services: {listed(services)}."
    )


def welcome(services: Sequence[str], price_sats: int) -> str:
    return "Hi, nice to meet you!\n\n" + help_text(services, price_sats)


def greeting() -> str:
    return "Hi! Tell me what to cancel or resume, or write 'help'."


def thanks() -> str:
    return "You're welcome. Write 'help' whenever you need me."


def price(price_sats: int) -> str:
    return (
        f"{sats_text(price_sats)} for each cancellation or restart, by Lightning, after it worked. "
        "If it does not work, or was done already, you pay nothing."
    )


def login(code: str, web_url: str, minutes: int) -> str:
    return (
        f"{code}\n\nis your login code. Enter it at {web_url} within {minutes} minutes. "
        "It works once. I will never ask you for it."
    )


def login_hint() -> str:
    return "Write 'login' and I send you the code for it."


def pay_hint() -> str:
    return "Write 'pay' and I send you the invoice."


def waitlist() -> str:
    return (
        "All places are taken at the moment. You are on the waiting list, "
        "and I will write to you as soon as there is room."
    )


def invited() -> str:
    return "There is room for you now. Write 'help' to see what I can do."


def suspended() -> str:
    return "This account is switched off, so I have changed nothing."


# --- status ------------------------------------------------------------


def nothing_open() -> str:
    return "Nothing is open right now. Write 'cancel <service>' or 'resume <service>' to begin."


def job_line(
    *, service: str, action: str, status: str, awaited: str | None, position: int | None
) -> str:
    noun = f"{service} {ACTION_NOUNS[action]}"
    if awaited is not None:
        return f"• {noun}: waiting for {awaited_noun(awaited)} from you"
    words = {
        "queued": "in the queue" + (f", place {position}" if position else ""),
        "running": "I am working on it",
        "handed_over": "waiting for you on a page: use the link I sent, or the website",
        "awaiting_input": "waiting for an answer from you",
        "verified": "done, the invoice is on its way",
        "invoiced": "done, waiting for your payment (write 'pay' for the invoice)",
        "unpaid": "done, but not paid (write 'pay' for a new invoice)",
        "needs_help": "a person is looking at it",
        "paid": "done and paid, thank you",
        "already_done": "it was done already, free of charge",
        "failed": "did not work, free of charge",
        "aborted": "stopped by you",
    }
    return f"• {noun}: {words.get(status, status)}"


def status(lines: Sequence[str]) -> str:
    return "Here is where we are:\n" + "\n".join(lines)


def recent(lines: Sequence[str]) -> str:
    return nothing_open() + "\n\nLately:\n" + "\n".join(lines)


# --- questions back ------------------------------------------------------------


def which_service(action: str, services: Sequence[str]) -> str:
    return f"Which one shall I {action}? I know {listed(services)}."


def which_service_or_abort(service: str) -> str:
    return (
        f"Do you want me to stop what I am doing for {service}? Then write 'abort'. "
        "To cancel a subscription, write 'cancel <service>'."
    )


def cancel_or_resume(service: str) -> str:
    return (
        f"{service}: shall I cancel or resume it? Write 'cancel {service}' or 'resume {service}'."
    )


def unknown_service(services: Sequence[str]) -> str:
    return f"I do not know that service yet. I can do {listed(services)}."


def did_you_mean(action: str, service: str) -> str:
    return f"Did you mean {service}? Then write '{action} {service}'."


def doubtful() -> str:
    return (
        "I am not sure what you want, so I have changed nothing. Write 'cancel <service>' or "
        "'resume <service>', one per message, or 'abort' to stop what I am doing."
    )


def too_many_services(most: int) -> str:
    return f"That is a lot at once. Please name at most {most} services per message."


def unknown(services: Sequence[str]) -> str:
    return (
        "Sorry, I did not understand that. Try 'cancel <service>', 'resume <service>', 'status' "
        f"or 'help'. Services: {listed(services)}."
    )


def unknown_while_working(service: str) -> str:
    return (
        f"I am busy with {service} and will write as soon as there is news. "
        "Meanwhile you can write 'status', 'abort' or 'help'."
    )


def unknown_while_invoiced(service: str) -> str:
    return (
        f"{service} is done and waits for your payment: write 'pay' and I send the invoice again. "
        "'status' and 'help' work too."
    )


def only_text() -> str:
    return "I can only read text. Write 'help' to see what I can do."


def too_long() -> str:
    return "That message is too long for me. Please send a short one, such as 'help'."


def too_many() -> str:
    return "That is too many messages for me at once. Please wait a few minutes."


def gave_up() -> str:
    return (
        "Sorry, something went wrong on my side with your last message, and I could not handle it. "
        "Please send it again, or write 'status'."
    )


# --- codes ------------------------------------------------------------


def awaited_noun(field: str) -> str:
    return {"code": "the one-time code", "cvv": "your card's security code (3 or 4 digits)"}.get(
        field, "an answer"
    )


def code_wanted(service: str, field: str) -> str:
    return (
        f"{service} asks for {awaited_noun(field)}. Please send it to me here. "
        "I pass it on once and do not keep it."
    )


TAKEOVER_WANTS = {
    "captcha": "wants to see that you are human",
    "passkey": "wants a passkey, which only you have",
    "email_link": "has sent you an e-mail with a link that must be opened",
}


def takeover_wanted(service: str, reason: str, url: str, expires_at: datetime) -> str:
    return (
        f"{service} {TAKEOVER_WANTS[reason]}. Please help me out on this page, until "
        f"{expires_at:%H:%M} UTC; the link is for you alone:\n{url}"
    )


def code_not_found(service: str, field: str) -> str:
    return (
        f"I am waiting for {awaited_noun(field)} for {service}. Please send just that, "
        "or 'abort' to stop."
    )


def code_for_which(services: Sequence[str]) -> str:
    return (
        f"{listed(services)} are waiting for a code each. Please write the service's name before "
        f"the code, such as '{services[0]} 123456'."
    )


def code_ambiguous() -> str:
    return "I see more than one possible code. Please send just the code and nothing else."


def code_given() -> str:
    return "Got it, passing it on."


def code_not_wanted() -> str:
    return "I am not waiting for a code right now, so I have not used it. Write 'status' to look."


def card_number() -> str:
    return "Please never send me a card number. I have not kept it and do not need it."


def password_in_dm() -> str:
    return (
        "Please never send passwords here. I have not kept it. "
        "Write 'login' and enter it on the website, where it is locked away at once."
    )


# --- jobs ------------------------------------------------------------


def queued(service: str, action: str, position: int | None, wait_seconds: int | None = None) -> str:
    place = f" You are number {position} in the queue." if position and position > 1 else ""
    if place and wait_seconds:
        minutes = -(-wait_seconds // 60)
        place += f" It begins in about {minutes} {'minute' if minutes == 1 else 'minutes'}."
    return f"{ACTING[action]} {service} for you.{place} I write as soon as there is news."


def started(service: str, action: str) -> str:
    return f"I have started: {service} {ACTION_NOUNS[action]}. It takes a few minutes."


def verified(service: str, action: str, effective_date: str | None, receipt_url: str = "") -> str:
    until = {"cancel": "Access runs until", "resume": "Next renewal"}[action]
    when = f" {until} {effective_date}." if effective_date else ""
    proof = f"\nYour signed receipt: {receipt_url}" if receipt_url else ""
    return f"{ACTED[action]}: {service}.{when} I checked it on the account page.{proof}"


def invoiced_together(jobs_count: int, amount_sats: int, expires_at: datetime | None) -> str:
    until = f" It can be paid until {expires_at:%d %B %Y, %H:%M} UTC." if expires_at else ""
    return (
        f"That is {sats_text(amount_sats)} for {jobs_count} jobs together.{until} "
        "Here is one Lightning invoice for all of them; please do not pay earlier ones:"
    )


def invoiced(service: str, action: str, amount_sats: int, expires_at: datetime | None) -> str:
    until = f" It can be paid until {expires_at:%d %B %Y, %H:%M} UTC." if expires_at else ""
    return (
        f"That is {sats_text(amount_sats)} for the {service} {ACTION_NOUNS[action]}.{until} "
        "Here is your Lightning invoice:"
    )


def invoice_coming() -> str:
    return "Your invoice is being made. I send it in a moment."


def nothing_to_pay() -> str:
    return "There is nothing to pay. Thank you for asking!"


def receipt(
    *,
    service: str,
    action: str,
    effective_date: str | None,
    amount_sats: int,
    job_id: str,
    paid_on: str,
) -> str:
    when = f"Effective: {effective_date}\n" if effective_date else ""
    return (
        f"Paid, thank you!\n\nReceipt\nService: {service}\nWhat: {ACTION_NOUNS[action]}\n{when}"
        f"Amount: {sats_text(amount_sats)}\nDate: {paid_on}\nJob: {job_id}"
    )


def already_done(service: str, action: str, effective_date: str | None, *, aborted: bool) -> str:
    state = {"cancel": "cancelled", "resume": "running"}[action]
    when = f" (date on the account page: {effective_date})" if effective_date else ""
    if aborted:
        return (
            f"Your 'abort' came after the last click: {service} is {state} now{when}. "
            "As you had stopped me, it costs nothing."
        )
    return f"{service} was {state} already{when}. Nothing to do and nothing to pay."


def failed(service: str, action: str, reason: str) -> str:
    why = f" {reason.strip()}" if reason.strip() else ""
    return f"The {service} {ACTION_NOUNS[action]} did not work.{why} It costs you nothing."


def needs_help(service: str) -> str:
    return (
        f"{service} needs a person to look at it. One of us will, and I write as soon as I know "
        "more. It costs you nothing unless it works."
    )


def aborted(service: str, action: str) -> str:
    return f"Stopped: {service} {ACTION_NOUNS[action]}. It costs you nothing."


def abort_too_late(service: str) -> str:
    return f"{service} is done already, so there is nothing to stop. Write 'status' for more."


def nothing_to_abort() -> str:
    return "I am not doing anything for you right now, so there is nothing to stop."


def unpaid(service: str, amount_sats: int) -> str:
    return (
        f"The invoice for {service} ({sats_text(amount_sats)}) has run out. "
        "Write 'pay' for a new one; I can take new work once it is paid."
    )


def input_expired(service: str) -> str:
    return (
        f"I waited for your answer for {service} as long as I could. I go on and see what happens."
    )


def invoice_again(amount_sats: int, expires_at: datetime | None) -> str:
    until = f" It can be paid until {expires_at:%d %B %Y, %H:%M} UTC." if expires_at else ""
    return f"Your open invoice is {sats_text(amount_sats)}.{until} Here it is:"
