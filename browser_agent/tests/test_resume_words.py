"""What ends, commits, costs or does nothing on the way of a resume."""

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.lexicon import commits, forbidden_on_resume, spends, undoes

ENDS = {
    "en": (
        "Cancel membership|Cancel my subscription|Cancel plan|End membership|End plan|"
        "Turn off auto-renew|Turn off renewal|Disable auto-renewal|Stop subscription|"
        "Finish cancelling|Finish cancellation|Confirm cancellation|Complete cancellation|"
        "Continue to cancel|Terminate contract|Unsubscribe|Cancel auto-renewal|"
        "Cancel my benefits|Yes, cancel|Cancel now|Don't renew|Do not renew|Cancel Premium|"
        "End my Prime membership|Cancel trial|Request cancellation|Submit cancellation|"
        "Discontinue service|Quit Premium|Cancel your membership|End your plan|"
        "Switch off auto-renewal|Cancel Spotify Premium|Cancel anytime here"
    ),
    "es": (
        "Cancelar suscripción|Cancelar mi plan|Darme de baja|Dar de baja|Confirmar baja|"
        "Confirmar cancelación|Finalizar suscripción|Anular suscripción|"
        "Desactivar renovación automática|Cancelar renovación|No renovar|Tramitar la baja|"
        "Solicitar la baja|Sí, cancelar|Terminar suscripción|Cancelar membresía|"
        "Dar de baja la suscripción|Desactivar la autorrenovación|Cancelar Filmin|"
        "Confirmar mi baja"
    ),
    "fr": (
        "Résilier|Résilier mon abonnement|Je résilie|Confirmer la résiliation|"
        "Valider la résiliation|Me désabonner|Se désabonner|"
        "Désactiver le renouvellement automatique|Ne pas renouveler|"
        "Mettre fin à mon abonnement|Arrêter mon abonnement|Annuler mon abonnement|"
        "Oui, résilier|Demander la résiliation|Supprimer mon abonnement|Résilier CANAL+|"
        "Oui, me désabonner|Confirmer le désabonnement|Arrêter le renouvellement automatique"
    ),
    "de": (
        "Kündigen|Abo kündigen|Vertrag kündigen|Jetzt kündigen|Kündigung bestätigen|"
        "Kündigung absenden|Mitgliedschaft beenden|Abo beenden|"
        "Automatische Verlängerung ausschalten|Automatische Verlängerung deaktivieren|"
        "Nicht verlängern|Abo nicht verlängern|Ja, kündigen|Verbindlich kündigen|"
        "Kündigung einreichen|Abo stornieren|Zur Kündigung|Verträge hier kündigen|"
        "RTL+ kündigen|Kündigung jetzt absenden|Verlängerung ausschalten"
    ),
    "pt": (
        "Cancelar assinatura|Confirmar cancelamento|Encerrar assinatura|"
        "Desativar renovação automática|Não renovar|Sim, cancelar"
    ),
    "it": (
        "Disdici|Annulla abbonamento|Conferma disdetta|Disattiva rinnovo automatico|"
        "Non rinnovare|Sì, disdici"
    ),
    "nl": (
        "Opzeggen|Abonnement opzeggen|Opzegging bevestigen|"
        "Automatische verlenging uitschakelen|Niet verlengen|Ja, opzeggen"
    ),
}
GOES_ON = {
    "en": (
        "Restart membership|Resume membership|Resume plan|Reactivate|Renew membership|"
        "Resubscribe|Rejoin|Keep my membership|Undo cancellation|Cancel cancellation|"
        "Don't cancel|Turn on auto-renew|Turn auto-renewal back on|Continue|Confirm|"
        "Start membership|Restart now|Yes, restart|Come back|Add plan|Pay now|Place order|"
        "Cancel|Back|Withdraw cancellation|Reverse cancellation|Stop cancellation|Keep plan|"
        "Welcome back|Restore subscription|Restart my Audible membership|Rejoin NOW|"
        "Never mind, keep my plan|Turn renewal on|Resume Premium|Choose plan|See plans|"
        "Reactivate Netflix"
    ),
    "es": (
        "Reactivar suscripción|Reanudar plan|Renovar|Volver a suscribirme|Reiniciar membresía|"
        "Deshacer cancelación|Anular la baja|No cancelar|Activar renovación automática|"
        "Continuar|Confirmar|Mantener mi plan|Suscribirme|Pagar|Recuperar mi plan|"
        "Cancelar la baja|Reactivar Filmin|Volver a empezar|Quiero volver|Elegir plan"
    ),
    "fr": (
        "Réactiver mon abonnement|Reprendre mon abonnement|Relancer mon abonnement|Renouveler|"
        "Se réabonner|Me réabonner|Annuler la résiliation|Annuler ma résiliation|"
        "Ne pas résilier|Activer le renouvellement automatique|Continuer|Confirmer|Valider|"
        "Payer|S'abonner|Revenir|Reprendre CANAL+|Se réabonner à Deezer|Choisir cette offre|"
        "Revenir chez nous"
    ),
    "de": (
        "Abo reaktivieren|Mitgliedschaft fortsetzen|Wieder aufnehmen|Kündigung zurücknehmen|"
        "Kündigung widerrufen|Kündigung zurückziehen|Abo verlängern|"
        "Automatische Verlängerung einschalten|Weiter|Bestätigen|Jetzt kaufen|"
        "Zahlungspflichtig bestellen|Nicht kündigen|Erneut abonnieren|Abo neu starten|"
        "Wieder abonnieren|RTL+ reaktivieren|Wieder dabei sein|Tarif auswählen|Kündigung aufheben"
    ),
    "pt": (
        "Reativar assinatura|Retomar|Assinar novamente|Desfazer cancelamento|"
        "Ativar renovação automática|Manter plano"
    ),
    "it": (
        "Riattiva abbonamento|Riprendi|Rinnova|Annulla la disdetta|Attiva rinnovo automatico|"
        "Abbonati di nuovo"
    ),
    "nl": (
        "Abonnement heractiveren|Hervatten|Verlengen|Opzegging intrekken|Opnieuw abonneren|"
        "Automatische verlenging inschakelen"
    ),
}
COMMITS = {
    "en": (
        "Pay now|Pay $9.99|Pay and subscribe|Confirm and pay|Confirm purchase|Confirm payment|"
        "Confirm subscription|Confirm order|Place order|Place your order|Submit order|"
        "Submit payment|Complete purchase|Complete order|Complete checkout|"
        "Complete subscription|Buy now|Purchase|Subscribe|Subscribe now|Agree & subscribe|"
        "Agree and pay|Start membership|Start subscription|Start my plan|"
        "Start paid membership|Restart membership|Restart subscription|Resume membership|"
        "Reactivate|Reactivate now|Reactivate my plan|Renew|Renew now|Resubscribe|Rejoin|"
        "Rejoin now|Start watching|Start streaming|Start plan now|Get Premium|Activate plan|"
        "Turn on auto-renew|Join now|Sign up and pay|Checkout|Order with obligation to pay|"
        "Finish and pay|Resume subscription|Yes, restart|Yes, restart my plan|Review and pay|"
        "Restore my subscription|Accept and pay|Book now|Unpause|Restart for $9.99/month|"
        "Pay $9.99 now|Yes, reactivate|Confirm & restart|Resubscribe for $5|"
        "Agree & start membership|Complete sign-up|Start plan|Subscribe with PayPal|"
        "Place my order|Restart your subscription"
    ),
    "es": (
        "Pagar|Pagar ahora|Pagar 9,99 €|Confirmar pago|Confirmar y pagar|Confirmar compra|"
        "Confirmar suscripción|Completar compra|Completar pago|Finalizar compra|"
        "Realizar pedido|Realizar pago|Comprar|Comprar ahora|Suscribirse|Suscribirme|"
        "Suscribirme ahora|Suscríbete|Aceptar y suscribirse|Contratar|Contratar ahora|"
        "Iniciar membresía|Empezar suscripción|Reactivar|Reactivar suscripción|Reanudar|"
        "Reanudar suscripción|Renovar|Renovar suscripción|Renovar ahora|Volver a suscribirme|"
        "Volver a contratar|Activar plan|Activar renovación automática|Reiniciar membresía|"
        "Recuperar mi suscripción|Tramitar pedido|Aceptar y pagar|Comenzar membresía|"
        "Reactivar por 9,99 €|Confirmar y suscribirme|Pagar y activar|Volver a activar|"
        "Comenzar mi suscripción|Suscribirse ahora|Realizar el pago"
    ),
    "fr": (
        "Payer|Payer maintenant|Payer 9,99 €|Confirmer le paiement|Confirmer et payer|"
        "Valider le paiement|Valider et payer|Valider ma commande|Confirmer l'achat|Acheter|"
        "Commander|Commander avec obligation de paiement|Finaliser la commande|"
        "Procéder au paiement|Régler|S'abonner|Je m'abonne|S'abonner maintenant|Souscrire|"
        "Souscrire maintenant|Démarrer l'abonnement|Démarrer mon abonnement|"
        "Commencer mon abonnement|Réactiver|Réactiver mon abonnement|Reprendre mon abonnement|"
        "Relancer mon abonnement|Renouveler|Renouveler mon abonnement|Se réabonner|"
        "Me réabonner|Je me réabonne|Activer le renouvellement automatique|Activer mon offre|"
        "Rétablir mon abonnement|Redémarrer l'abonnement|Payer et s'abonner|"
        "Réactiver pour 9,99 €|Confirmer mon abonnement|Reprendre l'abonnement|"
        "Démarrer mon forfait|Je commande"
    ),
    "de": (
        "Jetzt kaufen|Kaufen|Zahlungspflichtig bestellen|Kostenpflichtig bestellen|"
        "Kostenpflichtig abonnieren|Kostenpflichtig buchen|Jetzt zahlungspflichtig abonnieren|"
        "Jetzt bezahlen|Bezahlen|Jetzt zahlen|Zahlung bestätigen|Bestellung abschließen|"
        "Bestellung abschicken|Bestellung bestätigen|Kauf abschließen|Kauf bestätigen|"
        "Abonnieren|Jetzt abonnieren|Abo abschließen|Abo starten|Mitgliedschaft starten|"
        "Mitgliedschaft erneut starten|Mitgliedschaft fortsetzen|Abo fortsetzen|"
        "Abo reaktivieren|Jetzt reaktivieren|Wieder aktivieren|Abo verlängern|"
        "Jetzt verlängern|Verlängern|Erneut abonnieren|Wieder abonnieren|Jetzt buchen|"
        "Jetzt bestellen|Vertrag abschließen|Automatische Verlängerung aktivieren|"
        "Abo wieder aufnehmen|Bestätigen und bezahlen|Mit PayPal kaufen|Abo neu starten|"
        "Jetzt kostenpflichtig abonnieren|Jetzt wieder abonnieren|Bestellen und bezahlen|"
        "Kostenpflichtig reaktivieren|Mitgliedschaft reaktivieren"
    ),
    "pt": (
        "Pagar agora|Confirmar pagamento|Finalizar compra|Assinar|Assinar agora|"
        "Reativar assinatura|Retomar assinatura|Renovar|Comprar agora|Confirmar assinatura"
    ),
    "it": (
        "Paga ora|Conferma pagamento|Completa l'acquisto|Acquista|Abbonati|Abbonati ora|"
        "Riattiva abbonamento|Riprendi abbonamento|Rinnova|Conferma e paga"
    ),
    "nl": (
        "Nu betalen|Betalen|Bestelling plaatsen|Bestellen en betalen|Abonneren|Nu abonneren|"
        "Abonnement heractiveren|Hervatten|Verlengen|Nu kopen|Bevestigen en betalen"
    ),
}
SPENDS = {
    "en": (
        "Pay now|Pay $9.99|Buy now|Purchase|Place order|Order now|Subscribe|Subscribe now|"
        "Checkout|Go to checkout|Proceed to checkout|Upgrade|Upgrade now|Get Premium|"
        "Go Premium|Start free trial|Start trial|Try free|Try it free|Try Premium free|"
        "Restart membership|Resubscribe|Renew now|Reactivate subscription|Add to cart|"
        "Get the bundle|Buy gift card|Agree and pay|Complete purchase|Confirm purchase|"
        "Confirm and pay|Sign up now|Join now|Get this plan|Choose this plan and pay|"
        "Start membership|Buy plan|Pay $5.99|Subscribe for $4.99|Get Max|"
        "Start your free trial|Purchase now|Complete order"
    ),
    "es": (
        "Pagar|Pagar ahora|Comprar|Comprar ahora|Suscríbete|Suscribirme|Contratar|Renovar|"
        "Reactivar|Confirmar y pagar|Finalizar compra|Prueba gratis|Probar gratis|"
        "Añadir al carrito|Realizar pedido|Hazte Premium|Mejorar plan|Iniciar prueba gratuita|"
        "Suscribirse|Compra ahora|Pagar con tarjeta|Empezar prueba gratis|Contratar plan"
    ),
    "fr": (
        "Payer|Payer maintenant|Acheter|Acheter maintenant|S'abonner|Je m'abonne|Souscrire|"
        "Commander|Renouveler|Réactiver|Confirmer et payer|Finaliser la commande|"
        "Essayer gratuitement|Essai gratuit|Ajouter au panier|Procéder au paiement|"
        "Démarrer l'essai gratuit|Je commande|S'abonner pour 9,99 €|Acheter ce pass|"
        "Commencer l'essai gratuit|Payer ma commande"
    ),
    "de": (
        "Jetzt kaufen|Kaufen|Jetzt bezahlen|Zahlungspflichtig bestellen|"
        "Kostenpflichtig bestellen|Jetzt abonnieren|Abonnieren|Jetzt bestellen|Jetzt buchen|"
        "Abo abschließen|Abo verlängern|Reaktivieren|In den Warenkorb|Zur Kasse|"
        "Kostenlos testen|Gratis testen|Jetzt testen|Upgrade|Jetzt upgraden|Premium holen|"
        "Kauf abschließen|Jetzt kostenpflichtig abonnieren|Abonnement kaufen|"
        "Kostenlosen Probemonat starten|Jetzt Mitglied werden|Zahlungspflichtig abonnieren"
    ),
}
FREE = {
    "en": (
        "Account|Payment method|Payment history|Purchase history|Order history|Manage plan|"
        "Billing|Subscriptions|My subscription|Sign in|Continue|Next|Back|Paid plans|"
        "Subscription details|Membership|View bill|Play|Watch|Settings|Help|Log out|Profile|"
        "Search|Close|Orders|Purchases|Bills|Payment info|Paid membership details|"
        "Ways to watch|Live TV|Movies|My stuff"
    ),
    "es": (
        "Cuenta|Métodos de pago|Historial de pagos|Historial de compras|Mi suscripción|"
        "Gestionar suscripción|Facturación|Iniciar sesión|Siguiente|Volver|Ver|Ajustes|Ayuda|"
        "Cerrar sesión|Perfil|Buscar|Pagos|Mis compras|Películas|Mi lista|Suscripciones"
    ),
    "fr": (
        "Compte|Moyens de paiement|Historique des achats|Mes commandes|Mon abonnement|"
        "Gérer l'abonnement|Facturation|Se connecter|Suivant|Retour|Regarder|Paramètres|Aide|"
        "Se déconnecter|Profil|Rechercher|Mes achats|Mes paiements|Films|Ma liste|Abonnements"
    ),
    "de": (
        "Konto|Zahlungsarten|Zahlungsmethode|Zahlungsverlauf|Bestellungen|Bestellübersicht|"
        "Kaufhistorie|Mein Abo|Abo verwalten|Abonnement|Rechnungen|Anmelden|Zurück|Ansehen|"
        "Einstellungen|Hilfe|Abmelden|Profil|Suche|Käufe|Meine Bestellungen|Zahlungen|Filme|"
        "Merkliste|Abos"
    ),
}
UNDOES = {
    "en": "Undo cancellation|Don't cancel|Keep my membership|Continue my subscription",
    "es": "Deshacer cancelación|Anular la baja|Mantener mi plan",
    "fr": "Annuler la résiliation|Conserver mon abonnement|Ne pas résilier",
    "de": "Kündigung zurücknehmen|Kündigung widerrufen|Abo behalten|"
    "Automatische Verlängerung einschalten",
}


def each(*tables: dict[str, str]) -> list[str]:
    return [words for table in tables for all_ in table.values() for words in all_.split("|")]


@pytest.mark.parametrize("words", each(ENDS))
def test_a_resume_never_ends(words: str) -> None:
    for read in (words, words.replace("i", "l"), words.replace("l", "I")):
        assert forbidden_on_resume(read) == "end", read
        assert not is_final(read, Above(), "resume"), read


@pytest.mark.parametrize("words", each(GOES_ON, COMMITS, UNDOES))
def test_what_takes_it_up_again_is_allowed(words: str) -> None:
    assert forbidden_on_resume(words) is None


@pytest.mark.parametrize("words", each(COMMITS))
def test_what_makes_a_resume_final_is_known(words: str) -> None:
    for read in (words, words.replace("i", "l"), words.replace("l", "I")):
        assert commits(read), read
        assert is_final(read, Above(), "resume"), read


@pytest.mark.parametrize("words", each(UNDOES))
def test_a_cancellation_may_be_taken_back(words: str) -> None:
    assert undoes(words)
    assert is_final(words, Above(), "resume")


@pytest.mark.parametrize("words", ["Remind me later", "Cancel later", "Stay signed in", "Log in"])
def test_what_only_stays_takes_nothing_back(words: str) -> None:
    assert not undoes(words)


@pytest.mark.parametrize("words", each(SPENDS))
def test_what_costs_money_is_known(words: str) -> None:
    for read in (words, words.replace("i", "l"), words.replace("l", "I")):
        assert spends(read), read


@pytest.mark.parametrize("words", each(FREE))
def test_menus_and_histories_cost_nothing(words: str) -> None:
    assert not spends(words)
    assert not commits(words) or words in {"Continue", "Next"}


@pytest.mark.parametrize(
    "words", ["Start free trial", "Gratis testen", "Empezar prueba", "Essayer gratuitement"]
)
def test_a_trial_is_no_return_to_what_was(words: str) -> None:
    assert not is_final(words, Above(), "resume")
    assert spends(words)
