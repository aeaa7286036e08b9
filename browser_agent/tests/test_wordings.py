"""What controls say in seven languages, and what the policy makes of it. Nothing here is taken from
the rules or from the stand-in sites; the words are those that people meet."""

import pytest

from browser_agent.lexicon import ends, finishes, forbidden_on_cancel, forbidden_on_resume
from browser_agent.policy import Press, judge_press

KEEPS = {
    "en": "Keep my plan|No, keep my membership|Stay with us|Never mind|Don't cancel|"
    "No, don't cancel|Cancel my cancellation|Undo cancellation|"
    "I don't want to cancel|Do not end my plan|"
    "Don't lose my benefits|Continue with my plan|Continue watching|Stop cancellation|"
    "Withdraw my cancellation|I'd rather not leave|Don't turn off auto-renew|Remain a member|"
    "Never cancel|Keep everything as it is|Not ready to leave|Keep going with Premium",
    "es": "Mantener mi plan|No cancelar|No quiero cancelar mi plan|Anular la cancelación|"
    "Seguir con mi plan|Conservar suscripción|Quiero quedarme|Seguir viendo|No darme de baja|"
    "Continuar con mi suscripción|Prefiero quedarme|Retirar la cancelación",
    "fr": "Ne pas résilier|Conserver mon abonnement|Garder mon forfait|Annuler la résiliation|"
    "Je ne veux pas résilier|Rester abonné|Continuer à profiter|Non, garder mon abonnement|"
    "Je reste|Ne pas annuler|Renoncer à la résiliation",
    "de": "Nicht kündigen|Kündigung zurückziehen|Kündigung abbrechen|Abo behalten|"
    "Ich möchte nicht kündigen|Doch nicht kündigen|Ich bleibe|Mitgliedschaft behalten|"
    "Weiter streamen|Nein, nicht kündigen|Kündigung widerrufen|Mein Abo nicht beenden",
    "pt": "Manter minha assinatura|Não cancelar|Cancelar o cancelamento|"
    "Continuar com a assinatura|Quero ficar|Não quero cancelar|Permanecer|Não encerrar",
    "it": "Mantieni il mio abbonamento|Non annullare|Annulla la disdetta|Resta con noi|"
    "Non disdire|Rimani abbonato|Conserva il piano|Non voglio disdire",
    "nl": "Niet opzeggen|Abonnement behouden|Opzegging intrekken|Opzegging annuleren|"
    "Blijf bij ons|Ik wil niet stoppen|Mijn abonnement houden|Toch niet opzeggen",
}
TAKES = {
    "en": "Pause instead|Pause for 1 month|Switch to Basic|Get 50% off|Claim offer|Take the deal|"
    "Accept offer|Buy now|Renew my plan|Take a break|Put my plan on hold|Downgrade|Upgrade now|"
    "Redeem 2 months free|Apply discount|Pay now|Resubscribe|Change to annual|Freeze membership|"
    "Cancel and switch to Basic|Yes, get my discount|Snooze for 3 months|I'll take the offer|"
    "Enjoy 3 free months|Cancel my trial and upgrade to Pro",
    "es": "Pausar mi plan|Cambiar a Básico|Aceptar oferta|Aprovechar el descuento|Pagar ahora|"
    "Renovar suscripción|Quiero la oferta|Mejorar mi plan|Poner en pausa|Suscribirme|Comprar",
    "fr": "Mettre en pause|Passer à Essentiel|Profiter de l'offre|Accepter l'offre|Payer|"
    "Renouveler mon abonnement|Obtenir la réduction|Suspendre mon abonnement|S'abonner|Acheter",
    "de": "Pausieren|Zu Basic wechseln|Angebot annehmen|Rabatt sichern|Jetzt kaufen|Abo verlängern|"
    "Zahlungspflichtig bestellen|Angebot nutzen|Abo aussetzen|Jetzt bezahlen|Tarif wechseln",
    "pt": "Pausar assinatura|Mudar para o Básico|Aceitar oferta|Aproveitar o desconto|Pagar agora|"
    "Renovar assinatura|Assinar|Comprar agora|Colocar em pausa|Quero o desconto",
    "it": "Metti in pausa|Passa a Basic|Accetta l'offerta|Ottieni lo sconto|Paga ora|Acquista|"
    "Rinnova abbonamento|Abbonati|Approfitta dell'offerta|Sospendi abbonamento",
    "nl": "Pauzeren|Overstappen naar Basic|Aanbieding accepteren|Korting gebruiken|Nu betalen|"
    "Nu kopen|Abonnement verlengen|Abonneren|Pauzeer mijn abonnement|Neem de korting",
}
LEAVES = {
    "en": "Cancel membership|Continue to cancel|Finish cancellation|Yes, cancel|End membership|"
    "Don't keep my benefits|No thanks, cancel my plan|I don't want to stay|Confirm cancellation|"
    "Turn off auto-renew|Turn auto-renewal off|Cancel plan and lose my 50% discount|Leave anyway|"
    "I don't want to keep my plan|Cancel without pausing|Yes, end my subscription|Unsubscribe|"
    "Cancel instead of pausing|Lose my benefits and cancel|Do not keep my plan|"
    "Stop my subscription|I'm sure, cancel it|Proceed with cancellation|Cancel anyway|"
    "Terminate subscription",
    "es": "Cancelar suscripción|Darme de baja|Confirmar la baja|Seguir con la cancelación|"
    "Sí, cancelar|Finalizar suscripción|Cancelar de todos modos|No quiero mantener mi plan|"
    "Continuar con la cancelación|Confirmar cancelación|Cancelar sin pausar",
    "fr": "Résilier mon abonnement|Confirmer la résiliation|Je ne veux pas garder mon forfait|"
    "Oui, résilier|Mettre fin à mon abonnement|Me désabonner|Poursuivre la résiliation|"
    "Résilier quand même|Ne pas garder mon forfait",
    "de": "Abo kündigen|Kündigung bestätigen|Mitgliedschaft beenden|Jetzt kündigen|Nicht behalten|"
    "Ja, kündigen|Trotzdem kündigen|Ohne Pause kündigen|Abo beenden|Kündigung abschließen|"
    "Ich möchte mein Abo nicht behalten",
    "pt": "Cancelar assinatura|Confirmar cancelamento|Não quero manter minha assinatura|"
    "Sim, cancelar|Encerrar assinatura|Continuar com o cancelamento|Cancelar mesmo assim",
    "it": "Annulla abbonamento|Disdici|Conferma disdetta|Sì, annulla|Disdici comunque|"
    "Procedi con la disdetta|Non voglio mantenere il piano",
    "nl": "Opzeggen|Zeg mijn abonnement op|Abonnement beëindigen|Opzegging bevestigen|"
    "Niet behouden|Ja, opzeggen|Toch opzeggen|Doorgaan met opzeggen",
}
HARMLESS = {
    "en": "Continue|Next|Submit|Account|Manage plan|Payment info|Go back|Continue without pausing|"
    "No thanks|Skip|Decline offer|Sign in|Billing|Settings|Too expensive|Other reason|Close|"
    "I'm switching to another service|I want to pause for a while|Only necessary cookies|"
    "Refuse discount|It's too hard to use|Plan details|Membership|Learn more|Help center|Not now",
    "es": "Continuar|Siguiente|Cuenta|Sin pausar|No, gracias|Rechazar oferta|Facturación|Omitir|"
    "Demasiado caro|Solo cookies necesarias|Iniciar sesión",
    "fr": "Continuer|Suivant|Compte|Refuser l'offre|Non, merci|Sans pause|Facturation|Ignorer|"
    "Trop cher|Se connecter|Gérer mon abonnement",
    "de": "Weiter|Konto|Ohne Pause fortfahren|Angebot ablehnen|Nein, danke|Abrechnung|Zu teuer|"
    "Überspringen|Anmelden|Abo verwalten|Nur notwendige Cookies",
    "pt": "Continuar|Próximo|Conta|Recusar oferta|Não, obrigado|Cobrança|Muito caro|Entrar|Pular",
    "it": "Continua|Avanti|Account|Rifiuta l'offerta|No, grazie|Fatturazione|Troppo caro|Accedi",
    "nl": "Doorgaan|Volgende|Account|Aanbieding afwijzen|Nee, bedankt|Facturering|Te duur|Inloggen",
}


def each(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(tongue, words) for tongue, all_ in table.items() for words in all_.split("|")]


def judged(target: str, label: str, *, page: str = "offer") -> str:
    press = Press(target=target, label=label, page=page, commit=False)
    decision = judge_press(press, action="cancel", commits=0)
    return decision.verdict


@pytest.mark.parametrize(("tongue", "words"), [*each(KEEPS), *each(TAKES)])
def test_on_cancel_what_keeps_pauses_switches_pays_or_accepts_is_denied(
    tongue: str, words: str
) -> None:
    del tongue
    assert forbidden_on_cancel(words) is not None
    assert judged(words, "Continue") == "deny"  # whatever is written there
    assert judged("Continue", words) == "deny"  # whatever the model calls it
    assert judged("Cancel membership", words.upper()) == "deny"


@pytest.mark.parametrize(("tongue", "words"), each(LEAVES))
def test_on_cancel_the_way_out_is_open_and_known(tongue: str, words: str) -> None:
    del tongue
    assert judged(words, words) == "allow"
    assert ends(words)


@pytest.mark.parametrize(("tongue", "words"), each(HARMLESS))
def test_on_cancel_what_does_neither_may_be_pressed(tongue: str, words: str) -> None:
    del tongue
    assert judged(words, words) == "allow"
    assert not finishes(words)


@pytest.mark.parametrize(
    "words",
    [
        "Finish cancellation", "Complete cancellation", "Yes, cancel my plan", "Cancel now",
        "Confirmar cancelación", "Sí, cancelar", "Confirmer la résiliation", "Oui, résilier",
        "Kündigung bestätigen", "Ja, kündigen", "Jetzt kündigen", "Confirmar cancelamento",
        "Conferma disdetta", "Opzegging bevestigen", "Ja, opzeggen",
    ],
)  # fmt: skip
def test_what_finishes_is_final_whatever_the_model_calls_the_page(words: str) -> None:
    assert finishes(words)
    decision = judge_press(Press(words, words, "offer", commit=False), action="cancel", commits=0)
    assert (decision.verdict, decision.effect) == ("allow", "commit")


@pytest.mark.parametrize(
    ("words", "forbidden"),
    [
        ("Assinatura: cancelar", True),
        ("Cancelar minha assinatura", True),
        ("Disdici abbonamento", True),
        ("Abonnement opzeggen", True),
        ("Opzegging bevestigen", True),
        ("Opzegging intrekken", False),
        ("Riattiva abbonamento", False),
        ("Reativar assinatura", False),
        ("Abonnement heractiveren", False),
        ("Restart plan", False),
        ("Cancel", False),
    ],
)
def test_a_resume_ends_nothing_in_seven_languages(words: str, forbidden: bool) -> None:
    assert (forbidden_on_resume(words) is not None) is forbidden
