"""Propositions: the self-contained parts of a claim, each to be weighed on its own.

No model is used, only signs that are safe in all six languages at once (English, German, French, Russian, Ukrainian,
Belarusian): none of the words below means something else in another of them. Where a sign leaves doubt the claim
stays whole, since a part cut wrongly gets a verdict that nobody asked for.

A claim somebody typed is taken as one proposition unless it holds several sentences, "not only X but also Y" or a
list of adjectives. What one person relays of another is spoken more loosely: coordinated predicates are cut as well,
and the holder's name is put before what would not stand alone.
"""

import re

from onrecord.model import Claim, Polarity

QUOTES = '"“”„«»'
PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"', "»": "«"}
DENIES = {
    "en": "{} denies: {}",
    "de": "{} bestreitet: {}",
    "fr": "{} dément : {}",
    "ru": "{} отрицает: {}",
    "uk": "{} заперечує: {}",
    "be": "{} адмаўляе: {}",
}

_SHELL = re.compile(r"^(?:(?:that|dass|daß|que|что|що|што)\s+|qu['’])")
# "…, he said, …": the relayer's own cue in the middle or at the end of what he relays.
_ASIDE = re.compile(
    r",\s+(?:(?:he|she|they) (?:said|says|added|adds|insisted|conceded|replied|told \w+)"
    r"|(?:sagte|so|meinte|fügte) (?:er|sie)"
    r"|(?:a-t-(?:il|elle)|ont-ils) (?:dit|ajouté|affirmé)|(?:сказал|добавил|подчеркнул)а? (?:он|она)?"
    r"|(?:сказав|додав|сказала|додала) (?:він|вона)?|(?:сказаў|дадаў|сказала|дадала) (?:ён|яна)?)\s*(?:,|$|(?=[;.]))",
    re.IGNORECASE,
)
# German "sie" is "she" before a verb that does not end in -n, else "they".
_PRONOUN = re.compile(
    r"^(?:he|she|er|sie(?=\s+\w*[^n\W](?:\s|$)|\s$)|il|elle|он|она|він|вона|ён|яна)\s+", re.IGNORECASE
)

# A full stop ends a sentence when a word of four letters, a number or a closing mark comes before it (so that no
# initial and hardly any abbreviation does) and a capital after it.
_SENTENCE = re.compile(r"(?:(?<=[^\W_]{4}[.!?…])|(?<=\d{2}[.!?])|(?<=[.!?…][”»\"]))\s+(?=[«“„\"]?[^\W\d_a-zа-яёіїєґў])")
_SEMICOLON = re.compile(r"\s*;\s+")

_NOT_ONLY = re.compile(
    r"(?P<head>.*?),?\s*\b(?P<neg>not (?:even )?(?:just|only|merely|simply)|nicht (?:nur|bloß|einmal nur)"
    r"|non(?: pas)? (?:seulement|simplement)|не (?:просто|только|лишь|лише|тільки|проста|толькі))\s+"
    r"(?P<first>[^,;]+?),?\s+"
    r"(?P<but>but(?: also| even)?|sondern(?: auch| sogar)?|mais(?: aussi| encore| même)?"
    r"|но(?: и| даже)?|а(?: и| й| і| також| також і| таксама)?|але(?: й| і)?)\s+(?P<second>.+)",
    re.IGNORECASE | re.DOTALL,
)
# "X of such measures": what follows the last part belongs to every part when it opens with one of these.
_TAIL = re.compile(
    r"\s(?:of|in|for|behind|über|von|bei|des|der|de|du|d['’]|dans)(?:\s(?:such|this|these|the|those|solche[rn]?|diese[rn]?"
    r"|telles?|tels?|ce|cette|ces|la|les?))\s[^,;]+$",
    re.IGNORECASE,
)

_AND = r"(?:and|und|et|и|і|й|та|ды|or|oder|ou|или|або|ці)"
_BE = (
    r"(?:is|are|was|were|be|been|being|seems?|looks?|as|ist|sind|war|waren|sei|seien|wäre|als"
    r"|est|sont|était|étaient|serait|seraient|comme)"
)
_DEGREE = r"(?:(?:very|too|quite|so|both|sehr|zu|ganz|très|trop|si|очень|слишком|дуже|надто|вельмі|занадта)\s+)?"
# Endings that hardly any noun or verb shares; German and French adjectives have no such endings, so they are taken
# only right after a form of "to be".
_ADJECTIVE = re.compile(
    r"(?:\w{2,}(?:less|ful|ive|ous|able|ible|ical|ish|ary|sing|ting|ging|ding|uncalled-for)"
    r"|\w{2,}(?:ным|ной|ными|тым|вым|ивым|щим|ающим|ими|сным|шным|ковым|ею)|\w{3,}(?:ный|ная|ное|ные|ний|на|не|ны|ні|ная|нае|ныя))",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?P<head>.*?\s)(?P<list>{_DEGREE}[\w-]+(?:,\s+{_DEGREE}[\w-]+)*,?\s+{_AND}\s+{_DEGREE}[\w-]+)(?P<end>[.!?]?)",
    re.DOTALL,
)
_ITEM = re.compile(rf",\s+(?:{_AND}\s+)?|\s+{_AND}\s+")

# Finite verbs that may open a second predicate of the same subject ("… and would support an inquiry").
_VERB = (
    r"(?:is|are|was|were|has|had|have|will|would|can|could|must|should|may|might|does|did|cannot|won['’]t|wants?|wanted"
    r"|thinks?|considers?|considered|believes?|believed|expects?|expected|supports?|supported|opposes?|opposed|hopes?"
    r"|plans?|intends?|means|meant|refuses?|refused|rejects?|rejected|regards?|regarded|shows?|finds"
    r"|ist|sind|waren|hat|habe|haben|hätte|wird|werde|werden|würde|will|wolle|wollte|soll|solle|muss|müsse|kann|könne"
    r"|darf|dürfe|sei|seien|lehnt|lehne|hält|halte|glaubt|glaube|erwartet|erwarte|unterstützt|unterstütze"
    r"|est|sont|était|ont|avait|va|vont|veut|veulent|voulait|voudrait|doit|doivent|peut|peuvent|pourrait|serait|aurait"
    r"|refuse|refusait|souhaite|souhaitait|considère|croit|estime|compte|soutient|rejette"
    r"|будет|будут|хочет|хотел|хотела|хотят|может|могут|должен|должна|должны|намерен|намерена|намерены|готов|готова"
    r"|считает|считают|считал|считала|поддерживает|отвергает|видит|был|была|были"
    r"|буде|будуть|хоче|хотів|хотіла|може|можуть|має|мають|повинен|повинна|готовий|вважає|вважав|вважала|підтримує"
    r"|відкидає|бачить|був|була|були"
    r"|будзе|будуць|хоча|хацеў|хацела|можа|могуць|мае|маюць|павінен|павінна|гатовы|гатовая|лічыць|лічыў|лічыла"
    r"|падтрымлівае|адкідае|бачыць|быў|былі)"
)
_NOT = r"(?:(?:not|never|no longer|also|now|auch|nicht|ne|n['’]|aussi|не|также|також|таксама|уже|вже)\s+)?"
_THEY = r"(?:he|she|er|sie|il|elle|он|она|він|вона|ён|яна)"
_PREDICATE = re.compile(
    rf",?\s+(?:and|but|und|aber|et|mais|и|но|і|й|та|але|ды)\s+(?=(?:{_THEY}\s+)?{_NOT}{_VERB}\s)", re.IGNORECASE
)
_FIRST_VERB = re.compile(rf"(?:^|\s)(?={_NOT}{_VERB}\s)", re.IGNORECASE)
# "…, which is old": English and French only; the other four inflect what the clause is about.
_RELATIVE = re.compile(
    r"(?P<main>.*?(?P<what>\b(?:the|an?|his|her|their|its|this|such|le|la|les|une?|son|sa|ses|ce|cette)"
    rf"(?:\s+[^\W\d_][\w'’-]*){{1,4}})),\s+(?:which|who|qui)\s+(?P<rest>{_NOT}{_VERB}\s[^,;]+)",
    re.DOTALL,
)
# With one of these before it, the second predicate may belong to another subject.
_SUBORDINATE = re.compile(
    r"\b(?:that|who|whom|which|whether|if|because|when|while|where|what|unless|provided|than|dass|daß|ob|weil|wenn|wer"
    r"|wie|que|qui|dont|où|si|quand|lorsque|что|чтобы|если|который|которая|которое|которые|когда|потому|как|где"
    r"|що|щоб|якщо|який|яка|яке|які|коли|бо|де|што|каб|калі|які|якая|якое|якія|бо|дзе)\b|qu['’]|—|: ",
    re.IGNORECASE,
)
# The longest subject of a relayed claim in the twelve stories and the seed article has nine words.
SUBJECT_WORDS = 12


def propositions(claim: Claim) -> list[str]:
    """The self-contained propositions in `claim`, in order, at least one; each names the holder or what it is about.

    A typed claim (no relayer, no article) that is one proposition comes back word for word, outer quotation marks
    and a leading "that" dropped. Of a denial, every proposition says who denies.
    """
    relayed = claim.relayer is not None or claim.article is not None
    whole = bare(claim.text)
    sentences = _SENTENCE.split(whole)
    if relayed:
        sentences = [part for sentence in sentences for part in _SEMICOLON.split(_ASIDE.sub("", sentence))]
    parts = [piece for sentence in sentences for piece in _alternatives(sentence)]
    parts = [piece for part in parts for piece in _adjectives(part)]
    if relayed:
        parts = [piece for part in parts for piece in _relatives(part)]
        parts = [piece for part in parts for piece in _predicates(part, claim.holder)]
        parts = [_standing(part, claim.holder) for part in parts]
    parts = list(dict.fromkeys(p for p in (bare(part) for part in parts) if re.search(r"\w", p))) or [whole]
    if claim.polarity is Polarity.DENIED:
        form = DENIES.get(claim.language or "", DENIES["en"])
        parts = [form.format(claim.holder, part.removeprefix(f"{claim.holder}: ")) for part in parts]
    return parts


def bare(text: str) -> str:
    """`text` in one line, without quotation marks around it (or left without their partner) and a leading "that"."""
    text = " ".join(text.split()).strip(" ,;—–-")
    text = _SHELL.sub("", text)
    while len(text) > 1 and text[0] in PAIRS and text[-1] in PAIRS[text[0]] and text[0] not in text[1:-1]:
        text = text[1:-1].strip(" ,;")
    # One mark without a partner is what an interrupted quote leaves at its ends.
    if sum(map(text.count, QUOTES)) == 1:
        text = text.strip(QUOTES)
    return text.strip(" ,;")


def _alternatives(text: str) -> list[str]:
    """ "X, not only Y but Z of W" -> "X of W", "Z of W"; Y is left out when it only repeats X."""
    match = _NOT_ONLY.fullmatch(text)
    if not match or _SUBORDINATE.search(match["first"]):
        return [text]
    head, first, second = match["head"].strip(), match["first"].strip(), match["second"].strip()
    # A German verb may stand at the end and belong to both; "not only did he …" turns its words round.
    if (head and match["neg"].casefold().startswith("nicht")) or (not head and re.match(_VERB, first)):
        return [text]
    tail = _TAIL.search(second)
    if not head or head.split()[-1].casefold().strip(",") == first.split()[-1].casefold():
        shared = tail[0] if tail else ""
        return [f"{head or first}{shared}", second]
    if tail and not _TAIL.search(first):
        first += tail[0]
    return [f"{head} {first}", f"{head} {second}"]


def _adjectives(text: str) -> list[str]:
    """ "X is A, B and C" -> "X is A", "X is B", "X is C", when the list closes the text."""
    match = _LIST.fullmatch(text)
    if not match:
        return [text]
    items = _ITEM.split(match["list"])
    words = [item.split()[-1] for item in items]
    after_be = re.search(rf"\b{_BE}\s$", match["head"], re.IGNORECASE)
    alike = all(_ADJECTIVE.fullmatch(w) for w in words)
    if not alike or not all(w.islower() for w in words) or (len(items) == 2 and not after_be and not _cyrillic(text)):
        return [text]
    return [f"{match['head']}{item}{match['end']}" for item in items]


def _cyrillic(text: str) -> bool:
    return re.search(r"[а-яёіїєґў]", text, re.IGNORECASE) is not None


def _relatives(text: str) -> list[str]:
    """ "S sells the crane, which is old" -> "S sells the crane", "the crane is old"; the clause must close the text."""
    match = _RELATIVE.fullmatch(text)
    if not match or _SUBORDINATE.search(match["main"]):
        return [text]
    return [match["main"], f"{match['what']} {match['rest']}"]


def _predicates(text: str, holder: str) -> list[str]:
    """ "S would A and will B" -> "S would A", "S will B"; S is the holder when it is a pronoun or left out."""
    pieces = _PREDICATE.split(text)
    verb = _FIRST_VERB.search(pieces[0])
    if len(pieces) == 1 or not verb or any(_SUBORDINATE.search(p) for p in pieces[:-1]):
        return [text]
    subject = pieces[0][: verb.start()].strip()
    if len(subject.split()) > SUBJECT_WORDS or "," in subject:
        return [text]
    if not subject or _PRONOUN.fullmatch(f"{subject} "):
        subject = holder
    rest = [piece if re.match(rf"{_THEY}\s", piece, re.IGNORECASE) else f"{subject} {piece}" for piece in pieces[1:]]
    first = pieces[0] if verb.start() else f"{subject} {pieces[0]}"
    return [first, *rest]


def _standing(text: str, holder: str) -> str:
    """`text` with the holder's name for a leading pronoun, or before a text that does not name them."""
    text = bare(text)
    if _PRONOUN.match(text):
        return _PRONOUN.sub(lambda _: f"{holder} ", text, count=1)
    if re.match(rf"{_NOT}{_VERB}\s", text):
        return f"{holder} {text}"
    names = [name for name in re.findall(r"\w+", holder) if len(name) > 2 and name[0].isupper()]
    named = any(re.search(rf"\b{re.escape(name)}", text, re.IGNORECASE) for name in names)
    return text if named or not text else f"{holder}: {text}"
