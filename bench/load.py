"""A load generator for machines without wrk: threads with one kept-alive connection each."""

import json
import statistics
import sys
import threading
import time
from http.client import HTTPConnection


def main() -> None:
    """Send requests as the JSON on the command line says, and print what came of it."""
    order = json.loads(sys.argv[1])
    times: list[float] = []
    until = time.perf_counter() + order["seconds"]

    def visit() -> None:
        connection = HTTPConnection("127.0.0.1", order["port"], timeout=60)
        while (started := time.perf_counter()) < until:
            connection.request("GET", order["path"], headers=order["headers"])
            answer = connection.getresponse()
            answer.read()
            assert answer.status == order["status"], answer.status
            times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=visit) for _thread in range(order["connections"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hundredths = statistics.quantiles(times, n=100)
    print(
        json.dumps(
            {
                "requests": len(times),
                "rate": len(times) / order["seconds"],
                "p50": hundredths[49] * 1e3,
                "p99": hundredths[98] * 1e3,
            }
        )
    )


if __name__ == "__main__":
    main()
