"""The JSON shapes of what onrecord shows, kept stable: see docs/design.md. Values in, plain dictionaries out."""

import json
from collections.abc import Sequence, Set
from typing import Any

from onrecord.model import (
    Check,
    Checked,
    Correction,
    Decision,
    Entity,
    Evidence,
    Explanation,
    Extract,
    Finding,
    Found,
    Judgement,
    Person,
    Recorded,
    Statement,
    Suggestion,
    Voiced,
)
from onrecord.scoring import Evaluation, Rate, Scores
from onrecord.trials import JudgeScores, macro_f1

Shape = dict[str, Any]


def extract(found: Extract) -> Shape:
    """One article with its attributions; offsets are code points into its text."""
    article = found.article
    return {
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "published": article.published,
        "opinion": article.opinion,
        "attributions": [_attribution(s) for s in found.statements],
    }


def _attribution(statement: Statement) -> Shape:
    roles = statement.attribution
    return {
        "source": roles.source,
        "cue": roles.cue,
        "content": roles.content,
        "kind": roles.kind,
        "parent": roles.parent,
        "speaker": statement.speaker.name,
        "relayed_by": statement.relayed_by,
        "basis": statement.basis,
        "polarity": statement.polarity,
        "said_on": statement.dating.said_on,
        "said_on_basis": statement.dating.basis,
        "occasion": statement.occasion,
        "score": roles.score,
    }


def recorded(statement: Recorded) -> Shape:
    """One statement of the record, with its article."""
    return {
        "statement": statement.id,
        "article": statement.article,
        "title": statement.title,
        "outlet": statement.outlet,
        "published": statement.published,
        "speaker": statement.speaker,
        "relayed_by": statement.relayed_by,
        "basis": statement.basis,
        "text": statement.text,
        "context": statement.context,
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "kind": statement.kind,
        "polarity": statement.polarity,
        "said_on": statement.said_on,
        "said_on_basis": statement.said_on_basis,
        "occasion": statement.occasion,
        "opinion": statement.opinion,
        "score": statement.score,
        "speaker_why": statement.speaker_why,
        "imported": statement.imported,
        "speaker_probability": statement.speaker_probability,
        "corrections": [_correction(c) for c in statement.corrections],
    }


def found(each: Found) -> Shape:
    """A statement that a search found; hits and marks are code points into `text` and into the snippet's text."""
    return {
        **recorded(each.statement),
        "hits": each.hits,
        "snippet": {"text": each.snippet, "marks": each.marks},
        "reprints": each.reprints,
        "nearness": None if each.nearness is None else round(each.nearness, 4),
    }


def _correction(made: Correction) -> Shape:
    return {"decision": made.decision, "by": made.by, "at": made.at, "why": made.why, "changed": made.words}


def person(found: Person, mentions: Sequence[Entity] | None = None) -> Shape:
    """One person or organisation; with `mentions` also why each of them is held to be that person."""
    shape = {
        "id": found.id,
        "name": found.name,
        "names": found.names,
        "roles": found.roles,
        "organisation": found.organisation,
        "wikidata": found.wikidata,
        "why": found.why,
    }
    return shape if mentions is None else {**shape, "mentions": [_mention(m) for m in mentions]}


def _mention(entity: Entity) -> Shape:
    return {
        "mention": entity.mention,
        "article": entity.article,
        "name": entity.name,
        "roles": entity.roles,
        "around": entity.around,
        "why": entity.ground or None,
    }


def suggestion(found: Suggestion) -> Shape:
    """Two persons who may be one."""
    return {"one": person(found.one), "other": person(found.other), "why": found.why}


def decision(taken: Decision, in_force: bool) -> Shape:
    """One row of the log; `in_force` tells whether no later one retracts it."""
    return {
        "decision": taken.number,
        "at": taken.at,
        "by": taken.by,
        "action": taken.action,
        "why": taken.why,
        "what": taken.what,
        "in_force": in_force,
        "previous": taken.previous,
        "sha256": taken.sha256,
    }


def explanation(found: Explanation, in_force: Set[int]) -> Shape:
    """Why a statement is held to be its speaker's and of its date. `in_force` are the numbers of such decisions."""
    statement, read, article = found.statement, found.as_read, found.article
    return {
        "statement": recorded(statement),
        "rejected": statement.rejected,
        "speaker": {
            "name": statement.speaker,
            "why": statement.speaker_why,
            "source": found.source or None,
            "cue": found.cue,
            "mention": None if found.mention is None else _mention(found.mention),
            "sources_there": found.said_there,
            "person": None if found.person is None else person(found.person),
        },
        "date": {"said_on": statement.said_on, "basis": statement.said_on_basis, "published": article.published},
        "as_read": {
            "speaker": read.speaker,
            "why": read.speaker_why,
            "relayed_by": read.relayed_by,
            "said_on": read.said_on,
            "said_on_basis": read.said_on_basis,
        },
        "article": {
            "id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "byline": article.byline,
            "published": article.published,
            "published_from": article.published_from,
            "language": article.language,
            "url": article.url,
            "origin": article.origin,
            "text_sha256": found.text_sha256,
        },
        "decisions": [decision(d, d.number in in_force) for d in found.decisions],
    }


def line(shape: Shape) -> str:
    """A shape as the line of JSON that is printed."""
    return json.dumps(shape, ensure_ascii=False)


def claims(checked: Sequence[Checked], check: str | None = None) -> Shape:
    """What was checked: the claims, each with its findings; `check` is the id under which the check is kept."""
    shape: Shape = {"claims": [_claim(c) for c in checked]}
    return shape if check is None else {**shape, "check": check}


def kept(found: Check) -> Shape:
    """A check that the record keeps, without its answer."""
    return {
        "check": found.id,
        "at": found.at,
        "version": found.version,
        "models": found.models,
        "settings": found.settings,
        "claims": [{"holder": c["holder"], "claim": c["text"], "on": c["on"]} for c in _asked(found)],
        "answer_sha256": found.answer_sha256,
    }


def _asked(found: Check) -> list[Shape]:
    return [given["claim"] for given in json.loads(found.answer)] if found.answer else []


def _claim(checked: Checked) -> Shape:
    claim = checked.claim
    return {
        "holder": claim.holder,
        "relayer": claim.relayer,
        "article": claim.article,
        "content": claim.content,
        "findings": [_finding(f) for f in checked.findings],
    }


def _finding(finding: Finding) -> Shape:
    looked = finding.looked_at
    shape = {
        "proposition": finding.proposition,
        "verdict": finding.verdict,
        "score": finding.score,
        "evidence": [_evidence(e) for e in finding.evidence],
        "looked_at": {
            "statements": looked.statements,
            "outlets": looked.outlets,
            "from": looked.first,
            "to": looked.last,
        },
    }
    if finding.first is not None:
        before, after = finding.first
        shape["first"] = {**_voiced(before), "then": _voiced(after)}
    if (second := finding.second) is not None:
        evidence = [_evidence(e) for e in second.evidence]
        shape["second"] = {"judge": second.judge, "verdict": second.verdict, "evidence": evidence}
    return shape


def _voiced(found: Voiced) -> Shape:
    return {"by": found.who, "on": found.on, "statement": None if found.statement is None else found.statement.id}


def _evidence(evidence: Evidence) -> Shape:
    shape = {
        "article": evidence.statement.article,
        "statement": evidence.statement.id,
        "text": evidence.statement.text,
        "content": evidence.statement.content,
        "said_on": evidence.statement.said_on,
        "relation": evidence.relation,
        "after_claim": evidence.after_claim,
    }
    made = evidence.statement.corrections
    return {**shape, "corrections": [_correction(c) for c in made]} if made else shape


def judgements(found: list[Judgement]) -> Shape:
    """What the judge alone found; a link's statement is an index into the statements given."""
    return {
        "findings": [
            {
                "proposition": j.proposition,
                "verdict": j.verdict,
                "score": j.score,
                "evidence": [
                    {"statement": link.statement, "relation": link.relation, "score": link.score} for link in j.links
                ],
            }
            for j in found
        ]
    }


def evaluation(found: Evaluation) -> Shape:
    """The figures of one file of marked texts, named as tools that score PolNeAR name them."""
    return {
        "articles": found.articles,
        **_scores(found.all),
        "nested": _scores(found.nested),
        "languages": {language: _rate(scores.attribution) for language, scores in found.languages.items()},
    }


def judge_scores(found: JudgeScores) -> Shape:
    """The figures of the judge on one file of dossiers, named as tools that score dossiers name them."""
    return {
        "propositions": found.propositions,
        "verdict_accuracy": round(found.right / found.propositions, 4) if found.propositions else 0.0,
        "macro_f1": round(macro_f1(found.four), 4),
        "verdicts": {verdict.value: _rate(rate) for verdict, rate in found.four.items()},
        "macro_f1_3": round(macro_f1(found.three), 4),
        "verdicts_3": {verdict.value: _rate(rate) for verdict, rate in found.three.items()},
        "relations": {relation.value: _rate(rate) for relation, rate in found.relations.items()},
        "by_language": {language: round(f1, 4) for language, f1 in found.languages.items()},
    }


def _scores(found: Scores) -> Shape:
    return {
        "token": {role: _rate(rate) for role, rate in found.token.items()},
        "exact": {role: _rate(rate) for role, rate in found.exact.items()},
        "content": {"strict": _rate(found.strict), "soft": _rate(found.soft)},
        "attribution": _rate(found.attribution),
        "direct_recall": round(found.direct.recall, 4) if found.direct.marked else None,
        "indirect_recall": round(found.indirect.recall, 4) if found.indirect.marked else None,
        "counts": {"gold": found.attribution.marked, "pred": found.attribution.found},
    }


def _rate(rate: Rate) -> Shape:
    return {"p": round(rate.precision, 4), "r": round(rate.recall, 4), "f1": round(rate.f1, 4)}
