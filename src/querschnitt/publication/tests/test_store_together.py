"""The page store with several threads and several processes."""

import threading
import time

import pytest
from django.db import connection, transaction

from querschnitt.outbox.tests.processes import other_process
from querschnitt.publication import store
from querschnitt.publication.rendering import rendered_page
from querschnitt.publication.tests.visitors import behind, publish, visit

WATCH = "querschnitt.publication.tests.visitors.watch"


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_takes_effect_within_a_second_in_every_process():
    publish("/de/")
    with other_process(WATCH, "/de/") as one, other_process(WATCH, "/de/") as other:
        assert [process.stdout.readline()[:3] for process in (one, other)] == ["200", "200"]

        with transaction.atomic():
            store.replace([rendered_page("/de/", "zurückgezogen", status=410)])
        withdrawn_at = time.time()

        for process in (one, other):
            status, at = process.stdout.readline().split()
            assert status == "410"
            assert float(at) - withdrawn_at < 1


@pytest.mark.django_db(transaction=True)
def test_threads_never_get_a_mixed_page_nor_an_older_one_again():
    portal = store.PageStore(behind, interval=0.01)
    publish(page_of(0))
    stop, wrong = threading.Event(), []

    def read():
        last = 0
        try:
            while not stop.is_set():
                answer = visit(portal, accept_encoding="")
                numbers = set(answer.body.split())
                tag = f'"{page_of(int(min(numbers))).etag}"'
                if len(numbers) != 1 or answer.headers["ETag"] != tag or int(min(numbers)) < last:
                    wrong.append((last, numbers))
                last = int(min(numbers))
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=read) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for number in range(1, 40):
        publish(page_of(number))
        time.sleep(0.02)
    stop.set()
    for thread in threads:
        thread.join()

    assert wrong == []
    time.sleep(0.02)
    assert visit(portal).body.split()[0] == b"39"


def page_of(number):
    return rendered_page("/de/", f"{number} " * 200)
