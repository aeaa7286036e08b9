"""What a variant says. One `Words` is one writer's voice in one language; nothing is shared.

{brand} {plan} {price} {date} {name} {partner} {percent} {days} {card} are filled in per page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """`dates` and `money` name writings in formats.py. Tuples are shown in their order."""

    language: str
    dates: str
    money: str
    plan_names: tuple[str, str, str]
    plan_blurbs: tuple[str, str, str]
    slugs: tuple[str, str, str, str, str, str]  # sign in, home, account, leave, return, help

    # around every page
    nav: tuple[str, ...]
    shelves: tuple[str, str]
    sign_in_nav: str
    sign_out: str
    account_nav: str
    help_nav: str
    menu: str
    footer: tuple[str, ...]
    legal: str
    landing_title: str
    landing_text: str
    landing_join: str

    # getting in
    sign_in_title: str
    email: str
    password: str
    sign_in: str
    next: str
    forgot: str
    wrong_sign_in: str
    no_such_email: str
    code_title: str
    code_text: str
    code: str
    code_send: str
    code_again: str
    code_sent: str
    wrong_code: str
    code_void: str
    who: str
    kids: str

    # the account page
    account_title: str
    hello: str
    plan_section: str
    profile_section: str
    card_section: str
    devices_section: str
    mail_section: str
    status: str
    active: str
    cancelled: str
    plan: str
    price: str
    per_month: str
    renews: str
    ends: str
    renews_line: str
    ends_line: str
    card: str
    card_text: str
    since: str
    since_text: str
    name: str
    devices_text: str
    mail_text: str
    edit: str
    manage: str
    manage_title: str
    change_plan: str
    more: str
    delete: str
    delete_title: str
    delete_text: str
    delete_yes: str
    cancel_link: str
    resume_link: str
    auto_renew: str
    on: str
    off: str
    upgrade_title: str
    upgrade_text: str
    upgrade: str
    upgraded: str

    # leaving
    lose_title: str
    lose_points: tuple[str, str, str]
    lose_go: str
    lose_keep: str
    emotion: str
    offer_title: str
    offer_text: str
    offer_take: str
    offer_no: str
    offer_no_shame: str
    offer_taken: str
    clock: str
    pause_title: str
    pause_text: str
    pause_take: str
    pause_no: str
    paused: str
    switch_title: str
    switch_text: str
    switch_take: str
    switch_no: str
    switched: str
    survey_title: str
    survey_text: str
    reasons: tuple[str, str, str, str, str]
    survey_pick: str
    survey_go: str
    survey_keep: str
    survey_needed: str
    choice_title: str
    choice_pause: str
    choice_switch: str
    choice_cancel: str
    choice_go: str
    neither_title: str
    neither_stay: str
    neither_leave: str
    rejoin: str
    confirm_title: str
    confirm_text: str
    confirm_yes: str
    confirm_no: str
    trick_title: str
    trick_text: str
    trick_stay: str
    trick_leave: str
    consent: str
    consent_needed: str
    type_text: str
    type_word: str
    type_wrong: str
    scroll_text: str
    terms: tuple[str, ...]
    again_text: str
    again_wrong: str
    done_title: str
    done_text: str
    done_back: str
    kept: str

    # coming back
    plans_title: str
    plans_text: str
    choose: str
    review_title: str
    due_today: str
    next_bill: str
    pay_note: str
    restart: str
    not_now: str
    addon: str
    yearly: str
    monthly: str
    cvv_text: str
    cvv: str
    cvv_go: str
    wrong_cvv: str
    back_title: str
    back_text: str

    # trouble
    error_title: str
    error_text: str
    retry: str
    expired: str
    not_found: str
    captcha_title: str
    captcha_text: str
    captcha_box: str
    passkey_title: str
    passkey_text: str
    passkey_go: str
    billed: str
    billed_text: str
    billed_link: str
    mail_title: str
    mail_text_link: str
    mail_again: str
    working: str
    phone_title: str
    phone_text: str
    declined_title: str
    declined_text: str
    declined_go: str

    # in the way
    cookie_title: str
    cookie_text: str
    cookie_all: str
    cookie_few: str
    news_title: str
    news_text: str
    news_yes: str
    news_no: str
    nag_title: str
    nag_text: str
    nag_yes: str
    nag_no: str
    help_title: str
    help_question: str
    help_answer: str
    help_link: str
