"""French about states: what renews, what ends, and what only sounds like it."""

# Between a plan and its end stands at most what it is called: no other verb, no other thing.
_CALLED = (
    r"(?!(?:est|sont|reste\w*|demeure|continue|acti(?:f|ve)s?|mais|car|que|qui|bien|depuis|alors|"
    r"tandis|puisque|lorsque|quand|et (?:la|le|les|l'|une?)|vos|votre|tes|ton|ta|nos|notre|mes|mon|"
    r"ma|ce|cet|cette|promo\w*|remise|reduction|periode|engagement|pause|carte|moyen|tarif|offre|"
    r"option|(?:d')?essai)(?![^\W_]))[^\s,;.]+"
)
_PRICE = r"\(?(?:a |de |pour )?\d+(?:[.,]\d+)? ?(?:\u20ac|eur\w*)(?: ?/ ?\w+| par \w+)?\)?"
# An "offre" is a promotion too: of a plan only with nothing but its tier before the verb.
OFFER_ENDED = (
    r"(?:votre|ton|l') ?offre(?: (?:premium|standard|basi(?:c|que)|essentielle?|integrale?|famille|"
    r"familiale|duo|solo|individuelle|illimitee?|plus|max|ultra|pro|mensuelle|annuelle)){1,3} "
    r"(?:a pris fin|est arrivee a (?:echeance|terme|expiration)|s'est terminee)",
)
HYPOTHETICAL = (
    r"(?:re)?engagement(?: \w+){0,3} (?:jusqu'au|jusqu'a|expire|se termine|prend fin)|"
    r"^(?:resiliez|validez|confirmez|annulez|cliquez|appuyez)|"
    r"en cas de resiliation|une fois (?:resilie|annule)e?|lors de (?:la |votre )?resiliation|"
    r"resiliation non|"
    r"si (?:vous|tu) (?:part|continu|confirm|quitt|desactiv|valid)\w*|en (?:continuant|validant|"
    r"poursuivant|quittant)|apres (?:la |votre )?resiliation|prendrait|se terminerait|expirerait|"
    r"^disponible jusqu'au|pas encore|n'(?:est|a|ont) pas(?: \w+){0,3} (?:resili|annul|termin|"
    r"confirm|effecti|"
    r"abouti)\w*|"
    r"une fois (?:la|le|que|votre|cette)|resiliation (?:a echoue|impossible|a ete annulee)|"
    r"(?:commande|session|reservation|enregistrement|lien)(?: \w+){0,4} (?:annule|expire)e?",
    r"si (?:vous|tu) (?:resili|annul|souhait|decid)\w*|en (?:resiliant|annulant|confirmant)|pouvez"
    r"(?: \w+){0,3} (?:resilier|annuler|arreter|reactiver|revenir)|pourrez (?:resilier|reactiver|"
    r"revenir|vous reabonner)|resiliable|sans engagement|a tout moment|avant de|(?:voulez|"
    r"souhaitez|desirez)-vous|etes-vous sur|comment resilier|(?:offre|promotion|code|carte|coupon|"
    r"remise)(?: \S+){0,5} (?:expire|se termine|prend fin|valable|valide|jusqu)|(?:se termine|"
    r"terminant|finissant) par \d+|perdrez|allez perdre|(?:dernier|precedent) (?:paiement|"
    r"prelevement)|(?:n'a|n'ont) (?:pas )?pu etre (?:resilie|annule)",
)
UNCONFIRMED = (
    r"(?:resiliation|annulation|desabonnement)(?: \S+){0,5} (?:pas encore|en attente|incomplete|"
    r"non "
    r"confirmee|qu'apres|qu'une fois|apres (?:confirmation|validation))",
    r"(?:resiliation|annulation)(?: \w+){0,2} n'est pas(?: \w+)? (?:confirm|termin|effectiv|"
    r"finalis|"
    r"complet|valid)\w*|ce n'est qu'(?:alors|apres|a ce moment)|pour (?:finaliser|confirmer|"
    r"terminer|"
    r"completer|valider) (?:votre|la|ta|cette) (?:resiliation|annulation|demande)|(?:confirmez|"
    r"validez|veuillez confirmer) (?:votre|la) (?:resiliation|annulation)",
    r"abonnement(?: \w+){0,2} n'(?:est|a) pas(?: encore)?(?: ete)? (?:resilie|annule)",
)
RENEWS = (
    r"(?:renouvellement|reconduction)(?: automatique| tacite)? ?(?:: ?\d+|le \d+)|"
    r"reconduite? (?:tacitement|automatiquement)|nous (?:preleverons|debiterons|facturerons)",
    r"prochain(?:e)? (?:date (?:de |d'))?(?:paiement|facturation|prelevement|facture|echeance|"
    r"renouvellement|debit|reglement)|date de (?:facturation|renouvellement|prelevement|paiement)",
    r"se renouvelle(?:ra)?|sera (?:automatiquement )?(?:renouvele|reconduit|debite|preleve|"
    r"facture)e?|(?:vous serez|tu seras) (?:debite|preleve|facture)e?|renouvellement(?: "
    r"automatique)? (?:le|prevu)|renouvellement automatique:? (?:active|oui)",
)
ENDS = (
    *OFFER_ENDED,
    r"(?:abonnement|forfait|offre) s'arrete(?:ra)? le|"
    r"(?:reconduction|renouvellement)(?: automatique| tacite)? est desactivee?|"
    r"(?:avez|as) (?:bien )?desactive le renouvellement|statut ?: ?(?:resilie|annule|inactif|"
    r"expire)"
    r"e?|aucun abonnement (?:actif|en cours)|n'etes plus (?:abonne|membre|adherent)e?",
    rf"(?:abonnement|formule|forfait|pass)(?: {_CALLED}){{0,5}}(?: {_PRICE})? (?:a pris fin|est "
    r"arrivee? a (?:echeance|terme|expiration)|a expire|s'est terminee?)",
    r"(?:abonnement|forfait|compte|offre|acces|adhesion|formule|contrat|essai)(?: \w+){0,5} "
    r"(?:resilie|annule|termine|expire|arrete|interrompu|desactive)e?",
    r"resiliation (?:est |a ete |a bien ete |bien )?(?:confirmee|effectuee|prise en compte|"
    r"terminee|"
    r"programmee|enregistree|validee|reussie|effective)|(?:avez|avons|as) (?:bien )?(?:resilie|"
    r"annule)|resiliee? (?:le|au|a compter|depuis)",
    r"prend(?:ra)? fin|se termine(?:ra)?|(?:expire|expirera)(?: le)?|fin (?:de l'|d')"
    r"?(?:abonnement|acces)",
    r"(?:acces|profiter|profitez|regarder|utiliser|valable|valide|actif|active|"
    r"beneficier|beneficiez|disposez|abonnee?|accessible|lire|ecouter)(?: \S+){0,8} jusqu'au",
    r"ne (?:sera|serez|seras|se) (?:pas|plus)(?: \w+){0,2} ?(?:renouvele|reconduit|facture|debite|"
    r"preleve|renouvellera)e?|ne se renouvellera (?:pas|plus)|aucun (?:autre |nouveau |prochain "
    r")?(?:paiement|prelevement|debit)",
    r"renouvellement automatique:? (?:est )?(?:desactive|non|annule|inactif)|date (?:de fin|"
    r"d'expiration|de resiliation)|statut:? (?:resilie|annule|inactif|expire|termine)|dernier jour",
    r"n'(?:avez|as) (?:pas|plus|aucun)(?: d'| de)? ?(?:abonnement|forfait|offre)|n'est plus actif",
)
RENEWAL_ON = (r"renouvellement automatique:? (?:est )?(?:active|oui)",)
ENDED_CHIP = (r"resiliee?|annulee?|terminee?|expiree?|inactif|inactive|resiliation programmee",)
ACTIVE_CHIP = (r"actif|active|en cours|offre actuelle|formule actuelle",)
ACTIVE = (r"(?:statut|abonnement|forfait|compte)(?: est)?:? ?acti(?:f|ve)(?! jusqu)",)
TRIAL_THEN_PAY = (r"essai(?: \w+){0,6} (?:se termine|prend fin|expire|jusqu)",)
NOTHING_DUE = (
    r"prochain(?:e)? (?:paiement|facture|prelevement|renouvellement):? (?:aucune?|-+|neant)",
)
PAUSED = (
    r"(?:est|statut:?|mis) en pause|suspendu jusqu|"
    r"(?:abonnement|forfait|formule|facturation|prelevements?)(?: \w+){0,3} reprend(?:ra)? "
    r"(?:automatiquement|le \d)",
)
RESTARTABLE = (
    r"(?:reactiver|reprendre|(?:se |me )?reabonner|renouveler)(?: .{0,20})?|annuler (?:la|"
    r"ma) resiliation|je me reabonne",
)
DENIED = (
    r"ne (?:vous |te |se )?(?:sera|serez|seras|renouvellera|facturerons|preleverons|"
    r"debiterons) ?(?:pas|"
    r"plus)(?: \w+){0,2}",
    r"aucun (?:autre |nouveau |prochain )?(?:paiement|prelevement|debit)",
)
PART_OF_PLAN = (
    r"remises?|reductions?|promo(?:tion)?s?|rabais|periode (?:gratuite|offerte|promotionnelle|"
    r"decouverte|de (?:pause|decouverte|gratuite|remise|suspension|promotion)|d'engagement)|mois "
    r"(?:gratuits?|offerts?)|engagement|pause|suspension|(?:moyen|mode) de paiement|carte bancaire|"
    r"offre (?:de (?:bienvenue|lancement)|speciale|promotionnelle|decouverte)|code promo",
)
SHARE_OF_PLAN = (r"offre|carte|tarif|prix|cadeau|mandat",)
EXTRA = (r"options?|chaines?|extension|supplement|membre supplementaire",)
STANDS = (
    r"(?:abonnement|forfait|formule)(?: \S+){0,3} (?:est|reste|demeure)(?: (?:toujours|bien|encore|"
    r"desormais))? acti(?:f|ve)(?! (?:(?:au moins )?jusqu|(?:pendant|durant) (?:la periode "
    r"restante|le reste)|et vous (?:pouvez|pourrez) (?:encore )?(?:en profiter|l'utiliser|"
    r"regarder|ecouter|lire) jusqu'au .{0,12}\d))",
)
FREE_STANDS = (
    r"(?:(?:votre|ton|mon|la|le) |l')(?:abonnement|forfait|formule|offre) (?:gratuite?|free) "
    r"(?:est|reste|demeure)(?: (?:toujours|bien|encore|desormais|maintenant))? acti(?:f|ve)",
)
PLAN_ITSELF = (
    r"abonnements?|forfait|formule|contrat|acces|adhesion|offre|compte|pass|renouvellement|essai|"
    r"reconduction|resiliation",
)
END_WORD = (
    r"a pris fin|prend(?:ra)? fin|resiliee?|annulee?|terminee?|expiree?|expirera|se termine(?:ra)?|"
    r"arretee?|arrivee? a (?:echeance|terme|expiration)|interrompue?|desactivee?|jusqu'au",
)
