"""Buttons that lead to the next page of a restart and, unlike "Confirm", finish nothing."""

from browser_agent.rules.text import Phrases

NEXT = Phrases(
    r"continue|next|continuar|siguiente|seguir|continuer|suivant|poursuivre|weiter|continua|avanti|"
    r"avancar|doorgaan|volgende|verder|review(?: (?:my |your )?(?:order|plan|choice|details))?|"
    r"revisar(?: (?:mi |el |tu |los )?(?:pedido|plan|datos))?|"
    r"verifier(?: (?:ma|la|votre|mes) (?:commande|formule|informations))?|"
    r"(?:(?:bestellung|angaben|auswahl) )?prufen",
    # What the next page is for.
    r"(?:(?:continue|proceed|go|on) )?to (?:the |my |your )?(?:(?:order )?(?:review|summary)|"
    r"overview|payment|next (?:step|page))|next step",
    r"(?:weiter )?(?:zur|zum) (?:(?:bestell)?(?:ubersicht|zusammenfassung)|prufung|zahlung|"
    r"nachsten schritt)|nachster schritt",
    r"(?:continuer|passer|aller) (?:vers |a |au )?(?:le |la |l')?(?:recapitulatif|resume|"
    r"verification|paiement|etape suivante|suite)|etape suivante",
    r"(?:continuar|seguir|pasar|ir) (?:a |al |con )?(?:el |la )?(?:resumen|revision|pago|"
    r"siguiente paso|paso siguiente)|siguiente paso",
)
