"""Labels as subscription pages word them: what leads out, what declines, what keeps, what neither.

Written from knowledge of such pages and before looking at the patterns: a label that is misread
here would be misread on a page, too.
"""

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.judge import judge
from browser_agent.rules.roles import Role, ends_plainly, role_of
from browser_agent.rules.tests.vision_screens import case, step
from browser_agent.rules.text import fold

LEADS = """
Cancel Membership|Cancel Subscription|Cancel plan|Cancel my plan|Cancel Premium|End membership
End subscription|End my subscription|Turn off auto-renew|Turn off auto-renewal|Turn off renewal
Turn off recurring billing|Turn off automatic renewal|Disable auto-renewal|Stop auto-renew
Unsubscribe|Unsubscribe now|Cancel trial|Cancel free trial|Cancel your trial|End trial|End my trial
Cancel auto-renewal|Update, cancel and more|Update, cancel, and more|Change or cancel plan
Cancel or change plan|Cancel or switch plan|Cancel or pause|Pause or cancel membership
Cancel or modify subscription|Edit or cancel subscription|Cancel my account subscription
Cancel all services|Cancel service|Stop my subscription|Stop subscription|Stop renewal
Cancel renewal|Cancel contract|Cancel pass|Cancel package|Cancel this subscription
Request cancellation|Request to cancel|Start cancellation|Begin cancellation|Go to cancellation
Cancellation options|Cancel membership online|Cancel online|I want to cancel|I'd like to cancel
I still want to cancel|I want to leave|Proceed to cancel|Proceed with cancellation
Continue to cancel|Continue to cancellation|Continue with cancellation|Continue cancellation
Continue cancelling|Continue canceling|Yes, continue to cancel|No thanks, continue to cancel
No, continue cancelling|No thanks, cancel|No, cancel|No, cancel my plan|No, I want to cancel
Cancel anyway|Cancel my plan anyway|Still want to cancel|Still cancel|Go ahead and cancel
Finish cancellation|Finish canceling|Complete cancellation|Complete my cancellation
Confirm cancellation|Confirm cancelation|Confirm and cancel|Confirm cancel|Confirm my cancellation
Yes, cancel|Yes, cancel my subscription|Yes, cancel membership|Yes, cancel my membership now
Yes, end membership|Yes, turn off|Yes, turn it off|Yes, turn off auto-renew|Yes, I'm sure
Yes, I want to cancel|Yes, unsubscribe|Yes, end it|Yes, please cancel|Cancel now|Cancel today
Cancel immediately|Cancel subscription now|End membership now|End now|Cancel and lose benefits
End my benefits|End my Prime membership|End on December 14, 2026|Cancel on December 14
Cancel at end of billing period|Cancel at period end|Cancel and keep access until Dec 14
Turn off and lose benefits|Don't renew|Do not renew my plan|Leave anyway|Give up my benefits
Lose my discount|Submit cancellation|Submit cancellation request|Send cancellation request
Submit and cancel|Accept and cancel|Agree and cancel|Next, cancel|Skip and cancel
Skip offer and cancel|Decline and cancel|Decline offer and cancel
Reject offer and continue to cancel|No thanks, I still want to cancel|Cancel without pausing
I don't want to keep my plan|I no longer want my subscription|Cancel your Plus membership
Cancel Sports plan|Remove subscription|Switch off auto-renewal|Opt out of renewal
Cancel my gym membership|Terminate contract|Terminate membership|End contract|Close subscription
Cancel print subscription|Cancel digital subscription|Stop my trial|Cancel channel
Cancel my subscription now|Finalize cancellation|Verify cancellation|Cancel it|Yes, cancel it
Yes, stop renewal|Yes, cancel renewal|Yes, cancel auto-renew|Cancel with no refund
Cancelar suscripción|Cancelar la suscripción|Cancelar membresía|Cancelar mi membresía
Cancelar tu suscripción|Cancelar plan|Cancelar Premium|Cancelar prueba|Cancelar prueba gratuita
Cancelar la renovación|Cancelar renovación automática|Desactivar la renovación automática
Desactivar renovación|Desactivar autorrenovación|Anular suscripción|Anular la renovación
Darse de baja|Darme de baja|Date de baja|Dar de baja|Dar de baja mi suscripción
Darme de baja de Plus|Baja del servicio|Solicitar baja|Solicitar la baja|Tramitar baja
Quiero darme de baja|Quiero cancelar|Deseo cancelar|Sí, cancelar|Sí, cancelar suscripción
Sí, quiero cancelar|Sí, deseo cancelar|Sí, darme de baja|Sí, dar de baja|Sí, desactivar
Sí, desactivar renovación|Confirmar cancelación|Confirmar la cancelación|Confirmar baja
Confirmar la baja|Confirmar mi baja|Finalizar cancelación|Finalizar suscripción
Finalizar mi suscripción|Terminar suscripción|Terminar mi membresía|Completar cancelación
Completar la baja|Continuar con la cancelación|Continuar con la baja|Continuar cancelando
Continuar para cancelar|Continuar y cancelar|Seguir cancelando|Seguir con la cancelación
Seguir para cancelar|Proceder a cancelar|Proceder con la baja|Cancelar de todas formas
Cancelar de todos modos|Cancelar de todas maneras|Cancelar igualmente|Aún quiero cancelar
Aun así, cancelar|Todavía quiero cancelar|No, gracias. Cancelar|No, cancelar
No, continuar con la baja|No, quiero darme de baja|No gracias, seguir cancelando|Rechazar y cancelar
Rechazar oferta y cancelar|Omitir y cancelar|Cancelar ahora|Cancelar inmediatamente
Cancelar al final del periodo|Aceptar y cancelar|Confirmar y cancelar|Enviar y cancelar
Cancelar o cambiar plan|Cambiar o cancelar plan|Pausar o cancelar|Pausar o cancelar suscripción
Modificar o cancelar suscripción|No renovar|No renovar mi suscripción|Detener la renovación
Detener renovación automática|Cancelar abono|Cancelar contrato|Cancelar paquete|Cancelar mi cuota
Dejar de ser socio|Renunciar a mis ventajas|Perder mis beneficios|Ya no quiero Premium
Cancelar servicio|Cancelar pase|Quitar renovación|Sí, finalizar|Sí, terminar mi suscripción
Eliminar suscripción|Cancela tu suscripción|Cancela tu plan|Poner fin a la suscripción
Gestionar o cancelar suscripción|Baja voluntaria|Cancelar suscripción ahora
Cancelar el 14 de diciembre|Sí, estoy seguro|Sí, estoy segura|Résilier|Résilier mon abonnement
Résilier l'abonnement|Résilier votre abonnement|Résilier mon offre|Résilier mon contrat
Résilier le contrat|Résilier mon forfait|Résilier en ligne|Résilier Premium|Résilier en 3 clics
Résiliation|Résiliation en ligne|Demander la résiliation|Demande de résiliation
Faire une demande de résiliation|Annuler mon abonnement|Annuler l'abonnement
Annuler votre abonnement|Annuler le renouvellement|Annuler le renouvellement automatique
Annuler l'essai|Annuler mon essai gratuit|Annuler mon adhésion|Annuler Premium|Annuler mon forfait
Arrêter l'abonnement|Arrêter mon abonnement|Arrêter le renouvellement|Mettre fin à mon abonnement
Mettre fin à l'abonnement|Mettre fin à l'adhésion|Désactiver le renouvellement
Désactiver le renouvellement automatique|Désactiver la reconduction|Stopper mon abonnement
Interrompre mon abonnement|Se désabonner|Me désabonner|Je me désabonne|Désabonnement
Ne pas renouveler|Ne plus renouveler mon abonnement|Suspendre ou résilier|Modifier ou résilier
Modifier ou annuler mon abonnement|Gérer ou résilier mon abonnement|Oui, résilier|Oui, annuler
Oui, je résilie|Oui, je veux résilier|Oui, résilier mon abonnement|Oui, annuler mon abonnement
Oui, désactiver|Oui, me désabonner|Oui, je souhaite résilier|Oui, mettre fin à mon abonnement
Oui, arrêter|Confirmer la résiliation|Confirmer ma résiliation|Confirmer l'annulation
Confirmer et résilier|Confirmer le désabonnement|Valider la résiliation|Valider ma résiliation
Valider l'annulation|Terminer la résiliation|Finaliser la résiliation|Finaliser l'annulation
Je résilie|Continuer la résiliation|Continuer ma résiliation|Continuer vers la résiliation
Continuer l'annulation|Poursuivre la résiliation|Poursuivre vers la résiliation
Poursuivre l'annulation|Procéder à la résiliation|Passer à la résiliation|Résilier quand même
Résilier malgré tout|Annuler quand même|Annuler tout de même|Je souhaite résilier
Je veux toujours résilier|Je souhaite toujours résilier|Je souhaite me désabonner
Non merci, je résilie|Non, je souhaite résilier|Non merci, résilier|Non, poursuivre la résiliation
Refuser et résilier|Refuser l'offre et résilier|Renoncer à mes avantages|Résilier maintenant
Résilier immédiatement|Résilier à l'échéance|Accepter et résilier|Envoyer ma demande de résiliation
Je veux partir|Je ne souhaite plus être abonné|Clore mon abonnement
Annuler mon abonnement maintenant|Résilier mon abonnement numérique|Supprimer l'abonnement
Arrêter la reconduction|Oui, je suis sûr|Oui, arrêter mon abonnement|Mettre fin à mon essai
Kündigen Sie hier|Abo kündigen|Abo beenden|Mein Abo kündigen|Abonnement kündigen|Abonnement beenden
Mitgliedschaft kündigen|Mitgliedschaft beenden|Meine Mitgliedschaft beenden|Vertrag kündigen
Verträge hier kündigen|Vertrag beenden|Tarif kündigen|Paket kündigen|Premium kündigen
Probeabo kündigen|Probeabo beenden|Probemonat kündigen|Testphase beenden|Gratisphase beenden
Testzeitraum beenden|Kostenlose Testversion kündigen|Online kündigen|Hier kündigen
Automatische Verlängerung deaktivieren|Automatische Verlängerung ausschalten
Automatische Verlängerung beenden|Verlängerung deaktivieren|Verlängerung beenden
Verlängerung stoppen|Auto-Verlängerung deaktivieren|Automatische Verlängerung abschalten
Abo stornieren|Abo nicht verlängern|Abo zum Laufzeitende kündigen|Abo abbestellen|Kündigung
Kündigung starten|Kündigung einleiten|Kündigung beantragen|Kündigung vormerken|Kündigung einreichen
Zur Kündigung|Weiter zur Kündigung|Weiter zum Kündigen|Weiter kündigen|Mit Kündigung fortfahren
Mit der Kündigung fortfahren|Kündigung fortsetzen|Kündigung fortführen
Mit der Kündigung weitermachen|Trotzdem kündigen|Dennoch kündigen|Trotzdem beenden
Abo trotzdem kündigen|Ich möchte trotzdem kündigen|Ich möchte kündigen|Ich will kündigen
Ich möchte mein Abo kündigen|Nein, kündigen|Nein, Abo kündigen|Nein, trotzdem kündigen
Nein danke, weiter zur Kündigung|Nein danke, trotzdem kündigen|Nein, weiter mit der Kündigung
Ablehnen und kündigen|Angebot ablehnen und kündigen|Ohne Angebot kündigen|Überspringen und kündigen
Ja, kündigen|Ja, Abo kündigen|Ja, jetzt kündigen|Ja, Mitgliedschaft beenden|Ja, ich möchte kündigen
Ja, Abo beenden|Ja, deaktivieren|Ja, ausschalten|Ja, Verlängerung beenden|Ja, verbindlich kündigen
Jetzt kündigen|Jetzt beenden|Jetzt verbindlich kündigen|Verbindlich kündigen|Endgültig kündigen
Sofort kündigen|Kündigung bestätigen|Kündigung jetzt bestätigen|Kündigung abschließen
Kündigung absenden|Kündigung abschicken|Kündigung durchführen|Kündigung ausführen
Bestätigen und kündigen|Abo jetzt beenden|Abo endgültig beenden|Auf Vorteile verzichten
Vorteile verlieren|Kündigen oder ändern|Ändern oder kündigen|Abo ändern oder kündigen
Pausieren oder kündigen|Abo pausieren oder kündigen|Abo verwalten oder kündigen
Kündigen zum 14.12.2026|Zum Laufzeitende kündigen|Zum nächstmöglichen Zeitpunkt kündigen
Abo zum 14.12. beenden|Kündigungsformular|Kündigungsbutton|Ich will mein Abo beenden
Ja, ich bin sicher|Mein Paket kündigen|Abo deaktivieren|Abo auflösen|Kündigung senden
Abonnement stornieren|Doch kündigen|End my free trial|Cancel my Premium plan|Yes, cancel my trial
Continue cancelling my plan|Cancel without offer|I understand, cancel my plan|Confirm & cancel
Stop auto-renewing|Don't auto-renew|No thanks, proceed to cancel|Skip and continue to cancel
Go to cancel|Cancel streaming plan|Yes, stop my subscription|Yes, turn off renewal|Quit membership
Cancel membership and lose access|Sí, darme de baja ahora|Cancelar mi Premium
Cancelar mi prueba gratis|Confirmo que quiero cancelar|Sí, cancelar mi plan|Entiendo, cancelar
No, seguir con la cancelación|Apagar renovación automática|Desactivar autopago|Solicitar cancelación
Cancelar mi contrato|Sí, confirmo la baja|Perder mi descuento y cancelar|Oui, résilier maintenant
Je confirme la résiliation|Annuler mon essai|Non merci, poursuivre la résiliation
Résilier mon Premium|Arrêter mon essai gratuit|Je ne veux plus être abonné|Accéder à la résiliation
Renoncer à l'offre et résilier|Confirmer ma demande de résiliation
Désactiver la reconduction automatique|Ja, Vertrag kündigen|Kündigung jetzt absenden
Weiter mit Kündigung|Trotzdem weiter kündigen|Nein danke, Abo kündigen|Premium-Abo kündigen
Abo jetzt kündigen|Testabo kündigen|Ja, endgültig kündigen|Kündigung online einreichen
Streaming-Paket kündigen|Kündigung fortfahren|Abo beenden und Zugriff verlieren
Cancel your Standard plan|Yes, end my plan|Stop billing|I still wish to cancel
Yes, I still want to cancel|Confirm end of membership|Quiero dejar el servicio
Sí, desactivar renovación automática|Cancelar mi suscripción digital|No gracias, cancelar mi plan
Confirmar y dar de baja|Oui, désactiver le renouvellement|Je souhaite toujours annuler
Résilier sans profiter de l'offre|Mettre un terme à mon abonnement|Confirmer mon désabonnement
Abo wirklich kündigen|Kündigung verbindlich absenden|Ja, Verlängerung ausschalten
Digital-Abo beenden|Nein, weiter kündigen
"""
DECLINES = """
No thanks|No, thanks|No thank you|Not interested|I'm not interested|Maybe later
Decline offer|Decline|Skip|Skip this offer|Skip this step|Reject offer|Pass on this offer|I'll pass
No, I don't want this offer|No thanks, I'll pay full price|Continue without discount
Continue without offer|Dismiss offer|None of these|No, I don't want to save
No gracias|No, gracias|Rechazar oferta|Rechazar la oferta|Omitir|Omitir este paso|No me interesa
No quiero la oferta|Quizás más tarde|Declinar oferta|Continuar sin descuento|Saltar este paso
Non merci|Non, merci|Refuser l'offre|Refuser|Décliner l'offre|Ignorer cette offre|Pas intéressé
Passer cette étape|Ça ne m'intéresse pas|Je ne suis pas intéressé|Continuer sans l'offre
Peut-être plus tard|Je refuse l'offre|Ignorer
Nein danke|Nein, danke|Ablehnen|Angebot ablehnen|Kein Interesse|Überspringen|Nicht interessiert
Vielleicht später|Weiter ohne Angebot|Ohne Rabatt fortfahren|Nein, kein Interesse
Nein, ich möchte kein Angebot|Diesen Schritt überspringen|Danke, nein|Ich verzichte auf das Angebot
"""
KEEPS = """
Keep my plan|Keep Premium|Keep my membership|Keep watching|Keep my benefits|Keep subscription
Keep my discount|Keep auto-renew on|Keep it|I'll stay|Stay|Stay subscribed|Stay with us
Stay a member|Go back|Back|Back to account|Take me back|Return to account|Never mind|Don't cancel
Do not cancel|No, don't cancel|No, keep my plan|No, go back|No, stay|No, take me back
Not ready to cancel|Pause instead|Pause membership|Pause my subscription|Pause for 1 month
Take a break|Take a pause|Put my plan on hold|Freeze membership|Snooze my plan|Suspend my plan
Skip a month|Skip next month|Skip this month|Skip a payment|Skip my next payment|Switch plan
Switch to Basic|Switch to a cheaper plan|Change plan|Change my plan|Downgrade|Downgrade to Standard
Downgrade instead|Choose a different plan|See other plans|Explore plans|Accept offer|Claim offer
Claim my discount|Get 50% off|Get this deal|Redeem offer|Apply discount|Accept 3 months free
Yes, give me the discount|Yes, I'll stay|Yes, keep my plan|Save 50%|Take the deal|Continue watching
Continue my membership|Continue membership|Continue with Premium|Continue with discount
I changed my mind|I've changed my mind|Remind me later|Remind me before renewal|Chat with us
Contact us instead|Talk to an agent|Call us|Stop cancellation|Cancel my cancellation
Exit cancellation|Undo cancellation|Not yet|Wait, go back|Renew my membership|Extend my trial
Try Basic instead|Get one month free|Enjoy 20% off|I want to stay|I want to keep my plan|Leave it on
No, leave it on|Leave auto-renew on|Stop, I'll stay|Cancel and go back|Don't turn off
No, don't turn off|Don't end my plan|Never mind, keep my plan|Pause instead of cancelling
Save 50% and stay|Exit without cancelling|Continue without cancelling|Leave without canceling
Switch plans instead of canceling|Stay and save|Mantener mi plan|Mantener suscripción
Mantener Premium|Mantener mi membresía|Conservar mi suscripción|Conservar mis beneficios|Quedarme
Me quedo|Me quiero quedar|Quiero quedarme|No cancelar|No, volver|No, mantener suscripción
No quiero cancelar|No, no cancelar|Volver|Volver atrás|Volver a mi cuenta|Regresar|Atrás
Pausar suscripción|Pausar mi plan|Pausar en su lugar|Pausar un mes|Tomar un descanso|Cambiar de plan
Cambiar plan|Cambiar a Básico|Pasar a un plan más barato|Bajar de plan|Ver otros planes
Aceptar oferta|Aceptar la oferta|Aprovechar oferta|Quiero la oferta|Obtener descuento
Reclamar oferta|Canjear oferta|Activar descuento|Ahorrar 50 %|Sí, quiero quedarme|Sí, me quedo
Seguir disfrutando|Seguir suscrito|Seguir con Premium|Continuar con Premium|Continuar suscrito
Continuar con mi suscripción|Continuar viendo|He cambiado de opinión|Cambié de opinión|Ahora no
Saltar un mes|Recordármelo más tarde|Detener la cancelación|Anular la cancelación|Mejor me quedo
Contactar con soporte|Hablar con un agente|Renovar mi plan|Continuar sin cancelar|Dejarla activada
Dejar activada la renovación|Salir sin cancelar|Pausar en lugar de cancelar|Sí, acepto la oferta
Garder mon abonnement|Garder Premium|Garder mon offre|Garder mes avantages|Je garde mon abonnement
Conserver mon abonnement|Conserver mon offre|Rester abonné|Rester|Je reste|Je souhaite rester
Rester membre|Ne pas résilier|Ne pas annuler|Non, ne pas résilier|Non, garder mon abonnement|Retour
Retour à mon compte|Revenir en arrière|Revenir|Non, revenir|Mettre en pause
Mettre mon abonnement en pause|Faire une pause|Suspendre mon abonnement|Suspendre un mois
Changer d'offre|Changer de formule|Changer de forfait|Passer à Basic|Passer à l'offre Essentiel
Voir les autres offres|Accepter l'offre|J'accepte l'offre|Profiter de l'offre|J'en profite
Bénéficier de l'offre|Je profite de l'offre|Obtenir la remise|Activer la remise|Économiser 50 %
Continuer à regarder|Continuer avec Premium|Continuer mon abonnement|Continuer à profiter
J'ai changé d'avis|Me le rappeler plus tard|Interrompre la résiliation|Abandonner la résiliation
Annuler ma résiliation|Contacter le service client|Discuter avec un conseiller|Être rappelé
Oui, je reste|Oui, j'accepte|Sauter un mois|Non, je reste|Continuer sans résilier
Quitter sans résilier|Laisser activé|Non, laisser activé|Mettre en pause au lieu de résilier
Abo behalten|Mein Abo behalten|Premium behalten|Mitgliedschaft behalten|Vorteile behalten|Ich bleibe
Ich bleibe dabei|Dabei bleiben|Doch bleiben|Abo fortsetzen|Mitgliedschaft fortsetzen
Abo weiter nutzen|Abo weiternutzen|Weiter genießen|Weiterschauen|Weiter schauen|Weiter streamen
Nicht kündigen|Nein, nicht kündigen|Doch nicht kündigen|Nein, Abo behalten|Nein, zurück|Zurück
Zurück zum Konto|Zurück zur Übersicht|Abbrechen|Vorgang abbrechen|Kündigung abbrechen|Abo pausieren
Lieber pausieren|Stattdessen pausieren|Pause einlegen|Pausieren|1 Monat pausieren|Monat überspringen
Einen Monat aussetzen|Abo wechseln|Tarif wechseln|Paket wechseln|Tarif ändern|Zu Basic wechseln
Zum günstigeren Tarif wechseln|Andere Angebote ansehen|Angebot annehmen|Angebot sichern
Rabatt sichern|Rabatt annehmen|Jetzt sparen|50 % sparen|Gutschein einlösen|Ja, Angebot annehmen
Ja, ich bleibe|Ja, Abo behalten|Ich habe meine Meinung geändert|Meinung geändert
Ich habe es mir anders überlegt|Später erinnern|Mit uns chatten|Kontakt aufnehmen|Ich möchte bleiben
Ich möchte mein Abo behalten|Ich nehme das Angebot an|Automatisch verlängern
Verlängerung eingeschaltet lassen|Nein, eingeschaltet lassen|Eingeschaltet lassen|Aktiviert lassen
Ohne Kündigung fortfahren|Weiter ohne Kündigung|Pausieren statt kündigen|Ohne zu kündigen verlassen
Nein, aktiviert lassen|Keep streaming|No thanks, I'll stay|Keep plan and save|Pause for 3 months
I'd rather pause|Get 3 months at $4.99|Return to plan|Switch to annual|Yes, pause instead
Keep it for now|Leave renewal on|Hold on, go back|No, keep it|Cancel cancellation|Stay on Premium
Maintain subscription|Mantener activa|No, mantener activa|Seguir con mi plan|Prefiero pausar
Quiero seguir|Conservar acceso|No, quedarme|Cambiar a plan anual|Pausar por 3 meses
Aceptar descuento|No cancelar mi plan|Cancelar baja|Non, conserver mon offre|Rester chez nous
Je préfère faire une pause|Garder l'accès|Ne pas désactiver|Profiter de -50 %
Continuer mon expérience|Revenir à mon compte|Je change d'avis|Conserver l'accès
Annuler ma demande de résiliation|Nein, behalten|Lieber behalten|Weiter mit Premium schauen
Abo doch behalten|Rabatt annehmen und bleiben|Nicht deaktivieren|Aktiv lassen|Zurück zum Abo
Pausieren statt kündigen|Kündigung verwerfen|3 Monate pausieren|Zum Jahresabo wechseln
Yes, keep it active|I'll keep my plan|Don't go|Keep paying yearly|Stick with Premium|Upgrade instead
Give me 50% off|Leave my plan as it is|Mejor no|Quedarme con la oferta|Volver sin cancelar
Seguir siendo socio|Garder et économiser|Non, ne rien changer|Rester avec Premium
Profiter de la remise|Doch weiter nutzen|Abo lieber pausieren|Ja, weiter streamen
Nein, ich bleibe dabei|Zurück ohne zu kündigen|Abo unverändert lassen
"""
NEITHER = """
Cancel order|Cancel my order|Cancel request|Cancel download|Cancel upload|Cancel changes|Cancel edit
Cancel gift|Cancel add-on|Cancel HBO add-on|Cancel class|Cancel recording|Cancel appointment
Cancel payment|Cancel anytime|Cancel any time|Cancel anytime.|Easy to cancel|How to cancel
How do I cancel?|How can I cancel my subscription?|Can I cancel anytime?|Cancellation policy
Cancellation terms|Cancellation & refunds|Cancel & refund policy|Cancel policy
No commitment, cancel online|Where do I cancel?|What happens when I cancel?|Learn how to cancel
Cancelled|Canceled|Cancellation confirmed|Cancellation scheduled|Delete account|Close account
Close my account|Delete profile|Sign out|Log out|End call|End chat|End session|Stop watching
Stop receiving emails|Unsubscribe from emails|Unsubscribe from newsletter|Stop playback
Leave feedback|Leave a review|Turn off autoplay|Turn off notifications|Turn off subtitles
Disable cookies|Disconnect device|Remove device|Cancel profile transfer|Subscribe|Buy now|Order now
Upgrade|Go Premium|Start free trial|Home|Search|Terms of use|Contact us|Gift cards|Cancelar pedido
Cancelar compra|Cancelar descarga|Cancelar cambios|Cancela cuando quieras
Cancela en cualquier momento|Cómo cancelar|¿Cómo cancelo mi suscripción?|Política de cancelación
¿Puedo cancelar en cualquier momento?|Cancelada|Cancelación confirmada|Eliminar cuenta|Cerrar sesión
Desactivar notificaciones|Desactivar subtítulos|Dejar un comentario|Darse de baja del boletín
Suscribirme|Comprar ahora|Cancelar grabación|Cancelar pago|Annuler la commande
Annuler les modifications|Annuler le téléchargement|Annuler ma commande
Sans engagement, résiliable à tout moment|Résiliable à tout moment|Comment résilier ?
Comment résilier mon abonnement ?|Conditions de résiliation|Politique d'annulation|Résilié|Annulé
Résiliation confirmée|Supprimer mon compte|Se déconnecter|Désactiver les notifications
Se désabonner de la newsletter|Désactiver les sous-titres|S'abonner|Annuler l'enregistrement
Annuler le paiement|Puis-je résilier à tout moment ?|Désactiver la lecture automatique
Jederzeit kündbar|Monatlich kündbar|Wie kündige ich?|Wie kann ich mein Abo kündigen?
Bestellung stornieren|Bestellung abbrechen|Download abbrechen|Kündigungsfrist|Kündigungsbedingungen
Kündigung bestätigt|Kündigung vorgemerkt|Gekündigt|Konto löschen|Abmelden|Newsletter abbestellen
Benachrichtigungen deaktivieren|Untertitel ausschalten|Autoplay deaktivieren|Widerruf
Jetzt abonnieren|Kostenlos testen|Aufnahme stornieren|Zahlung stornieren
Kann ich jederzeit kündigen?|Sitzung beenden|Chat beenden|Wiedergabe stoppen|Kündigung erhalten
Kündigung noch nicht bestätigt
"""
GOES = """
Continue|Next|Submit|Confirm|Proceed|Done|Send|Submit feedback|Submit survey|Next step
Submit answers|Continuar|Siguiente|Enviar|Confirmar|Enviar respuestas|Siguiente paso
Enviar comentarios|Continuer|Suivant|Envoyer|Valider|Confirmer|Poursuivre|Étape suivante
Envoyer mes réponses|Weiter|Absenden|Bestätigen|Fortfahren|Abschicken|Feedback absenden
Nächster Schritt|Auswahl bestätigen
"""
ON = {Role.FINAL, Role.GO_ON, Role.CANCEL}


def leads(label: str) -> bool:
    """A bare "Resilier" leads, too, but only the question above it tells where to."""
    return role_of(fold(label)) in ON or ends_plainly(fold(label))


def each_of(table: str) -> list[str]:
    return [item for line in table.strip().splitlines() for item in line.split("|")]


@pytest.mark.parametrize("label", each_of(LEADS))
def test_a_label_that_leads_out(label: str) -> None:
    assert leads(label)


@pytest.mark.parametrize("label", each_of(DECLINES))
def test_a_label_that_declines_an_offer(label: str) -> None:
    assert role_of(fold(label)) is Role.DECLINE


@pytest.mark.parametrize("label", each_of(KEEPS))
def test_a_label_that_keeps_or_changes_the_plan(label: str) -> None:
    assert role_of(fold(label)) is Role.STAY


@pytest.mark.parametrize("label", each_of(NEITHER))
def test_a_label_of_something_else(label: str) -> None:
    assert role_of(fold(label)) not in ON


@pytest.mark.parametrize("label", each_of(GOES))
def test_a_label_that_only_goes_on(label: str) -> None:
    assert role_of(fold(label)) is Role.GENERIC


@pytest.mark.parametrize(
    ("question", "on", "back"),
    [
        ("Turn off auto-renewal?", "Turn off", "Cancel"),
        ("Turn off auto-renew?", "Yes, turn it off", "Leave it on"),
        ("Disable auto-renewal?", "Disable", "Not now"),
        ("Cancel subscription?", "Cancel subscription", "Cancel"),
        ("¿Desactivar la renovación automática?", "Desactivar", "Cancelar"),
        ("¿Desactivar la renovación automática?", "Desactivar", "Dejarla activada"),
        ("¿Quieres darte de baja?", "Darme de baja", "Seguir suscrito"),
        ("Désactiver le renouvellement automatique ?", "Désactiver", "Annuler"),
        ("Arrêter le renouvellement ?", "Arrêter", "Retour"),
        ("Voulez-vous vous désabonner ?", "Me désabonner", "Annuler"),
        ("Automatische Verlängerung ausschalten?", "Ausschalten", "Abbrechen"),
        ("Automatische Verlängerung ausschalten?", "Ausschalten", "Eingeschaltet lassen"),
        ("Automatische Verlängerung beenden?", "Ja, ausschalten", "Nein, aktiviert lassen"),
        ("Soll dein Abo beendet werden?", "Ja", "Nein"),
    ],
)
def test_a_dialog_about_the_renewal_is_answered(question: str, on: str, back: str) -> None:
    for first, second in ((on, back), (back, on)):
        assert choose(case(question, f"[{first}]", f"[{second}]")).target == on


@pytest.mark.parametrize(
    "items",
    [
        (
            "# Kündigung noch nicht bestätigt",
            "Bitte bestätige deine Kündigung über den Link in dieser E-Mail.",
            "Erst dann wird die Kündigung wirksam.",
            "[E-Mail erneut senden]",
        ),
        (
            "# Kündigung eingegangen",
            "Bitte bestätige deine Kündigung über den Link in dieser E-Mail.",
            "[Zum Konto]",
        ),
        (
            "# One more step",
            "Please confirm your cancellation via the link in the email we sent you.",
            "Only then will your cancellation take effect.",
            "[Resend email]",
        ),
        (
            "# Un último paso",
            "Confirma tu baja desde el enlace del correo.",
            "Solo entonces se hará efectiva la baja.",
        ),
        (
            "# Dernière étape",
            "Confirmez votre résiliation via le lien reçu par e-mail.",
            "[Renvoyer l'e-mail]",
        ),
    ],
)
def test_what_waits_for_a_link_is_not_cancelled(items: tuple[str, ...]) -> None:
    for history in ([], [step("click", "Cancel plan")]):
        told = case(*items, history=history)

        assert choose(told).error_code == "email_confirmation"
        assert judge(told).state != "cancelled"
