"""Reading names, titles and countries as the open files print them."""

from __future__ import annotations

import re
from functools import cache

from entente.actors import ActorIndex, load
from entente.actors.folding import WORD, fold

# how the CIA World Factbook and Wikidata name a country where it differs from the names of the tables
COUNTRY_NAMES = {
    "Burma": "MMR", "Korea, North": "PRK", "Korea, South": "KOR", "Congo, Democratic Republic of the": "COD",
    "Congo, Republic of the": "COG", "Bahamas, The": "BHS", "Gambia, The": "GMB", "Holy See (Vatican City)": "VAT",
    "Holy See": "VAT", "Micronesia, Federated States of": "FSM", "Cote d'Ivoire": "CIV", "Cabo Verde": "CPV",
    "Swaziland": "SWZ", "Macedonia": "MKD", "Turkey (Turkiye)": "TUR", "People's Republic of China": "CHN",
    "Republic of Ireland": "IRL", "State of Palestine": "PSE", "Georgia": "GEO", "Kingdom of the Netherlands": "NLD",
    "Kingdom of Denmark": "DNK", "Falkland Islands (Islas Malvinas)": "FLK", "Curacao": "CUW", "Gambia": "GMB",
    "Bahamas": "BHS", "Saint Vincent and the Grenadines": "VCT", "Timor-Leste": "TLS", "Aruba": "ABW",
    "Republic of the Congo": "COG", "Democratic Republic of the Congo": "COD",
}  # fmt: skip
# what stands before the name in the Factbook; the longest that fits says the office
TITLES = {
    "President": "president", "Acting President": "president", "Interim President": "president",
    "Transitional President": "president", "State President": "president", "President of the Swiss Confederation": "president",
    "Prime Minister": "prime minister", "Acting Prime Minister": "prime minister", "Interim Prime Minister": "prime minister",
    "Caretaker Prime Minister": "prime minister", "Premier": "prime minister", "Chancellor": "prime minister",
    "Taoiseach (Prime Minister)": "prime minister", "President of the Government of Spain": "prime minister",
    "Chairman of the Council of Ministers": "prime minister", "Minister of State": "prime minister",
    "Vice President": "vice president", "First Vice President": "vice president", "Second Vice President": "vice president",
    "Deputy Prime Minister": "deputy prime minister", "Deputy Premier": "deputy prime minister",
    "Vice Premier": "deputy prime minister", "First Deputy Prime Minister": "deputy prime minister",
    "First Deputy Premier": "deputy prime minister", "King": "king", "Queen": "king", "Emperor": "king", "Sultan": "king",
    "Amir": "king", "Emir": "king", "Grand Duke": "king", "Prince": "king", "Pope": "pope",
    "Crown Prince": "crown prince", "Supreme Leader": "supreme leader", "Governor General": "governor-general",
    "Governor": "governor", "Chief Executive": "chief executive",
}  # fmt: skip
# offices of the 2019 directory and of the 2022 list that the tables have an office for
POSTS = {
    "president": "president", "prime minister": "prime minister", "premier of state council": "prime minister",
    "premier": "prime minister", "chancellor": "prime minister", "vice president": "vice president",
    "deputy prime minister": "deputy prime minister", "minister of foreign affairs": "foreign minister",
    "minister for foreign affairs": "foreign minister", "foreign minister": "foreign minister",
    "minister of external affairs": "foreign minister", "minister of external relations": "foreign minister",
    "secretary of state": "foreign minister", "minister of defense": "defence minister",
    "minister of national defense": "defence minister", "secretary of defense": "defence minister",
    "minister of interior": "interior minister", "minister of internal affairs": "interior minister",
    "minister of home affairs": "interior minister", "minister of the interior": "interior minister",
    "minister of finance": "finance minister", "minister of justice": "justice minister",
    "minister of energy": "energy minister", "minister of economy": "economy minister",
    "attorney general": "attorney general", "minister of trade": "trade minister",
    "minister of commerce": "trade minister", "governor of the central bank": "central bank governor",
    "ambassador to the us": "ambassador to the United States", "minister of health": "health minister",
    "permanent representative to the un, new york": "permanent representative",
    "minister of agriculture": "agriculture minister", "minister of education": "education minister",
    "minister of transport": "transport minister", "state councilor of the state council": "state councillor",
    "king": "king", "queen": "king", "amir": "king", "sultan": "king", "crown prince": "crown prince",
    "supreme leader": "supreme leader", "chief justice": "chief justice", "minister of information": "information minister",
    "minister of foreign affairs and international cooperation": "foreign minister",
    "minister of foreign affairs & international cooperation": "foreign minister",
    "minister of foreign affairs & trade": "foreign minister", "minister of foreign affairs and trade": "foreign minister",
}  # fmt: skip
_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,}(?:[-'’][^\W\d_a-zß-öø-ÿ]+)*")
_PARTICLES = {"AL", "EL", "BIN", "BINT", "DE", "DA", "DO", "DOS", "VAN", "VON", "DER", "DEN", "LE", "LA", "DI", "DEL"}


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(TITLES, key=lambda title: -len(title)))


def country_codes(index: ActorIndex | None = None) -> dict[str, str]:
    """Return alpha-3 by every country name of the open files."""
    states = (index or load()).states
    names = {name: state.iso3 for state in states.values() if "." not in state.iso3 for name in state.names}
    return names | COUNTRY_NAMES


def office_of(title: str, *, whole: bool = False) -> str | None:
    """Return the office a printed title stands for, None for one the tables do not hold.

    ``whole``: the text is the title and nothing else; otherwise a name follows it.
    """
    if whole:
        plain = re.sub(r"\s+of [A-Z][\w’' -]+$", "", title.strip()).lower()
        return POSTS.get(title.strip().lower()) or POSTS.get(plain)
    bare = title.lstrip("- ").replace("Co-", "")
    return next((TITLES[known] for known in _by_length() if bare.startswith(known + " ")), None)


def split_name(text: str) -> tuple[str, str]:
    """Return the name in normal case and its family name from ``President Emmanuel MACRON``."""
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|\bcca\b|;.*$", " ", text)
    text = text.lstrip("- ")
    for known in _by_length():
        if text.startswith(known + " "):
            text = text[len(known) :]
            break
    text = re.sub(r"^(?:Dr\.?|Gen\.?|Lt\.?|Sheikh|Sir|Dame|Mr\.?|Col\.?|Maj\.?|Ret\.?|Adm\.?|\s)+", "", text).strip(" ,")
    words = [_normal(word) for word in text.replace(",", " ").split()]
    capitals = [word for word in text.replace(",", " ").split() if _CAPITALS.fullmatch(word)]
    while capitals and len(capitals) > 1 and capitals[0] in _PARTICLES and capitals[0] not in ("AL", "EL"):
        break
    family = " ".join(_normal(word) for word in capitals)
    return " ".join(words), family


def _normal(word: str) -> str:
    """Return ``AL-SISI`` as ``al-Sisi``, ``DOS`` as ``dos``, ``MACRON`` as ``Macron``."""
    if not _CAPITALS.fullmatch(word):
        return word
    if word in _PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’])", word)
    shaped = [part.lower() if part in ("AL", "EL", "AS", "AD", "AN") and len(parts) > 1 and at == 0 else part.capitalize()
              for at, part in enumerate(parts)]  # fmt: skip
    return "".join(shaped)


def key(name: str) -> str:
    """Return a spelling-proof key of a name: ``Sergey Shoygu`` and ``Sergei Shoigu`` give one key."""
    folded = " ".join(WORD.findall(fold(name)))
    for old, new in (("kh", "h"), ("iy", "y"), ("ey", "e"), ("ei", "e"), ("ii", "y"), ("oy", "oi"), ("zh", "j"),
                     ("ks", "x"), ("ou", "u"), ("oo", "u"), ("ph", "f"), ("y", "i"), ("w", "v"), ("'", "")):  # fmt: skip
        folded = folded.replace(old, new)
    return re.sub(r"(.)\1", r"\1", folded)
