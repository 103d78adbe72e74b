"""What a cue does with its content: said, denied, asked, or refused to say."""

import re

from onrecord.model import Polarity

# Stems of cue words in the six languages served. A stem matches at the beginning of a word.
_DENIED = (
    "den(?:y|ie|ial)|reject|dismiss|rebut|refut|repudiat|disput|rul(?:ed?|es|ing) out|disavow|contradict|"
    "опроверг|отриц|отверг|отрек|спростов|запереч|відкин|абверг|адмаўля|адмовіў віну|аспрэчы|адхіл|"
    "dementier|bestreit|bestritt|leugn|zurückgewiesen|wies|weist|verneint|schloss|schließt|"
    "dément|nie(?:r|nt)?\\b|nia\\b|nié|rejet|réfut|conteste|exclu"
)
_ASKED = (
    "ask(?:s|ed|ing)? (?:if|whether|why|how|what|when|where|who)|wonder|inquir|questioned (?:whether|why)|"
    "спросил|спрашива|поинтересова|запита|спыта|пытае|пытаў|"
    "fragt|gefragt|erkundig|demand(?:e|a|é|ait) (?:si|pourquoi|comment|quand)|interrog"
)
_REFUSED = (
    "refus|declin(?:e|ed|es|ing)\\b|would not (?:say|comment|be drawn|confirm|discuss)|won't (?:say|comment|confirm)|"
    "did not (?:answer|respond|reply|comment)|отказал|отказыва|відмов|адмов|"
    "lehnt|weiger|ablehn|wollte (?:sich )?nicht|pas voulu|se garde|n'a pas (?:souhaité|répondu|commenté)"
)
_NEGATED = re.compile(
    r"\b(?:not|never|n['’]t|cannot|nor)\b|n['’]t\b|\b(?:не|ні|ніколи|ніколі|никогда)\b|\b(?:nicht|nie|niemals)\b|"
    r"\bn(?:e|['’])\s?\w+ (?:pas|jamais)\b",
    re.IGNORECASE,
)


# "Never" and its like are left out: outside the cue they belong to another verb (8 of 9 in PolNeAR and data/marked).
_NOWHERE = re.compile(
    r"(?<!\w)(?:nowhere|at no (?:point|time)|нигде|ни разу|ніде|жодного разу|нідзе|nirgends|nirgendwo|nulle part"
    r"|à aucun moment)(?!\w)",
    re.IGNORECASE,
)


def _starting(stems: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{stems})", re.IGNORECASE)


_BY_POLARITY = (
    (Polarity.REFUSED, _starting(_REFUSED)),
    (Polarity.DENIED, _starting(_DENIED)),
    (Polarity.ASKED, _starting(_ASKED)),
)
_SAYING = _starting(
    "say|said|comment|answer|repl|confirm|tell|told|сказа|комментир|отве|відпов|комент|адказ|kommentier|sag|antwort|dire|dit\\b"
)


def polarity(cue: str) -> Polarity:
    """The polarity of a cue, given its words. "did not say" refuses, "does not think" says (the negation is the
    content's own), "did not deny" says."""
    negated = _NEGATED.search(cue) is not None
    for found, pattern in _BY_POLARITY:
        if pattern.search(cue):
            return Polarity.SAID if negated and found is Polarity.DENIED else found
    return Polarity.REFUSED if negated and _SAYING.search(cue) else Polarity.SAID


def nowhere(lead: str) -> bool:
    """Whether the words of a sentence before its cue deny that anything was said: "nowhere did he call it …"."""
    return _NOWHERE.search(lead) is not None
