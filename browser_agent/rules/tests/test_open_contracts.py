"""Which contract a form ends, by its list and by the page that checks it; areas and their gates."""

from dataclasses import replace

import pytest

from browser_agent.rules import checking, lists, way_out
from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.inputs import Field
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.vision_screens import case, step

OURS, THEIRS = "Harbor Courier Digital, D-88431", "Harbor Courier Weekend (print), W-20177"
CUT = THEIRS.removesuffix("77") + ";"
TOLD = {
    "phase": "act",
    "service": "Harbor Courier Digital",
    "others": ["harbor courier weekend print"],
}
IN = step("click", "Cancel contracts here")


def at(y: int) -> int:
    return round(y * 1000 / 820)


def press(target: str, y: int) -> dict[str, object]:
    x = round((169 + 4 * len(target)) * 1000 / 1280)
    return step("click", target, page="survey", x=x, y=at(y))


OPENED = press(CUT, 279)


def form(held: str, *entries: str, lit: int = -1, past: tuple[object, ...] = (IN,)) -> Case:
    """As Chrome draws it: the ground of the entry that is marked is as wide as the list."""
    shown = case("# Cancel contracts here", "[Continue to confirmation]",
                 **TOLD, history=list(past))  # fmt: skip
    plain = case("x").screen.controls[0]
    lines = [("Contract", 154, 236), (held, 169, 270)]
    lines += [(entry, 169, 305 + 25 * row) for row, entry in enumerate(entries)]
    controls = [
        replace(plain, text=words, box=Box(x, y, x + 8 * len(words), y + 18))
        for words, x, y in lines
    ]
    if lit >= 0:
        top = 301 + 25 * lit
        face = Box(157, top, 495, top + 25)
        controls[2 + lit] = replace(controls[2 + lit], face=face)
    button = replace(
        shown.screen.controls[1], box=Box(175, 500, 332, 520), face=Box(156, 489, 351, 528)
    )
    field = Field(Box(157, 260, 495, 299), held.lower(), held, filled=True, drops=True)
    kept = (shown.screen.controls[0], button, *controls)
    return Case(shown.question, replace(shown.screen, controls=kept, fields=(field,)))


@pytest.mark.parametrize("lit", [0, 1, 2])
def test_the_entry_that_is_marked_ends_no_open_list(lit: int) -> None:
    """The first one had the ground of a button: none was seen, and the list was shut again."""
    page = form(CUT, THEIRS, OURS, "Harbor Courier Puzzles, P-1", lit=lit, past=(IN, OPENED))
    assert choose(page).target == OURS


def test_an_entry_that_is_cut_off_is_taken_by_what_is_left_of_our_name() -> None:
    rows = ("Harbor Courier Week...", "Harbor Courier Digi...")
    move = choose(form(CUT, *rows, lit=0, past=(IN, OPENED)))
    assert move.target == rows[1]
    same = ("Harbor Courier D...", "Harbor Courier Di...")
    assert choose(form(CUT, *same, past=(IN, OPENED))).error_code == "stuck"


def test_a_button_below_a_list_is_none_of_its_entries() -> None:
    page = form(CUT, "Continue", past=(IN, OPENED))
    button = page.screen.controls[-1]
    apart = replace(button, box=Box(169, 322, 260, 340), face=Box(157, 312, 495, 350))
    shut = replace(page.screen, controls=(*page.screen.controls[:-1], apart))
    assert choose(Case(page.question, shut)).target == CUT  # opened again


def test_a_list_that_was_shut_without_an_entry_holds_what_it_held() -> None:
    """ "Continue" was pressed with another contract chosen."""
    page = form(CUT, past=(IN, OPENED, press(CUT, 279)))
    assert choose(page).target == CUT
    other = CUT.replace(";", ":")  # read otherwise each time
    assert choose(form(other, past=(IN, OPENED))).target == other
    worn = choose(form(CUT, past=(IN, *[OPENED] * 5)))
    assert (worn.action, worn.error_code) == ("need_human", "stuck")


def test_what_was_pressed_below_the_list_stands_in_it() -> None:
    named = "Harbor Courier Digital (family), D-88431"
    page = form(named, past=(IN, press(named, 279), press(named, 330)))
    assert lists.other_contract(page) is None
    ours = form(OURS, past=(IN, OPENED, press(OURS, 330)))
    assert choose(ours).target == "Continue to confirmation"


def checked(*rows: str, past: tuple[object, ...] = ()) -> Case:
    told = TOLD | {"history": [IN, step("click", "Continue", page="survey"), *past]}
    return case("# Check your details", *rows, **told)


@pytest.mark.parametrize(
    "back",
    ["Change details", "< Back", "Edit", "Choose another contract", "Zur\u00fcck",
     "Angaben \u00e4ndern", "Modifier ma s\u00e9lection", "Retour", "Modificar", "Volver"],
)  # fmt: skip
def test_from_a_page_that_checks_another_contract_the_way_back_is_taken(back: str) -> None:
    rows = (f"Contract: {THEIRS}", "Contract ends: 31 January 2027", f"[{back}]", "[Cancel now]")
    move = choose(checked(*rows))
    assert (move.target, move.commit) == (back.strip("< "), False)


def test_a_page_that_checks_our_contract_is_sent() -> None:
    rows = ("Contract ends: 31 January 2027", "[Change details]", "[Cancel now]")
    ours = choose(checked(f"Contract: {OURS}", *rows))
    assert (ours.target, ours.commit) == ("Cancel now", True)


def test_the_contract_stands_right_below_its_label_too() -> None:
    page = checked("Contract", THEIRS, "[Back]", "[Cancel now]")
    label, told = page.screen.controls[1:3]
    told = replace(told, box=Box(label.box.x0, label.box.y1 + 6, 600, label.box.y1 + 24))
    kept = (page.screen.controls[0], label, told, *page.screen.controls[3:])
    move = checking.other_contract(Case(page.question, replace(page.screen, controls=kept)))
    assert move is not None
    assert move.target == "Back"


def test_where_no_way_back_is_shown_a_person_decides() -> None:
    rows = (f"Subscription: {THEIRS}", "[Cancel now]", "[Change subscription]")
    assert choose(checked(*rows)).error_code == "stuck"
    past = (step("click", "Back", page="confirm"),) * 3
    rows = (f"Subscription: {THEIRS}", "[Cancel now]", "[Back]")
    move = checking.other_contract(checked(*rows, past=past))
    assert move is not None
    assert move.error_code == "stuck"


AREA = ("# Grown-ups' corner", "<Screen time>", "<Children's profiles>", "<Billing>")
WATCHED = (step("click", "Leave"), step("click", "Mika", page="profile_picker"))


def area(*rows: str, past: tuple[object, ...] = ()) -> Case:
    told = {"phase": "act", "service": "Little Heron", "history": list(past)}
    return case(*rows, **told)


@pytest.mark.parametrize(
    ("look", "leave"),
    [
        ("Billing", "Leave"), ("Subscription", "Leave this area"), ("Manage plan", "Exit"),
        ("Mein Abo", "Verlassen"), ("Abonnement", "Quitter"), ("Suscripci\u00f3n", "Salir"),
    ],
)  # fmt: skip
def test_what_leaves_an_area_is_not_taken_while_other_entries_lead_on(
    look: str, leave: str
) -> None:
    shown = ("# Grown-ups' corner", "<Screen time>", f"<{look}>", "", f"<{leave}>")
    swept = step("scroll", changed=False)
    assert choose(area(*shown)).target != leave
    assert choose(area(*shown, past=(swept,))).target == look
    gated = (step("click", look), TYPED, SENT)  # a gate stood before it
    assert choose(area(*shown, past=gated)).target != leave


def test_what_has_led_out_of_an_area_is_never_taken_again() -> None:
    rows = (*AREA[:-1], "", "<Leave>")
    assert choose(area(*rows)).target == "Leave"
    assert choose(area(*rows, past=WATCHED)).target != "Leave"
    been = (step("click", "Billing"), *WATCHED)
    assert choose(area(*AREA, "", "<Leave>", past=been)).target != "Leave"


def test_where_a_plan_is_told_to_leave_ends_it() -> None:
    shown = area("# Membership", "Renews on 3 May 2027", "<Billing>", "", "[Leave]")
    assert choose(shown).target == "Leave"
    shown = area(*AREA, "Heron Club", "<Leave>")
    club, leave = shown.screen.controls[-2:]
    leave = replace(leave, box=Box(700, club.box.y0, 750, club.box.y1))
    kept = (*shown.screen.controls[:-1], leave)
    level = Case(shown.question, replace(shown.screen, controls=kept))
    assert leave in way_out.without(level).screen.controls


GATE = ("# Grown-ups only", "Please enter your account password.", "|Password|", "", "[Open]")
TYPED = step("type", "password", text_ref="password")
SENT = step("click", "Open")


def test_a_gate_that_has_opened_is_opened_again() -> None:
    """It shut behind who had left the corner, and the third time it was left shut."""
    seen = (TYPED, SENT, step("click", "Screen time"), step("open_account"))
    for times in range(1, 5):
        move = choose(area(*GATE, past=seen * times))
        assert (move.action, move.text_ref) == ("type", "password"), times
    assert choose(area(*GATE, past=seen * 5)).error_code == "stuck"


def test_a_gate_that_stays_shut_is_left_to_a_person() -> None:
    idle = (TYPED, SENT, step("open_account"))
    assert choose(area(*GATE, past=idle)).text_ref == "password"
    assert choose(area(*GATE, past=idle * 2)).error_code == "stuck"
    mixed = (TYPED, SENT, step("click", "Screen time"), *idle, *idle)
    assert choose(area(*GATE, past=mixed)).error_code == "stuck"
