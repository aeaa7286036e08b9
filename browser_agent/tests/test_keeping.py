"""What must not be pressed on a cancel: it keeps, shames, pauses, switches, takes or pays.

The words are those that people meet at streaming services, newspapers, gyms and telephone
companies; none is taken from the rules or from the stand-in sites.
"""

import pytest

from browser_agent.asking import Above, is_final
from browser_agent.lexicon import forbidden_on_cancel

KEEPS = {
    "en": (
        "Keep my benefits|Keep my membership|Keep Premium|Keep subscription|"
        "Don't cancel my plan|I changed my mind|Changed my mind|Keep watching|"
        "Continue my membership|Remind me 3 days before|No, go back and keep my plan|"
        "I'll stick with it|Stick with Premium|Stick around|Give it another chance|"
        "Give us another try|I'm staying|Yes, I'm staying|Stay a member|Stay on Premium|"
        "Keep the savings|Keep enjoying Max|Yes, keep my discount|No, I want to keep my perks|"
        "Cancel cancellation|Turn on auto-renew|Turn auto-renewal back on|Keep auto-renew on|"
        "Leave auto-renew on|Stop my cancellation|Not now, keep it|"
        "On second thought, I'll stay|Take me back to watching|"
        "I don't want to lose my benefits|I want to keep my playlists|Wait, I want to stay|"
        "Maybe not, keep my plan|Exit cancellation|Abandon cancellation|Hold on to my plan|"
        "Save my membership|Reverse cancellation|No, I'd like to stay|Continue subscription|"
        "Continue with Premium|Continue enjoying Premium|No, I don't want to leave|"
        "Don't leave|I won't cancel|Let's stay together|I'd rather keep it|"
        "Leave my plan as it is|Resume watching|Keep it|No, keep my perks|"
        "I'll give it another month|Stay with Sky|Keep my NOW Membership|"
        "Nope, keep me subscribed|Return to my subscription|Keep reading for $1|"
        "Don't end my trial|Go on enjoying Spotify Premium|I want to stay|"
        "Retain my subscription|Stay a Prime member|Keep Audible|No, continue my plan|"
        "Please keep my account|Back to safety, keep my plan|Not leaving|Don't unsubscribe|"
        "Withdraw cancellation request|Leave renewal on|Restore my plan|Restore subscription|"
        "Reinstate membership|Enable|Activate|Switch it back on|Come back"
    ),
    "es": (
        "Restablecer mi plan|Recuperar mi suscripción|Activar de nuevo|"
        "Mantener mi suscripción|Conservar mi plan|No, quiero quedarme|Me quedo|"
        "Quedarme con mi plan|Seguir siendo miembro|Seguir suscrito|Seguir disfrutando|"
        "Continuar con mi plan|Continuar suscrito|No quiero darme de baja|"
        "No, mantener mi plan|Prefiero seguir|He cambiado de opinión|Cambié de opinión|"
        "Mejor me quedo|Volver a mi plan|Deshacer la cancelación|Cancelar la baja|"
        "Anular la baja|Mantener la renovación automática|No desactivar|"
        "No cancelar mi suscripción|No perder mis beneficios|Quiero conservar mis beneficios|"
        "Dejarlo como está|Continuar viendo|Detener la cancelación|Sí, quiero quedarme|"
        "No, seguir disfrutando|Seguir con Premium|No terminar|Prefiero no cancelar|"
        "Activar la renovación automática|Aún no quiero cancelar|"
        "Quiero seguir disfrutando de Movistar Plus+|Mantenerme suscrito|"
        "No, prefiero quedarme|Conservar mi suscripción a El País|No gracias, me quedo|"
        "Seguir con la suscripción|Mantener Filmin|Sí, conservar|Cancelar la cancelación|"
        "No dar de baja|Quiero mantener mi plan|Continuar con mi membresía"
    ),
    "fr": (
        "Restaurer mon abonnement|Activer|"
        "Garder mon abonnement|Conserver mon abonnement|Conserver mes avantages|"
        "Rester avec nous|Je garde mon abonnement|Je reste abonné|Je conserve mon offre|"
        "Continuer avec mon abonnement|Continuer mon abonnement|Poursuivre mon abonnement|"
        "J'ai changé d'avis|Non, je reste|Ne pas résilier mon abonnement|"
        "Annuler ma résiliation|Annuler la demande de résiliation|Interrompre la résiliation|"
        "Revenir sur ma résiliation|Ne pas désactiver|Maintenir mon abonnement|Laisser activé|"
        "Garder le renouvellement automatique|Réactiver le renouvellement automatique|"
        "Je ne veux plus résilier|Finalement, je reste|Rester membre|Je préfère rester|"
        "Continuer à regarder|Non, conserver|Conserver Premium|Ne pas perdre mes avantages|"
        "Je veux continuer|Retirer ma demande de résiliation|Stopper la résiliation|"
        "Abandonner la résiliation|Non, je ne veux pas partir|Je souhaite rester abonné|"
        "Garder CANAL+|Non, garder mes avantages|Je conserve mon abonnement|"
        "Conserver mon forfait Molotov|Continuer à profiter de Deezer|Annuler la demande|"
        "Ne pas arrêter mon abonnement|Je change d'avis|Rester client|"
        "Je préfère garder mon abonnement|Non, continuer mon abonnement"
    ),
    "de": (
        "Abo wieder aktivieren|Mein Abo wiederherstellen|Wieder einschalten|"
        "Mitgliedschaft behalten|Abo behalten|Mein Abo behalten|Vorteile behalten|"
        "Abo fortsetzen|Mitgliedschaft fortsetzen|Abonnement weiterführen|"
        "Abo weiterlaufen lassen|Ich bleibe dabei|Dabei bleiben|Dabeibleiben|Doch bleiben|"
        "Nein, ich bleibe|Lieber bleiben|Ich habe es mir anders überlegt|Anders überlegt|"
        "Kündigung stoppen|Kündigung zurücknehmen|Kündigung verwerfen|"
        "Kündigung rückgängig machen|Kündigungsvorgang abbrechen|Weiterhin nutzen|"
        "Weiter genießen|Weiterschauen|Nicht beenden|Nicht kündigen, weiter streamen|"
        "Automatische Verlängerung behalten|Automatische Verlängerung aktivieren|"
        "Nicht deaktivieren|Aktiviert lassen|Alles so lassen|Ich will doch nicht kündigen|"
        "Ich möchte bleiben|Premium behalten|Weiter mit Premium|Mitglied bleiben|"
        "Zurück zu meinem Abo|Vertrag behalten|Vertrag fortführen|"
        "Meine Vorteile nicht verlieren|Bei uns bleiben|Lieber doch nicht|Joyn PLUS+ behalten|"
        "Ja, ich möchte RTL+ behalten|Mein Abo soll weiterlaufen|Nein, Abo behalten|"
        "Kündigung doch nicht absenden|Weiter lesen|MagentaTV weiter nutzen|Ich bleibe Kunde|"
        "Lieber behalten|Kündigung verwerfen und bleiben|Verlängerung nicht ausschalten|"
        "Abo nicht kündigen"
    ),
    "pt": (
        "Manter assinatura|Manter meu plano|Continuar assinando|Quero continuar|"
        "Mudei de ideia|Não quero cancelar|Desfazer cancelamento|Continuar com meu plano|"
        "Ficar com o plano|Prefiro ficar|Manter benefícios|Não desativar"
    ),
    "it": (
        "Mantieni abbonamento|Mantieni i vantaggi|Continua con l'abbonamento|Ho cambiato idea|"
        "Non disdire|Resto con voi|Resta abbonato|Annulla la disdetta|Interrompi la disdetta|"
        "Voglio restare|Non disattivare|Conserva abbonamento"
    ),
    "nl": (
        "Abonnement behouden|Lidmaatschap behouden|Ik blijf|Toch blijven|Niet annuleren|"
        "Opzegging annuleren|Opzegging ongedaan maken|Ik ben van gedachten veranderd|"
        "Voordelen behouden|Blijf lid|Doorgaan met abonnement|Niet uitschakelen"
    ),
}
SHAMES = {
    "en": (
        "Yes, I want to save money and stay|No, don't let me miss out|"
        "I don't want to miss out|Wait! Don't go|No way, I'm staying|I can't leave yet|"
        "No, I'm not ready to say goodbye|Not ready to go|I was just kidding, keep my plan|"
        "I'd hate to lose it, keep it|Don't cancel, I want my discount|"
        "No, don't turn off auto-renewal|I don't want to stop watching|"
        "I do not want to end my membership|No, I would not like to cancel|"
        "I no longer want to cancel|I don't wish to cancel|Please don't cancel|"
        "I don't like saving money, keep it|No, I'd rather not cancel|"
        "I do not want to lose access|Don't let my benefits go|I'm not ready to cancel"
    ),
    "es": (
        "No quiero perder mis ventajas|No me quiero ir|No quiero irme|No, no quiero cancelar|"
        "Ya no quiero cancelar|No deseo cancelar|Todavía no me quiero ir|"
        "No renunciar a mis ventajas|No quiero dejar de ver mis series|No quiero abandonar|"
        "No me gustaría perder mi precio"
    ),
    "fr": (
        "Je ne veux pas partir|Je ne veux pas perdre mes avantages|"
        "Non, je ne souhaite pas résilier|Je ne souhaite plus résilier|"
        "Ne pas renoncer à mes avantages|Je ne veux pas arrêter|Je n'ai pas envie de partir|"
        "Je ne veux pas renoncer à mes séries|Je ne veux plus partir"
    ),
    "de": (
        "Ich will nicht gehen|Ich möchte meine Vorteile nicht verlieren|"
        "Ich möchte nicht mehr kündigen|Nein, ich möchte nicht kündigen|"
        "Nicht auf Vorteile verzichten|Ich will nichts verpassen|Bitte nicht kündigen|"
        "Ich möchte nicht auf meine Serien verzichten|"
        "Ich will meinen Preisvorteil nicht verlieren|Noch nicht gehen"
    ),
}
PAUSES = {
    "en": (
        "Pause membership|Pause my account|Pause for 3 months|Pause instead of cancelling|"
        "Hit pause|Take a pause|Press pause|Try pausing|Skip a month|Skip next month|"
        "Skip this month|Skip next payment|Skip next box|Take a short break|Put it on hold|"
        "Put my membership on hold|Suspend my subscription|Freeze my membership|"
        "Hold my membership|Go on pause|Delay cancellation|Postpone my payment|Cancel later|"
        "Remind me later|Extend my trial|Give me more time|Switch to annual|"
        "Switch to yearly billing|Switch to monthly|Switch plans|Change to Basic with ads|"
        "Downgrade|Downgrade instead|Downgrade to Standard with ads|Move to a cheaper plan|"
        "Choose another plan|See other plans|Switch to ad-supported plan|Get a cheaper plan|"
        "Switch and save|Try the ad-supported plan|Explore other plans|Move to the free plan|"
        "Reduce my plan|Switch to quarterly|Pause billing|Pause for up to 12 weeks|"
        "Skip 1 month|Move to Basic|Switch to the Student plan|Freeze for 30 days|"
        "Downgrade to Free with ads|Take a 3-month break|Put subscription on hold|"
        "Choose a different plan|Change to monthly plan|Pause my Audible membership|"
        "Suspend my account for a month|Try a cheaper plan|See cheaper plans"
    ),
    "es": (
        "Pausar suscripción|Pausar mi membresía|Pausar durante 1 mes|Hacer una pausa|"
        "Tomar un descanso|Darme un descanso|Suspender temporalmente|Suspender mi suscripción|"
        "Congelar mi cuota|Congelar membresía|Saltar un mes|Cambiar de plan|"
        "Cambiar a plan con anuncios|Cambiar al plan anual|Bajar de plan|Reducir mi plan|"
        "Pasar al plan Básico|Pasar a anual|Ver otros planes|Elegir otro plan|Aplazar el pago|"
        "Recordármelo más tarde|Cancelar más tarde|Poner mi plan en pausa|Pausar 3 meses|"
        "Cambiarme al plan con anuncios|Congelar mi suscripción|Tomarme un respiro|"
        "Cambiar a un plan más barato|Posponer mi pago|Pasarme al plan Esencial"
    ),
    "fr": (
        "Mettre mon abonnement en pause|Faire une pause|Suspendre temporairement|"
        "Suspendre mon abonnement|Mettre en pause 1 mois|Changer d'offre|Changer de formule|"
        "Changer d'abonnement|Passer à l'offre avec pub|Passer à l'annuel|"
        "Passer à une formule moins chère|Choisir une autre formule|Voir les autres offres|"
        "Modifier mon offre|Reporter mon paiement|Me le rappeler plus tard|Sauter un mois|"
        "Prendre une pause|Réduire mon forfait|Résilier plus tard|Geler mon abonnement|"
        "Mettre mon compte en pause|Suspendre pendant 3 mois|Passer au forfait Essentiel|"
        "Opter pour la pause|Basculer vers l'offre avec publicité|Faire une pause de 2 mois|"
        "Changer pour l'offre Standard"
    ),
    "de": (
        "Abo pausieren|Mitgliedschaft pausieren|1 Monat pausieren|Pause einlegen|"
        "Jetzt pausieren|Abo unterbrechen|Mitgliedschaft ruhen lassen|"
        "Mitgliedschaft stilllegen|Ruhezeit beantragen|Einen Monat aussetzen|"
        "Monat überspringen|Tarif wechseln|Paket wechseln|Abo wechseln|Abo ändern|"
        "Zu Basis wechseln|Auf Jahresabo wechseln|In günstigeren Tarif wechseln|"
        "Zu Standard mit Werbung wechseln|Anderen Tarif wählen|Andere Tarife ansehen|"
        "Downgrade durchführen|Später kündigen|Später erinnern|Zahlung verschieben|"
        "Urlaubsunterbrechung|Lieferung unterbrechen|Abo anpassen|Für 3 Monate pausieren|"
        "In Basis-Tarif wechseln|Abo ruhend stellen|Pausierung starten|"
        "Auf das Abo mit Werbung umsteigen|Zum günstigeren Paket wechseln|"
        "Mitgliedschaft einfrieren|Zu Premium wechseln"
    ),
    "pt": (
        "Pausar assinatura|Pausar por 1 mês|Fazer uma pausa|Suspender assinatura|"
        "Mudar de plano|Trocar de plano|Mudar para o plano básico|Ver outros planos|"
        "Pular um mês|Cancelar mais tarde"
    ),
    "it": (
        "Metti in pausa abbonamento|Sospendi|Fai una pausa|Cambia piano|Passa al piano base|"
        "Vedi altri piani|Salta un mese|Disdici più tardi|Congela abbonamento"
    ),
    "nl": (
        "Abonnement pauzeren|Pauze nemen|Wissel van abonnement|"
        "Overstappen naar jaarabonnement|Bekijk andere abonnementen|Maand overslaan|"
        "Later opzeggen|Bevriezen|Stilzetten"
    ),
}
TAKES = {
    "en": (
        "Get 3 months for $0.99|Claim your offer|Accept discount|Redeem offer|"
        "Yes, I'll take it|Take 50% off|Save 50%|Save now|Apply offer|Get my free month|"
        "Yes, give me 50% off|Unlock offer|Get deal|Stay for $4.99|Stay and save|"
        "Keep and save|Lock in this price|Get a free month|Claim my free month|"
        "Accept and continue subscription|Accept and keep membership|Enjoy 50% off|"
        "Activate my discount|Yes, apply the discount|I want the discount|Use my credit|"
        "Claim 2 free months|Add 1 month free|Yes please, save me 30%|Continue at $4.99|"
        "Continue for $1.99/month|Half price for 3 months|Give me the deal|Grab the deal|"
        "See my offer|View offer|Renew now|Reactivate|Update payment method and stay|"
        "Extend my subscription|Buy annual plan|Get Premium|Try Premium free|Go Premium|"
        "Upgrade|Upgrade to annual|Start free trial|Subscribe now|Buy now|Add to plan|"
        "Order now|Pay now|Get 2 months at 50% off|Claim my discount|Yes! Give me the offer|"
        "Accept and save 40%|Take this deal|Reveal my offer|Redeem my 3 free months|"
        "Apply coupon and stay|Get it for $2.99|Yes, I'd like the discount|Unlock my deal|"
        "Start saving|Continue with 50% off|Get my discount|Buy again|Order|Upgrade my plan"
    ),
    "es": (
        "Aceptar la oferta|Aceptar descuento|Obtener descuento|Obtener 50% de descuento|"
        "Conseguir oferta|Quiero el descuento|Sí, quiero la oferta|Aprovechar oferta|Canjear|"
        "Ahorrar 50%|Ahorra ahora|Quedarme por 4,99 €|Disfrutar del descuento|"
        "Disfrutar 3 meses gratis|Activar descuento|Ver oferta|Renovar ahora|"
        "Suscribirme ahora|Suscríbete|Comprar ahora|Pagar|Hazte Premium|Prueba gratis|"
        "Contratar ahora|Añadir al carrito|Mejorar plan|Lo quiero|Sí, aplicar el descuento|"
        "Continuar por 3,99 €|Pásate a Premium|Quiero mi descuento|Aplicar oferta|"
        "Sí, acepto el descuento|Reclamar mi oferta|Obtener 3 meses gratis|Ver mi oferta|"
        "Me interesa la oferta|Comprar plan|Canjear oferta"
    ),
    "fr": (
        "Accepter l'offre|J'accepte l'offre|Profiter de la remise|Profiter de l'offre|"
        "J'en profite|Bénéficier de la réduction|Je profite de -50 %|"
        "Obtenir 50 % de réduction|Oui, je veux l'offre|Je veux en profiter|Activer la remise|"
        "Voir l'offre|Économiser 50 %|Rester pour 4,99 €|Renouveler|S'abonner maintenant|"
        "Je m'abonne|Acheter maintenant|Payer maintenant|Passer à Premium|Essai gratuit|"
        "Essayer gratuitement|Commander|Ajouter au panier|Réactiver mon abonnement|"
        "Relancer mon abonnement|Reprendre mon abonnement|Continuer à 3,99 €|"
        "Utiliser mon crédit|Profiter de 3 mois offerts|Je profite de l'offre|"
        "J'accepte la remise|Bénéficier de l'offre|Voir mon offre spéciale|"
        "Obtenir 3 mois gratuits|Appliquer la réduction|Je veux cette offre|Oui, j'en profite|"
        "Découvrir l'offre"
    ),
    "de": (
        "Angebot annehmen|Angebot sichern|Jetzt sichern|Rabatt aktivieren|Rabatt einlösen|"
        "50 % Rabatt sichern|Jetzt sparen|Ja, Angebot nutzen|Ja, ich will das Angebot|"
        "Für 4,99 € bleiben|Gutschein einlösen|Freimonat sichern|Gratismonat nutzen|"
        "3 Monate gratis|Zum Angebot|Angebot ansehen|Jetzt verlängern|Abo verlängern|"
        "Jetzt abonnieren|Jetzt kaufen|Kostenpflichtig bestellen|Zahlungspflichtig bestellen|"
        "Jetzt upgraden|Premium holen|Premium testen|Gratis testen|Kostenlos testen|"
        "In den Warenkorb|Abo reaktivieren|Abo wieder aufnehmen|Weiter für 3,99 €|"
        "Vorteil sichern|Guthaben nutzen|Zum halben Preis weiter|Sparangebot annehmen|"
        "Bonus sichern|Angebot aktivieren|Ja, Rabatt sichern|Ja, ich nehme das Angebot an|"
        "Angebot anzeigen|Jetzt 50% sparen|Rabatt nutzen und bleiben|2 Monate gratis sichern|"
        "Preisvorteil sichern|Treuebonus annehmen|Jetzt bestellen|Wunschprämie sichern"
    ),
    "pt": (
        "Aceitar oferta|Quero o desconto|Aproveitar oferta|Resgatar oferta|Ativar desconto|"
        "Ganhar 50% de desconto|Economizar 50%|Assinar agora|Comprar|Renovar|Testar grátis|"
        "Ver oferta"
    ),
    "it": (
        "Accetta l'offerta|Approfitta dello sconto|Attiva lo sconto|Ottieni il 50% di sconto|"
        "Risparmia il 50%|Abbonati ora|Acquista ora|Rinnova|Prova gratis|Vedi offerta|Riscatta"
    ),
    "nl": (
        "Aanbieding accepteren|Profiteer van korting|Korting activeren|Ontvang 50% korting|"
        "Nu besparen|Nu abonneren|Koop nu|Verlengen|Gratis proberen|Bekijk aanbieding|Inwisselen"
    ),
}
QUESTION = Above(("Are you sure you want to cancel?",))


def each(*tables: dict[str, str]) -> list[str]:
    return [words for table in tables for all_ in table.values() for words in all_.split("|")]


@pytest.mark.parametrize("words", each(KEEPS, SHAMES, PAUSES, TAKES))
def test_what_stays_pauses_switches_takes_or_pays_is_refused_however_it_was_read(
    words: str,
) -> None:
    misread = {words.replace("i", "l").replace("I", "l"), words.replace("l", "I")}
    for read in {words, words.upper()} | misread:
        assert forbidden_on_cancel(read) is not None, read
        assert not is_final(read, QUESTION, "cancel"), read
