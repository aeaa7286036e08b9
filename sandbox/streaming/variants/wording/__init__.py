"""Every voice by its name. No two share a sentence on purpose."""

from collections.abc import Mapping

from sandbox.streaming.variants.wording.de_sachlich import DE_SACHLICH
from sandbox.streaming.variants.wording.en_plain import EN_PLAIN
from sandbox.streaming.variants.wording.es_cercana import ES_CERCANA
from sandbox.streaming.variants.wording.fr_sobre import FR_SOBRE
from sandbox.streaming.variants.words import Words

VOICES: Mapping[str, Words] = {
    "en_plain": EN_PLAIN,
    "es_cercana": ES_CERCANA,
    "fr_sobre": FR_SOBRE,
    "de_sachlich": DE_SACHLICH,
}
