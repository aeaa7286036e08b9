"""Sentences that tell what kind of page this is: what it asks, offers, wants or refuses.

Written from knowledge of such pages. Each table: a meaning, then what has it ("+") and what only
looks like it ("-").
"""

from collections.abc import Callable

import pytest

from browser_agent.rules import lexicon_pages, lexicon_sign_in, resuming, trouble
from browser_agent.rules.lexicon_sign_in import PAYER, REFUSED
from browser_agent.rules.tests.test_words_on_ways import wordings
from browser_agent.rules.text import fold

SENTENCES = {
    "asks to leave": """
+ Are you sure you want to cancel?|Are you sure?|Do you want to cancel your subscription?
+ Cancel your membership?|Cancel subscription?|End your membership?|Turn off auto-renewal?
+ Turn off auto-renew?|Do you really want to cancel?|Ready to cancel?|Confirm your cancellation
+ Confirm cancellation|Review your cancellation|You're about to cancel your plan
+ Stop your subscription?|Do you still want to cancel?|Would you like to cancel your membership?
+ Are you sure you want to turn off auto-renew?|Finish your cancellation|Cancel this plan?
+ Unsubscribe from Premium?|Disable auto-renewal?|You are about to end your membership
+ Please confirm that you want to cancel|Sure you want to leave?|Cancel your free trial?
+ ¿Seguro que quieres cancelar?|¿Estás seguro de que quieres cancelar?
+ ¿Quieres cancelar tu suscripción?|¿Cancelar suscripción?|¿Cancelar tu plan?
+ ¿Deseas cancelar tu membresía?|¿Confirmas la cancelación?|¿Desactivar la renovación automática?
+ ¿Quieres desactivar la renovación automática?|Estás a punto de cancelar tu suscripción
+ Confirma tu cancelación|¿Quieres darte de baja?|¿Seguro que deseas darte de baja?
+ ¿Realmente quieres cancelar?|¿Finalizar suscripción?|Confirma la baja
+ ¿Está seguro de que desea cancelar?|¿Quieres dejar de ser miembro?
+ Êtes-vous sûr de vouloir résilier ?|Voulez-vous vraiment résilier ?|Résilier votre abonnement ?
+ Souhaitez-vous résilier votre abonnement ?|Voulez-vous annuler votre abonnement ?
+ Annuler l'abonnement ?|Vous êtes sur le point de résilier|Confirmez votre résiliation
+ Désactiver le renouvellement automatique ?|Voulez-vous désactiver le renouvellement automatique ?
+ Confirmer la résiliation ?|Souhaitez-vous vraiment nous quitter ?|Mettre fin à votre abonnement ?
+ Es-tu sûr de vouloir résilier ?|Voulez-vous vous désabonner ?|Arrêter votre abonnement ?
+ Möchtest du wirklich kündigen?|Wirklich kündigen?|Bist du sicher?|Sind Sie sicher?|Abo kündigen?
+ Mitgliedschaft beenden?|Möchtest du dein Abo kündigen?|Willst du wirklich kündigen?
+ Möchten Sie Ihr Abonnement kündigen?|Automatische Verlängerung ausschalten?
+ Automatische Verlängerung deaktivieren?|Bist du sicher, dass du kündigen möchtest?
+ Kündigung bestätigen|Bitte bestätige deine Kündigung|Abo wirklich beenden?|Verlängerung beenden?
+ Möchtest du die automatische Verlängerung deaktivieren?|Du bist dabei, dein Abo zu kündigen
+ Soll dein Abo beendet werden?|Abo jetzt kündigen?|Probeabo beenden?|Abonnement jetzt beenden?
- How do I cancel?|Your plan renews on December 14|Welcome back|Cancel anytime|Jederzeit kündbar
- Forgot your password?|Need help?|¿Olvidaste tu contraseña?|Mot de passe oublié ?
- Passwort vergessen?
""",
    "asks to stay": """
+ Do you want to keep your plan?|Would you like to pause instead?|Want to stay with us?
+ Would you like to switch to Basic?|Stop the cancellation?|Changed your mind?|Keep your membership?
+ Do you want to continue your subscription?|Undo cancellation?|Will you stay?|Pause your plan?
+ ¿Quieres mantener tu plan?|¿Prefieres pausar tu suscripción?|¿Has cambiado de opinión?
+ ¿Quieres quedarte?|¿Te gustaría cambiar de plan?|¿Detener la cancelación?
+ ¿Quieres seguir con Premium?|Voulez-vous garder votre abonnement ?|Préférez-vous mettre en pause ?
+ Vous avez changé d'avis ?|Souhaitez-vous rester abonné ?|Interrompre la résiliation ?
+ Souhaitez-vous changer d'offre ?|Möchtest du dein Abo behalten?|Möchtest du lieber pausieren?
+ Anders überlegt?|Willst du bleiben?|Kündigung abbrechen?|Möchten Sie bei uns bleiben?
+ Möchtest du zu Basic wechseln?|Doch bleiben?
- Are you sure you want to cancel?|¿Seguro que quieres cancelar?|Voulez-vous vraiment résilier ?
- Möchtest du wirklich kündigen?|Cancel your plan?|Abo kündigen?|Turn off auto-renewal?
""",
    "e-mail link": """
+ Check your email|Check your inbox|We've sent you an email with a link to confirm your cancellation
+ Click the link in the email to confirm|Open the link we emailed you to complete your cancellation
+ We sent a confirmation link to your email|Please confirm your cancellation by email
+ To complete your cancellation, click the link we sent you|Confirm your cancellation via the link
+ Please click on the confirmation link in the email|Follow the link in your email to finish
+ We've emailed you a confirmation link|You'll receive an email with a confirmation link
+ Your cancellation is only complete once you click the link in the email|Tap the link in the email
+ Confirm your request from the link in your inbox|A confirmation link has been sent to your email
+ Revisa tu correo|Revisa tu bandeja de entrada|Te hemos enviado un correo con un enlace
+ Haz clic en el enlace del correo para confirmar tu baja|Te hemos enviado un enlace de confirmación
+ Confirma tu cancelación desde el enlace del correo|Hemos enviado un enlace a tu correo
+ Para completar la baja, pulsa el enlace que te hemos enviado|Comprueba tu correo electrónico
+ Recibirás un correo con un enlace para confirmar|Abre el enlace que te hemos enviado
+ Vérifiez votre boîte mail|Consultez vos e-mails|Nous vous avons envoyé un e-mail avec un lien
+ Cliquez sur le lien dans l'e-mail pour confirmer|Un lien de confirmation vous a été envoyé
+ Cliquez sur le lien reçu par e-mail|Confirmez votre résiliation en cliquant sur le lien
+ Vérifiez votre boîte de réception|Vous allez recevoir un e-mail contenant un lien de confirmation
+ Pour finaliser votre résiliation, cliquez sur le lien envoyé par e-mail
+ Un e-mail vient de vous être envoyé|Prüfe dein Postfach|Schau in dein Postfach
+ Wir haben dir eine E-Mail mit einem Link geschickt
+ Bitte bestätige deine Kündigung über den Link in dieser E-Mail|Klicke auf den Link in der E-Mail
+ Bitte klicken Sie auf den Bestätigungslink in der E-Mail|Wir haben Ihnen eine E-Mail gesendet
+ Bestätige deine Kündigung über den Link, den wir dir per E-Mail geschickt haben
+ Du erhältst eine E-Mail mit einem Bestätigungslink|Öffne den Link in der E-Mail
+ Wir haben einen Bestätigungslink an deine E-Mail-Adresse gesendet
+ Bitte prüfen Sie Ihren Posteingang|Bestätigen Sie die Kündigung über den Link in der E-Mail
+ Bestätigungslink per E-Mail verschickt
- Your email address|Change email|Email preferences|Share this link|Forgot your password?
- Correo electrónico|Cambiar correo|Adresse e-mail|E-Mail-Adresse ändern|Newsletter per E-Mail
- Link your account|Copy link|Partner links|E-Mail-Benachrichtigungen|Préférences e-mail
""",
    "link to click": """
+ Click the link in the email to confirm|Open the link we emailed you to complete your cancellation
+ To complete your cancellation, click the link we sent you|Confirm your cancellation via the link
+ Please confirm your cancellation using the link in your email
+ Follow the link in your email to finish|Haz clic en el enlace del correo para confirmar tu baja
+ Abre el enlace que te hemos enviado|Confirma tu cancelación desde el enlace del correo
+ Te hemos enviado un enlace para confirmar la baja|Confirma tu baja mediante el enlace del correo
+ Cliquez sur le lien dans l'e-mail pour confirmer
+ Confirmez votre résiliation via le lien reçu par e-mail
+ Confirmez votre résiliation grâce au lien envoyé par e-mail|Pour confirmer, suivez le lien reçu
+ Bitte bestätige deine Kündigung über den Link in dieser E-Mail|Klicke auf den Link in der E-Mail
+ Bestätigen Sie die Kündigung über den Link in der E-Mail
+ Bitte klicken Sie auf den Bestätigungslink
+ Bestätige deine Kündigung über den Link, den wir dir per E-Mail geschickt haben
- We've sent you an email to confirm your cancellation|A confirmation email is on its way
- Te hemos enviado un correo de confirmación|Un e-mail de confirmation vous a été envoyé
- Wir haben dir eine Bestätigung per E-Mail geschickt|Eine Bestätigungsmail ist unterwegs
""",
    "third party": """
+ Your subscription is billed through Apple|You're billed by Google Play|Billed via iTunes
+ Your membership is managed by Amazon|Your plan is billed by Roku
+ You subscribed through the App Store|To cancel, go to your Apple ID settings
+ You signed up through Google Play|Billed through T-Mobile
+ Your subscription was purchased through Apple|To cancel, visit the Google Play Store
+ Please contact your provider to cancel|Your account is billed through a third party
+ Manage your subscription on Amazon|Cancel through your Apple account
+ Your billing is handled by Verizon|Included with your Xfinity package
+ Your plan is part of your Sky package|Payment via App Store
+ This subscription was bought in the App Store|Please cancel via your Apple account settings
+ Billing partner: Apple|Subscribed via Google Play|Your subscription is managed through a partner
+ Tu suscripción se factura a través de Apple|Facturado por Google Play
+ Contratado a través de Movistar|Tu suscripción se gestiona desde Amazon
+ Te suscribiste a través de Apple|Tu suscripción está incluida en tu tarifa de Vodafone
+ Para cancelar, ponte en contacto con tu operador|Se cobra a través de la App Store
+ Contacta con Orange para cancelar|Suscripción mediante Google Play
+ Para cancelar, accede a los ajustes de tu Apple ID|Te suscribiste mediante un tercero
+ Votre abonnement est facturé par Apple|Votre abonnement est géré par Google Play
+ Vous vous êtes abonné via l'App Store|Souscrit auprès de Orange|Facturé via votre opérateur
+ Votre abonnement est inclus dans votre offre Free|Rendez-vous sur l'App Store pour résilier
+ Abonnement souscrit via Amazon|Pour résilier, contactez votre opérateur|Géré par un partenaire
+ Pour résilier, rendez-vous dans les réglages de votre compte Apple
+ Dein Abo wird über Apple abgerechnet|Abgerechnet über Google Play
+ Dein Abo wurde über Amazon abgeschlossen|Du hast dein Abo über den App Store abgeschlossen
+ Abrechnung über Telekom|Gebucht über Vodafone|Dein Abo wird von Google verwaltet
+ Teil deines Sky-Pakets|Bitte wende dich an deinen Anbieter
+ Um zu kündigen, gehe zu den Einstellungen deiner Apple-ID|Abgeschlossen über iTunes
+ Bitte kündige direkt bei Apple|Die Kündigung ist nur über Amazon möglich
- Pay with PayPal|Payment method: Apple Pay|Google Pay|Download on the App Store
- Get it on Google Play|Watch on Roku and Amazon Fire TV|Sign in with Apple|Continue with Google
- Billed monthly|Pagar con PayPal|Iniciar sesión con Google|Disponible en la App Store
- Continuer avec Apple|Payer avec Apple Pay|Télécharger dans l'App Store|Mit Apple anmelden
- Laden im App Store
""",
    "captcha": """
+ I'm not a robot|Verify you are human|Verify that you are human|Confirm you're not a robot
+ Please complete the security check|Are you a robot?|Prove you're human
+ Select all squares with bicycles|Press and hold|Let us know you're human|Human verification
+ Checking if the site connection is secure|Complete the CAPTCHA|Slide to verify
+ Select all images with traffic lights|Click to verify|Let's confirm you are human
+ Solve this puzzle|Enter the characters you see|Type the characters above
+ Our systems have detected unusual traffic|Solve the challenge below to continue|No soy un robot
+ Verifica que eres humano|Confirma que no eres un robot|Demuestra que no eres un robot
+ Verificación humana|Completa el captcha|Selecciona todas las imágenes con semáforos|Eres humano
+ Comprobando que eres humano|Resuelve el rompecabezas|Introduce los caracteres que ves
+ Confirma que eres una persona|Verifique que es un ser humano|Je ne suis pas un robot
+ Vérifiez que vous êtes humain|Confirmez que vous êtes humain
+ Confirmez que vous n'êtes pas un robot|Prouvez que vous n'êtes pas un robot
+ Sélectionnez toutes les images|Vérification humaine|Résolvez le puzzle|Saisissez les caractères
+ Êtes-vous un robot ?|Cochez la case pour prouver que vous êtes humain|Ich bin kein Roboter
+ Bestätige, dass du ein Mensch bist|Bestätigen Sie, dass Sie kein Roboter sind
+ Überprüfe, ob du ein Mensch bist|Wähle alle Bilder mit Ampeln
+ Bist du ein Mensch?|Bist du ein Roboter?|Beweise, dass du kein Roboter bist|Löse das Puzzle
+ Wählen Sie alle Bilder aus|Gib die angezeigten Zeichen ein
+ Überprüfen Sie, dass Sie ein Mensch sind
- I, Robot|Mr. Robot|Human Planet|Robot Wars|Verify your email|Real Humans|Press play|Yo, robot
""",
    "wrong credentials": """
+ Incorrect password|Wrong password|Incorrect email or password|Invalid email or password
+ The password you entered is incorrect|Your password is incorrect|Sorry, we can't find an account
+ We couldn't find an account with that email|Invalid credentials|Invalid login|Login failed
+ That password doesn't match|Your email or password is incorrect|Email or password is not correct
+ The email and password you entered don't match|Unable to log you in|Wrong email or password
+ Your username or password isn't right|Too many failed attempts|Your account has been locked
+ This email is not registered|No account found with this email|We don't recognize that email
+ Those details don't match our records|The username or password you entered is wrong
+ Oops, that's the wrong password|Sign in failed. Check your details|Account not found
+ User not found|Contraseña incorrecta|La contraseña no es correcta|Correo o contraseña incorrectos
+ Usuario o contraseña incorrectos|El correo electrónico o la contraseña no son correctos
+ La contraseña es incorrecta|Credenciales incorrectas|Datos incorrectos|Contraseña no válida
+ No encontramos ninguna cuenta con ese correo|Credenciales no válidas|Contraseña errónea
+ La contraseña introducida no es válida|El usuario no existe|Demasiados intentos
+ La cuenta no existe|No existe ninguna cuenta con este correo|Tu cuenta ha sido bloqueada
+ Los datos no coinciden|Mot de passe incorrect|Identifiant ou mot de passe incorrect
+ E-mail ou mot de passe incorrect|Adresse e-mail ou mot de passe invalide
+ Le mot de passe est incorrect|Identifiants incorrects|Votre mot de passe est erroné
+ Aucun compte trouvé|Identifiants invalides|Échec de la connexion|Mauvais mot de passe
+ Aucun compte associé à cette adresse|Trop de tentatives|Compte inexistant
+ Cette adresse e-mail n'existe pas|Nous ne reconnaissons pas cet e-mail|Votre compte est bloqué
+ Falsches Passwort|Das Passwort ist falsch|E-Mail oder Passwort falsch|Passwort ungültig
+ E-Mail-Adresse oder Passwort ist nicht korrekt|Ungültige Anmeldedaten|Zugangsdaten falsch
+ Benutzername oder Passwort falsch|Die Zugangsdaten sind ungültig|Anmeldung fehlgeschlagen
+ Dein Passwort ist leider falsch|Falsche E-Mail-Adresse oder falsches Passwort|Login fehlgeschlagen
+ Wir konnten kein Konto mit dieser E-Mail finden|Kein Konto gefunden|Zu viele Anmeldeversuche
+ Die eingegebenen Daten stimmen nicht|Konto gesperrt|Dein Konto wurde gesperrt
+ Unbekannte E-Mail-Adresse
- Forgot your password?|Enter your password|Show password|Change password
- Password must be 8 characters|¿Olvidaste tu contraseña?|Introduce tu contraseña
- Mot de passe oublié ?|Passwort vergessen?
""",
    "card refused": """
+ Your card was declined|Your payment was declined|Card declined|Payment failed|Payment declined
+ We couldn't process your payment|Your payment didn't go through|Your card has expired
+ Your card has insufficient funds|There was a problem with your payment|Transaction failed
+ Your bank declined the payment|We were unable to charge your card|Please try a different card
+ Payment could not be completed|Unable to process payment|Your transaction was declined
+ We couldn't charge your card|Payment unsuccessful|Update your payment method to continue
+ Your payment could not be authorized|There's an issue with your payment method
+ Payment was rejected|Tu tarjeta ha sido rechazada|Pago rechazado|Tarjeta rechazada
+ El pago ha fallado|Pago fallido|No hemos podido procesar tu pago|No se pudo procesar el pago
+ Fondos insuficientes|Tu tarjeta ha caducado|Hay un problema con tu pago
+ Hubo un problema con tu método de pago|El banco ha rechazado el pago
+ No hemos podido cobrar tu tarjeta|Tu tarjeta fue rechazada|El pago no se ha podido completar
+ No se ha podido realizar el pago|Error en el pago|Pago denegado|Votre carte a été refusée
+ Paiement refusé|Carte refusée|Le paiement a échoué|Échec du paiement|Votre paiement n'a pas abouti
+ Votre carte a expiré|Fonds insuffisants|Paiement rejeté
+ Un problème est survenu avec votre paiement|Votre banque a refusé le paiement
+ Nous n'avons pas pu traiter votre paiement|Le paiement n'a pas pu être effectué|Carte expirée
+ Nous n'avons pas pu débiter votre carte|Transaction refusée|Votre paiement a été refusé
+ Deine Karte wurde abgelehnt|Zahlung fehlgeschlagen|Zahlung abgelehnt|Karte abgelehnt
+ Die Zahlung konnte nicht durchgeführt werden|Deine Zahlung wurde abgelehnt
+ Deine Karte ist abgelaufen|Unzureichende Deckung|Problem mit deiner Zahlung
+ Deine Bank hat die Zahlung abgelehnt|Wir konnten deine Karte nicht belasten
+ Die Zahlung war nicht erfolgreich|Bei der Zahlung ist ein Fehler aufgetreten
+ Die Transaktion wurde abgelehnt|Zahlung nicht möglich|Es gab ein Problem mit deiner Zahlung
- Use a different card|Try another card|Payment method: Visa 4242
- Your card will be charged on December 14|Card number|Add a card|Método de pago: Visa
- Moyen de paiement : Visa|Zahlungsmethode: Visa|Your last payment: $9.99|Cancelled shows
- Número de tarjeta|Nächste Zahlung: 14.12.2026|Prochain paiement le 14 décembre
""",
    "code": """
+ Enter the 6-digit code we sent to your email|Enter verification code|Verification code
+ Security code|We sent you a code|Enter your code|One-time code|We've sent a code to your phone
+ Check your phone for a code|Two-factor authentication|Two-step verification
+ Enter the code from your authenticator app|Didn't get a code?|Resend code
+ Enter the four-digit code|We emailed you a code|Sign-in code|Código de verificación
+ Introduce el código de 6 dígitos|Te hemos enviado un código|Reenviar código
+ Introduce el código que te hemos enviado|Código de seguridad|Verificación en dos pasos
+ Ingresa el código|¿No has recibido el código?|Escribe el código de 4 cifras|Código de un solo uso
+ Code de vérification|Saisissez le code à 6 chiffres|Nous vous avons envoyé un code
+ Renvoyer le code|Entrez le code reçu par e-mail|Code de sécurité|Vérification en deux étapes
+ Code à usage unique|Vous n'avez pas reçu de code ?|Saisissez le code reçu par SMS
+ Code de connexion|Bestätigungscode|Gib den 6-stelligen Code ein|Wir haben dir einen Code geschickt
+ Code erneut senden|Sicherheitscode|Verifizierungscode|Zwei-Faktor-Authentifizierung|Einmalcode
+ Code eingeben|Geben Sie den Code ein|Wir haben Ihnen einen Code gesendet|Keinen Code erhalten?
- Promo code|Redeem a code|Gift code|Dress code|Código promocional|Code promo|Gutscheincode
- Postal code
""",
    "profiles": """
+ Who's watching?|Who's listening?|Choose a profile|Select a profile|Choose your profile
+ Switch profile|Who is watching?|Pick a profile|Select your profile|Who's there?|Which profile?
+ ¿Quién está viendo?|¿Quién eres?|Elige un perfil|Selecciona un perfil|¿Quién va a ver?
+ Elige tu perfil|¿Quién está viendo ahora?|Selecciona tu perfil|¿Quién ve?|Elegir perfil
+ Qui est-ce ?|Qui regarde ?|Choisissez un profil|Choisissez votre profil|Sélectionnez un profil
+ Qui est là ?|Qui regarde en ce moment ?|Choisir un profil|Sélectionnez votre profil|Wer schaut?
+ Wer sieht gerade?|Profil auswählen|Profil wählen|Wähle ein Profil|Wer bist du?|Wer schaut zu?
+ Wähle dein Profil|Wer schaut gerade?|Bitte Profil auswählen
- Edit profile|Profile settings|Who we are|Meet the cast|Editar perfil|Modifier le profil
""",
    "survey": """
+ Why are you cancelling?|Why are you leaving?|Tell us why you're cancelling
+ What's your main reason?|Please select a reason|Reason for cancelling|Why do you want to cancel?
+ Help us improve|Why did you cancel?|What's the main reason you're leaving?|Tell us why
+ Select a reason for canceling|Before you go, tell us why|We'd love your feedback
+ What could we have done better?|Choose a reason|Please tell us why you want to cancel
+ Mind telling us why?|Reason for cancellation|Share your reason
+ Please let us know why you're leaving|What is the reason for your cancellation?|¿Por qué cancelas?
+ ¿Por qué quieres cancelar?|¿Por qué te vas?|Cuéntanos por qué|Motivo de la cancelación
+ Selecciona un motivo|¿Cuál es el motivo?|Dinos por qué|Ayúdanos a mejorar|Motivo de la baja
+ ¿Por qué deseas darte de baja?|Elige un motivo|¿Por qué nos dejas?|Indica el motivo
+ ¿Cuál es la razón?|Pourquoi résiliez-vous ?|Pourquoi souhaitez-vous résilier ?
+ Pourquoi nous quittez-vous ?|Dites-nous pourquoi|Raison de la résiliation|Motif de résiliation
+ Choisissez une raison|Quelle est la raison de votre départ ?|Pourquoi partez-vous ?
+ Aidez-nous à nous améliorer|Sélectionnez un motif|Pour quelle raison souhaitez-vous résilier ?
+ Motif de votre résiliation|Warum kündigst du?|Warum möchtest du kündigen?|Warum verlässt du uns?
+ Grund der Kündigung|Kündigungsgrund|Bitte wähle einen Grund|Sag uns, warum|Warum kündigen Sie?
+ Was ist der Grund?|Hilf uns, besser zu werden|Grund für deine Kündigung|Verrate uns den Grund
+ Wähle einen Grund|Warum möchten Sie kündigen?|Bitte nenne uns den Grund
+ Aus welchem Grund kündigst du?
- Why Arbor TV?|Reasons to love us|Your plan renews on December 14|13 Reasons Why
""",
    "renewed": """
+ Welcome back|Welcome back!|Your membership has been restarted
+ Your subscription has been reactivated|Your subscription is active again|You're all set
+ Your plan has been resumed|Thanks for coming back|You've reactivated your subscription
+ Your cancellation has been undone|Your plan is active|Your subscription has been renewed
+ Subscription reactivated|Membership restarted|Subscription restored
+ You've successfully resubscribed|Thank you for subscribing|Your cancellation has been reversed
+ Bienvenido de nuevo|Tu suscripción ha sido reactivada|Tu suscripción está activa de nuevo
+ Has reactivado tu suscripción|Suscripción reactivada|Tu plan se ha reactivado|¡Gracias por volver!
+ Tu suscripción se ha renovado|Bienvenida de vuelta|Tu suscripción vuelve a estar activa
+ Votre abonnement a été réactivé|Abonnement réactivé|Bon retour parmi nous
+ Votre abonnement est réactivé|Votre abonnement est de nouveau actif|Heureux de vous revoir
+ Votre abonnement a repris|Vous avez réactivé votre abonnement|Merci de votre retour
+ Votre abonnement a bien été renouvelé|Willkommen zurück|Dein Abo wurde reaktiviert
+ Dein Abo ist wieder aktiv|Abo reaktiviert|Deine Mitgliedschaft wurde verlängert
+ Schön, dass du wieder da bist|Mitgliedschaft reaktiviert|Du hast dein Abo reaktiviert
+ Deine Kündigung wurde zurückgenommen|Dein Abo läuft weiter
- Your subscription ended|Reactivate your plan|Restart your membership|Your plan ends on December 14
""",
}
MEANINGS: dict[str, Callable[[str], bool]] = {
    "asks to leave": lexicon_pages.ASKS_TO_LEAVE,
    "asks to stay": lexicon_pages.ASKS_TO_STAY,
    "e-mail link": lambda said: lexicon_pages.EMAIL_LINK(said) or trouble.LINK_TO_CLICK(said),
    "link to click": trouble.LINK_TO_CLICK,
    "third party": lexicon_pages.THIRD_PARTY,
    "captcha": lexicon_pages.CAPTCHA,
    "wrong credentials": lexicon_sign_in.CREDENTIAL_ERROR,
    "card refused": lambda said: (
        lexicon_pages.PAYMENT_PROBLEM(said) or (PAYER(said) and REFUSED(said))
    ),
    "code": lexicon_sign_in.CODE_TEXT,
    "profiles": lexicon_sign_in.PROFILES,
    "survey": lexicon_pages.SURVEY,
    "renewed": resuming.RENEWED,
}


@pytest.mark.parametrize(
    ("meaning", "told"),
    [(meaning, told) for meaning, table in SENTENCES.items() for told in wordings(table, "+")],
)
def test_a_sentence_means(meaning: str, told: str) -> None:
    assert MEANINGS[meaning](fold(told))


@pytest.mark.parametrize(
    ("meaning", "told"),
    [(meaning, told) for meaning, table in SENTENCES.items() for told in wordings(table, "-")],
)
def test_a_sentence_does_not_mean(meaning: str, told: str) -> None:
    assert not MEANINGS[meaning](fold(told))
