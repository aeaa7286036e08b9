"""Words on the ways to a plan and back to it, of sign-in, payment, consent and of what blocks.

Written from knowledge of such pages. Each table: a meaning, then what has it ("+") and what only
looks like it ("-"). Labels are compared as a whole, sentences by a part of them.
"""

from collections.abc import Callable

import pytest

from browser_agent.rules import helping, lexicon, lexicon_pages, lexicon_sign_in
from browser_agent.rules.text import fold

LABELS = {
    "plan": """
+ Manage subscription|Manage Membership|Manage plan|Manage your plan|Manage my subscription
+ View subscription|View plan details|Subscription details|Membership details|Plan details
+ Subscription|Subscriptions|My subscription|My subscriptions|Membership|My plan|Your plan|My Plan
+ Your membership|Current plan|Manage|Subscription settings|Membership settings|Plan settings
+ Plan & billing|Subscription & billing|Subscription and billing|Membership & billing
+ Plans & billing|Billing & subscription|Manage auto-renewal|Renewal settings
+ Subscription status|Manage your membership|Edit subscription|Edit plan|Manage your subscriptions
+ Active subscriptions|Subscription management|Your subscriptions|See subscription details
+ Subscription overview|Manage Premium|Manage your Premium plan|Manage trial|Manage free trial
+ My memberships|My services|Manage contract|Memberships & subscriptions|Subscription info
+ Subscription information|Plan overview|Purchases and memberships
+ Manage Prime membership|Plan and payment|My packages|Gestionar suscripción
+ Gestionar mi suscripción|Gestionar plan|Administrar suscripción|Administrar mi plan
+ Administrar membresía|Mi suscripción|Mis suscripciones|Suscripción|Suscripciones|Tu suscripción
+ Mi plan|Tu plan|Plan actual|Detalles de la suscripción|Membresía|Detalles del plan|Ver suscripción
+ Ver detalles del plan|Ver mi plan|Datos de la suscripción|Gestiona tu suscripción
+ Administra tu suscripción|Gestiona tu plan|Información de la suscripción|Suscripción y facturación
+ Plan y facturación|Suscripción y pagos|Mi membresía|Mis planes|Mi contrato|Editar suscripción
+ Gestión de la suscripción|Mi abono|Estado de la suscripción|Suscripciones activas|Mis servicios
+ Mis productos|Configuración de suscripción|Administrar plan|Mi tarifa|Gérer mon abonnement
+ Gérer l'abonnement|Gérer votre abonnement|Gérer mon offre|Gérer mes abonnements|Gérer mon forfait
+ Mon abonnement|Mes abonnements|Votre abonnement|Abonnement|Abonnements|Mon offre|Ma formule
+ Mon forfait|Mes offres|Détails de l'abonnement|Voir mon abonnement|Mes contrats
+ Modifier mon abonnement|Abonnement et facturation|Abonnement et paiement|Gestion de l'abonnement
+ Offre et facturation|Mon adhésion|Détails de l'offre|Informations sur l'abonnement|Mon contrat
+ Gestion de mon abonnement|Voir les détails de l'abonnement|Abonnement actuel|Offre actuelle
+ Mes services|Gérer|Statut de l'abonnement|Abonnement & options|Abonnements et achats|Abo verwalten
+ Mein Abo verwalten|Mein Abo|Meine Abos|Dein Abo|Ihr Abo|Abo|Abos|Abonnement|Abonnements
+ Mitgliedschaft|Meine Mitgliedschaft|Mitgliedschaft verwalten|Abonnement verwalten
+ Abonnements verwalten|Abodetails|Abo-Details|Abo-Verwaltung|Aboverwaltung|Abo & Zahlung
+ Abo und Zahlung|Abo & Rechnungen|Mein Vertrag|Meine Verträge|Verträge|Vertrag verwalten|Mein Tarif
+ Tarif verwalten|Tarifdetails|Mein Paket|Meine Pakete|Paket verwalten|Pakete verwalten|Verwalten
+ Vertragsdetails|Vertragsübersicht|Abo anzeigen|Abo ansehen|Details zum Abo|Abo-Übersicht
+ Abo-Einstellungen|Mitgliedschaftsdetails|Meine Produkte|Meine Buchungen|Gebuchte Pakete
+ Aktuelles Abo|Aktuelles Paket|Premium verwalten|Abo-Status|Abo bearbeiten|Meine Dienste
- Manage profiles|Manage devices|Manage cookies|Manage notifications|Manage downloads|Manage users
- Change password|Gift subscriptions|Buy a gift subscription|Plan your visit
- Gestionar perfiles|Administrar perfiles|Gestionar cookies|Gestionar dispositivos
- Administrar dispositivos|Gestionar notificaciones|Regalar suscripción|Gérer les profils
- Gérer mes profils|Gérer mes appareils|Gérer les cookies|Gérer mes notifications
- Offrir un abonnement|Profile verwalten|Geräte verwalten|Cookies verwalten|Abo verschenken
- Benachrichtigungen verwalten|Zahlungsmittel löschen
""",
    "billing": """
+ Billing|Billing & payments|Billing details|Billing and payments|Payments|Payment & billing
+ Billing information|Billing info|Billing settings|Payment details
+ Payments & subscriptions|Billing & plans|Billing overview|My billing|My payments
+ Payment and subscriptions|Purchases & payments
+ Orders & subscriptions|Facturación|Pagos|Facturación y pagos
+ Pagos y facturación|Datos de facturación|Métodos de pago|Método de pago
+ Pagos y suscripciones|Información de facturación|Mis pagos|Facturas
+ Detalles de facturación|Facturation|Paiements
+ Facturation et paiement|Paiements et facturation|Factures|Moyen de paiement
+ Moyens de paiement|Informations de facturation|Détails de facturation
+ Mes paiements|Paiement et facturation|Paiement|Abrechnung|Zahlungen|Rechnungen
+ Zahlungsinformationen|Zahlungsmethode|Zahlungsart|Zahlung & Abo|Abrechnung & Zahlung
+ Abrechnungsdetails|Rechnungen & Zahlungen|Zahlungsdaten|Meine Zahlungen
+ Zahlungsübersicht|Zahlungsarten|Abrechnungsinformationen|Zahlung und Rechnung
+ Käufe & Zahlungen|Bestellungen & Abos
- Buy now|Gift card|Pay now|Pagar ahora|Payer|Jetzt bezahlen|Play|Watch now
""",
    "account": """
+ Account|My account|Your account|Account settings|Account details|Manage account|View account
+ Account overview|Account info|Account information|Go to account|Go to my account|Your Account
+ Account & settings|Account and billing|Account home|My profile|Profile|Settings|My settings
+ Preferences|Account management|Profile & settings|Settings & account|User account|Account center
+ Personal area|My area|User settings|Account & privacy|Member area|My dashboard|Profile settings
+ Cuenta|Mi cuenta|Tu cuenta|Ver cuenta|Ir a mi cuenta|Configuración de la cuenta|Ajustes
+ Ajustes de cuenta|Ajustes de la cuenta|Configuración|Perfil|Mi perfil|Datos de la cuenta
+ Detalles de la cuenta|Administrar cuenta|Gestionar cuenta|Cuenta y configuración|Mis datos
+ Área personal|Área de cliente|Área privada|Mi área|Mi espacio|Datos personales|Gestionar mi cuenta
+ Información de la cuenta|Preferencias|Cuenta de usuario|Área de clientes|Resumen de la cuenta
+ Compte|Mon compte|Votre compte|Paramètres|Paramètres du compte|Mon espace|Mon espace client
+ Espace client|Espace abonné|Mon espace abonné|Gérer mon compte|Gérer le compte|Profil|Mon profil
+ Informations du compte|Mes informations|Détails du compte|Réglages|Accéder à mon compte
+ Espace personnel|Mon espace personnel|Compte et paramètres|Préférences|Compte utilisateur
+ Mes données|Voir mon compte|Informations personnelles|Mon compte client|Paramètres de compte|Konto
+ Mein Konto|Dein Konto|Ihr Konto|Kontoeinstellungen|Kontoübersicht|Konto verwalten|Account
+ Mein Account|Account-Einstellungen|Accounteinstellungen|Einstellungen|Profil|Mein Profil
+ Mein Bereich|Kundenkonto|Kundenbereich|Mein Kundenkonto|Persönlicher Bereich|Kontoverwaltung
+ Zum Konto|Zu meinem Konto|Konto & Einstellungen|Kundencenter|Meine Daten|Persönliche Daten
+ Nutzerkonto|Benutzerkonto|Kontodaten|Kontoinformationen|Kundenportal|Mein Kundencenter
- Konto und Daten löschen|Delete account|Create account|Close account|Crear cuenta|Eliminar cuenta
- Créer un compte|Supprimer mon compte|Konto erstellen|Konto löschen|Home|Search|Live TV|Accounting
- Bank account
""",
    "restart": """
+ Restart membership|Restart your membership|Restart subscription|Restart plan|Resume membership
+ Resume subscription|Resume plan|Resume my plan|Reactivate|Reactivate subscription|Resubscribe
+ Reactivate my plan|Reactivate membership|Resubscribe now|Re-subscribe|Renew|Renew now|Renew plan
+ Renew subscription|Renew membership|Rejoin|Rejoin now|Restore subscription|Restore plan
+ Undo cancellation|Undo cancel|Cancel cancellation|Remove cancellation|Withdraw cancellation
+ Don't cancel|Keep my subscription|Keep subscription|Keep my plan|Turn on auto-renew
+ Turn on auto-renewal|Turn auto-renew back on|Enable auto-renew|Turn on renewal|Unpause|Unpause now
+ Come back|Subscribe again|Sign up again|Subscribe|Subscribe now|Start again|Start membership
+ Start subscription|Continue membership|Continue subscription|Reverse cancellation|Restart now
+ Restart Premium|Resume Premium|Get Premium again|Reactivate auto-renewal|Turn renewal back on
+ Switch on auto-renewal|Restart my plan|Re-activate|Reactivar|Reactivar suscripción
+ Reactivar mi suscripción|Reactivar plan|Reactivar membresía|Reanudar|Reanudar suscripción
+ Reanudar membresía|Renovar|Renovar suscripción|Renovar ahora|Renovar plan|Volver a suscribirme
+ Volver a suscribirse|Suscribirme de nuevo|Suscribirme|Suscribirse|Suscríbete|Suscríbete ahora
+ Suscríbete de nuevo|Reiniciar membresía|Reiniciar suscripción|Retomar
+ Activar renovación automática|Activar la renovación|Anular la cancelación|Deshacer cancelación
+ Cancelar la cancelación|Cancelar la baja|Anular la baja|Recuperar suscripción|Volver a contratar
+ Volver a activar|Restablecer suscripción|Revertir cancelación|Reactiva tu suscripción
+ Renueva tu suscripción|Volver a Premium|Darme de alta de nuevo|Reactivar renovación automática
+ Reanudar plan|Réactiver|Réactiver mon abonnement|Réactiver l'abonnement|Reprendre mon abonnement
+ Reprendre|Reprendre l'abonnement|Relancer mon abonnement|Me réabonner|Se réabonner|Je me réabonne
+ S'abonner|Renouveler|Renouveler mon abonnement|Renouveler l'abonnement|Annuler la résiliation
+ Annuler ma résiliation|Annuler la demande de résiliation|Réactiver le renouvellement automatique
+ Activer le renouvellement automatique|Rétablir mon abonnement|Redémarrer mon abonnement|M'abonner
+ Je m'abonne|S'abonner à nouveau|S'abonner de nouveau|Reprendre mon offre|Réactiver mon offre
+ Réabonnez-vous|Abonnez-vous|Je me réabonne maintenant|Retrouver mon abonnement
+ Renouveler maintenant|Réactiver le renouvellement|Reaktivieren|Abo reaktivieren
+ Mein Abo reaktivieren|Mitgliedschaft reaktivieren|Abo fortsetzen|Mitgliedschaft fortsetzen
+ Abo verlängern|Jetzt verlängern|Jetzt reaktivieren|Abo wieder aufnehmen|Abo wiederaufnehmen
+ Wieder abonnieren|Erneut abonnieren|Erneut abschließen|Abo neu starten|Kündigung zurückziehen
+ Kündigung widerrufen|Kündigung rückgängig machen|Kündigung zurücknehmen|Kündigung aufheben
+ Automatische Verlängerung aktivieren|Automatische Verlängerung einschalten|Verlängerung aktivieren
+ Verlängerung einschalten|Verlängerung wieder einschalten|Abo aktivieren|Abo wieder aktivieren
+ Wieder Mitglied werden|Jetzt wieder abonnieren|Mitgliedschaft erneuern|Abo erneuern
+ Abo wiederherstellen|Paket reaktivieren|Vertrag verlängern|Erneut aktivieren|Weiter abonnieren
+ Abo erneut abschließen|Mitgliedschaft wieder aufnehmen
- Cancel subscription|Upgrade|Add a profile|Gift Premium|Watch now|Cancelar suscripción|Abo kündigen
- Résilier|Pause my plan|Kündigen|Hilfe|Aide|Ayuda|Delete account|Play|Restart episode
- Resume watching|Resume movie|Stop cancellation|Garder mon abonnement|Mantener mi plan
- Conserver mon abonnement
""",
    "pay": """
+ Confirm|Confirm and pay|Pay now|Pay $9.99|Subscribe|Subscribe now|Place order|Complete purchase
+ Confirm subscription|Confirm purchase|Confirm payment|Buy now|Agree and subscribe|Agree & pay
+ Start membership|Restart membership|Confirm restart|Complete order|Start paid membership|Pay
+ Complete payment|Submit order|Submit payment|Confirm order|Confirm & subscribe|Agree and continue
+ Start subscription|Start plan|Buy subscription|Complete subscription|Confirm and subscribe
+ Pay & subscribe|Place your order|Accept and subscribe|Renew now
+ Confirm and restart|Confirmar|Confirmar y pagar|Pagar|Pagar ahora|Confirmar pago
+ Confirmar suscripción|Comprar|Comprar ahora|Suscribirme|Suscribirse|Suscribirme ahora
+ Suscribirme y pagar|Finalizar compra|Realizar pedido|Realizar pago|Completar compra|Contratar
+ Contratar ahora|Confirmar pedido|Finalizar pedido|Completar pago|Aceptar y suscribirme
+ Aceptar y pagar|Iniciar suscripción|Suscríbete|Confirmer|Confirmer et payer|Payer|Payer maintenant
+ Confirmer le paiement|S'abonner|Je m'abonne|Valider et payer|Valider mon abonnement
+ Valider la commande|Passer la commande|Commander|Finaliser ma commande|Confirmer mon abonnement
+ Acheter|Acheter maintenant|Régler|Payer et s'abonner|Accepter et s'abonner
+ Commander avec obligation de paiement|Je confirme|Commencer mon abonnement|Démarrer mon abonnement
+ Valider le paiement|Confirmer la commande|Zahlungspflichtig bestellen|Kostenpflichtig bestellen
+ Jetzt kaufen|Jetzt bestellen|Jetzt abonnieren|Kostenpflichtig abonnieren
+ Zahlungspflichtig abonnieren|Jetzt zahlungspflichtig bestellen|Jetzt kostenpflichtig bestellen
+ Kaufen|Bestellen|Bezahlen|Jetzt bezahlen|Bestätigen|Kauf abschließen|Bestellung abschließen
+ Zahlung bestätigen|Abo abschließen|Bestätigen und bezahlen|Abonnieren|Jetzt buchen
+ Zahlungspflichtig buchen|Kostenpflichtig buchen|Mitgliedschaft starten|Abo starten
+ Zahlungspflichtig abschließen|Kostenpflichtig reaktivieren|Bestellung bestätigen
+ Bestätigen & abonnieren|Jetzt zahlungspflichtig abonnieren|Abo kaufen|Jetzt abschließen
- Cancel|Back|Abbrechen|Zurück|Volver|Retour|Annuler|Cancelar|Learn more|No thanks|Change plan
- Cancel subscription|Kündigung bestätigen
""",
    "choose": """
+ Choose plan|Choose this plan|Select|Select plan|Select this plan|Choose Premium|Get Premium
+ Continue with Standard|Continue|Next|Get started|Pick this plan|Choose|Get this plan
+ Start with Basic|Subscribe|Select Standard|Get Standard|Go with Basic|Start Premium
+ Try Premium|Elegir plan|Elegir|Elegir este plan|Seleccionar|Seleccionar plan
+ Continuar con Premium|Siguiente|Continuar|Escoger plan|Elige este plan|Suscribirme|Contratar
+ Obtener Premium|Quiero este plan|Seleccionar este plan|Lo quiero|Empezar con Básico|Contratar plan
+ Choisir|Choisir cette offre|Choisir ce forfait|Choisir cette formule|Sélectionner|Continuer
+ Continuer avec Premium|S'abonner|Suivant|Je choisis cette offre|Je m'abonne|Prendre cette offre
+ Opter pour Premium|Souscrire|Obtenir Premium|Sélectionner cette offre|Auswählen
+ Wählen|Tarif wählen|Plan auswählen|Dieses Abo wählen|Abo wählen|Paket wählen|Weiter
+ Weiter mit Premium|Abonnieren|Jetzt auswählen|Diesen Tarif wählen|Premium wählen|Jetzt buchen
+ Paket auswählen|Buchen|Premium holen|Standard auswählen
- Cancel|Compare plans|Learn more|Back|Help|Zurück|Retour|Volver|Details
""",
    "sign in": """
+ Sign in|Log in|Login|Sign In|Sign on|Log in now|Sign in here|Member login|Member sign in
+ Already a member? Sign in|Already have an account? Log in|Sign in to your account|Log in to watch
+ Customer login|Sign in / Register|Log in or sign up|Sign in or create account|I have an account
+ I already have an account|Existing customer|Sign in with email|Go to login|Back to sign in
+ Iniciar sesión|Inicia sesión|Entrar|Acceder|Ingresar|Identificarse|Iniciar sesión ahora
+ Identifícate|Ya tengo cuenta|Ya soy cliente|Ya soy suscriptor|¿Ya tienes cuenta? Inicia sesión
+ Ya tengo una cuenta|Acceso clientes|Acceder a mi cuenta|Inicia sesión aquí|Conectarse
+ Entrar en mi cuenta|Se connecter|Connexion|Me connecter|S'identifier|Connectez-vous
+ Je me connecte|Identifiez-vous|Déjà abonné ?|Déjà client ?|J'ai déjà un compte
+ Déjà inscrit ? Se connecter|Se connecter à mon compte|Accéder à mon compte|Déjà membre ?
+ Déjà abonné ? Connectez-vous|S'identifier / S'inscrire|Anmelden|Einloggen|Login|Log-in
+ Jetzt anmelden|Zum Login|Hier anmelden|Jetzt einloggen|Bereits Kunde? Anmelden
+ Bereits registriert?|Ich habe bereits ein Konto|Schon Kunde?|Schon dabei?
+ Bereits Mitglied? Einloggen|Mit E-Mail anmelden|Zur Anmeldung|Kunden-Login|Ich bin bereits Kunde
+ Du hast schon ein Konto? Anmelden|Anmelden / Registrieren|Schon registriert?
- Sign out|Log out|Sign up|Register|Cerrar sesión|Se déconnecter|Abmelden|Registrieren|Crear cuenta
- S'inscrire|Newsletter
""",
    "refuse cookies": """
+ Reject all|Reject All Cookies|Decline all|Decline|Refuse all|Deny|Deny all|Only necessary
+ Necessary only|Use necessary cookies only|Accept only essential cookies|Essential cookies only
+ Only essential|Strictly necessary only|Reject optional cookies|Reject non-essential|Disagree
+ Continue without accepting|Do not accept|Reject additional cookies|Accept necessary cookies
+ Decline optional cookies|Required only|Reject|I do not agree
+ Allow necessary cookies only|Reject unnecessary cookies|Essential only|I decline
+ Disagree and close|Reject and close|Rechazar|Rechazar todo|Rechazar todas|Rechazar cookies
+ Rechazar todas las cookies|Solo necesarias|Solo las necesarias|Solo esenciales
+ Solo cookies necesarias|Continuar sin aceptar|Denegar|No aceptar|Aceptar solo las necesarias
+ Rechazar opcionales|Usar solo cookies necesarias|No acepto|Aceptar solo cookies necesarias
+ Rechazar y continuar|Denegar todas|Rechazar no esenciales|Tout refuser|Refuser|Refuser tout
+ Continuer sans accepter|Je refuse|Refuser les cookies|Tout rejeter|Cookies nécessaires uniquement
+ Uniquement les cookies nécessaires|Accepter uniquement les nécessaires|Refuser et fermer
+ Refuser et continuer|Essentiels uniquement|Non merci|Je refuse tout|Tout décliner
+ Accepter seulement les essentiels|Refuser tous les cookies|Refuser les cookies optionnels
+ Alle ablehnen|Ablehnen|Alles ablehnen|Nur notwendige Cookies|Nur notwendige|Nur erforderliche
+ Nur essenzielle Cookies|Nur technisch notwendige|Nur notwendige akzeptieren
+ Nur erforderliche Cookies|Cookies ablehnen|Optionale ablehnen|Weiter ohne Zustimmung
+ Ohne Zustimmung weiter|Nicht zustimmen|Nur notwendige Cookies zulassen|Ablehnen und schließen
+ Verweigern|Nur essenzielle|Optionale Cookies ablehnen|Notwendige Cookies akzeptieren
+ Ich lehne ab|Alle Cookies ablehnen
- Accept all|Allow all|Agree|Aceptar todo|Aceptar todas|Tout accepter|Accepter|Alle akzeptieren
- Zustimmen|Akzeptieren|Accept cookies|Manage preferences|Einstellungen|Personnaliser|Configurar
""",
    "dismiss": """
+ No thanks|Not now|Maybe later|Later|Close|Dismiss|Skip|Skip for now|Don't show again|No, thanks
+ Remind me later|Don't allow|Never|Ask me later|I'll do it later|Not interested|Do this later
+ No gracias|Ahora no|Más tarde|Cerrar|Omitir|Saltar|Quizá más tarde|Recordar más tarde|No permitir
+ Tal vez más tarde|No mostrar de nuevo|En otro momento|No volver a mostrar|Recordármelo más tarde
+ Non merci|Plus tard|Pas maintenant|Fermer|Ignorer|Passer|Peut-être plus tard
+ Me le rappeler plus tard|Ne plus afficher|Une autre fois|Ne pas autoriser|Pas intéressé|Nein danke
+ Nicht jetzt|Später|Schließen|Überspringen|Vielleicht später|Später erinnern|Jetzt nicht
+ Nicht mehr anzeigen|Ein andermal|Nicht zulassen|Nicht erlauben|Nicht interessiert
- Accept|Subscribe|Allow|Sign me up|Aceptar|Suscribirme|Accepter|S'abonner|Annehmen|Abonnieren
""",
    "help": """
+ Help|Help Center|Help Centre|Support|Get help|Contact support|Customer service|FAQ|FAQs
+ Help & support|Help and support|Need help?|Customer support|Support center|Help & FAQ
+ Ayuda|Centro de ayuda|Soporte|Atención al cliente|Preguntas frecuentes|¿Necesitas ayuda?
+ Ayuda y contacto|Ayuda y soporte|Servicio al cliente|Obtener ayuda
+ Aide|Centre d'aide|Assistance|Besoin d'aide ?|Service client|Aide et contact|FAQ
+ Aide et assistance|Questions fréquentes|Foire aux questions
+ Hilfe|Hilfe-Center|Hilfecenter|Hilfebereich|Kundenservice|Hilfe & Kontakt|Support|FAQ
+ Hilfe und Support|Brauchst du Hilfe?|Häufige Fragen|Häufig gestellte Fragen|Kundendienst
- Subscribe|Help yourself to a deal|Cancel subscription|Konto|Compte|Cuenta
""",
    "e-mail field": """
+ Email|Email address|E-mail|Email or phone number|Email or username|Username|Your email
+ Email or mobile number|User name|Login|Enter your email|Email ID|Username or email
+ Member ID or email|Correo electrónico|Correo|Email|Usuario|Correo electrónico o teléfono
+ Tu correo electrónico|Tu email|Dirección de correo electrónico|Nombre de usuario|Email o usuario
+ Usuario o correo|Número de teléfono o correo|Adresse e-mail|E-mail|Email|Courriel|Identifiant
+ Adresse email|Adresse mail|Votre e-mail|Votre email|Adresse courriel|Votre adresse e-mail
+ E-mail ou numéro de téléphone|Nom d'utilisateur|Pseudo ou e-mail|E-Mail|E-Mail-Adresse
+ E-Mail Adresse|Benutzername|Deine E-Mail-Adresse|Ihre E-Mail-Adresse|E-Mail oder Benutzername
+ Nutzername|Kundennummer oder E-Mail|E-Mail oder Telefonnummer|Mail-Adresse
- Password|First name|Search|Contraseña|Mot de passe|Passwort|Promo code
""",
    "password field": """
+ Password|Your password|Enter your password|Enter password|Current password|Account password
+ Contraseña|Tu contraseña|Introduce tu contraseña|Escribe tu contraseña|Contraseña actual|Clave
+ Mot de passe|Votre mot de passe|Entrez votre mot de passe|Mot de passe actuel
+ Saisir le mot de passe|Passwort|Dein Passwort|Ihr Passwort|Passwort eingeben|Kennwort
+ Aktuelles Passwort
- Email|Username|Code|E-Mail|Correo|Pseudo
""",
}

MEANINGS: dict[str, Callable[[str], bool]] = {
    "plan": lambda said: any(
        way.whole(said)
        for way in (lexicon.MANAGE_PLAN, lexicon.PLAN_SECTION, lexicon.BILLING_SECTION)
    ),
    "billing": lambda said: lexicon.BILLING_SECTION.whole(said) or lexicon.MANAGE_PLAN.whole(said),
    "account": lambda said: lexicon.ACCOUNT_LINK.whole(said) or lexicon.SETTINGS_LINK.whole(said),
    "restart": lexicon_pages.RESTART.whole,
    "pay": lexicon_pages.CONFIRM_RESTART.whole,
    "choose": lexicon_pages.CHOOSE_PLAN.whole,
    "sign in": lexicon.SIGN_IN_LINK.whole,
    "refuse cookies": lexicon_pages.COOKIES_REFUSE.whole,
    "dismiss": lexicon_pages.DISMISS.whole,
    "help": helping.HELP_PAGE.whole,
    "e-mail field": lexicon_sign_in.EMAIL_LABEL,
    "password field": lexicon_sign_in.PASSWORD_LABEL,
}


def wordings(table: str, sign: str) -> list[str]:
    lines = [line[2:] for line in table.strip().splitlines() if line.startswith(sign)]
    return [item for line in lines for item in line.split("|")]


@pytest.mark.parametrize(
    ("meaning", "label"),
    [(meaning, label) for meaning, table in LABELS.items() for label in wordings(table, "+")],
)
def test_a_label_means(meaning: str, label: str) -> None:
    assert MEANINGS[meaning](fold(label))


@pytest.mark.parametrize(
    ("meaning", "label"),
    [(meaning, label) for meaning, table in LABELS.items() for label in wordings(table, "-")],
)
def test_a_label_does_not_mean(meaning: str, label: str) -> None:
    assert not MEANINGS[meaning](fold(label))
