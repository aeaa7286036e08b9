"""French on sign-in pages: fields, buttons, codes, refusals and profiles."""

EMAIL_LABEL = (
    r"adresse mail|(?:adresse )?e-?mail(?: ou .{0,24})?|courriel|(?:adresse|"
    r"adresse de) (?:courriel|messagerie)|"
    r"identifiant|nom d'utilisateur|adresse electronique",
)
PASSWORD_LABEL = (r"mot de passe|mdp",)
NOT_SIGN_IN = (r"nouveau mot de passe|reinitialiser|creer (?:un |mon )?compte",)
SIGN_IN_BUTTON = (
    r"entrer|se connecter|connexion|continuer|suivant|valider|me connecter|s'identifier|verifier|"
    r"je me connecte",
)
SIGN_UP = (
    r"s'inscrire|inscription|je m'inscris|s'abonner|je m'abonne|abonnez-vous|creer (?:un |mon "
    r")?compte|commencer|essayer(?: gratuitement)?|rejoindre|decouvrir les offres",
)
USE_PASSWORD = (
    r"(?:utiliser|saisir|entrer|se connecter avec)(?: (?:un|mon|le|votre))? mot de passe"
    r"(?: .{0,16})?",
)
PASSKEY = (r"cle d'acces|cles? d'identification|empreinte(?: digitale)?",)
SIGN_OUT = (r"se deconnecter|deconnexion|me deconnecter",)
CREDENTIAL_ERROR = (
    r"echec de (?:la )?connexion|mauvais mot de passe|compte (?:inexistant|introuvable)|"
    r"n'existe pas|compte (?:est |a ete )?(?:bloque|verrouille)",
    r"(?:mot de passe|identifiants?|e-?mail|adresse|courriel|informations?)(?: \w+){0,7} "
    r"(?:incorrecte?s?|invalides?|erronee?s?|ne (?:correspond\w*|sont pas))|ne (?:reconnaissons|"
    r"trouvons) pas|aucun compte|trop de tentatives",
)
CODE_TEXT = (
    r"pas recu (?:de|le|votre) code",
    r"(?<!derniers\s)(?:[4-8]|quatre|cinq|six|sept|huit) (?:\w+ )?chiffres(?! (?:de|figurant))",
    r"(?:code|numero)(?: \w+)? (?:a|de) (?:[4-8]|quatre|cinq|six|huit) chiffres",
    r"code (?:de |d')(?:verification|securite|connexion|confirmation|acces)|(?:saisissez|entrez|"
    r"indiquez)(?: \w+){0,2} code|code a (?:\w+ )chiffres|code a usage unique|(?:validation|"
    r"verification|authentification) en deux (?:etapes|facteurs)|renvoyer le code|"
    r"(?:envoye)(?: \w+){0,2} code",
)
SEND_CODE = (r"(?:envoyer|recevoir|obtenir)(?: (?:le|un|mon))? code(?: .{0,16})?",)
CODE_ERROR = (r"code (?:\w+ ){0,4}(?:incorrect|invalide|expire|errone|n'est pas valide)",)
CVV_TEXT = (
    r"(?:[34]|trois|quatre) (?:derniers )?chiffres(?: \w+){0,4} (?:dos|verso|arriere)",
    r"cryptogramme(?: visuel)?|code de securite (?:de|de la|de votre) carte",
)
PROFILES = (
    r"(?:choisi\w*|selectionnez)(?: \w+)? (?:utilisateur|spectateur)|"
    r"c'est qui|qui (?:est-ce|regarde|es-tu|etes-vous|est la).{0,12}|"
    r"(?:choisi(?:r|ssez|s)|selectionnez)"
    r"(?: un| votre| ton)? profil|changer de profil",
)
NOT_A_PROFILE = (
    r"enfants?|jeunesse|kids|(?:ajouter|creer|nouveau|gerer|modifier)(?: .{0,16})?|invite|compte|"
    r"se deconnecter|aide|accueil|rechercher",
)
STAY_SIGNED_IN = (
    r"rester connecte|se souvenir de (?:moi|cet appareil)|enregistrer (?:le|votre) mot de passe|"
    r"creer une cle d'acces|faire confiance a cet appareil",
)
