"""The JSON shapes of what onrecord shows, kept stable: see docs/design.md. Values in, plain dictionaries out."""

from typing import Any

from onrecord.model import Checked, Evidence, Extract, Finding, Judgement, Person, Recorded, Statement

Shape = dict[str, Any]


def extract(found: Extract) -> Shape:
    """One article with its attributions; offsets are code points into its text."""
    article = found.article
    return {
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "published": article.published,
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
        "said_on": statement.dating.said_on,
        "said_on_basis": statement.dating.basis,
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
    }


def person(found: Person) -> Shape:
    """One person or organisation."""
    return {
        "id": found.id,
        "name": found.name,
        "names": found.names,
        "roles": found.roles,
        "organisation": found.organisation,
        "why": found.why,
    }


def claims(checked: list[Checked]) -> Shape:
    """What was checked: the claims, each with its findings."""
    return {"claims": [_claim(c) for c in checked]}


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
    return {
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


def _evidence(evidence: Evidence) -> Shape:
    return {
        "article": evidence.statement.article,
        "statement": evidence.statement.id,
        "text": evidence.statement.text,
        "content": evidence.statement.content,
        "said_on": evidence.statement.said_on,
        "relation": evidence.relation,
        "after_claim": evidence.after_claim,
    }


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
