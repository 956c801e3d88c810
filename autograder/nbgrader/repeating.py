"""nbgrader's own part of a run, without what it does over again for every cell.

It makes a new engine of SQLAlchemy's each time it opens the gradebook, nine times a submission,
which has to compile every query anew, and looks for all tables and for the course; it waits for the
disk after every score; and it examines the schema of its own metadata with every cell. For the
length of a run there is one engine, tables and schema are looked at once, and the scores of a
submission are written together. What comes out is the same.
"""

import contextlib
import functools
import json
from types import SimpleNamespace
from unittest import mock

import jsonschema
from nbgrader import api
from nbgrader.nbgraderformat import common
from nbgrader.preprocessors import saveautogrades


class WrittenAtOnce(api.Gradebook):
    """A gradebook whose changes reach the disk together, when it is closed."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self._commit, self.db.commit = self.db.commit, self.db.flush

    def close(self):
        """Write what was changed, and close."""
        try:
            self._commit()
        finally:
            super().close()


@functools.cache
def _validator(schema):
    """Return what validates by a schema, given as JSON."""
    schema = json.loads(schema)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def _validate(instance, schema):
    """Do what `jsonschema.validate` does."""
    error = jsonschema.exceptions.best_match(_validator(json.dumps(schema)).iter_errors(instance))
    if error is not None:
        raise error


def _opened_once(open_):
    """`Gradebook.__init__`, which looks after the database the first time only."""
    engines = {}

    def __init__(self, db_url, course_id="default_course", authenticator=None):
        if (db_url, course_id) in engines:
            self.engine = engines[db_url, course_id]
            self.db = api.scoped_session(api.sessionmaker(bind=self.engine, future=True))
            self.course_id, self.authenticator = course_id, authenticator
        else:
            open_(self, db_url, course_id, authenticator)
            engines[db_url, course_id] = self.engine

    return __init__


@contextlib.contextmanager
def without_repeating():
    """Let nbgrader do its part fast, until this is left."""
    with (
        mock.patch.object(api, "create_engine", functools.cache(api.create_engine)),
        mock.patch.object(api.Gradebook, "__init__", _opened_once(api.Gradebook.__init__)),
        mock.patch.object(saveautogrades, "Gradebook", WrittenAtOnce),
        mock.patch.object(common, "jsonschema", SimpleNamespace(validate=_validate)),
    ):
        yield
