"""Sentences that ask for a password: for more than an end, and as gates do every day."""

FOR_MORE = """
Enter your password to confirm the pause.
Enter your password to confirm the switch to Basic.
Enter your password to confirm your upgrade to Premium.
Enter your password to take the offer.
Enter your password to take a break.
Enter your password to apply the discount.
Enter your password to apply 50% off.
Enter your password to activate your offer.
Enter your password to lock in your price.
Enter your password to add Arbor Kids.
Enter your password to move to Basic.
Enter your password to go annual.
Enter your password to put your plan on hold.
Enter your password to hold your plan for 3 months.
Confirm with your password: upgrade to Premium.
By entering your password you agree to the annual plan.
By entering your password you accept the offer.
Gib dein Passwort ein, um die Pause zu bestätigen.
Gib dein Passwort ein, um den Wechsel zu Basic zu bestätigen.
Gib dein Passwort ein, um das Angebot zu nutzen.
Gib dein Passwort ein, um den Rabatt zu erhalten.
Zur Bestätigung der Pause Passwort eingeben.
Mit Ihrem Passwort nehmen Sie das Angebot an.
Mit Ihrem Passwort bestätigen Sie den Wechsel zu Basic.
Saisissez votre mot de passe pour prendre une pause.
Saisissez votre mot de passe pour confirmer la pause.
Saisissez votre mot de passe pour activer la remise.
Introduce tu contraseña para confirmar la pausa.
Introduce tu contraseña para aceptar 50% de descuento.
Introduce tu contraseña para obtener el descuento.
Introduce tu contraseña para activar la oferta.
"""
ON_A_WAY_BACK = """
Enter your password to confirm your order.
Enter your password to confirm your new plan.
Enter your password to keep Premium.
Enter your password to keep your benefits.
Enter your password to stay with Arbor.
Enter your password to reactivate Premium.
Enter your password to resume your membership.
Enter your password to continue your membership.
Enter your password to try Basic.
To end Premium and go to Basic, enter your password.
To end Premium and continue with Basic, enter your password.
To end Premium and use Basic instead, enter your password.
To cancel Premium and receive Basic for $4.99, enter your password.
To cancel the cancellation, enter your password.
To undo your cancellation, enter your password.
Gib dein Passwort ein, um bei Arbor zu bleiben.
Gib dein Passwort ein, um Basic zu testen.
Gib dein Passwort ein, um dein Abo fortzusetzen.
Um Premium zu kündigen und Basic zu erhalten, Passwort eingeben.
Gib dein Passwort ein, um das Jahresabo abzuschließen.
Gib dein Passwort ein, um die Kündigung zurückzunehmen.
Saisissez votre mot de passe pour rester abonné.
Saisissez votre mot de passe pour continuer votre abonnement.
Pour résilier Premium et continuer avec Basic, saisissez votre mot de passe.
Introduce tu contraseña para quedarte.
Introduce tu contraseña para seguir con Premium.
Para cancelar Premium y seguir con Básico, introduce tu contraseña.
Para cancelar Premium y continuar con Básico, introduce tu contraseña.
"""
USUAL = """
Enter your password to continue.
Enter your password to confirm it's you.
Enter your password to confirm your identity.
Enter your password to confirm your cancellation.
Enter your password to confirm the end of your membership.
Enter your password to access your account.
Enter your password to make changes to your plan.
Enter your password to keep your account safe.
Enter your password to stay signed in.
Enter your password to cancel your subscription.
Enter your password to end your plan and keep your profile.
Enter your password to cancel and receive a confirmation.
To cancel Premium and continue with the free plan, enter your password.
To end your membership, enter your password.
To protect your account, enter your password.
Enter your password to continue watching.
Enter your password to go to your account.
Enter your password to try again.
Enter your password to move to the next step.
Enter your password to switch off the automatic renewal.
Enter your password to manage your subscription.
For added security, enter your password.
By entering your password you agree to our terms.
By entering your password you agree to end your plan.
Gib dein Passwort ein, um fortzufahren.
Gib dein Passwort ein, um weiterzumachen.
Gib dein Passwort ein, um zu bestätigen, dass du es bist.
Gib dein Passwort ein, um deine Kündigung zu bestätigen.
Gib dein Passwort ein, um auf dein Konto zuzugreifen.
Gib dein Passwort ein, um Änderungen an deinem Abo vorzunehmen.
Gib dein Passwort ein, um angemeldet zu bleiben.
Geben Sie Ihr Passwort ein, um Ihr Abo zu kündigen.
Gib dein Passwort ein, um die Kündigung abzuschließen.
Um dein Abo zu kündigen und eine Bestätigung zu erhalten, gib dein Passwort ein.
Mit Ihrem Passwort bestätigen Sie die Kündigung.
Saisissez votre mot de passe pour continuer.
Saisissez votre mot de passe pour confirmer votre identité.
Saisissez votre mot de passe pour confirmer votre résiliation.
Saisissez votre mot de passe pour confirmer la fin de votre abonnement.
Saisissez votre mot de passe pour accéder à votre compte.
Saisissez votre mot de passe pour modifier votre abonnement.
Saisissez votre mot de passe pour rester connecté.
Introduce tu contraseña para continuar.
Introduce tu contraseña para confirmar que eres tú.
Introduce tu contraseña para confirmar tu cancelación.
Introduce tu contraseña para confirmar tu baja.
Introduce tu contraseña para acceder a tu cuenta.
Introduce tu contraseña para hacer cambios en tu plan.
Introduce tu contraseña para mantener tu cuenta segura.
Introduce tu contraseña para seguir con la cancelación.
"""


def each_of(table: str) -> list[str]:
    return table.strip().splitlines()
