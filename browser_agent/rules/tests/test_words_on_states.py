"""Sentences as subscription pages word them: it renews, it ends, and what only sounds like an end.

Written from knowledge of such pages. A wrong "cancelled" is the worst of all errors, so the last
table is the one that must never shrink. " / " stands between two sentences.
"""

from datetime import date

import pytest

from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case

TODAY = date(2026, 11, 21)
THEN = date(2026, 12, 14)

RENEWS = """
Next billing date: December 14, 2026|Your next billing date is December 14, 2026
Next payment: $15.49 on December 14, 2026|Your next payment is on December 14, 2026
Next charge: December 14, 2026|Next renewal: December 14, 2026|Next renewal date December 14, 2026
Renews on December 14, 2026|Renews December 14, 2026|Renews 14 Dec 2026
Renewing on December 14, 2026|Your subscription renews on December 14, 2026
Your plan renews automatically on December 14, 2026|Auto-renews on December 14, 2026
Auto-renews December 14, 2026|Automatically renews on Dec 14, 2026
Your subscription will automatically renew on December 14, 2026
Your membership will renew on December 14, 2026 for $9.99|Will renew on December 14, 2026
Set to renew on December 14, 2026|Scheduled to renew on December 14, 2026
You'll be charged $9.99 on December 14, 2026|We'll charge your card on December 14, 2026
You'll be billed $14.99 on December 14, 2026|Your card will be charged on December 14, 2026
Your next bill is for $10.99 on December 14, 2026|Your next bill: December 14, 2026
Next invoice: December 14, 2026|Upcoming payment: December 14, 2026|Renewal date: December 14, 2026
Billing date: December 14, 2026|Payment due December 14, 2026|Next payment due December 14, 2026
Bills on December 14, 2026|$9.99/month, next charged December 14, 2026
Your free trial ends on December 14, 2026 and you will then be charged $9.99
Your trial ends December 14, 2026. You'll be charged $9.99/month after that
Trial until December 14, 2026, then $9.99/month
Your first charge will be on December 14, 2026|Auto-renewal is on / Renews December 14, 2026
Your annual plan renews on December 14, 2026|Membership renews: December 14, 2026
Your membership resumes on December 14, 2026|Continues automatically on December 14, 2026
The next payment will be taken on December 14, 2026|We'll take your next payment on 14 December 2026
Your payment will be collected on 14 December 2026|Next direct debit: 14 December 2026
Próximo pago: 14 de diciembre de 2026|Tu próximo pago es el 14 de diciembre de 2026
Próxima fecha de facturación: 14 de diciembre de 2026|Próximo cobro el 14/12/2026
Fecha del próximo pago: 14 de diciembre de 2026|Fecha de renovación: 14 de diciembre de 2026
Próxima renovación: 14/12/2026|Se renueva el 14 de diciembre de 2026|Se renovará el 14/12/2026
Tu plan se renovará automáticamente el 14 de diciembre de 2026|Renovación: 14/12/2026
Tu suscripción se renueva el 14 de diciembre de 2026|Renovación el 14 de diciembre de 2026
Te cobraremos 9,99 € el 14 de diciembre de 2026|Se te cobrará el 14 de diciembre de 2026
Se te cobrarán 9,99 € el 14 de diciembre de 2026|Próximo recibo: 14/12/2026
El próximo cargo será el 14 de diciembre de 2026|Siguiente pago: 14 de diciembre de 2026
Tu prueba gratuita termina el 14 de diciembre de 2026 y después pagarás 9,99 € al mes
Tu próxima factura será el 14 de diciembre de 2026|Se facturará el 14 de diciembre de 2026
Renovación automática activada / Próximo pago: 14 de diciembre de 2026
La renovación será el 14 de diciembre de 2026
Prochain paiement : 14 décembre 2026|Votre prochain paiement : 14 décembre 2026
Prochaine facture : 14 décembre 2026|Prochaine date de facturation : 14 décembre 2026
Prochain prélèvement : 14/12/2026|Prochaine échéance le 14 décembre 2026
Date du prochain prélèvement : 14 décembre 2026|Date de la prochaine facture : 14/12/2026
Votre abonnement se renouvelle le 14 décembre 2026|Se renouvelle le 14 décembre 2026
Votre abonnement sera renouvelé automatiquement le 14 décembre 2026|Renouvellement : 14/12/2026
Sera renouvelé le 14 décembre 2026|Renouvellement le 14 décembre 2026
Renouvellement automatique le 14 décembre 2026|Date de renouvellement : 14 décembre 2026
Vous serez prélevé le 14 décembre 2026|Vous serez débité de 9,99 € le 14 décembre 2026
Vous serez facturé le 14 décembre 2026|Reconduction automatique le 14 décembre 2026
Votre abonnement sera reconduit le 14 décembre 2026|Reconduit tacitement le 14 décembre 2026
Votre essai gratuit se termine le 14 décembre 2026, puis 9,99 €/mois
Votre carte sera débitée le 14 décembre 2026
Nous prélèverons 9,99 € le 14 décembre 2026|Prochain renouvellement : 14 décembre 2026
Nächste Zahlung: 14. Dezember 2026|Nächste Abbuchung: 14.12.2026|Nächste Abrechnung: 14.12.2026
Dein nächstes Abrechnungsdatum ist der 14. Dezember 2026|Nächster Abrechnungstermin: 14.12.2026
Nächstes Zahlungsdatum: 14. Dezember 2026|Nächste Rechnung: 14. Dezember 2026
Nächste Verlängerung: 14. Dezember 2026|Nächste Verlängerung am 14.12.2026
Nächster Einzug: 14.12.2026|Verlängert sich am 14. Dezember 2026
Verlängert sich automatisch am 14.12.2026|Dein Abo verlängert sich am 14. Dezember 2026
Ihr Abo verlängert sich am 14. Dezember 2026 automatisch
Dein Abo wird am 14. Dezember 2026 verlängert|Wird am 14.12.2026 automatisch verlängert
Wird automatisch am 14.12.2026 verlängert|Verlängerung am 14. Dezember 2026|Verlängerung: 14.12.2026
Am 14. Dezember 2026 werden 9,99 € abgebucht|Wir buchen 9,99 € am 14. Dezember 2026 ab
Der Betrag wird am 14. Dezember 2026 abgebucht|Fällig am 14. Dezember 2026
Nächste Fälligkeit: 14.12.2026|Erneuert sich am 14. Dezember 2026
Dein Probeabo endet am 14. Dezember 2026, danach 9,99 € pro Monat
Nächstes Verlängerungsdatum: 14.12.2026|Automatische Verlängerung am 14. Dezember 2026
"""
ENDS = """
Your subscription has been canceled|Your subscription has been cancelled|Subscription canceled
Your membership has been cancelled|Your plan has been cancelled|Your cancellation is confirmed
Cancellation confirmed|Your cancellation is complete|Cancellation complete|Cancellation successful
You've canceled your subscription|You have cancelled your membership|You canceled your plan
You have successfully cancelled your subscription|We've cancelled your membership
We've canceled your subscription|Your subscription was canceled on November 21, 2026
Your plan is canceled|Your membership is cancelled|Membership ended|Your membership has ended
Your subscription is set to cancel on December 14, 2026|Cancels December 14, 2026
Cancels on December 14, 2026|Your plan will cancel on December 14, 2026|Ends on December 14, 2026
Ends December 14, 2026|Your plan ends on December 14, 2026|Plan ends December 14, 2026
Your subscription will end on December 14, 2026|Your membership will end on December 14, 2026
Expires on December 14, 2026|Expires December 14, 2026
Your subscription expires on December 14, 2026|Expiring December 14, 2026
Subscription ending December 14, 2026|Ending on December 14, 2026
You can continue watching until December 14, 2026|You can keep watching until December 14, 2026
You'll have access until December 14, 2026|You will still have access until December 14, 2026
Your access ends on December 14, 2026|Access until December 14, 2026|Active until December 14, 2026
Enjoy your benefits until December 14, 2026|Your benefits will end on December 14, 2026
Your benefits continue until December 14, 2026|Valid until December 14, 2026
Your last day is December 14, 2026|Last day of access: December 14, 2026|End date: December 14, 2026
Auto-renewal is off / Expires December 14, 2026|Auto-renew is turned off|Auto-renewal turned off
Your subscription won't renew|Won't renew|Will not renew|Does not renew / Ends December 14, 2026
Your plan will not auto-renew|You won't be charged again|You will not be billed again
You will no longer be charged|No further charges|There will be no further payments|Status: Cancelled
Status: Canceled|Your premium access will end on December 14, 2026
We're sorry to see you go / Your membership has been cancelled|Your cancellation was successful
Your cancellation has been processed|Cancellation scheduled
Your cancellation will take effect on December 14, 2026|Cancellation effective December 14, 2026
Your plan will switch to Free on December 14, 2026|Premium until December 14, 2026
You don't have an active subscription|You are not subscribed|No active subscription
Your subscription has expired|Tu suscripción ha sido cancelada|Suscripción cancelada
Has cancelado tu suscripción|Has cancelado tu plan|Tu membresía ha sido cancelada
Tu plan ha sido cancelado|Hemos cancelado tu suscripción|Tu suscripción está cancelada
Tu suscripción se ha cancelado|Se ha cancelado tu suscripción|Se canceló tu suscripción
Tu membresía fue cancelada|Cancelaste tu suscripción|Cancelación confirmada|Cancelación completada
Tu cancelación se ha completado|Baja confirmada|Baja tramitada|Tu baja se ha tramitado correctamente
Te has dado de baja|Se cancelará el 14 de diciembre de 2026|Tu plan se cancelará el 14/12/2026
Finaliza el 14 de diciembre de 2026|Termina el 14 de diciembre de 2026|Vence el 14/12/2026
Tu suscripción finalizará el 14 de diciembre de 2026|Tu plan terminará el 14 de diciembre de 2026
Caduca el 14 de diciembre de 2026|Expira el 14 de diciembre de 2026|Fecha de fin: 14/12/2026
Podrás seguir disfrutando hasta el 14 de diciembre de 2026|Tienes acceso hasta el 14/12/2026
Puedes seguir viendo hasta el 14 de diciembre de 2026|Acceso hasta el 14 de diciembre de 2026
Activa hasta el 14 de diciembre de 2026|Válida hasta el 14 de diciembre de 2026
Tu último día será el 14 de diciembre de 2026|No se renovará|Tu suscripción no se renovará
No se volverá a cobrar|No te cobraremos más|No se te cobrará de nuevo
Renovación automática desactivada|La renovación automática está desactivada
Has desactivado la renovación automática|Estado: cancelada|No tienes una suscripción activa
No tienes ninguna suscripción activa|Sin suscripción activa|Ya no eres miembro
Votre abonnement a été résilié|Votre abonnement a bien été résilié|Abonnement résilié
Votre abonnement a été annulé|Abonnement annulé|Vous avez résilié votre abonnement
Vous avez annulé votre abonnement|Votre résiliation est confirmée|Résiliation confirmée
Votre résiliation a bien été prise en compte|Votre demande de résiliation a bien été prise en compte
Votre résiliation est effective|Nous avons résilié votre abonnement|Résiliation programmée
Votre abonnement est résilié|Résiliation effective le 14 décembre 2026
Votre abonnement prendra fin le 14 décembre 2026|Votre abonnement se terminera le 14 décembre 2026
Prend fin le 14 décembre 2026|Se termine le 14 décembre 2026|Expire le 14 décembre 2026
Votre abonnement expire le 14 décembre 2026|Votre abonnement sera résilié le 14 décembre 2026
Sera résilié le 14 décembre 2026|Votre abonnement sera annulé le 14 décembre 2026
Vous avez accès jusqu'au 14 décembre 2026|Accès jusqu'au 14 décembre 2026
Vous pouvez continuer à regarder jusqu'au 14 décembre 2026|Actif jusqu'au 14 décembre 2026
Vous gardez l'accès jusqu'au 14 décembre 2026|Valable jusqu'au 14 décembre 2026
Profitez de vos avantages jusqu'au 14 décembre 2026|Date de fin : 14 décembre 2026
Ne sera pas renouvelé|Votre abonnement ne sera pas renouvelé|Votre abonnement ne se renouvellera pas
Vous ne serez plus prélevé|Vous ne serez plus facturé|Aucun prélèvement ne sera effectué
Le renouvellement automatique est désactivé|Renouvellement automatique désactivé
Vous avez désactivé le renouvellement automatique|Statut : résilié|Date de résiliation : 14/12/2026
Vous n'avez pas d'abonnement actif|Aucun abonnement actif|Vous n'êtes plus abonné
Dein Abo wurde gekündigt|Dein Abo ist gekündigt|Ihr Abo wurde gekündigt|Abo gekündigt
Deine Mitgliedschaft wurde beendet|Deine Mitgliedschaft wurde gekündigt|Mitgliedschaft beendet
Deine Kündigung ist bestätigt|Deine Kündigung wurde bestätigt|Kündigung bestätigt
Kündigung erfolgreich|Deine Kündigung war erfolgreich|Kündigung eingegangen|Kündigung erfolgt
Deine Kündigung ist bei uns eingegangen|Wir haben deine Kündigung erhalten
Du hast dein Abo gekündigt|Du hast gekündigt|Sie haben Ihr Abo gekündigt|Gekündigt zum 14.12.2026
Du hast deine Mitgliedschaft beendet|Wir haben dein Abo gekündigt|Kündigung vorgemerkt
Dein Abo ist zum 14. Dezember 2026 gekündigt|Endet am 14. Dezember 2026|Läuft am 14.12.2026 ab
Dein Abo endet am 14. Dezember 2026|Ihr Abonnement endet am 14. Dezember 2026|Endet: 14.12.2026
Dein Abo läuft am 14. Dezember 2026 aus|Dein Abo läuft noch bis zum 14. Dezember 2026
Du kannst noch bis zum 14. Dezember 2026 schauen|Zugriff bis 14. Dezember 2026
Du hast bis zum 14. Dezember 2026 Zugriff|Gültig bis 14. Dezember 2026|Aktiv bis 14.12.2026
Du kannst dein Abo noch bis zum 14.12.2026 nutzen|Laufzeitende: 14.12.2026
Dein Vertrag endet zum 14.12.2026|Vertragsende: 14.12.2026|Letzter Tag: 14. Dezember 2026
Wird nicht verlängert|Dein Abo wird nicht verlängert|Verlängert sich nicht
Dein Abo verlängert sich nicht automatisch|Dir wird nichts mehr berechnet
Es werden keine weiteren Zahlungen abgebucht|Es wird nichts mehr abgebucht
Die automatische Verlängerung ist deaktiviert|Automatische Verlängerung deaktiviert
Automatische Verlängerung: aus|Du hast die automatische Verlängerung deaktiviert
Automatische Verlängerung ausgeschaltet|Status: gekündigt|Du hast kein aktives Abo|Kein aktives Abo
Sie haben derzeit kein aktives Abonnement|Dein Abo ist abgelaufen
Your plan is now cancelled and ends December 14, 2026|You're all set / Your plan won't renew.
We've received your cancellation / You can watch until December 14, 2026
Plan cancelled / Access ends December 14, 2026|You turned off auto-renew|Auto-renew: Off
Subscription: ends December 14, 2026|Tu baja se ha realizado con éxito|Tu plan ya no se renovará
Seguirás teniendo acceso hasta el 14 de diciembre de 2026|Suscripción finalizada
La suscripción finalizará el 14 de diciembre de 2026|Votre résiliation a été enregistrée
Votre abonnement reste actif jusqu'au 14 décembre 2026
Vous conservez votre accès jusqu'au 14 décembre 2026|La reconduction automatique est désactivée
Deine Kündigung wurde erfolgreich verarbeitet|Dein Abo bleibt bis zum 14. Dezember 2026 aktiv
Dein Abo ist bis 14.12.2026 aktiv und verlängert sich nicht
Wir bestätigen deine Kündigung zum 14.12.2026|Abo endet: 14.12.2026
Deine Mitgliedschaft läuft zum 14. Dezember 2026 aus|Your Standard plan has been cancelled
Cancelled - access until December 14, 2026|Your membership is ending on December 14, 2026
Renewal is off|We won't charge you again|You've ended your membership
Tu suscripción fue cancelada con éxito|Cancelaste tu plan, termina el 14 de diciembre de 2026
No habrá más cobros|Votre abonnement s'arrête le 14 décembre 2026|Votre abonnement est bien résilié
Plus aucun prélèvement ne sera effectué|Dein Abo ist beendet|Dein Abo wurde zum 14.12.2026 gekündigt
Keine weiteren Abbuchungen|Deine Mitgliedschaft endet mit Ablauf des 14. Dezember 2026
Your plan was cancelled on November 21, 2026|Membership cancelled, active until December 14, 2026
Suscripción cancelada, activa hasta el 14 de diciembre de 2026
Abonnement résilié, actif jusqu'au 14 décembre 2026|Abo gekündigt, aktiv bis 14.12.2026
Your plan has been set not to renew
"""
UNDECIDED = """
Cancel anytime|Cancel any time before December 14, 2026|Cancel online anytime. No fees
Your cancellation is not complete|Your cancellation is not complete yet|Cancellation not complete
You're almost done cancelling|Your cancellation has not been confirmed
Cancellation not yet confirmed|Your subscription has not been cancelled
Your subscription has not been canceled yet|Your subscription is not cancelled yet
Your plan hasn't been cancelled|We couldn't cancel your subscription
Only then will your cancellation take effect|Your cancellation will only take effect once confirmed
Please confirm your cancellation|Please confirm your cancellation via the link in the email
To complete your cancellation, click the link we sent you|Cancellation pending confirmation
Your subscription will be cancelled once you confirm by email
Your cancellation request is incomplete|Cancellation pending your confirmation
Cancellation awaiting confirmation|One more step to cancel
If you cancel now, you can watch until December 14, 2026
If you cancel, your plan ends December 14, 2026|You can cancel until December 14, 2026
Cancel by December 14, 2026 to avoid being charged
Cancel before December 14, 2026 and you won't be charged|Your access will end when you cancel
When you cancel, you'll have access until December 14, 2026
By cancelling you lose access on December 14, 2026
After cancelling you can watch until December 14, 2026|You'll lose access on December 14, 2026
Once cancelled, your benefits end on December 14, 2026|Are you sure you want to cancel?
Your subscription will be canceled|Available until December 14, 2026
Last day to watch: December 14, 2026|Disponible hasta el 14 de diciembre de 2026
Disponible jusqu'au 14 décembre 2026|Verfügbar bis 14.12.2026|Nur noch bis 14.12.2026 verfügbar
You're about to cancel your plan|Offer ends December 14, 2026|Your card expires on December 14, 2028
Sale ends December 14, 2026|This promo code expired
If you pause, your plan resumes on December 14, 2026|What you'll lose on December 14, 2026
You must cancel at least 24 hours before the trial ends|No cancellation fees|How to cancel
Your order was cancelled|Your order has been cancelled|Your payment was cancelled
Recording cancelled|This show has been cancelled|Your session has expired|Session expired
The link has expired|Cancellation failed|Your cancellation could not be processed
Cancellation was unsuccessful|Season 2 was cancelled|Available until December 14, 2026 on Arbor TV
Leaving December 14, 2026|You cancelled the cancellation|Your cancellation has been withdrawn
Your cancellation was reversed|Your cancellation has been undone|Cancellation aborted
You have not cancelled your subscription
Do you really want to end your membership on December 14, 2026?|Cancellation fee may apply
We will process your cancellation within 3 days of receiving your letter|Would you like to cancel?
Cancela cuando quieras|Cancela en cualquier momento|Tu cancelación aún no está confirmada
Tu suscripción aún no ha sido cancelada|Tu suscripción todavía no se ha cancelado
La cancelación todavía no está completa|Cancelación pendiente de confirmación|Baja no confirmada
Solo entonces se hará efectiva la cancelación|Confirma tu baja en el enlace del correo
Solo entonces tu baja será efectiva|La baja no será efectiva hasta que confirmes
Para completar la cancelación, haz clic en el enlace|Tu suscripción no se ha cancelado
No se ha podido cancelar tu suscripción|Si cancelas, podrás ver hasta el 14 de diciembre de 2026
Si cancelas ahora, tu plan termina el 14 de diciembre de 2026
Perderás el acceso el 14 de diciembre de 2026|Puedes cancelar hasta el 14 de diciembre de 2026
Al cancelar perderás el acceso el 14 de diciembre de 2026|Cancela antes del 14 de diciembre de 2026
La oferta termina el 14 de diciembre de 2026|¿Seguro que quieres cancelar tu suscripción?
Tu suscripción se cancelará cuando lo confirmes|Tu pedido ha sido cancelado|Tu sesión ha caducado
La cancelación ha fallado|Estás a punto de cancelar|Tu tarjeta caduca el 14 de diciembre de 2028
La baja se hará efectiva cuando confirmes el correo|Sans engagement, annulez à tout moment
Votre résiliation n'est pas encore confirmée|Votre abonnement n'est pas encore résilié
Votre abonnement n'a pas été résilié|Votre résiliation n'est pas terminée
Résiliation en attente de confirmation|Résiliation non confirmée
Ce n'est qu'alors que votre résiliation sera effective|Résiliation incomplète
Votre résiliation sera effective après confirmation
La résiliation ne sera effective qu'après validation
Votre résiliation ne sera prise en compte qu'après confirmation par e-mail
Pour finaliser votre résiliation, cliquez sur le lien|Confirmez votre résiliation par e-mail
Votre demande de résiliation n'a pas abouti|La résiliation a échoué|Votre résiliation a été annulée
Si vous résiliez, vous aurez accès jusqu'au 14 décembre 2026
Vous perdrez l'accès le 14 décembre 2026
Si vous annulez maintenant, votre abonnement prendra fin le 14 décembre 2026
En résiliant, vous perdez l'accès le 14 décembre 2026|L'offre prend fin le 14 décembre 2026
Êtes-vous sûr de vouloir résilier ?|Vous êtes sur le point de résilier votre abonnement
Votre commande a été annulée|Votre session a expiré|Votre carte expire le 14 décembre 2028
Vous pouvez résilier jusqu'au 14 décembre 2026|Résiliez avant le 14 décembre 2026
Votre abonnement sera résilié une fois la confirmation reçue|Résiliation impossible
Jederzeit kündbar|Monatlich kündbar bis 14.12.2026|Kündigung noch nicht bestätigt
Deine Kündigung ist noch nicht bestätigt|Deine Kündigung ist noch nicht abgeschlossen
Deine Kündigung ist noch nicht wirksam|Dein Abo ist noch nicht gekündigt
Kündigung nicht abgeschlossen|Dein Abo wurde nicht gekündigt|Dein Abo wurde noch nicht gekündigt
Kündigung unvollständig|Erst dann wird die Kündigung wirksam|Erst danach ist deine Kündigung wirksam
Erst dann ist dein Abo gekündigt|Deine Kündigung wird erst nach Bestätigung wirksam
Bitte bestätige deine Kündigung über den Link in der E-Mail / Erst dann wird sie wirksam
Deine Kündigung wird wirksam, sobald du sie bestätigst|Kündigung wartet auf Bestätigung
Bitte bestätige deine Kündigung|Bitte bestätigen Sie Ihre Kündigung per E-Mail|Kündigung ausstehend
Um die Kündigung abzuschließen, klicke auf den Link|Kündigung fehlgeschlagen
Die Kündigung konnte nicht bearbeitet werden|Deine Kündigung wurde zurückgezogen
Deine Kündigung wurde widerrufen|Kündigung zurückgenommen|Kündigung abgebrochen
Wenn du kündigst, endet dein Abo am 14. Dezember 2026|Du verlierst den Zugriff am 14. Dezember 2026
Wenn du jetzt kündigst, kannst du bis zum 14.12.2026 schauen|Möchtest du wirklich kündigen?
Mit der Kündigung endet dein Zugriff am 14. Dezember 2026
Nach der Kündigung hast du bis 14.12.2026 Zugriff|Du kannst bis zum 14. Dezember 2026 kündigen
Kündige bis zum 14. Dezember 2026|Kündigungsfrist: 14 Tage|Das Angebot endet am 14. Dezember 2026
Deine Sitzung ist abgelaufen|Deine Bestellung wurde storniert|Karte gültig bis 12/28
Aktion gültig bis 14. Dezember 2026|Du bist dabei, dein Abo zu kündigen
Dein Abo wird gekündigt, sobald du bestätigst|Nur noch ein Schritt bis zur Kündigung
Deine Kündigung wird bearbeitet|Kündigung in Bearbeitung|Zum 14. Dezember 2026 kündbar
Jetzt zum 14. Dezember 2026 kündigen?|Der Link ist abgelaufen
Deine Kündigung ist erst mit der Bestätigung gültig|Kündigung prüfen und bestätigen
Your cancellation still needs your confirmation|Cancellation: not confirmed
We haven't cancelled your plan yet|You haven't cancelled yet
Don't forget to confirm your cancellation|Your plan stays active until you confirm your cancellation
Nothing has been cancelled|No changes were made to your subscription
Cancellation requested, waiting for your confirmation|Your request to cancel was not completed
If you leave, your access ends December 14, 2026|You would lose access on December 14, 2026
Your cancellation expired|The offer was cancelled|Final step: confirm
By continuing, your plan ends December 14, 2026|Your plan would end on December 14, 2026
Your membership will be canceled when you click Confirm
Cancel today and keep access until December 14, 2026|Unless you confirm, your subscription continues
Tu baja está pendiente|Aún falta un paso para cancelar|La cancelación no se ha completado
No hemos cancelado tu suscripción|Tu suscripción sigue activa
Tu suscripción sigue activa hasta que confirmes
Si te das de baja, perderás el acceso el 14 de diciembre de 2026
Al darte de baja, tu plan termina el 14 de diciembre de 2026|Tu cancelación no ha podido procesarse
Cancelando podrás ver hasta el 14 de diciembre de 2026
Si continúas, tu plan finaliza el 14 de diciembre de 2026|Votre résiliation reste à confirmer
Il reste une étape pour résilier|Nous n'avons pas résilié votre abonnement
Votre abonnement est toujours actif|Si vous partez, votre accès prend fin le 14 décembre 2026
En continuant, votre abonnement prendra fin le 14 décembre 2026|Résiliation à valider
Votre demande n'est pas encore validée|Votre abonnement prendrait fin le 14 décembre 2026
Après résiliation, vous aurez accès jusqu'au 14 décembre 2026
Deine Kündigung muss noch bestätigt werden|Kündigung noch zu bestätigen
Die Kündigung ist noch nicht erfolgt|Es fehlt noch deine Bestätigung
Dein Abo läuft weiter, bis du bestätigst|Wir haben dein Abo nicht gekündigt
Dein Abo bleibt aktiv, bis du die Kündigung bestätigst
Bei Kündigung endet dein Abo am 14. Dezember 2026|Falls du gehst, endet dein Zugang am 14.12.2026
Dein Abo würde am 14. Dezember 2026 enden|Wenn du fortfährst, endet dein Abo am 14. Dezember 2026
Nach Kündigung kannst du bis 14.12.2026 schauen|Kündigung läuft|Du hast noch nicht gekündigt
Kündigung erst nach Klick auf den Link gültig
Die Kündigung wird erst nach deiner Bestätigung wirksam|Kündigung per Link bestätigen
Zum Kündigen fehlt noch ein Schritt|Deine Kündigungsanfrage ist eingegangen / Bitte bestätige sie.
Should you decide to leave, your plan ends December 14, 2026
Confirming will end your plan on December 14, 2026|Your plan is due to end if you confirm
Your access is going to end on December 14, 2026 if you proceed
This will end your plan on December 14, 2026|After you cancel you can watch until December 14, 2026
Ready to cancel? Access continues until December 14, 2026|Your cancellation is on hold
Your card was cancelled|We cancelled your download|Your trial reminder ends December 14, 2026
Cancelación no completada|Una vez cancelada, tendrás acceso hasta el 14 de diciembre de 2026
Después de cancelar podrás ver hasta el 14 de diciembre de 2026
Tras la baja tendrás acceso hasta el 14 de diciembre de 2026
Esto finalizará tu plan el 14 de diciembre de 2026
En cas de résiliation, vous aurez accès jusqu'au 14 décembre 2026
Une fois résilié, vous aurez accès jusqu'au 14 décembre 2026
Lors de la résiliation, votre accès prend fin le 14 décembre 2026|Résiliation non aboutie
Sobald gekündigt, endet dein Abo am 14. Dezember 2026
Im Fall einer Kündigung endet dein Abo am 14. Dezember 2026
Damit endet dein Abo am 14. Dezember 2026|Möchtest du, dass dein Abo am 14. Dezember 2026 endet?
Kündigung nicht erfolgreich|Mit Klick auf Kündigen endet dein Abo am 14. Dezember 2026
Deine Kündigung ist gescheitert|Kündigen und bis 14.12.2026 weiterschauen
Your plan ends December 14, 2026 when you confirm below|Cancel now, watch until December 14, 2026
Tap confirm and your plan ends December 14, 2026
Cancela y sigue viendo hasta el 14 de diciembre de 2026
Pulsa confirmar y tu plan terminará el 14 de diciembre de 2026
Résiliez et gardez l'accès jusqu'au 14 décembre 2026
Validez et votre abonnement prendra fin le 14 décembre 2026
Jetzt kündigen und bis 14.12.2026 weiterschauen|Bestätige, dann endet dein Abo am 14. Dezember 2026
"""


def each_of(table: str) -> list[str]:
    return [item for line in table.strip().splitlines() for item in line.split("|")]


def state_of(told: str) -> str:
    return read_state(case("# Plan", *told.split(" / ")).screen, today=TODAY).state


@pytest.mark.parametrize("told", each_of(RENEWS))
def test_it_renews(told: str) -> None:
    found = read_state(case("# Plan", *told.split(" / ")).screen, today=TODAY)

    assert (found.state, found.on) == ("active", THEN)


@pytest.mark.parametrize("told", each_of(ENDS))
def test_it_ends(told: str) -> None:
    assert state_of(told) == "cancelled"


@pytest.mark.parametrize("told", each_of(UNDECIDED))
def test_it_is_not_over(told: str) -> None:
    assert state_of(told) != "cancelled"
