"""Services that are sold within another one: "Tidecast CineVault channel", ended apart from it.

The membership around it bears a part of the same name and often stands first: what would be ended
has to bear the part's own words.
"""

from browser_agent.strokes import plain

KINDS = frozenset(
    {"channel", "channels", "add-on", "addon", "kanal", "sender", "canal", "chaine", "option"}
    | {"extension", "complemento"}
)
SELLERS = frozenset({"on", "via", "through", "auf", "uber", "sur", "chez", "en", "por", "su"})
WHOLE_WORDS_MIN = 3


def own_words(service: str) -> frozenset[str]:
    """The words that only the part bears: {"cinevault"}; none where the name is a whole service's.

    "<seller> <part> channel", or "<part> channel on <seller>".
    """
    words = plain(service).split()
    kinds = [at for at, word in enumerate(words) if at > 0 and word in KINDS]
    if len(words) < WHOLE_WORDS_MIN or not kinds:
        return frozenset()
    at = kinds[-1]
    if at == len(words) - 1:
        return frozenset(words[1:at])
    return frozenset(words[:at]) if words[at + 1] in SELLERS else frozenset()


def bears(service: str, said: str) -> bool:
    """Whether these words speak of the part that is meant; of a whole service they always do."""
    text = plain(said)
    return all(word in text for word in own_words(service))
