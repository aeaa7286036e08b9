"""What labels and sentences mean outside English; no tongue holds words nobody asks for."""

import re
from datetime import date
from pathlib import Path

import pytest

from browser_agent.rules.act import choose
from browser_agent.rules.roles import Role, role_of
from browser_agent.rules.state import read_state
from browser_agent.rules.tests.vision_screens import case
from browser_agent.rules.text import fold
from browser_agent.rules.tongues import LANGUAGES

TODAY = date(2026, 11, 21)
THEN = date(2026, 12, 14)

LEAVES = """
Cancelar plan|Cancelar mi plan|Cancelar membresía|Darme de baja|Dar de baja la suscripción
Sí, cancelar|Sí, quiero cancelar|Sí, darme de baja|Confirmar cancelación|Finalizar cancelación
Confirmar y cancelar|Seguir con la baja|Continuar cancelando|Cancelar de todos modos
No, gracias, quiero cancelar|Prefiero cancelar|Aun así quiero cancelar|No, cancelar
Renunciar a mi descuento|Desactivar renovación automática|Solicitar la baja
Ya no quiero mi suscripción|Cancelar y perder mis ventajas|Anular suscripción
Résilier|Résilier mon offre|Résilier l'abonnement|Me désabonner|Oui, je résilie
Oui, je confirme ma résiliation|Confirmer la résiliation|Valider ma demande de résiliation
Continuer vers la résiliation|Poursuivre ma résiliation|Non merci, continuer la résiliation
Non, je souhaite résilier|Je veux résilier|Résilier quand même|Je souhaite quitter le service
Désactiver le renouvellement automatique|Annuler mon abonnement|Arrêter mon abonnement
Renoncer à mes avantages|Oui, annuler l'abonnement
Abo kündigen|Mein Abo kündigen|Abonnement beenden|Mitgliedschaft beenden|Vertrag kündigen
Verträge hier kündigen|Jetzt kündigen|Kündigung bestätigen|Kündigung abschließen|Ja, kündigen
Ja, ich möchte kündigen|Ja, Abo beenden|Weiter zur Kündigung|Mit der Kündigung fortfahren
Kündigung fortsetzen|Trotzdem kündigen|Dennoch beenden|Nein danke, weiter kündigen
Nein, ich möchte kündigen|Verbindlich kündigen|Automatische Verlängerung deaktivieren
Auf Vorteile verzichten|Ich möchte trotzdem kündigen|Kündigung absenden|Probeabo beenden
Cancelar assinatura|Sim, cancelar|Continuar com o cancelamento|Cancelar mesmo assim
Disdici abbonamento|Annulla abbonamento|Sì, disdici|Continua con la disdetta|Conferma disdetta
Abonnement opzeggen|Ja, opzeggen|Doorgaan met opzeggen|Toch opzeggen|Opzegging bevestigen
"""
STAYS = """
Mantener mi suscripción|Conservar mi plan|No cancelar|No quiero cancelar|Quiero quedarme
Seguir disfrutando|Seguir viendo|Continuar con mi plan|Pausar suscripción|Volver a mi cuenta
Aceptar oferta|Aprovechar descuento|Cambiar de plan|Detener la cancelación|He cambiado de opinión
Cancelar la cancelación|Sí, quiero la oferta|No, volver|Volver
Garder mon abonnement|Conserver mon offre|Ne pas résilier|Je reste|Je reste abonné|Rester abonné
Mettre en pause|J'en profite|Profiter de l'offre|Changer d'offre|Interrompre la résiliation
Annuler la résiliation|Non, je garde mon abonnement|J'ai changé d'avis|Retour|Oui, j'en profite
Continuer à regarder|Non, ne pas résilier
Abo behalten|Mitgliedschaft behalten|Nicht kündigen|Doch nicht kündigen|Nein, nicht kündigen
Kündigung abbrechen|Kündigung zurückziehen|Weiter streamen|Weiterschauen|Angebot annehmen
Angebot sichern|Rabatt nutzen|Abo pausieren|Zu Basic wechseln|Ich bleibe|Ja, ich bleibe|Zurück
Zurück zum Konto|Abbrechen|Nein, Abo behalten|Vorteile behalten|Ich habe es mir anders überlegt
Ja, Kündigung abbrechen
Manter assinatura|Não cancelar|Continuar assistindo|Voltar
Mantieni abbonamento|Torna indietro|Non disdire|Annulla la disdetta
Abonnement behouden|Niet opzeggen|Terug
"""
NEITHER = """
Cancela cuando quieras|¿Cómo puedo cancelar?|Política de cancelación|Inicio|Buscar|Cuenta
Sans engagement|Résiliable à tout moment|Comment résilier ?|Accueil|Recherche|Mon compte
Jederzeit kündbar|Monatlich kündbar|Wie kann ich kündigen?|Serien|Suche|Mein Konto
Widerrufsrecht|Datenschutz|Impressum|Mentions légales|Aviso legal|Cancelar|Annuler
"""
RENEWS = """
Próximo cobro: 14 de diciembre de 2026|Se renovará el 14/12/2026|Próxima factura: 14 dic. 2026
Tu suscripción se renueva automáticamente el 14 de diciembre de 2026
Te cobraremos 9,99 € el 14 de diciembre de 2026
Fecha de renovación: 14/12/2026|Renovación automática: activada. 14/12/2026
Prochain prélèvement le 14 décembre 2026|Votre abonnement se renouvellera le 14/12/2026
Prochaine échéance : 14 décembre 2026|Sera renouvelé automatiquement le 14 décembre 2026
Vous serez débité de 9,99 € le 14 décembre 2026|Date de renouvellement : 14/12/2026
Nächste Abbuchung am 14.12.2026|Nächste Zahlung: 14. Dez. 2026|Verlängert sich am 14.12.2026
Dein Abo wird am 14. Dezember 2026 automatisch verlängert
Nächstes Abrechnungsdatum: 14. Dezember 2026|Nächste Rechnung 14.12.2026
Am 14.12.2026 werden 12,99 € abgebucht
Próxima cobrança: 14/12/2026|Prossimo addebito: 14 dicembre 2026|Volgende betaling: 14-12-2026
"""
ENDS = """
Tu suscripción ha sido cancelada. Acceso hasta el 14 de diciembre de 2026
Cancelada el 21/11/2026. Podrás usarla hasta el 14/12/2026|Tu plan termina el 14/12/2026
Tienes acceso hasta el 14 de diciembre de 2026|No se renovará. Vence el 14/12/2026
Tu membresía caduca el 14 de diciembre de 2026|Último día de acceso: 14/12/2026
Votre abonnement prendra fin le 14/12/2026|Vous avez accès jusqu'au 14 décembre 2026
Abonnement résilié. Accès jusqu'au 14/12/2026|Ne sera pas renouvelé. Expire le 14 décembre 2026
Date de fin : 14/12/2026|Vous pouvez regarder jusqu'au 14 décembre 2026
Gekündigt zum 14.12.2026|Dein Abo endet am 14. Dezember 2026|Läuft am 14.12.2026 ab
Zugriff bis 14.12.2026|Du kannst noch bis zum 14. Dezember 2026 streamen
Kündigung wirksam zum 14.12.2026|Aktiv bis 14.12.2026|Wird nicht verlängert. Endet am 14.12.2026
Sua assinatura foi cancelada. Acesso até 14/12/2026|L'abbonamento termina il 14 dicembre 2026
Je abonnement eindigt op 14-12-2026
"""
SAYS_NOTHING = """
Cancela cuando quieras.|Si cancelas, tendrás acceso hasta el 14 de diciembre de 2026
La oferta termina el 14 de diciembre de 2026|¿Seguro que quieres cancelar?
Sin permanencia. Cancela en cualquier momento.|Último pago: 14/11/2026|Miembro desde marzo de 2021
Sans engagement, résiliable à tout moment|Si vous résiliez, vous aurez accès jusqu'au 14/12/2026
L'offre expire le 14 décembre 2026|Êtes-vous sûr de vouloir résilier ?|Dernier paiement : 14/11/2026
Jederzeit kündbar|Wenn du kündigst, endet dein Abo am 14.12.2026|Das Angebot endet am 14.12.2026
Möchtest du wirklich kündigen?|Letzte Zahlung: 14.11.2026|Monatlich kündbar, 12,99 €
"""


def each_of(table: str) -> list[str]:
    return [item for line in table.strip().splitlines() for item in line.split("|")]


@pytest.mark.parametrize("label", each_of(LEAVES))
def test_a_label_that_goes_on_cancelling(label: str) -> None:
    assert (
        role_of(fold(label)) >= Role.DECLINE
        or choose(case("?", f"[{label}]", "[Volver]")).target == label
    )


@pytest.mark.parametrize("label", each_of(STAYS))
def test_a_label_that_keeps_the_plan(label: str) -> None:
    assert role_of(fold(label)) is Role.STAY


@pytest.mark.parametrize("label", each_of(NEITHER))
def test_a_label_that_decides_nothing_by_itself(label: str) -> None:
    assert role_of(fold(label)) is Role.NONE


@pytest.mark.parametrize("sentence", each_of(RENEWS))
def test_it_renews(sentence: str) -> None:
    found = read_state(
        case("# Plan", *re.split(r"(?:(?<=[a-z])|(?<=\d{4}))\. (?=[A-Z\u00da])", sentence)).screen,
        today=TODAY,
    )

    assert (found.state, found.on) == ("active", THEN)


@pytest.mark.parametrize("sentence", each_of(ENDS))
def test_it_ends(sentence: str) -> None:
    found = read_state(
        case("# Plan", *re.split(r"(?:(?<=[a-z])|(?<=\d{4}))\. (?=[A-Z\u00da])", sentence)).screen,
        today=TODAY,
    )

    assert (found.state, found.on) == ("cancelled", THEN)


@pytest.mark.parametrize("sentence", each_of(SAYS_NOTHING))
def test_it_says_nothing(sentence: str) -> None:
    assert read_state(case("# Plan", sentence).screen, today=TODAY).state == "unknown"


def test_every_word_is_asked_for() -> None:
    rules = Path(__file__).resolve().parents[1]
    asked = set()
    for path in rules.glob("*.py"):
        asked |= set(re.findall(r'spoken\(\s*"([A-Z_]+)"', path.read_text(encoding="utf-8")))
    known = {name for tongue in LANGUAGES for name in vars(tongue) if name.isupper()}

    assert {name for name in known if not name.startswith("_")} <= asked
