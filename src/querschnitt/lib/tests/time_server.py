"""A time server on this machine that tells whatever time it is told to tell."""

import socket
import struct
import threading
import time
from contextlib import contextmanager

FROM_1900 = 2_208_988_800


class TimeServer:
    """What it answers can be changed while it runs."""

    def __init__(self):
        self.now = time.time
        self.leap, self.version, self.mode, self.stratum = 0, 4, 4, 2
        self.is_silent = self.forgets_the_question = False
        self.is_cut_off = False
        self.asked = 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.name = f"127.0.0.1:{self._socket.getsockname()[1]}"

    def answer(self, question):
        first = self.leap << 6 | self.version << 3 | self.mode
        cookie = bytes(8) if self.forgets_the_question else question[40:48]
        head = struct.pack(">BB22x", first, self.stratum) + cookie
        whole = head + stamp(self.now()) * 2
        return whole[:20] if self.is_cut_off else whole

    def serve(self, stop):
        while not stop.is_set():
            try:
                question, address = self._socket.recvfrom(512)
            except TimeoutError:
                continue
            self.asked += 1
            if not self.is_silent:
                self._socket.sendto(self.answer(question), address)
        self._socket.close()


def stamp(moment):
    seconds = int(moment // 1) + FROM_1900
    return struct.pack(">LL", seconds % 2**32, int(moment % 1 * 2**32))


@contextmanager
def time_server():
    """Run a server and return it."""
    server, stop = TimeServer(), threading.Event()
    thread = threading.Thread(target=server.serve, args=(stop,))
    thread.start()
    try:
        yield server
    finally:
        stop.set()
        thread.join()
