import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def counted_queries():
    """Count the queries of a call, after one that has filled all caches."""

    def count(call):
        call()
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count
