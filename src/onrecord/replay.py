"""Checks as they are kept and given again.

What is kept refers to statements by their ids, since the record holds their words for ever. A statement that the record
does not hold just so is kept whole: one of an article that was checked but never added, or one that people had
corrected by then, for a later decision may put it otherwise. So a check is given again to the letter whatever was added
or decided since; only what was forgotten is missing.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from onrecord import shapes
from onrecord.model import (
    Basis,
    Check,
    Checked,
    Claim,
    Correction,
    Dossier,
    Evidence,
    Finding,
    Kind,
    LookedAt,
    Opinion,
    Polarity,
    Recorded,
    Relation,
    Span,
    Verdict,
    Voiced,
)

Statements = Mapping[str, Recorded]
Json = dict[str, Any]
MadeWith = tuple[str, Mapping[str, str], Mapping[str, Any]]
"""The version of onrecord, the hashes of the models that judge, and the settings."""

# Digits of a check's id: enough that two of a billion checks hardly ever share one, short enough to be cited.
ID_DIGITS = 16


def kept(checked: Sequence[Checked], held: Callable[[Recorded], bool], at: str, made_with: MadeWith) -> Check:
    """A check to be kept. `held` tells which statements the record holds as they stand here."""
    version, models, settings = made_with
    dossiers = [_dossier(c.dossier, held) for c in checked]
    names = [_sha256(text) for text in dossiers]
    answer = _dump([_checked(c, name) for c, name in zip(checked, names, strict=True)])
    shown = _sha256(shapes.line(shapes.claims(checked)))
    whole = _dump([version, models, settings, answer, shown])
    return Check(
        _sha256(whole)[:ID_DIGITS],
        at,
        version,
        models,
        settings,
        answer,
        shown,
        dict(zip(names, dossiers, strict=True)),
    )


def looked_at(check: Check) -> set[str]:
    """The ids of the statements that a kept check refers to, without those that it holds whole."""
    found = [json.loads(text) for text in check.dossiers.values()]
    return {i for dossier in found for ids in dossier["looked_at"].values() for i in ids if i not in dossier["whole"]}


def restored(check: Check, as_read: Statements) -> list[Checked]:
    """The claims and findings of a kept check, from the statements that it looked at as the record holds them. Raises
    KeyError with the id of a statement that is missing, ValueError for what is no kept check."""
    dossiers = {name: json.loads(text) for name, text in check.dossiers.items()}
    out = []
    for given in json.loads(check.answer):
        dossier = dossiers[given["dossier"]]
        known = {**as_read, **{i: _statement(whole) for i, whole in dossier["whole"].items()}}
        looked = {part: tuple(known[i] for i in ids) for part, ids in dossier["looked_at"].items()}
        findings = tuple(_read_finding(f, known) for f in given["findings"])
        out.append(Checked(_claim(given["claim"]), findings, Dossier(**looked)))
    return out


def in_full(check: Check, checked: Sequence[Checked]) -> bool:
    """Whether restored findings are those that were shown, to the letter."""
    return _sha256(shapes.line(shapes.claims(checked))) == check.answer_sha256


def quotes(check: Check, article: str) -> bool:
    """Whether a kept check shows or holds words of the article with that id: forgetting the one takes the other."""
    prefix = f"{article[:16]}-"
    answer, whole = json.loads(check.answer), [json.loads(text)["whole"] for text in check.dossiers.values()]
    of_claims = any(given["claim"]["article"] == article for given in answer)
    return of_claims or any(i.startswith(prefix) for statements in whole for i in statements)


def unlike(check: Check, made_with: MadeWith) -> list[str]:
    """In what a kept check was made otherwise than checks are made now: "models (judge)", "settings (SUBJECT)"."""
    _, models, settings = made_with
    pairs = (("models", check.models, models), ("settings", check.settings, settings))
    found = {what: [n for n in sorted(a.keys() | b.keys()) if a.get(n) != b.get(n)] for what, a, b in pairs}
    return [f"{what} ({', '.join(names)})" for what, names in found.items() if names]


def differing(shown: Sequence[Checked], anew: Sequence[Checked]) -> Iterator[str]:
    """The propositions whose verdict or evidence is another in `anew`. Scores are not compared: the same model counts
    the last digits differently on another processor."""
    for one, other in zip(shown, anew, strict=True):
        told, found = ({f.proposition: _essence(f) for f in checked.findings} for checked in (one, other))
        yield from (proposition for proposition in told if told[proposition] != found.get(proposition))


def _essence(finding: Finding) -> object:
    first = finding.first and [(v.who, v.on, v.statement and v.statement.id) for v in finding.first]
    links = sorted((e.statement.id, e.relation.value, e.after_claim) for e in finding.evidence)
    return finding.verdict, links, finding.looked_at, first


def _checked(checked: Checked, dossier: str) -> Json:
    return {
        "claim": asdict(checked.claim),
        "dossier": dossier,
        "findings": [
            {
                "proposition": f.proposition,
                "verdict": f.verdict,
                "score": f.score,
                "evidence": [_evidence(e) for e in f.evidence],
                "nearest": [s.id for s in f.nearest],
                "second_hand": [s.id for s in f.second_hand],
                "looked_at": asdict(f.looked_at),
                "first": f.first and [[v.who, v.on, v.statement and v.statement.id] for v in f.first],
                "second": f.second and [f.second.judge, f.second.verdict, [_evidence(e) for e in f.second.evidence]],
            }
            for f in checked.findings
        ],
    }


def _evidence(evidence: Evidence) -> list[object]:
    return [evidence.statement.id, evidence.relation, evidence.score, evidence.after_claim]


def _read_finding(given: Json, known: Statements) -> Finding:
    first, second = given["first"], given["second"]
    voiced = [Voiced(who, on, None if i is None else known[i]) for who, on, i in first or ()]
    return Finding(
        given["proposition"],
        Verdict(given["verdict"]),
        given["score"],
        _read_evidence(given["evidence"], known),
        tuple(known[i] for i in given["nearest"]),
        tuple(known[i] for i in given["second_hand"]),
        LookedAt(**given["looked_at"]),
        (voiced[0], voiced[1]) if voiced else None,
        second and Opinion(second[0], Verdict(second[1]), _read_evidence(second[2], known)),
    )


def _read_evidence(given: Sequence[Any], known: Statements) -> tuple[Evidence, ...]:
    return tuple(Evidence(known[i], Relation(relation), score, after) for i, relation, score, after in given)


def _claim(given: Json) -> Claim:
    content = given["content"]
    return Claim(
        **{
            **given,
            "content": None if content is None else _spans(content),
            "polarity": Polarity(given["polarity"]),
        }
    )


def _dossier(dossier: Dossier, held: Callable[[Recorded], bool]) -> str:
    parts = {f.name: getattr(dossier, f.name) for f in fields(dossier)}
    whole = {s.id: asdict(s) for part in parts.values() for s in part if not held(s)}
    return _dump({"looked_at": {name: [s.id for s in part] for name, part in parts.items()}, "whole": whole})


def _statement(given: Json) -> Recorded:
    return Recorded(
        **{
            **given,
            **{role: _spans(given[role]) for role in ("source", "cue", "content")},
            "kind": Kind(given["kind"]),
            "polarity": Polarity(given["polarity"]),
            "basis": Basis(given["basis"]),
            "relayed_by": tuple(given["relayed_by"]),
            "corrections": tuple(Correction(**made) for made in given["corrections"]),
        }
    )


def _spans(given: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((begin, end) for begin, end in given)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
