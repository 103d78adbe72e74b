"""Articles whose statements are known, for tests that start behind extraction."""

from hashlib import sha256

from onrecord.model import (
    Article,
    Attribution,
    Basis,
    Dating,
    Extract,
    Kind,
    Polarity,
    Speaker,
    Statement,
)


def quoted(
    *said: tuple[str, ...],
    published: str = "2024-03-01",
    outlet: str = "Port Courier",
    title: str | None = None,
    url: str | None = None,
    polarity: Polarity = Polarity.SAID,
    language: str = "en",
) -> Extract:
    """An article with a sentence for each of `said`: speaker and words, or relayer, holder and words."""
    text, statements = "", []
    for *chain, words in said:
        holder, relayers = chain[-1], tuple(chain[:-1])
        begin = len(text)
        head = "".join(f"{name} said that " for name in relayers) + f"{holder} {polarity.value} "
        text += f"{head}{words}\n"
        name = (begin + len(head) - len(holder) - len(polarity.value) - 2, begin + len(head) - len(polarity.value) - 2)
        cue = (name[1] + 1, begin + len(head) - 1)
        content = (begin + len(head), len(text) - 1)
        statements.append(
            Statement(
                Attribution((name,), (cue,), (content,), Kind.DIRECT, None, 0.9),
                Speaker(holder, "its name stands there"),
                relayers,
                Basis.RELAYED if relayers else Basis.FIRST_HAND,
                polarity,
                Dating(published, "published then"),
                None,
            )
        )
    name_of = sha256(f"{outlet}{title}{published}{text}".encode()).hexdigest()
    found = Article(name_of, text, title, outlet, None, published, "meta", language, url)
    return Extract(found, tuple(statements))
