"""Whose house a site is: its name at the head of the pages and in the line of the copyright.

A service of another name is a guest there, one of several that are sold: what is ended has to bear
its whole name.
"""

import re
from collections import Counter
from collections.abc import Sequence

from browser_agent.parts import GOES_WITH
from browser_agent.strokes import Wording, one_stroke, plain
from browser_agent.titles import TIERS
from kernel.ocr import TextLine

HEAD_PIXELS, LEFT_SHARE, LETTERS_MIN, PREFIX_MIN = 80, 0.4, 4, 6
BODY_PIXELS, TITLE_LETTERS = 100, 70
PAGES_MIN, STEADY_SHARE, SAME_PAGE = 3, 0.5, 0.5
_COPYRIGHT = Wording(
    r"^(\(?c\)?|copyright)? ?(19|20)\d\d ?(-|to)? ?((19|20)\d\d)? ?(?P<owner>\w.{2,60})$"
)
KINDS = (
    r"premium|standard|basic|plus|pro|max|solo|duo|family|student|annual|monthly|yearly|mensuel|hd|"
    r"annuel|mensual|anual|monatlich|jahrlich|ultra|4k|uhd|with|ads|ad-free|"
    r"plan|membership|subscription|pass|abo|abonnement|vertrag|mitgliedschaft|suscripcion|membresia|"
    r"forfait"
)
KIND = Wording(KINDS)
OF_THE_SITE = Wording(
    r"help|support|gifts?|cards?|account|settings|privacy|legal|terms|inc|ltd|gmbh|originals?|app|"
    r"apps|on|tv|cent(er|re)|shop|store|blog|news|careers|about|konto|hilfe|compte|aide|cuenta|ayuda"
)
_LEGAL = Wording(
    r"gmbh|inc|ltd|llc|limited|ag|sa|sas|sl|media|medien|group|gruppe|deutschland|germany|france|"
    r"espana|uk|international|kundenservice|service|kundencenter|customer|team|all|rights|alle|"
    r"rechte|tous|todos|company|entertainment|network|digital|online|holding|studios?"
)
_GENERAL = Wording(
    r"sports?|media|video|music|musik|musique|musica|film\w*|cinema|cine|kino|series?|live|radio|"
    r"news|games?|club|box|channel|kids|play|stream\w*|total|extra|world|show\w*|movies?"
)
_MENU = Wording(
    r"home|start|inicio|accueil|startseite|menu|browse|search|films?|filme|series?|serien|shows?|"
    r"movies|sports?|live|live tv|shop|store|help|hilfe|ayuda|aide|account|konto|cuenta|compte|"
    r"kids|music|watch|discover|entdecken|back|zuruck|volver|retour|skip to .*|explore|dashboard|"
    r"subscribe|deals|offers|news|my account|overview|menu|entdecke|descubrir|descubre|explorar|"
    r"decouvrir|explorer|library|bibliothek|biblioteca|bibliotheque|settings|profile|for you"
)
_SIGN_IN = Wording(r"\b(password|passwort|kennwort|contrasena|mot de passe|senha|wachtwoord)\b")
# Another plan that is offered, by the words around its name.
_OFFERS = (
    r"\b(?:switch(?:ing)?|downgrade|upgrade|move|change|passe[rz]|passiez|basculez|wechs\w+|wechsle|"
    r"cambi\w+|pasa\w*) (?:down |up )?(?:to|a|au|zu|auf|en) {name}",
    r"\b(?:zu|auf) {name} (?:wechseln|umsteigen)",
    r"\b(?:add|anade|anadir|agregar|ajouter|ajoutez) (?:the |el |la |le )?{name}",
    r"{name} (?:\w+ ){{0,3}}(?:dazubuchen|hinzufugen)",
)
# How much of it one has, and no thing of its own: "Torblick Komplett".
_SIZES = Wording(
    r"komplett|complete|completo|complet|total|integrale?|full|flex|flexi|smart|comfort|komfort|"
    r"klassik|classic|classique|clasico|vip|starter|digital|online|unlimited|regular|one|zero"
)
_DIGITS = str.maketrans("0158", "olsb")
_WORD = re.compile(r"[^\W\d_]+")


class House:
    """brand: the plain name of the house where the service is a guest, else None; it takes both
    places to tell, or the same head on nearly every page."""

    def __init__(self, service: str) -> None:
        self._service = plain(service)
        self._heads: Counter[str] = Counter()
        self._pages: list[set[str]] = []  # what stands on each, below its head
        self._is_home = False
        self._owners: set[str] = set()

    def learn(self, lines: Sequence[TextLine]) -> None:
        wide = max((line.x1 for line in lines), default=0)
        heads = set()
        said = [(line, plain(line.text)) for line in lines]
        signs_in = any(_SIGN_IN.search(text) for _, text in said)
        own = _read_as(self._service)
        # A short name, or one that recognition misread; a sign-in speaks of its own house alone.
        here = (text for line, text in said if signs_in or line.y0 < BODY_PIXELS)
        self._is_home |= any(is_kin(own, _read_as(text)) for text in here)
        for line, text in said:
            left = line.y0 < HEAD_PIXELS and line.x0 < wide * LEFT_SHARE
            if left and letters(text) and not _MENU.fullmatch(text):
                heads.add(text)
            if found := _COPYRIGHT.match(text):
                self._owners.add(text[found.start("owner") :])
        body = {text for line, text in said if line.y0 >= HEAD_PIXELS}
        self._heads.update(heads if self._is_new(body) else ())

    def _is_new(self, body: set[str]) -> bool:
        """Another page, and not the same one looked at again: its own title is no house's name."""
        for known in self._pages:
            if len(known & body) >= SAME_PAGE * max(len(known | body), 1):
                return False
        self._pages.append(body)
        return True

    @property
    def brand(self) -> str | None:
        if not self._service or any(is_kin(self._service, each) for each in self._known()):
            return None
        heads = [head for head in self._heads if any(_heads(head, x) for x in self._owners)]
        often = max(PAGES_MIN, len(self._pages) * STEADY_SHARE)
        steady = [head for head, times in self._heads.items() if times >= often]
        return min(heads or ([] if self._is_home else steady), key=len, default=None)

    @property
    def head(self) -> str | None:
        """ "Fernwerk", of "Fernwerk TV Start": one of several products of its house."""
        found = [each for each in self._heads if self._service.startswith(f"{each} ")]
        return max(found, key=len, default=None)

    def speaks_of_another(self, lines: Sequence[TextLine]) -> bool:
        """On a page that does not bear the service's name: a guest's is none of these, and beside a
        house of the same name "Fernwerk Internet 250" is another product."""
        if self.brand is not None:
            return True
        if (head := self.head) is None or not _extra(self._service.removeprefix(head)):
            return False
        rest = self._service.removeprefix(head).strip()
        body = [each for each in lines if each.y0 > BODY_PIXELS and len(each.text) <= TITLE_LETTERS]
        told = [line for line in body if not _COPYRIGHT.match(plain(line.text))]
        told = [line for line in told if not self._is_imprint(line, lines, head)]
        if any(rest in plain(line.text) for line in told):
            return False  # "Live-Sport", of "Vega Live-Sport"
        own = set(self._service.split())
        found = {word for line in told for word in _called_after(head, line.text)}
        return any(word not in own and _extra(word) for word in found)

    def _is_imprint(self, line: TextLine, lines: Sequence[TextLine], head: str) -> bool:
        """ "Vega Networks - no logs since 2019", below all else of one page as of the others, and
        the only words there that are called after the house: who runs the site."""
        row = [each for each in lines if each.y1 > line.y0]
        if any(each.y0 >= line.y1 for each in row):
            return False
        alone = sum(bool(_called_after(head, each.text)) for each in row) == 1
        pages = sum(plain(line.text) in page for page in self._pages)
        return alone and pages >= max(PAGES_MIN, len(self._pages) * STEADY_SHARE)

    def _known(self) -> set[str]:
        return self._heads.keys() | self._owners


def _read_as(text: str) -> str:
    """What recognition makes of look-alikes: "NETFL1X", "ARB0R"."""
    return one_stroke(text.translate(_DIGITS))


def _called_after(head: str, text: str) -> set[str]:
    """What is written large after the name of the house: "Internet" of "Fernwerk Internet", and not
    "per" of "offers of Fernwerk per e-mail", nor the plan of "Switch to Fernwerk Go"."""
    told = plain(text)
    for offered in _OFFERS:
        told = re.sub(offered.format(name=rf"{re.escape(head)} \w+"), " ", told)
    after = re.compile(rf"(?<!\w){re.escape(head)} (\w+)")
    large = {plain(word) for word in text.split() if not word[:1].islower()}
    return {each.group(1) for each in after.finditer(told)} & large


def is_named(name: str, lines: Sequence[TextLine]) -> bool:
    """Whether a line bears the whole name, or its words, and not as what goes with another."""
    words, told = set(name.split()), (plain(line.text) for line in lines)
    said = [text for text in told if not GOES_WITH.search(text)]
    return any(name in text or words <= set(text.split()) for text in said)


def is_another(text: str, name: str) -> bool:
    """Not the name itself with its kind or tier ("Arbor membership", "Arbor Max 4K"), nor a page of
    the site ("Arbor help center")."""
    rest = text.removeprefix(name) if text.startswith(name) else text.partition(" ")[2]
    words = [word for word in rest.split() if not (KIND.fullmatch(word) or word[:1].isdigit())]
    return bool(words) and not any(OF_THE_SITE.fullmatch(word) for word in words)


def is_kin(service: str, name: str) -> bool:
    """A word in common that is no general one, one within the other, or the same beginning."""
    one, other = "".join(_WORD.findall(service)), "".join(_WORD.findall(name))
    words = {word for word in _WORD.findall(name) if len(word) >= LETTERS_MIN - 1 and _extra(word)}
    words = {word for word in words if not _GENERAL.fullmatch(word)}
    within = len(other) >= LETTERS_MIN - 1 and (one in other or other in one)
    begins = one[:PREFIX_MIN] == other[:PREFIX_MIN]
    return bool(words & set(_WORD.findall(service))) or within or begins


def _extra(text: str) -> bool:
    """Words that are no kind of plan and no page of the site."""
    words = [word for word in text.split() if len(word) >= LETTERS_MIN - 1 and word[:1].isalpha()]
    known = (KIND, OF_THE_SITE, TIERS, _LEGAL, _SIZES)
    return any(not (any(x.fullmatch(word) for x in known) or _is_cut(word)) for word in words)


def _is_cut(word: str) -> bool:
    """A kind of plan whose last letter lies half behind a dialog: "Solc"."""
    begun = word[:-1]
    return len(begun) >= LETTERS_MIN - 1 and any(x.startswith(begun) for x in KINDS.split("|"))


def letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= LETTERS_MIN


def _heads(head: str, owner: str) -> bool:
    """ "Larkstream", of "2026 Larkstream Media Ltd"."""
    one, other = "".join(_WORD.findall(head)), "".join(_WORD.findall(owner))
    return other.startswith(one)
