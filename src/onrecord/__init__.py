"""onrecord reads the news, keeps a dated record of who said what, and holds second-hand claims about a person against
that person's own words.

>>> from onrecord import open_record, extract, check
"""

from onrecord.errors import ModelError, OnRecordError, ReadingError, RecordError, UnknownPerson
from onrecord.model import (
    Article,
    Attribution,
    Checked,
    Claim,
    Evidence,
    Extract,
    Finding,
    Judgement,
    Person,
    Recorded,
    Relation,
    Statement,
    Verdict,
    Words,
)
from onrecord.record import Record, check, extract, judge, open_record

__all__ = [
    "Article",
    "Attribution",
    "Checked",
    "Claim",
    "Evidence",
    "Extract",
    "Finding",
    "Judgement",
    "ModelError",
    "OnRecordError",
    "Person",
    "ReadingError",
    "Record",
    "RecordError",
    "Recorded",
    "Relation",
    "Statement",
    "UnknownPerson",
    "Verdict",
    "Words",
    "check",
    "extract",
    "judge",
    "open_record",
]
