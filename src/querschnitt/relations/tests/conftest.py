import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from querschnitt.accounts.tests import factories as people


@pytest.fixture
def coordinator(db):
    return people.coordinator(department=None)


@pytest.fixture
def editor(db):
    """Someone who writes for a department of their own."""
    return people.editor()


@pytest.fixture
def approver(editor):
    """Someone who approves for the department of the editor."""
    return people.approver(department=editor.department)


@pytest.fixture
def counted():
    """Count the queries of a call, after one that has filled all caches."""

    def count(call):
        call()
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count
