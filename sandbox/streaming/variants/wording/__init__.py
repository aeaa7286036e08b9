"""Every voice by its name. No two share a sentence on purpose."""

from collections.abc import Mapping

from sandbox.streaming.variants.wording.de_locker import DE_LOCKER
from sandbox.streaming.variants.wording.de_sachlich import DE_SACHLICH
from sandbox.streaming.variants.wording.en_british import EN_BRITISH
from sandbox.streaming.variants.wording.en_corporate import EN_CORPORATE
from sandbox.streaming.variants.wording.en_lively import EN_LIVELY
from sandbox.streaming.variants.wording.en_plain import EN_PLAIN
from sandbox.streaming.variants.wording.es_cercana import ES_CERCANA
from sandbox.streaming.variants.wording.es_formal import ES_FORMAL
from sandbox.streaming.variants.wording.fr_complice import FR_COMPLICE
from sandbox.streaming.variants.wording.fr_sobre import FR_SOBRE
from sandbox.streaming.variants.words import Words

VOICES: Mapping[str, Words] = {
    "en_plain": EN_PLAIN,
    "en_british": EN_BRITISH,
    "en_corporate": EN_CORPORATE,
    "en_lively": EN_LIVELY,
    "es_cercana": ES_CERCANA,
    "es_formal": ES_FORMAL,
    "fr_sobre": FR_SOBRE,
    "fr_complice": FR_COMPLICE,
    "de_sachlich": DE_SACHLICH,
    "de_locker": DE_LOCKER,
}
