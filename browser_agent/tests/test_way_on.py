"""What is no offer may be pressed on a cancel: the way on, reasons of a survey, menus."""

import pytest

from browser_agent.lexicon import forbidden_on_cancel, spends

WAY_ON = {
    "en": (
        "Cancel subscription|Cancel my benefits|End my benefits|Finish cancelling|"
        "Continue to cancel|Continue cancellation|Cancel membership anyway|"
        "No thanks, continue cancelling|No, cancel|No, I don't want to save|"
        "No, I don't want the discount|I don't want this offer|I don't want to pause|"
        "No thanks, I don't want 50% off|Reject offer|Decline and continue|Decline|Skip offer|"
        "Skip this step|Skip survey|Continue without offer|Continue without discount|Turn off|"
        "Turn it off|Turn off renewal|Disable auto-renewal|Stop auto-renewal|End plan|Quit|"
        "Leave|Delete plan|Remove plan|Not interested|I still want to cancel|Yes, I'm sure|"
        "I'm sure|Lose my benefits|I understand, cancel my plan|Continue|Submit|Done|Next|"
        "Back|Close|Manage subscription|Manage membership|Payment method|Billing details|"
        "Purchase history|Order history|Paid subscriptions|Subscriptions|Too expensive|"
        "I'm not using it enough|I found a better deal elsewhere|I have another subscription|"
        "Just want a break|Switching to a different service|I was only here for one show|"
        "Technical problems|Prefer not to say|Other|Proceed|Proceed to cancellation|"
        "No, continue to cancel|Go to cancellation|Ready to cancel|Request cancellation|"
        "Give up my benefits|Forfeit my discount|Cancel trial|Cancel free trial|End trial now|"
        "Cancel plan and keep access until March 3|Refuse offer|No offers please|View account|"
        "My account|Account settings|Sign out of all devices|Contact us|Help Centre|"
        "Cancel my Standard with ads plan|Cancel Premium Family|Don't renew|"
        "Do not renew my plan|Cancel renewal|Cancel auto-renew|Opt out of renewal|"
        "No, cancel my subscription|Cancel NOW Entertainment|"
        "No thanks, I still want to cancel|Proceed without offer|Decline discount|"
        "I'd rather cancel|I want to cancel my Prime|Continue to cancellation|Next: confirm|"
        "Skip this offer|Let me cancel|Cancel at the end of the month|Payments|Your orders|"
        "Watch history|I don't watch enough|I'm moving abroad|Content I like isn't available|"
        "Poor video quality|I prefer another service|Too many ads|I'm switching to Netflix|"
        "Financial reasons|I didn't mean to subscribe|Billing issue|Price increase|"
        "Not enough new content|Temporary, I'll be back|I finished my show|View my account|"
        "Plans & billing|Membership & billing|Manage payment|Memberships|Cancel order|See all|"
        "Edit profile|Change email|Change password|Language|Terms of Use|Privacy|"
        "Cookie preferences|Reject all|Accept all cookies"
    ),
    "es": (
        "Cancelar suscripción|Cancelar mi plan|Cancelar membresía|Darme de baja|Dar de baja|"
        "Dar de baja mi suscripción|Solicitar la baja|Tramitar baja|Confirmar baja|"
        "Sí, cancelar mi plan|Sí, darme de baja|Continuar con la baja|Continuar cancelación|"
        "Continuar y cancelar|Finalizar cancelación|Cancelar de todas formas|"
        "Cancelar renovación|Cancelar renovación automática|Desactivar|"
        "Desactivar renovación automática|No renovar|No quiero la oferta|"
        "No quiero el descuento|No me interesa|Rechazar|Rechazar la oferta|Omitir|Saltar|"
        "Sin descuento|No gracias, cancelar|No gracias, quiero cancelar|Perder mis beneficios|"
        "Perder mis ventajas|Anular suscripción|Terminar suscripción|Siguiente|Enviar|Aceptar|"
        "Entendido|Mi cuenta|Mi suscripción|Gestionar suscripción|Métodos de pago|"
        "Historial de pagos|Muy caro|No lo uso lo suficiente|Me cambio a otro servicio|"
        "Otro motivo|Prefiero no decirlo|Sí, estoy seguro|Quiero cancelar|Aún quiero cancelar|"
        "Cancelar prueba|No, cancelar mi suscripción|"
        "Quiero dar de baja mi cuenta de streaming|Seguir con el proceso de baja|"
        "Cancelar Movistar Plus+|No me interesa la oferta|Prefiero cancelar|Ya no lo uso|"
        "Problemas técnicos|Me voy de viaje|He encontrado otra alternativa|Ver historial|"
        "Editar perfil|Cambiar contraseña|Ver mi cuenta|Facturas|Rechazar todo|Poco contenido|"
        "Precio demasiado alto|Continuar sin descuento|Omitir oferta|Baja del servicio"
    ),
    "fr": (
        "Résilier|Résilier mon abonnement|Résilier mon contrat|Résilier l'offre|"
        "Confirmer la résiliation|Valider la résiliation|Valider ma résiliation|"
        "Poursuivre la résiliation|Continuer la résiliation|Continuer vers la résiliation|"
        "Terminer la résiliation|Oui, résilier|Je résilie|Je confirme la résiliation|"
        "Me désabonner|Se désabonner|Désactiver|Désactiver le renouvellement automatique|"
        "Ne pas renouveler|Ne plus renouveler|Annuler l'abonnement|Annuler mon abonnement|"
        "Mettre fin à l'abonnement|Arrêter mon abonnement|Non merci, résilier|"
        "Non merci, je résilie|Refuser l'offre|Décliner l'offre|Je refuse l'offre|"
        "Je ne veux pas de l'offre|Non, ça ne m'intéresse pas|Pas intéressé|"
        "Passer cette étape|Passer|Ignorer|Sans remise|Renoncer à mes avantages|"
        "Perdre mes avantages|Suivant|Continuer|Valider|Envoyer|Confirmer|Mon compte|"
        "Mon abonnement|Gérer mon abonnement|Moyens de paiement|Historique des paiements|"
        "Trop cher|Je ne l'utilise pas assez|Je change de service|Autre raison|"
        "Je souhaite résilier|Résilier quand même|Résilier malgré tout|"
        "Accéder à la résiliation|Demander la résiliation|Non, résilier mon abonnement|"
        "Je confirme vouloir résilier|Poursuivre ma demande de résiliation|Résilier CANAL+|"
        "Je ne suis pas intéressé|Refuser et résilier|Problème technique|Pas assez de contenu|"
        "J'ai trouvé moins cher ailleurs|Voir mon compte|Voir mon offre|Mes factures|"
        "Modifier mon profil|Changer de mot de passe|Tout refuser|Continuer sans accepter|"
        "Continuer sans l'offre|Non merci, continuer|Passer l'étape|Accéder à mon abonnement"
    ),
    "de": (
        "Kündigen|Jetzt kündigen|Abo kündigen|Abonnement kündigen|Mitgliedschaft kündigen|"
        "Vertrag kündigen|Verträge hier kündigen|Vertrag jetzt kündigen|Kündigung bestätigen|"
        "Kündigung absenden|Kündigung abschicken|Kündigung abschließen|Kündigung einreichen|"
        "Kündigung fortsetzen|Mit Kündigung fortfahren|Weiter mit der Kündigung|"
        "Weiter zur Kündigung|Weiter kündigen|Zur Kündigung|Jetzt verbindlich kündigen|"
        "Ja, jetzt kündigen|Ja, ich möchte kündigen|Trotzdem kündigen|Dennoch kündigen|"
        "Endgültig kündigen|Abo beenden|Mitgliedschaft beenden|Ausschalten|Deaktivieren|"
        "Automatische Verlängerung ausschalten|Automatische Verlängerung deaktivieren|"
        "Automatische Verlängerung beenden|Nicht verlängern|Abo nicht verlängern|"
        "Nein danke, kündigen|Nein danke, weiter zur Kündigung|Angebot ablehnen|"
        "Kein Interesse|Kein Interesse am Angebot|Ich möchte kein Angebot|"
        "Ohne Angebot fortfahren|Ohne Rabatt kündigen|Auf Vorteile verzichten|"
        "Auf Rabatt verzichten|Vorteile verlieren|Vorteile aufgeben|Weiter|Absenden|Fertig|"
        "Schließen|Zurück|Mein Konto|Mein Abo|Abo verwalten|Zahlungsarten|Zahlungsverlauf|"
        "Zu teuer|Ich nutze es zu selten|Ich wechsle zu einem anderen Anbieter|Anderer Grund|"
        "Keine Angabe|Probeabo kündigen|Testphase beenden|Kündigung vormerken|"
        "Kündigungsassistent starten|Kündigung starten|Nein, kündigen|Trotzdem fortfahren|"
        "Nein danke, Abo kündigen|Joyn PLUS+ kündigen|RTL+ jetzt kündigen|"
        "Zum Kündigungsformular|Weiter ohne Angebot|Kein Angebot annehmen|"
        "Angebot nicht annehmen|Ich habe kein Interesse|Zu wenig Inhalte|Technische Probleme|"
        "Zu viel Werbung|Vertragsdaten|Rechnungen ansehen|Profil bearbeiten|Passwort ändern|"
        "Alle ablehnen|Verträge anzeigen|Zahlungsdaten ändern|Weiter zum nächsten Schritt|"
        "Auf Angebot verzichten|Ordentliche Kündigung|Außerordentliche Kündigung"
    ),
    "pt": (
        "Cancelar assinatura|Confirmar cancelamento|Continuar cancelamento|"
        "Concluir cancelamento|Sim, cancelar|Quero cancelar|Desativar renovação automática|"
        "Não renovar|Recusar oferta|Não quero a oferta|Perder benefícios|Cancelar mesmo assim|"
        "Próximo|Minha conta|Muito caro"
    ),
    "it": (
        "Annulla abbonamento|Disdici abbonamento|Conferma la disdetta|Procedi con la disdetta|"
        "Continua con la disdetta|Sì, disdici|Disattiva rinnovo automatico|Non rinnovare|"
        "Rifiuta l'offerta|Non voglio lo sconto|Rinuncia ai vantaggi|Disdici comunque|Avanti|"
        "Il mio account|Troppo caro"
    ),
    "nl": (
        "Abonnement opzeggen|Lidmaatschap opzeggen|Opzegging bevestigen|Ga door met opzeggen|"
        "Ja, opzeggen|Abonnement beëindigen|Automatische verlenging uitschakelen|"
        "Niet verlengen|Aanbieding weigeren|Geen korting|Toch opzeggen|Abonnement stopzetten|"
        "Volgende|Mijn account|Te duur"
    ),
}


def each(*tables: dict[str, str]) -> list[str]:
    return [words for table in tables for all_ in table.values() for words in all_.split("|")]


@pytest.mark.parametrize("words", each(WAY_ON))
def test_what_neither_keeps_nor_pays_may_be_pressed_however_it_was_read(words: str) -> None:
    for read in (words, words.replace("i", "l"), words.replace("l", "I")):
        assert forbidden_on_cancel(read) is None, read
        assert not spends(read), read
