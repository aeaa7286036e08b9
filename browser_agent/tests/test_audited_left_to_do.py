"""A recorded end with something left to do is none yet; with a mail on its way it is one."""

import pytest

from browser_agent.sayings import state_of
from kernel.ocr import TextLine


def read(told: str) -> str:
    lines = [
        TextLine(text, 300, 60 + 60 * at, 300 + 9 * len(text), 78 + 60 * at, 1.0)
        for at, text in enumerate(told.split(" / "))
    ]
    return state_of(lines, "Arbor")


EN, ES = "We have recorded your cancellation.", "Hemos registrado tu baja."
FR, DE = "Nous avons enregistré votre résiliation.", "Wir haben deine Kündigung erfasst"
LEFT = f"""
{EN} / Please check your e-mail to finalize.
{EN} / Please check your e-mail to finalize it.
{EN} / Reply to our e-mail within 24 hours.
{EN} / You still need to return the form by post.
{EN} / It becomes effective after you sign the form.
{EN} / Please sign the form.
{EN} / You must confirm by phone.
{EN} / You need to call our team.
{EN} / Status: Pending
{EN} / Under review
{EN} / We will review your request.
{EN} / It is pending.
{EN} / It ends once we receive the signed form.
We have registered your cancellation. / It will be processed once you reply to our e-mail.
We have registered your cancellation. / An agent will be in touch to complete it.
{ES} / Responde al correo para terminar.
{ES} / Falta tu firma.
{ES} / Solo falta firmar el formulario.
{ES} / Tu solicitud está pendiente.
{FR} / Il vous reste à signer le formulaire.
{FR} / Répondez à notre e-mail sous 24 h.
{FR} / Veuillez renvoyer le formulaire signé.
{FR} / Votre demande est en attente.
{DE} / Bitte unterschreibe noch das Formular.
{DE} / Antworte auf unsere E-Mail, um sie abzuschließen.
{DE} / Es fehlt noch deine Unterschrift.
{DE} / In Bearbeitung
We have confirmed your cancellation. / Your class on 5 May is free again.
We have confirmed your cancellation. / Your session on Tuesday has been released.
We have confirmed your cancellation. / Your lesson is off.
We have processed your cancellation. / Your appointment on 5 May is free again.
Hemos confirmado tu baja. / Tu clase del 5 de mayo queda libre.
Nous avons confirmé votre résiliation. / Votre cours du 5 mai est libre.
Arbor / Enter your password to switch the automatic renewal off.
Arbor / Enter your password to turn off auto-renewal and keep access until December 5.
Arbor / To turn off auto-renewal, enter your password.
Arbor / Gib dein Passwort ein, um die automatische Verlängerung auszuschalten.
Arbor / Saisissez votre mot de passe pour désactiver le renouvellement automatique.
Arbor / Introduce tu contraseña para desactivar la renovación automática.
Your plan ends on December 5, 2026. / Cancellation requested on 23 November / Pending
Your plan ends on December 5, 2026. / Cancellation requested on 23 November / Awaiting approval
Your plan ends on December 5, 2026. / Cancellation requested on 23 November / Waiting for a confirmation from the bank
Your contract 123 ends on December 5, 2026. / Cancellation requested on 23 November / Under review
Dein Vertrag endet am 5. Dezember 2026. / Kündigung eingereicht am 23. November / In Bearbeitung
Tu suscripción finaliza el 5 de diciembre de 2026. / Cancelación solicitada el 23 de noviembre / Pendiente de aprobación
Votre abonnement prend fin le 5 décembre 2026. / Résiliation demandée le 23 novembre / En cours de traitement
"""  # noqa: E501 - a page a row
DONE = f"""
{EN}
{EN} / You will receive an e-mail shortly.
{EN} / We have sent you a confirmation by e-mail.
{EN} / Please check your e-mail for the details.
{EN} / Please do not reply to this e-mail.
{EN} / If you have questions, reply to our e-mail.
{EN} / You can reply to our message if you need help.
{EN} / Please take a moment to complete our survey.
{EN} / You do not need to do anything else.
{EN} / You don't have to return anything.
{EN} / You need to return the router within 14 days.
{EN} / Your access ends on December 5, 2026.
{EN} / You can come back when you like.
{EN} / Sign in again to see your lists.
{EN} / No further payments are pending.
{EN} / We are sorry to see you go.
We have registered your cancellation. / It takes effect on December 5, 2026.
{ES} / Recibirás un correo en breve.
{ES} / Te hemos enviado un correo de confirmación.
{ES} / No tienes que hacer nada más.
{ES} / Si tienes preguntas, responde a este correo.
{FR} / Vous allez recevoir un e-mail.
{FR} / Un e-mail vous a été envoyé.
{FR} / Ne répondez pas à cet e-mail.
{FR} / Vous pouvez revenir quand vous voulez.
{DE} / Du erhältst in Kürze eine E-Mail.
{DE} / Du musst nichts weiter tun.
{DE} / Bitte antworte nicht auf diese E-Mail.
{DE} / Dein Vertrag endet am 5. Dezember 2026.
Your plan ends on December 5, 2026. / Cancellation requested on 23 November
Your plan ends on December 5, 2026. / Cancellation requested on 23 November / You will receive an e-mail shortly.
Dein Vertrag endet am 5. Dezember 2026. / Kündigung eingereicht am 23. November
"""  # noqa: E501 - a page a row


@pytest.mark.parametrize("told", LEFT.strip().splitlines())
def test_what_is_recorded_and_left_to_do_is_no_end(told: str) -> None:
    assert read(told) == "unknown"


@pytest.mark.parametrize("told", DONE.strip().splitlines())
def test_a_recorded_end_with_news_to_come_is_one(told: str) -> None:
    assert read(told) == "cancelled"
