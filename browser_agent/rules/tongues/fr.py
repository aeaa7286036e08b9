"""French, of France, Belgium, Switzerland and Canada."""

_THING = (
    r"(?:(?:l'|mon|votre|ton|cet|cette|ma|le|la|mes|vos) ?)?(?:abonnements?|forfait|offre|formule|"
    r"compte|adhesion|option|essai(?: gratuit)?|pass|contrat|service|souscription|"
    r"renouvellement(?: automatique)?|reconduction(?: automatique)?)"
)
_END = (
    r"(?:resilier|annuler|arreter|interrompre|desactiver|stopper|mettre fin a|(?:se |me "
    r")?desabonner(?: de)?)"
)
# "Arret" is also what a pause, a film or a message comes to.
_STOP = (
    r"(?:l')?arret(?!.*(?:temporaire|momentane|provisoire|pause|mois|notif|lecture|telecharg|"
    r"publicit|mail|message|lettre|alerte))"
)
_ENDING = rf"(?:resiliation|annulation|desabonnement|desactivation|demande de resiliation|{_STOP})"

FINAL_CANCEL = (
    r"(?:oui,? ?)?(?:y )?mettre (?:fin|un terme)(?: a .{0,30})?",
    rf"(?:confirmer?|finaliser|terminer|valider|effectuer|achever)(?: et)?(?: la| ma| votre| mon| "
    rf"l'| le| cette)? ?(?:{_ENDING}|resilier)(?! ?(?:via|par|avec|en cliquant)(?![a-z]))"
    rf"(?: .{{0,30}})?",
    rf"oui,? ?(?:je )?(?:veux |souhaite |confirme |desire )?(?:vouloir )?(?:{_END}|resilie|la "
    rf"{_ENDING}|ma {_ENDING})(?: .{{0,40}})?",
    rf"(?:accepter|valider|confirmer|continuer) et (?:resilier|{_END} {_THING}|me desabonner)"
    rf"(?: .{{0,20}})?|(?:envoyer|transmettre|notifier|soumettre|"
    rf"enregistrer) (?:ma|la|une|cette) (?:demande de )?resiliation",
    r"resilier (?:maintenant|definitivement|immediatement|des maintenant)(?: .{0,12})?|"
    r"arreter definitivement",
    rf"resilier {_THING} (?:maintenant|definitivement|immediatement)",
    rf"je confirme (?:ma |la |vouloir )?(?:{_ENDING}|{_END})(?: .{{0,24}})?|(?:oui,? )?je suis "
    rf"sure?",
)
GO_ON_CANCELLING = (
    rf".{{0,40}}(?:continuer|poursuivre|proceder|passer|aller|acceder)(?: vers| avec| a| jusqu'a)?"
    rf"(?: la| ma| l'| mon)? ?(?:{_ENDING}|resilier)(?: .{{0,20}})?",
    r"(?:resilier|annuler|me desabonner) (?:quand meme|malgre tout|tout de meme|sans .{0,30})",
    rf"(?:non, ?|non,? ?merci[,.]? ?)?je (?:veux|souhaite|prefere|desire)(?: toujours| quand meme| "
    rf"vraiment)? (?:{_END}|partir|quitter|arreter)(?: .{{0,30}})?",
    rf"(?:non, ?|non,? ?merci[,.]? ?)(?:{_END}|continuer|poursuivre|je continue|je resilie|je pars)"
    rf"(?: .{{0,30}})?",
    r"je (?:me desabonne|resilie|pars)(?: .{0,24})?",
    rf"(?:refuser|ignorer|decliner|passer)(?: .{{0,20}})? et (?:resilier|me desabonner|{_END} "
    rf"{_THING})(?: .{{0,20}})?",
    r"(?:renoncer a|perdre|dire adieu a) .{0,40}",
    r"je ne (?:veux|souhaite) (?:pas|plus)(?: .{0,40})?",
    rf"(?:demarrer|commencer|lancer|demander)(?: la| ma)? {_ENDING}",
)
CANCEL_THING = (
    r"(?:mettre en )?pause ou (?:resili|arret)\w+(?: .{0,24})?|suspendre ou resilier(?: .{0,24})?|"
    r"(?:resilier|arreter|gerer) ou (?:mettre en pause|suspendre|arreter|resilier)(?: .{0,24})?",
    rf"(?:{_END}|ne pas renouveler) ?{_THING}(?: .{{0,20}})?",
    r"(?:se |me )?desabonner|(?:(?:faire|deposer|formuler) (?:une |ma |la )?)?(?:demande de )?"
    r"(?:resiliation|desabonnement)(?: en ligne)?|ne (?:pas|plus) renouveler(?: .{0,30})?",
    # A contract is all that "resilier" can speak of; "annuler" ends orders and edits, too.
    r"resilier(?! ?(?:a tout|quand|comment|ou|sans))(?: [\w'+-]+){1,4}|annuler (?:mon |l'offre )?"
    r"(?:premium|plus|standard|basic|pro|max|essentiel)(?: \w+)?|(?:clore|cloturer|supprimer|"
    r"terminer) (?:mon |l'|votre |ma |le )?(?:abonnement|contrat|offre|souscription|forfait)",
    rf"(?:modifier|suspendre|changer|gerer) ou annuler {_THING}",
    r"(?:modifier|suspendre|changer|gerer) ou resilier(?: .{0,24})?|resilier ou (?:modifier|"
    r"suspendre)(?: .{0,24})?",
)
CANCEL_ALONE = (r"arreter|annuler|resilier|desactiver|me desabonner|mettre fin",)
CLOSES_DIALOGS = (r"annuler",)
DECLINE = (
    r"non,? ?merci(?:[,.;!]? .{0,80})?|refuser(?: .{0,24})?|ignorer(?: .{0,20})?|"
    r"passer(?: (?:cette etape|la question|l'offre))?(?: (?:et|&) (?:continuer|poursuivre))?|"
    r"pas interesse\w*|je ne suis pas interesse\w*|decliner(?: .{0,20})?|"
    r"continuer sans .{0,30}|une autre fois|(?:non,? )?(?:ca|cela) ne m'interesse pas|"
    r"je (?:refuse|decline) (?:l'|cette |la |le )?(?:offre|remise|reduction|proposition|rabais)|"
    r"peut-etre plus tard",
)
REVERSAL = (
    r"(?:annuler|retirer|abandonner) (?:la |ma |cette )?demande",
    rf"(?:annuler|arreter|interrompre|abandonner|stopper|quitter|suspendre)(?: la| ma| l'| cette)? "
    rf"?{_ENDING}(?: .{{0,16}})?",
    r"(?:non,? )?ne (?:pas|plus) (?:resilier|annuler|me desabonner|arreter|desactiver)"
    r"(?: .{0,30})?",
    rf".{{0,30}}(?:sans|au lieu de|plutot que de) (?:{_END}|{_ENDING})(?: .{{0,20}})?|"
    r"laisser (?:.{1,24} )?(?:activee?|actif|active|tel quel)",
)
STAYING_TAIL = (
    r"garder|conserver|rester|je reste|je garde|revenir|j'ai change d'avis|continuer a (?:regarder|"
    r"profiter)",
)
STAY = (
    r"(?:oui,? |non,? )?(?:je (?:souhaite |veux |prefere )?)?(?:garder?|conserver?|rester?|retour|"
    r"revenir|mettre en pause|suspendre|faire une pause|accepter?|changer|profiter?|beneficier|"
    r"activer|reviens|continue a)(?: .{0,40})?",
    r"(?:oui,? )?j'(?:en )?(?:profite|accepte|ai change d'avis|y reste)(?: .{0,30})?|en profiter",
    r"(?:non,? )?ne rien changer|je change d'avis|continuer (?:a (?:regarder|profiter|lire|"
    r"ecouter)|mon (?:abonnement|"
    r"experience)|avec mon|mes)(?: .{0,30})?",
    r"economiser .{0,20}|passer a l'offre .{0,20}|oui,? je veux .{0,30}",
    r"mettre (?:.{1,24} )?en pause(?: .{0,20})?|passer (?:a|au|en|sur) .{1,30}|pas (?:encore|"
    r"maintenant)|(?:obtenir|recuperer|saisir) (?:la|l'|cette|ma|ce) ?.{1,30}|voir (?:les|d')"
    r" ?autres (?:offres|formules|forfaits)|me le rappeler(?: .{0,20})?|sauter (?:un|le|"
    r"ce) .{1,20}|"
    r"(?:discuter|parler|contacter|appeler|etre rappele|renouveler|prolonger)(?: .{0,30})?|"
    r"continuer avec (?:premium|basic|standard|plus|pro|famille|essentiel)(?: .{0,16})?",
)
GENERIC_GO = (
    r"continuer|suivant|envoyer(?: .{0,24})?|confirmer|valider(?: .{0,20})?|oui|poursuivre|"
    r"terminer|termine|etape suivante",
)
YES = (r"oui|valider|confirmer|continuer|d'accord|ok",)
NO = (r"non",)
MANAGE_PLAN = (
    r"(?:voir )?(?:les )?(?:details|gestion|informations?|statut|suivi|parametres|options|"
    r"reglages) (?:de |sur |d')?(?:l'|mon |votre |mes )?(?:abonnements?|offre|forfait|formule)",
    r"(?:gerer|voir|modifier|consulter|afficher)(?: mon| votre| mes| l'| vos)? ?(?:abonnements?|"
    r"offre|forfait|formule|adhesion|contrat)(?: .{0,20})?|gerer",
)
PLAN_SECTION = (
    r"ma formule|mes (?:offres|services|formules|produits|forfaits)|abonnements? (?:et|&) \w+",
    r"(?:mon |votre |mes )?(?:abonnements?|forfait|offre|formule|adhesion|contrats?|pass)"
    r"(?: actuel(?:le)?| (?:et|&) (?:mes |vos )?\w+)?|details de l'abonnement",
    r"infos?(?: sur)? (?:d'|de l'|mon |votre )?(?:abonnement|offre|adhesion)|"
    r"mon abonnement (?:et|&) (?:mes |ma )?\w+",
)
BILLING_SECTION = (
    r"(?:informations|details) de facturation|mes paiements",
    r"(?:facturation|paiements?|factures?|moyens? de paiement)(?: (?:et|&) .{0,20})?|(?:abonnement|"
    r"forfait|offre|compte) (?:et|&) .{0,20}",
)
CHANGE_PLAN = (
    r"(?:changer|modifier)(?: de| d'| mon| l')? ?(?:forfait|formule|offre|abonnement)|plus "
    r"d'options|autres options|options|voir (?:plus|tout|les details)|details",
)
ACCOUNT_LINK = (
    r"(?:parametres|informations|details|gestion|reglages) (?:du |de mon |de votre |de )compte|"
    r"gerer (?:mon|le|votre) compte|compte (?:et|&) .{1,16}|(?:mon )?compte (?:client|"
    r"utilisateur)|(?:mon )?espace personnel|(?:retour|revenir|acces) (?:a|au) (?:mon )?compte",
    r"(?:espace|zone|coin) (?:des |pour les )?(?:parents|adultes)|pour les parents",
    r"(?:mon |votre |voir mon |acceder a mon )?compte|mon espace(?: (?:client|abonne|perso\w*))?|"
    r"espace (?:client|abonne)",
)
SETTINGS_LINK = (
    r"(?:mes )?(?:informations|donnees) personnelles|mes (?:informations|donnees)|parametres|"
    r"reglages|preferences|profil|mon profil|menu|plus",
)
ABOUT_ACCOUNT = (
    r"compte|abonnements?|forfait|facturation|paiements?|parametres|profil|offre|espace client|"
    r"gerer|contrat",
)
HELP_TEXT = (
    r"comment|puis-je|que se passe|pourquoi|quand|a tout moment|aide|conditions|politique|"
    r"en savoir "
    r"plus|questions|faq|contact",
)
SIGN_IN_LINK = (
    r"je me connecte|j'ai deja un compte|se connecter (?:a mon compte|/ .{1,16})|"
    r"acceder a mon compte|s'identifier (?:/|ou) .{1,16}",
    r"entrer|se connecter|connexion|s'identifier|connectez-vous|me connecter|identifiez-vous|deja "
    r"(?:abonne|client|inscrit|membre).{0,24}",
)
LOADING = (r"chargement|patientez|veuillez patienter|un instant|traitement|redirection",)
SITE_ERROR = (
    r"une erreur (?:s'est produite|est survenue|inattendue)|(?:reessayez|veuillez reessayer|essayez"
    r")(?: \w+){0,2} (?:plus tard|dans)|en maintenance|(?:temporairement|momentanement) "
    r"(?:indisponible|inaccessible)|page introuvable|quelque chose s'est mal passe|oups",
)
RELOAD = (r"reessayer|recharger(?: la page)?|actualiser",)
CAPTCHA = (
    r"(?:confirmez|prouvez) que vous n'etes pas un robot|verification humaine|(?:selectionnez|"
    r"choisissez) toutes les images|resolvez (?:le|ce) (?:puzzle|casse-tete|defi)|"
    r"saisissez les caracteres|etes-vous un robot",
    r"je ne suis pas un robot|(?:verifi\w+|confirm\w+|prouv\w+) que vous etes (?:humain|un)",
)
THIRD_PARTY = (
    r"abonnee? (?:via|par|aupres de) (?:l'|la |votre |un )?(?:apple|google|app store|"
    r"amazon|roku|operateur|orange|sfr|free|bouygues|tiers|partenaire)|(?:reglages|"
    r"parametres) de votre compte (?:apple|google|amazon)",
    r"(?:factur|ger|souscri|preleve|pay)\w*(?: \w+){0,4} (?:par|via|aupres d[e']|chez|sur|avec|"
    r"directement par) ?(?:votre |l'|la |le )?(?:apple(?! ?pay)|google(?! ?pay)|app store|amazon|"
    r"roku|itunes|"
    r"operateur|orange|sfr|free|bouygues|proximus|swisscom|bell|partenaire|fournisseur|tiers|"
    r"un tiers|un partenaire)",
    r"(?:contactez|rendez-vous|adressez-vous|connectez-vous|consultez)(?: \w+){0,3} (?:votre |"
    r"l'|chez |sur )?(?:apple|google|app store|amazon|roku|operateur|orange|sfr|bouygues|"
    r"fournisseur)",
    r"inclus(?:e)? dans (?:votre|ton) (?:offre|forfait|box|contrat) \w+",
)
EMAIL_LINK = (
    r"lien (?:dans|recu par|envoye par|de) (?:l'|votre |cet |un )?(?:e-?mail|mail|courriel)|"
    r"en cliquant sur le lien|(?:e-?mail|mail|courriel) vient de vous etre envoye",
    r"(?:verifiez|consultez|ouvrez|regardez)(?: votre| vos)? (?:boite|e-?mails?|messagerie|mails?)|"
    r"(?:avons|venons de|a ete) (?:vous )?(?:envoye|envoyer)(?: \w+){0,3} (?:lien|e-?mail|mail)|"
    r"lien(?: \w+){0,2} (?:a ete|est|vient d'etre) envoye|"
    r"cliquez sur le lien|lien (?:magique|de connexion|de confirmation)",
)
PAYMENT_PROBLEM = (
    r"fonds insuffisants|provision insuffisante|(?:probleme|"
    r"erreur) (?:est survenue? )?avec votre (?:paiement|carte|moyen de paiement)|"
    r"n'avons pas pu (?:traiter|debiter|prelever|valider)(?: \w+){0,2} (?:paiement|carte)|"
    r"(?:paiement|prelevement) n'a pas pu etre",
    r"(?:carte|paiement|banque)(?: \w+){0,4} (?:pas (?:passee?|fonctionne|abouti|marche|acceptee?)|"
    r"refusee?)|(?:carte|banque)(?: \w+){0,2} n'(?:est|a) pas (?:\w+)",
    r"(?:paiement|carte|prelevement)(?: \w+){0,4} (?:refusee?|expiree?|echoue|rejetee?|declinee?)|"
    r"(?:mettez a jour|mettre a jour|ajoutez)(?: \w+){0,3} (?:paiement|carte)|probleme (?:avec|de) "
    r"(?:votre )?paiement",
)
CARD_ENTRY = (r"numero de (?:la )?carte|titulaire de la carte",)
COOKIES = (r"cookies|traceurs|confidentialite|vie privee|consentement",)
COOKIES_REFUSE = (
    r"je refuse(?: tout)?|tout (?:rejeter|decliner)|(?:cookies )?(?:necessaires|essentiels|"
    r"indispensables) (?:uniquement|seulement)|refuser tous les cookies",
    r"(?:tout )?refuser(?: tout| et .{0,16}| les .{0,20}| optionnels)?|continuer sans accepter|"
    r"(?:uniquement|seulement|accepter (?:uniquement|seulement)?) ?(?:les )?(?:cookies )?"
    r"(?:necessaires|essentiels|indispensables|obligatoires)|rejeter(?: .{0,12})?|non,? merci",
)
COOKIES_MANAGE = (
    r"parametrer(?: .{0,16})?|personnaliser(?: .{0,16})?|(?:gerer|parametres|voir)"
    r"(?: (?:mes |les |des )?(?:cookies|preferences|choix))?|plus d'options|enregistrer(?: mes "
    r"choix)?|en savoir plus",
)
NEWSLETTER = (
    r"newsletter|infolettre|(?:recevez|activer|autoriser) (?:\w+ ){0,3}(?:notifications|offres|"
    r"nouveautes|alertes)|telecharge[rz] (?:l'|notre )appli\w*|ne manquez",
)
DISMISS = (
    r"peut-etre plus tard|ne plus afficher(?: .{1,16})?|une autre fois|ne pas autoriser|"
    r"pas interesse\w*",
    r"non,? ?merci|plus tard|pas maintenant|fermer|ignorer|jamais|passer|me le rappeler plus tard|"
    r"bloquer",
)
ACKNOWLEDGE = (
    r"compris|j'ai compris|d'accord|accepter(?: et .{0,12})?|tout accepter|ok|ok,? tout "
    r"accepter",
)
SURVEY = (
    r"(?:pour )?quelle raison (?:souhaitez|voulez|nous).{0,40}|pour quelles? raisons?|"
    r"^pourquoi ?\?|"
    r"quelle (?:en )?est (?:la |votre |ta )?(?:principale )?raison|demander pourquoi",
    r"pourquoi (?:souhait|voul|quitt|resili|part|nous quitt|avez|ce depart).{0,40}|(?:raison|"
    r"motif)s?"
    r"(?: principale?)? (?:de|du|pour|d').{0,30}|dites-nous|aidez-nous a|qu'est-ce qui (?:vous|"
    r"t')|(?:choisissez|selectionnez|indiquez)(?: \w+){0,2} (?:raison|motif)|comment "
    r"(?:pourrions|pouvons)-nous|votre avis",
)
REASON_CALM = (
    r"(?:je )?(?:n'|ne )?(?:l'|la |le )?(?:utilise|regarde|ecoute|lis)(?: \w+)? (?:pas|peu|plus|"
    r"rarement)(?: .{0,20})?|.{0,16}pas (?:assez )?(?:le |de )?temps|manque de temps|prefere ne pas"
    r".{0,20}|ne souhaite pas (?:repondre|le dire|preciser)|(?:plus|pas) besoin.{0,16}|"
    r"temporaire\w*|raisons? personnelles?|demenage\w*|(?:utilise|sers) (?:trop )?(?:peu|"
    r"rarement).{0,12}",
)
REASON_ANY = (
    r"(?:trop )?cher|prix|tarif|contenus?|qualite|techniques?|problemes?|autre (?:service|offre|"
    r"plateforme)|ne me (?:plait|convient).{0,10}|catalogue|publicites?|service client|"
    r"fonctionnalites|trouve",
)
REASON_OTHER = (r"autres?(?: raisons?| motifs?)?(?: .{0,20})?",)
OFFER = (
    r"avant de (?:partir|nous quitter|resilier)|ne partez pas|offres? (?:speciale|exclusive|"
    r"promotion\w*)|remise|reduction|\d+ ?% (?:de )?(?:reduction|remise)|offerts?|gratuits?|pause|"
    r"attendez|vous (?:allez )?nous manqu\w+|(?:allez|vous) perd\w+|ce que vous perd\w+|"
    r"desoles? de "
    r"vous voir|au lieu de|plutot|profitez|vos avantages|nous quitte[zr]?",
)
ASKS_TO_LEAVE = (
    rf"(?:voulez|souhaitez|veux|desirez)-?(?:vous|tu)(?: \w+){{0,2}} (?:{_END}|partir|quitter|nous "
    rf"quitter)|(?:etes-vous|es-tu) (?:vraiment )?sure?|(?:confirm\w+|verifi\w+|finalis\w+)"
    rf"(?: \w+){{0,2}} {_ENDING}|(?:{_END}) (?:\S+ ){{0,2}}\S+ \?|derniere etape|vous etes sur le "
    rf"point de|(?:si|lorsque|quand|en) (?:vous |tu )?(?:resili|confirm|annul)\w*",
)
ASKS_TO_STAY = (
    r"(?:voulez|souhaitez|veux|preferez|desirez|aimeriez)-?(?:vous|tu)(?: \w+){0,3} (?:conserver|"
    r"garder|rester|continuer a|profiter|mettre en pause|suspendre|changer|accepter|beneficier|"
    r"revenir)",
    rf"(?:interrompre|arreter|abandonner|annuler|stopper|quitter)(?: la| votre| ta| ma| cette| l')?"
    rf" ?{_ENDING}(?: \w+){{0,3}} ?\?|change d'avis",
)
ACKNOWLEDGEMENT = (
    r"je (?:comprends|confirme|reconnais|suis (?:bien )?(?:consciente?|informee?)|accepte|certifie|"
    r"sais|prends (?:note|acte)|souhaite resilier|veux resilier|declare|m'engage)(?: .*)?|"
    r"j'accepte(?: .*)?|j'ai (?:bien )?(?:compris|lu|pris)(?: .*)?",
)
TYPE_TO_CONFIRM = (r"tapez|saisissez|ecrivez|entrez|inscrivez|saisir|taper|ecrire|recopiez",)
SELECT_TEXT = (r"(?:choisi(?:r|ssez|s)|selectionne(?:r|z))(?: .{0,24})?",)
SKIP = (
    r"(?:passer|ignorer)(?: (?:cette etape|la question))?(?: (?:et|&) (?:continuer|poursuivre))?",
)
LEAVING_TALK = (r"resili\w+|annul\w+|desabonn\w+|prend(?:ra)? fin",)
RESTART = (
    r"(?:je m'abonne|abonnez-vous|reabonnez-vous|je me reabonne)(?: .{1,16})?|annuler (?:la|"
    r"ma) demande de resiliation",
    r"je (?!.*(?:arriere|plus tard))(?:reviens|(?:veux|souhaite|voudrais) revenir)"
    r"(?! (?:chez|sur) (?:(?:mon|ma|votre|la|le|l') ?)*(?:accueil|compte|profil|boutique|"
    r"page(?: .{1,16})?)$)(?: (?:chez|sur|parmi) .{1,24})?",
    r"recommencer(?: .{0,20})?|(?:retrouver|recuperer) (?:mon|ma|mes) .{1,20}",
    r"(?:reactiver|reprendre|relancer|(?:se |me )?reabonner|renouveler|s'abonner|retablir|"
    r"redemarrer)(?: .{0,30})?|annuler (?:la|ma) resiliation|activer le renouvellement"
    r"(?: automatique)?|je me reabonne|m'abonner(?: .{0,16})?",
)
CONFIRM_RESTART = (
    r"passer (?:la |ma )?commande|acheter(?: maintenant)?|regler(?: .{1,16})?|"
    r"accepter et (?:s'abonner|payer|m'abonner)|commander avec obligation de paiement|"
    r"je confirme|(?:commencer|demarrer) (?:mon |l')abonnement",
    r"confirmer(?: .{0,24})?|payer(?: .{0,16})?|(?:valider|finaliser)(?: .{0,24})?|(?:reactiver|"
    r"reprendre|s'abonner|m'abonner|je m'abonne)(?: .{0,24})?|commander(?: .{0,24})?",
)
PLANS = (
    r"(?:choisi\w*|selectionne\w*|prends?|quel\w*)(?: \w+){0,3} (?:l')?(?:forfait|formule|"
    r"offre|pass|"
    r"abonnement)",
    r"choisi(?:r|ssez|s) (?:votre |un |une |ton )?(?:forfait|formule|offre|abonnement)|nos "
    r"(?:offres|formules|forfaits)",
)
CHOOSE_PLAN = (
    r"continuer|je (?:choisis|prends) .{1,20}|je m'abonne|prendre (?:cette|ce) .{1,20}|"
    r"opter pour .{1,20}|souscrire(?: .{1,16})?|obtenir (?!.*(?:reduction|remise|rabais|"
    r"aide)).{1,20}",
    r"(?:choisir|selectionner|continuer avec|s'abonner)(?: .{0,24})?|suivant",
)
CHECKOUT = (
    r"recapitulatif(?: .{0,20})?|total(?: a (?:payer|regler))?(?: aujourd'hui)?|montant(?: du| "
    r"total)?|moyen de paiement|verifiez (?:votre|et) .{0,16}|confirmez votre (?:commande|"
    r"paiement|abonnement|offre)",
)
EXTRA_COST = (r"options?|annuel\w*|cadeau|supplement\w*",)
TOTAL = (r"total(?: a (?:payer|regler))?(?: aujourd'hui)?|montant(?: total| du)?|a payer",)
RENEWED = (
    r"abonnement est (?:de nouveau|a nouveau) actif|(?:avez|as) (?:bien )?reactive|"
    r"merci de votre retour",
    r"(?:bon retour|content de vous revoir|heureux de vous revoir|bienvenue a nouveau)|abonnement"
    r"(?: \w+){0,4} (?:reactive|renouvele|repris)",
)
ACCOUNT_TEXT = (
    r"abonnement|facturation|compte|forfait|offre|prochain(?:e)? (?:paiement|facture|prelevement)|"
    r"moyen de paiement|membre depuis",
)

STILL_CANCELLABLE = (rf"(?:resilier|me desabonner|annuler) ?{_THING}|resilier",)
NOT_NOW = (r"non,? ?merci|pas maintenant|(?:peut-etre )?plus tard|une autre fois",)
ERASES = (
    r"(?:supprimer|effacer|fermer|cloturer) (?:mon |votre |le |et \w+ )*(?:compte|profil|donnees)",
)
PROMOTES = (
    r"\d+ (?:jours|semaines|mois) (?:gratuits?|offerts?)|essa(?:i|yez) gratuit\w*|"
    r"offerts? pendant|puis \d.*|\d+ ?% de (?:remise|reduction)|passez a",
)
WAY_BACK = (
    r"retour(?: .{0,24})?|revenir(?: .{0,24})?|quitter|annuler|sortir|fermer|"
    r"(?:modifier|changer)(?: .{0,24})?",
)
