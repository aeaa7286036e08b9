"""The last press of a cancellation, by its own words or by the question above; and what is none."""

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.lexicon import forbidden_on_cancel, forbidden_on_resume

FINAL = {
    "en": (
        "Cancel my benefits|Finish cancelling|Finish Cancellation|Finish canceling|"
        "End membership|End my membership|End Membership on March 3|Cancel my plan|"
        "Confirm cancellation|Complete cancellation|Complete my cancellation|"
        "Yes, cancel my subscription|Yes, end my plan|Yes, turn off auto-renewal|"
        "Turn off auto-renewal|Turn off auto-renew|Turn Off Renewal|Disable auto-renew|"
        "Stop auto-renewal|Cancel auto-renewal|Cancel renewal|Cancel now|Cancel immediately|"
        "Cancel at end of period|Cancel on December 14|Cancel anyway|I'm sure, cancel|"
        "Cancel my Premium|Cancel Paramount+|Submit cancellation|Submit cancellation request|"
        "Request cancellation|Unsubscribe|Unsubscribe me|Yes, unsubscribe|"
        "Terminate membership|Terminate contract|Quit Premium|Leave Premium|Don't renew|"
        "Do not renew|Don't renew my subscription|End subscription|Stop subscription|"
        "Stop my plan|Agree and cancel|I understand, cancel|Accept and cancel|"
        "No thanks, cancel|Cancel trial|Cancel my free trial|End free trial|"
        "End my Prime membership|Proceed to cancel|Send cancellation|Discontinue service|"
        "Close my subscription|Yes, I want to cancel|Delete subscription|"
        "Remove my subscription|Cancel my NOW Membership|Cancel Audible membership|"
        "Yes, cancel membership|Confirm and cancel|Cancel subscription and lose access|"
        "Finish and cancel|Continue and cancel|Cancel Spotify Premium|"
        "Turn off renewals for my plan|End Paramount+ plan|Complete your cancellation|"
        "Yes please cancel|Yes, cancel it|Cancel with refund|Switch off auto-renewal|"
        "Confirm end of membership|Unsubscribe now"
    ),
    "es": (
        "Cancelar suscripción|Confirmar cancelación|Confirmar la cancelación|Confirmar baja|"
        "Confirmar la baja|Finalizar cancelación|Completar la cancelación|Dar de baja|"
        "Darme de baja|Sí, darme de baja|Sí, cancelar mi plan|Sí, cancelar suscripción|"
        "Sí, quiero cancelar|Sí, deseo cancelar|Cancelar ahora|Cancelar de todas formas|"
        "Cancelar mi membresía|Cancelar mi prueba|Finalizar suscripción|Finalizar mi plan|"
        "Anular suscripción|Anular mi plan|Terminar suscripción|"
        "Desactivar renovación automática|Desactivar la renovación|"
        "Cancelar renovación automática|Cancelar la renovación|No renovar|No renovar mi plan|"
        "Tramitar la baja|Solicitar la baja|Solicitar baja|Enviar solicitud de baja|"
        "Procesar cancelación|Cancelar definitivamente|Quiero darme de baja|"
        "Aceptar y cancelar|Entendido, cancelar|Causar baja|Terminar membresía|"
        "Detener la suscripción|Dejar de ser miembro|Sí, cancelar Filmin|Confirmar y cancelar|"
        "Cancelar mi suscripción ahora|Sí, quiero darme de baja|Confirmar mi baja|"
        "Desactivar la autorrenovación|Finalizar la baja|Cancelar plan Premium|"
        "Anular la renovación automática|Confirmo la cancelación"
    ),
    "fr": (
        "Résilier|Je résilie|Résilier mon abonnement|Résilier définitivement|"
        "Résilier maintenant|Confirmer la résiliation|Confirmer ma résiliation|"
        "Je confirme la résiliation|Je confirme ma résiliation|Valider la résiliation|"
        "Valider ma résiliation|Finaliser la résiliation|Terminer la résiliation|"
        "Terminer l'abonnement|Oui, résilier|Oui, je résilie|Oui, résilier mon abonnement|"
        "Oui, je souhaite résilier|Mettre fin à mon abonnement|Mettre fin à l'abonnement|"
        "Arrêter l'abonnement|Annuler l'abonnement|Annuler mon abonnement|"
        "Confirmer l'annulation|Oui, annuler mon abonnement|Me désabonner|Se désabonner|"
        "Désabonnement|Je me désabonne|Désactiver le renouvellement|"
        "Désactiver le renouvellement automatique|Arrêter le renouvellement|Ne pas renouveler|"
        "Ne pas renouveler mon abonnement|Envoyer ma demande de résiliation|"
        "Demander la résiliation|Notifier la résiliation|Envoyer la résiliation|"
        "Transmettre ma résiliation|Résilier quand même|Résilier mon contrat|"
        "Mettre un terme à mon abonnement|Supprimer mon abonnement|Confirmer et résilier|"
        "Résilier mon offre CANAL+|Oui, me désabonner|Je souhaite résilier mon abonnement|"
        "Confirmer le désabonnement|Arrêter mon abonnement Deezer|"
        "Oui, désactiver le renouvellement|Valider ma demande de résiliation|"
        "Résilier à la fin de la période|Confirmer la fin de mon abonnement"
    ),
    "de": (
        "Kündigen|Jetzt kündigen|Abo kündigen|Abo jetzt kündigen|Vertrag kündigen|"
        "Mitgliedschaft kündigen|Mitgliedschaft jetzt beenden|Kündigung bestätigen|"
        "Kündigung absenden|Kündigung abschicken|Kündigung senden|Kündigung einreichen|"
        "Kündigung abschließen|Kündigung durchführen|Kündigung verbindlich absenden|"
        "Jetzt verbindlich kündigen|Verbindlich kündigen|Endgültig kündigen|Ja, kündigen|"
        "Ja, Abo kündigen|Ja, Mitgliedschaft beenden|Ja, ich möchte kündigen|"
        "Ja, ich will kündigen|Ja, jetzt kündigen|Trotzdem kündigen|Abo beenden|"
        "Abonnement beenden|Abo stornieren|Abo abbestellen|Probeabo beenden|Testabo kündigen|"
        "Automatische Verlängerung ausschalten|Automatische Verlängerung deaktivieren|"
        "Automatische Verlängerung beenden|Verlängerung deaktivieren|Verlängerung stoppen|"
        "Nicht verlängern|Abo nicht verlängern|Zum 14.12.2026 kündigen|"
        "Zum nächstmöglichen Zeitpunkt kündigen|Kündigung beantragen|Verstanden, kündigen|"
        "Abonnement auflösen|Vertrag beenden|Kündigung jetzt bestätigen|"
        "Kündigungswunsch absenden|Kündigung vormerken|Abmelden vom Abo|Ja, RTL+ kündigen|"
        "Kündigung jetzt absenden|Bestätigen und kündigen|Kündigung zum Laufzeitende|"
        "Abo zum 14.12. kündigen|Verlängerung ausschalten|Mitgliedschaft wirklich beenden|"
        "Ja, endgültig kündigen|Kündigen bestätigen|Vertrag verbindlich kündigen|"
        "Kündigung online absenden|Auto-Verlängerung deaktivieren"
    ),
    "pt": (
        "Cancelar assinatura|Confirmar cancelamento|Concluir cancelamento|"
        "Finalizar cancelamento|Sim, cancelar|Sim, cancelar assinatura|Sim, quero cancelar|"
        "Encerrar assinatura|Encerrar plano|Desativar renovação automática|Não renovar|"
        "Cancelar plano|Cancelar agora|Cancelar renovação|Solicitar cancelamento|"
        "Desativar a renovação|Cancelar mesmo assim|Rescindir contrato|Deixar de assinar"
    ),
    "it": (
        "Disdici|Disdici ora|Disdici abbonamento|Conferma disdetta|Conferma la disdetta|"
        "Conferma annullamento|Annulla abbonamento|Sì, annulla abbonamento|Sì, disdici|"
        "Termina abbonamento|Disattiva rinnovo automatico|Disattiva il rinnovo|Non rinnovare|"
        "Completa la disdetta|Invia disdetta|Richiedi la disdetta|Interrompi abbonamento|"
        "Recedi dal contratto|Cancella abbonamento"
    ),
    "nl": (
        "Opzeggen|Abonnement opzeggen|Nu opzeggen|Definitief opzeggen|Opzegging bevestigen|"
        "Bevestig opzegging|Ja, opzeggen|Ja, abonnement opzeggen|Ja, ik wil opzeggen|"
        "Lidmaatschap beëindigen|Abonnement stopzetten|Abonnement annuleren|"
        "Automatische verlenging uitschakelen|Niet verlengen|Opzegging indienen|"
        "Opzegging versturen|Stop abonnement|Opzegging afronden|Abonnement beëindigen"
    ),
}
BELOW = [
    ("Ausschalten", "Automatische Verlängerung ausschalten?"),
    ("Deaktivieren", "Automatische Verlängerung deaktivieren?"),
    ("Ja", "Möchtest du die automatische Verlängerung ausschalten?"),
    ("Bestätigen", "Dein Abo wird zum 14.12.2026 gekündigt."),
    ("Bestätigen", "Kündigung prüfen"),
    ("Ja, sicher", "Willst du wirklich kündigen?"),
    ("Ja, ich bin sicher", "Willst du wirklich kündigen?"),
    ("OK", "Dein Abo endet am 14. Dezember."),
    ("Absenden", "Deine Kündigung im Überblick"),
    ("Verbindlich absenden", "Deine Kündigung im Überblick"),
    ("Jetzt absenden", "Kündigung zum nächstmöglichen Zeitpunkt"),
    ("Jetzt bestätigen", "Kündigung zum 14.12."),
    ("Weiter", "Du bist dabei, dein Abo zu kündigen."),
    ("Verstanden", "Nach der Kündigung verlierst du den Zugriff."),
    ("Turn off", "Turn off auto-renewal?"),
    ("Turn off", "Your membership will not renew on Dec 14."),
    ("Yes", "Turn off automatic renewal?"),
    ("Confirm", "You're about to cancel your subscription."),
    ("Yes, I'm sure", "Are you sure you want to cancel?"),
    ("I'm sure", "Are you sure you want to cancel?"),
    ("Yes, continue", "Are you sure you want to end your membership?"),
    ("Confirm", "Turn off recurring billing?"),
    ("Submit", "Cancel your subscription"),
    ("Submit request", "Cancel your membership"),
    ("OK", "www.example.com says Cancel your plan?"),
    ("End", "End your membership?"),
    ("Stop", "Stop your subscription?"),
    ("Cancel", "Cancel your subscription"),
    ("End now", "Your subscription will end on 14 Dec."),
    ("Leave", "Leave Premium?"),
    ("No thanks", "Would you like to pause instead?"),
    ("No, thanks", "How about 50% off for 3 months?"),
    ("No", "Keep your membership?"),
    ("Désactiver", "Désactiver le renouvellement automatique ?"),
    ("Oui", "Voulez-vous vraiment résilier votre abonnement ?"),
    ("Oui, je confirme", "Voulez-vous vraiment résilier votre abonnement ?"),
    ("Je confirme", "Votre abonnement prendra fin le 3 janvier."),
    ("Confirmer", "Confirmez votre résiliation"),
    ("Confirmer", "Vous êtes sur le point de résilier votre abonnement."),
    ("Valider", "Récapitulatif de votre résiliation"),
    ("Valider ma demande", "Résiliation de votre abonnement"),
    ("Envoyer ma demande", "Résiliation de votre abonnement"),
    ("Oui, je suis sûr", "Êtes-vous sûr de vouloir résilier ?"),
    ("Continuer", "Votre abonnement sera résilié."),
    ("J'ai compris", "Vous perdrez l'accès après la résiliation."),
    ("Non merci", "Souhaitez-vous mettre votre abonnement en pause ?"),
    ("Arrêter", "Arrêter l'abonnement ?"),
    ("Desactivar", "¿Desactivar la renovación automática?"),
    ("Sí", "¿Seguro que quieres cancelar tu suscripción?"),
    ("Sí, estoy seguro", "¿Seguro que quieres cancelar?"),
    ("Sí, confirmar", "¿Quieres darte de baja?"),
    ("Confirmar", "Tu plan se cancelará el 14 de diciembre."),
    ("Confirmar", "Estás a punto de cancelar tu suscripción"),
    ("Aceptar", "Vas a cancelar tu suscripción."),
    ("Aceptar", "¿Quieres cancelar la suscripción?"),
    ("Enviar solicitud", "Solicitud de baja"),
    ("Continuar", "Tu suscripción finalizará el 14 de diciembre."),
    ("Dar de baja", "¿Quieres dar de baja tu suscripción?"),
    ("No, gracias", "¿Prefieres pausar tu suscripción?"),
    ("Finalizar", "Finalizar la cancelación"),
    ("Sim", "Tem certeza de que deseja cancelar?"),
    ("Sim, tenho certeza", "Tem certeza de que deseja cancelar?"),
    ("Desativar", "Desativar a renovação automática?"),
    ("Confirmar", "Sua assinatura será cancelada."),
    ("Sì", "Vuoi davvero annullare l'abbonamento?"),
    ("Disattiva", "Disattivare il rinnovo automatico?"),
    ("Conferma", "Stai per disdire il tuo abbonamento."),
    ("Ja", "Weet je zeker dat je wilt opzeggen?"),
    ("Ja, ik weet het zeker", "Weet je zeker dat je wilt opzeggen?"),
    ("Uitschakelen", "Automatische verlenging uitschakelen?"),
    ("Bevestigen", "Je abonnement wordt opgezegd."),
    ("Yes, end it", "End your membership?"),
    ("Yes, turn off", "Turn off auto-renew for Max?"),
    ("Confirm and continue", "You are cancelling your plan."),
    ("Continue", "You're about to end your Premium membership"),
    ("Yes, that's right", "Do you want to cancel your subscription?"),
    ("I agree", "Your subscription will be cancelled at the end of the period."),
    ("Ja, weiter", "Möchtest du dein Abo wirklich kündigen?"),
    ("Ja, ausschalten", "Automatische Verlängerung ausschalten?"),
    ("Ja, beenden", "Mitgliedschaft beenden?"),
    ("Jetzt abschicken", "Kündigung deines Vertrags"),
    ("Senden", "Dein Kündigungswunsch"),
    ("Oui, désactiver", "Désactiver le renouvellement automatique ?"),
    ("Oui, continuer", "Souhaitez-vous résilier ?"),
    ("Terminer", "Résiliation de votre abonnement"),
    ("Sí, desactivar", "¿Desactivar la renovación automática?"),
    ("Sí, continuar", "¿Quieres cancelar tu suscripción?"),
    ("Sí, seguro", "¿Seguro que deseas darte de baja?"),
    ("Tramitar solicitud", "Baja de tu suscripción"),
]  # fmt: skip
NOT_BELOW = [
    ("Ausschalten", ""),
    ("Turn off", ""),
    ("Cancel", "Your subscription will end on 14 Dec."),
    ("Back", "Are you sure you want to cancel?"),
    ("Go back", "Cancel your plan?"),
    ("Close", "Cancel your plan?"),
    ("No", "Are you sure you want to cancel?"),
    ("Not now", "Cancel your subscription?"),
    ("No thanks", "Cancel your subscription?"),
    ("Maybe later", "Ready to cancel?"),
    ("Yes", "Would you like to keep your plan?"),
    ("Continue", "Switch to Basic for $4.99?"),
    ("OK", "Pause your membership for 3 months?"),
    ("Accept", "Get 50% off for 3 months instead of cancelling?"),
    ("Yes, please", "Would you like to stay for half price?"),
    ("Confirm", "Pause your subscription"),
    ("Confirm", "Your plan will be paused until March."),
    ("Confirm", "Confirm your new plan: Basic with ads"),
    ("Turn off", "Turn off notifications?"),
    ("Turn off", "Turn off autoplay?"),
    ("Disable", "Disable subtitles?"),
    ("Turn on", "Turn on auto-renewal?"),
    ("Remove", "Remove this device?"),
    ("Delete", "Delete your profile?"),
    ("Zurück", "Möchtest du wirklich kündigen?"),
    ("Abbrechen", "Abo wirklich kündigen?"),
    ("Nein", "Möchtest du wirklich kündigen?"),
    ("Ja", "Möchtest du lieber pausieren?"),
    ("Ja", "Möchtest du bleiben?"),
    ("Ausschalten", "Autoplay ausschalten?"),
    ("Deaktivieren", "Benachrichtigungen deaktivieren?"),
    ("Einschalten", "Automatische Verlängerung einschalten?"),
    ("Bestätigen", "Dein Abo wird für 3 Monate pausiert."),
    ("Bestätigen", "Zu Standard mit Werbung wechseln"),
    ("Schließen", "Kündigung bestätigen?"),
    ("Später", "Jetzt kündigen?"),
    ("Retour", "Voulez-vous résilier ?"),
    ("Annuler", "Voulez-vous vraiment résilier votre abonnement ?"),
    ("Non", "Voulez-vous vraiment résilier ?"),
    ("Oui", "Souhaitez-vous conserver votre abonnement ?"),
    ("Confirmer", "Mettre votre abonnement en pause ?"),
    ("Confirmer", "Votre abonnement sera mis en pause."),
    ("Valider", "Profitez de 3 mois à moitié prix"),
    ("Désactiver", "Désactiver les notifications ?"),
    ("Fermer", "Résilier votre abonnement ?"),
    ("Volver", "¿Seguro que quieres cancelar?"),
    ("No", "¿Seguro que quieres cancelar?"),
    ("Atrás", "¿Cancelar tu plan?"),
    ("Sí", "¿Quieres conservar tu plan?"),
    ("Aceptar", "¿Quieres pausar tu suscripción?"),
    ("Confirmar", "Tu suscripción se pausará durante 1 mes."),
    ("Desactivar", "¿Desactivar las notificaciones?"),
    ("Sí", "¿Quieres un 50% de descuento?"),
    ("Cerrar", "¿Cancelar tu suscripción?"),
    ("Confirmar", "Cambiar al plan Básico"),
    ("Não", "Tem certeza de que deseja cancelar?"),
    ("Sim", "Deseja manter sua assinatura?"),
    ("No", "Vuoi davvero annullare?"),
    ("Sì", "Vuoi mantenere l'abbonamento?"),
    ("Nee", "Weet je zeker dat je wilt opzeggen?"),
    ("Ja", "Wil je je abonnement pauzeren?"),
    ("Play trailer", "Your plan will end."),
    ("Account", "Your plan will end."),
    ("Help", "Cancel your plan?"),
    ("Sign out", "Cancel your plan?"),
    ("Learn more", "Cancel your plan?"),
    ("Contact us", "To cancel, call us."),
    ("Apply", "Enter a promo code"),
    ("Yes", "Save 50% instead?"),
    ("Confirm", "Confirm your e-mail address"),
    ("Submit", "Rate this film"),
    ("Continue", "Choose a picture for your profile."),
    ("Keep", "Cancel your plan?"),
    ("Turn off", "Turn off data sharing?"),
    ("End", "End the call?"),
    ("Stop", "Stop playback?"),
    ("Leave", "Leave the party?"),
    ("Cancel", "Pause your plan?"),
    ("Cancel", "Turn off auto-renewal?"),
    ("Yes", "Want to pause for a month instead of cancelling?"),
    ("Go back", "You're about to end your Premium membership"),
    ("Return", "Cancel your plan?"),
    ("Dismiss", "Cancel your plan?"),
    ("Not yet", "Cancel your plan?"),
    ("Undo", "Your plan will end."),
    ("Yes, save", "Save 30% instead of cancelling?"),
    ("Turn off", "Turn off e-mail alerts?"),
    ("Confirm", "Confirm your payment method"),
    ("Confirm", "Your plan will be downgraded to Basic"),
    ("Nein, danke", "Möchtest du wirklich kündigen?"),
    ("Doch nicht", "Möchtest du wirklich kündigen?"),
    ("Ja", "Möchtest du 50% Rabatt?"),
    ("Annehmen", "3 Monate zum halben Preis"),
    ("Bestätigen", "Deine Mitgliedschaft ruht 2 Monate."),
    ("Non, merci", "Voulez-vous résilier votre abonnement ?"),
    ("Oui", "Voulez-vous profiter de 50 % de réduction ?"),
    ("Confirmer", "Vous passez à l'offre avec publicité."),
    ("No, volver", "¿Quieres cancelar?"),
    ("Sí", "¿Prefieres pausar tu suscripción?"),
    ("Aceptar", "Te ofrecemos un 50 % de descuento"),
    ("Confirmar", "Vas a cambiar al plan anual."),
    ("Download", "Your plan will end."),
    ("Ausschalten", "Push-Benachrichtigungen ausschalten?"),
    ("Beenden", "Wiedergabe beenden?"),
]  # fmt: skip


def each(*tables: dict[str, str]) -> list[str]:
    return [words for table in tables for all_ in table.values() for words in all_.split("|")]


@pytest.mark.parametrize("words", each(FINAL))
def test_a_last_press_says_so_however_it_was_read(words: str) -> None:
    for read in (words, words.upper(), words.replace("i", "l"), words.replace("l", "I")):
        assert is_final(read, Above(), "cancel"), read
        assert forbidden_on_cancel(read) is None, read
        assert forbidden_on_resume(read) == "end", read


@pytest.mark.parametrize(("words", "question"), BELOW)
def test_the_question_above_says_what_a_short_answer_does(words: str, question: str) -> None:
    assert is_final(words, Above((question,)), "cancel")


@pytest.mark.parametrize(("words", "question"), NOT_BELOW)
def test_an_answer_that_goes_back_or_takes_another_thing_is_not_final(
    words: str, question: str
) -> None:
    assert not is_final(words, Above((question,) if question else ()), "cancel")


def test_an_offer_between_the_question_and_the_answer_counts_before_it() -> None:
    nearest_first = ("Pause your subscription for 3 months.", "Cancel your subscription")
    assert not is_final("Confirm", Above(nearest_first), "cancel")
    could = ("You can restart your membership at any time.", "Your plan will end on 3 March.")
    assert is_final("Confirm", Above(could), "cancel")
