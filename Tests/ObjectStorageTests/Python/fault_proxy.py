"""A proxy in front of a store that does to requests what networks and stores do to them.

Arguments: the port of the store. A JSON line in for each command, one out for each answer:
{"do": "port"}: where to connect to. {"do": "faults", "kinds": […], "rate": 0.2, "seed": 1}: from now on that share of the requests
meets one of these, by a generator that gives the same for the same seed. {"do": "reached", "bytes": n}: answers when n bytes more
have come from clients. {"do": "counts"}: how often each fault was met since they were set.
"""
import json
import random
import re
import socket
import sys
import threading
import time
from datetime import datetime, timezone

STATUS = {
    "500": (500, "Internal Server Error", "InternalError"),
    "503": (503, "Slow Down", "SlowDown"),
    "429": (429, "Too Many Requests", "TooManyRequests"),
    "409": (409, "Conflict", "OperationAborted"),
    "408": (408, "Request Timeout", "RequestTimeout"),
    "expired": (403, "Forbidden", "ExpiredToken"),
}

# Of a body, in bytes.
SLOWEST = 10240


class Closed(Exception):
    pass


class Proxy:
    def __init__(self, upstream):
        self.upstream = upstream
        self.lock = threading.Lock()
        self.moved = threading.Condition(self.lock)
        self.random = random.Random(0)
        self.kinds, self.rate, self.counts, self.bytes = [], 0, {}, 0
        self.server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.server.accept()
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def choose(self):
        with self.lock:
            if not self.kinds or self.random.random() >= self.rate:
                return None, 0.5
            kind = self.random.choice(self.kinds)
            self.counts[kind] = self.counts.get(kind, 0) + 1
            return kind, self.random.random()

    def count(self, number):
        with self.moved:
            self.bytes += number
            self.moved.notify_all()

    def serve(self, client):
        store = None
        try:
            store = socket.create_connection(("127.0.0.1", self.upstream))
            store.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                self.exchange(client, store)
        except (Closed, OSError, ValueError):
            pass
        finally:
            for one in (client, store):
                if one:
                    one.close()

    def head(self, source):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = source.recv(65536)
            if not piece:
                raise Closed
            data += piece
            if len(data) > 1 << 20:
                raise Closed
        head, rest = data.split(b"\r\n\r\n", 1)
        return head + b"\r\n\r\n", rest

    @staticmethod
    def length(head):
        match = re.search(rb"\r\ncontent-length: *(\d+)", head, re.I)
        return int(match.group(1)) if match else 0

    def reset(self, client):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        raise Closed

    def body(self, client, target, head, rest, slow=False, stop=None, spoil=None):
        left, done = self.length(head) - len(rest), len(rest)
        if target and rest:
            target.sendall(self.spoilt(rest, 0, spoil))
        slowest = done + SLOWEST if slow else 0
        while left > 0:
            if stop is not None and done >= stop:
                self.reset(client)
            # A link of ten kilobytes per second, for as long as a run can bear; then one of a megabyte.
            piece = client.recv(min(left, 65536 if not slow else 1024 if done < slowest else 10240))
            if not piece:
                raise Closed
            self.count(len(piece))
            if target:
                target.sendall(self.spoilt(piece, done, spoil))
            left, done = left - len(piece), done + len(piece)
            if slow:
                time.sleep(len(piece) / (10e3 if done < slowest else 1e6))

    @staticmethod
    def spoilt(piece, start, position):
        """The piece of a body, with one byte of it changed if that lies in it."""
        if position is None or not start <= position < start + len(piece):
            return piece
        index = position - start
        return piece[:index] + bytes([piece[index] ^ 0x55]) + piece[index + 1:]

    def exchange(self, client, store):
        head, rest = self.head(client)
        self.count(len(head) + len(rest))
        kind, where = self.choose()
        if re.search(rb"\r\nexpect: *100-continue", head, re.I):
            client.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            head = re.sub(rb"\r\nexpect: *100-continue", b"", head, flags=re.I)
        if kind == "reset":
            if where < 0.3:
                self.reset(client)
            store.sendall(head)
            self.body(client, store, head, rest, stop=int(self.length(head) * where))
            self.reset(client)
        if kind == "stall":
            time.sleep(0.3 + where / 2)
            self.reset(client)
        if kind in STATUS:
            self.body(client, None, head, rest)
            return self.refuse(client, kind)
        store.sendall(head)
        # Only what is put: a list of parts that is spoilt would be one that nobody has sent.
        spoil = int(self.length(head) * where) if kind == "spoilt" and head.startswith(b"PUT") else None
        self.body(client, store, head, rest, slow=kind == "slow", spoil=spoil)
        self.answer(client, store, head, kind, where)

    def refuse(self, client, kind):
        status, reason, code = STATUS[kind]
        document = f"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>By order of the proxy.</Message></Error>".encode()
        client.sendall(f"HTTP/1.1 {status} {reason}\r\ncontent-type: application/xml\r\n"
                       f"content-length: {len(document)}\r\n\r\n".encode() + document)

    def answer(self, client, store, request, kind, where):
        head, rest = self.head(store)
        left = 0 if request.startswith(b"HEAD") else self.length(head) - len(rest)
        while left > 0:
            piece = store.recv(65536)
            if not piece:
                raise Closed
            rest, left = rest + piece, left - len(piece)
        while re.search(rb"\r\ntransfer-encoding: *chunked", head, re.I) and not rest.endswith(b"0\r\n\r\n"):
            piece = store.recv(65536)
            if not piece:
                raise Closed
            rest += piece
        # The emulator gives every upload the same date of long ago.
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z").encode()
        rest = rest.replace(b"2010-11-10T20:48:33.000Z", now)
        if kind == "checksum":
            head = re.sub(rb'(?i)(\r\netag: *"?)([0-9a-f]{32})', rb"\g<1>" + b"0" * 32, head)
        if kind == "lost":
            self.reset(client)
        if kind == "truncated":
            whole = head + rest
            client.sendall(whole[:int(len(whole) * where)])
            raise Closed
        client.sendall(head + rest)
        if re.search(rb"\r\nconnection: *close", head, re.I):
            raise Closed


def main():
    proxy = Proxy(int(sys.argv[1]))
    print(json.dumps({"result": []}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        result = []
        if command["do"] == "port":
            result = [str(proxy.port)]
        elif command["do"] == "faults":
            with proxy.lock:
                proxy.kinds, proxy.rate = command["kinds"], command["rate"]
                proxy.random, proxy.counts, proxy.bytes = random.Random(command["seed"]), {}, 0
        elif command["do"] == "reached":
            with proxy.moved:
                proxy.moved.wait_for(lambda: proxy.bytes >= command["bytes"], timeout=command.get("limit", 20))
        else:
            with proxy.lock:
                result = [f"{kind} {number}" for kind, number in sorted(proxy.counts.items())]
        print(json.dumps({"result": result}), flush=True)


main()
