"""What can go wrong, in sentences that a user may be shown.

OnRecordError
 ├─ ReadingError    a file or text that cannot be read as an article
 ├─ ModelError      a model folder that is missing, incomplete or altered
 ├─ RecordError     a record that cannot be opened, read or written
 ├─ JudgeError      a second judge that cannot be asked, or gives no answer that can be used
 └─ UnknownPerson   nobody of that name is in the record
"""


class OnRecordError(Exception):
    """The root: its text says what happened, with which file, and what to do."""


class ReadingError(OnRecordError):
    """A file or text cannot be read as an article."""


class ModelError(OnRecordError):
    """A model folder is missing, incomplete or altered."""


class RecordError(OnRecordError):
    """A record cannot be opened, read or written."""


class JudgeError(OnRecordError):
    """A second judge cannot be asked, or gives no answer that can be used."""


class UnknownPerson(OnRecordError):
    """Nobody of that name is in the record."""
