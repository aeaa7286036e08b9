"""More of what was met at first sight, on the next sites made after real streaming services."""

from dataclasses import replace

from browser_agent.rules.act import choose
from browser_agent.rules.case import Case
from browser_agent.rules.pixels import Box
from browser_agent.rules.tests.test_first_sights import ACCOUNT, LEAVING, at, page
from browser_agent.rules.tests.vision_screens import case, step


def test_a_letter_that_is_a_picture_belongs_to_no_entry_of_the_menu() -> None:
    """A head before "Login" is read as an eight, and the way in was not seen."""
    entry = page([at("8 Login", 1150, 24), at("Shows", 200, 24), at("3 titles", 60, 400)])
    assert [each.text for each in entry.controls] == ["Shows", "Login", "3 titles"]


def test_the_steps_of_a_form_are_nothing_to_press() -> None:
    rows = (
        "# SmartStream k\u00fcndigen",
        "<1 K\u00fcndigungsgrund 2 Termin & Kontakt 3 Pr\u00fcfen & K\u00fcndigen>",
        "Warum m\u00f6chten Sie k\u00fcndigen?",
        "(o) Ich nutze das Angebot zu selten",
        "(.) Zu teuer",
        "[Weiter]",
    )
    assert choose(case(*rows, **LEAVING)).target == "Weiter"


def test_the_corner_is_fresh_again_after_the_sign_in() -> None:
    """Before it the same picture led to the sign-in."""
    told = ACCOUNT | {
        "history": [
            step("click", "the menu in the corner", page="home", x=960, y=30),
            step("type", "password", page="sign_in", text_ref="password"),
        ]
    }
    shown = case("<Browse>", "<Games>", "Top picks", **told)
    icon = Box(1217, 15, 1241, 35)
    pictures = replace(shown.screen.pictures, top=(icon,))
    move = choose(Case(shown.question, replace(shown.screen, pictures=pictures)))
    assert (move.target, move.x) == ("the menu in the corner", icon.center_x)


def test_a_footers_own_data_are_no_way_to_the_account() -> None:
    shown = case(
        "# Films", "<CGV>", "<Mentions l\u00e9gales>", "<Donn\u00e9es personnelles>", **ACCOUNT
    )
    row = [
        replace(each, box=replace(each.box, y0=720, y1=738, x0=60 + 200 * place)) if place else each
        for place, each in enumerate(shown.screen.controls)
    ]
    move = choose(Case(shown.question, replace(shown.screen, controls=tuple(row))))
    assert move.target != "Donn\u00e9es personnelles"


def test_a_link_that_shames_may_be_long() -> None:
    shames = "Non merci, je renonce \u00e0 mon avantage et je poursuis ma r\u00e9siliation"
    assert len(shames) > 64
    rows = (
        "# Restez encore un peu",
        "Profitez de 2 mois \u00e0 -50 %",
        "[J'en profite]",
        f"<{shames}>",
    )
    assert choose(case(*rows, **LEAVING)).target == shames


def test_a_dialog_that_takes_note_of_the_end_asks_nothing() -> None:
    told = ACCOUNT | {
        "committed": True,
        "history": [step("click", "S\u00ed, cancelar suscripci\u00f3n", page="confirm")],
    }
    shown = case(
        "# Suscripci\u00f3n cancelada",
        "Has cancelado Arbor TV. Tendr\u00e1s acceso hasta el 27/12/2026.",
        "[Aceptar]",
        **told,
    )
    dialog = replace(shown.screen, dialog=Box(240, 40, 900, 300))
    assert choose(Case(shown.question, dialog)).action == "done"


def test_a_page_that_still_keeps_beside_an_end_is_not_the_end() -> None:
    """A press that changed nothing was counted as the last one; the review page read as an end."""
    told = ACCOUNT | {
        "committed": True,
        "history": [
            step("click", "Cancel online", page="confirm"),
            step("click", "Continue online", page="offer"),
        ],
    }
    shown = case(
        "# Review your cancellation",
        "Service ends December 21, 2026",
        "[Keep subscription]",
        "Complete cancellation",
        **told,
    )
    assert choose(shown).action != "done"


def test_a_survey_whose_buttons_look_like_an_end_is_still_one() -> None:
    told = ACCOUNT | {
        "committed": True,
        "history": [step("click", "Continue to cancel", page="confirm")],
    }
    shown = case(
        "# Please tell us why you're cancelling",
        "(.) It's too expensive",
        "(.) I don't have time to listen",
        "(.) I'd rather not say",
        "[Continue]",
        "<Restart membership>",
        **told,
    )
    assert choose(shown).action != "done"


def test_a_restart_on_the_page_that_tells_the_end_is_no_payment_yet() -> None:
    """The price comes on the next page; a person was asked for want of one."""
    told = {"phase": "act", "goal": "resume", "plan": "Individual", "max_price": "10.99"}
    move = choose(
        case(
            "# Subscription",
            "Plan Individual",
            "Access until Dec 9, 2026",
            "Changed your mind? Resume your subscription and keep your playlists.",
            "[Resume subscription]",
            **(told | {"history": [step("click", "Manage subscription", page="account")]}),
        )
    )
    assert (move.target, move.commit) == ("Resume subscription", False)
