"""Answers connectivity checks (RFC 8489, RFC 8445) when it is told to, for tests: a JSON line per command, one per answer.

Each socket takes what comes for its password, and holds it until it is told how to answer: well, or with 403 Forbidden, by which a
peer takes back its consent (RFC 7675). Those of TCP (RFC 6544) answer at once; they may hang up with the answer that makes the pair,
or with the first.
"""

import asyncio
import hashlib
import hmac
import json
import struct
import sys
import zlib

COOKIE = 0x2112A442
REQUEST, SUCCESS, ERROR = 0x0001, 0x0101, 0x0111
ERROR_CODE, MESSAGE_INTEGRITY, XOR_MAPPED_ADDRESS, FINGERPRINT = 0x0009, 0x0008, 0x0020, 0x8028
USE_CANDIDATE = 0x0025


def attribute(kind, value):
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def message(kind, transaction, attributes, password):
    """With integrity and fingerprint, each over a header whose length includes it."""

    def header(size):
        return struct.pack("!HHI", kind, size, COOKIE) + transaction

    signed = hmac.new(password, header(len(attributes) + 24) + attributes, hashlib.sha1).digest()
    attributes += attribute(MESSAGE_INTEGRITY, signed)
    check = zlib.crc32(header(len(attributes) + 8) + attributes) ^ 0x5354554E
    attributes += attribute(FINGERPRINT, struct.pack("!I", check))
    return header(len(attributes)) + attributes


def success(transaction, address, password):
    mapped = struct.pack("!BBH", 0, 1, address[1] ^ COOKIE >> 16)
    host = int.from_bytes(map(int, address[0].split("."))) ^ COOKIE
    return message(SUCCESS, transaction, attribute(XOR_MAPPED_ADDRESS, mapped + struct.pack("!I", host)), password)


def refusal(transaction, password):
    return message(ERROR, transaction, attribute(ERROR_CODE, struct.pack("!HBB", 0, 4, 3) + b"Forbidden"), password)


def nominates(check):
    position = 20
    while position + 4 <= len(check):
        kind, size = struct.unpack("!HH", check[position:position + 4])
        if kind == USE_CANDIDATE:
            return True
        position += 4 + size + -size % 4
    return False


def serve(password, how):
    """What a connection is answered with, whose messages are framed (RFC 4571)."""

    async def answer(reader, writer):
        address = writer.get_extra_info("peername")
        try:
            while True:
                check = await reader.readexactly(struct.unpack("!H", await reader.readexactly(2))[0])
                if len(check) < 20 or struct.unpack("!HHI", check[:8])[::2] != (REQUEST, COOKIE):
                    continue
                reply = (refusal(check[8:20], password) if how == "forbid" else success(check[8:20], address, password))
                writer.write(struct.pack("!H", len(reply)) + reply)
                if how == "hang up at once" or how == "hang up" and nominates(check):
                    break
        except asyncio.IncompleteReadError:
            pass
        writer.close()

    return answer


class Socket(asyncio.DatagramProtocol):
    def __init__(self, password):
        self.password = password.encode()
        self.how = "hold"
        self.held = []
        self.has_come = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        if len(data) < 20 or struct.unpack("!HHI", data[:8])[::2] != (REQUEST, COOKIE):
            return
        self.held.append((data[8:20], address))
        self.has_come.set()
        self.answer()

    def answer(self):
        if self.how == "hold":
            return
        for transaction, address in self.held:
            forbids = self.how == "forbid"
            reply = refusal(transaction, self.password) if forbids else success(transaction, address, self.password)
            self.transport.sendto(reply, address)
        self.held = []


async def main():
    sockets, servers = {}, []
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    def say(value):
        sys.stdout.write(json.dumps(value) + "\n")
        sys.stdout.flush()

    say({"result": ["ready"]})
    while line := await reader.readline():
        command = json.loads(line)
        match command["do"]:
            case "open":
                transport, socket = await asyncio.get_running_loop().create_datagram_endpoint(
                    lambda: Socket(command["password"]), local_addr=("127.0.0.1", 0))
                port = transport.get_extra_info("sockname")[1]
                sockets[str(port)] = socket
                say({"result": [str(port)]})
            case "listen":
                server = await asyncio.start_server(
                    serve(command["password"].encode(), command["how"]), "127.0.0.1", 0)
                servers.append(server)
                say({"result": [str(server.sockets[0].getsockname()[1])]})
            case "wait":  # for a check that is held, or the next
                socket = sockets[command["port"]]
                socket.has_come.clear()
                if not socket.held:
                    await socket.has_come.wait()
                say({"result": []})
            case "hold" | "forbid" | "answer" as how:
                socket = sockets[command["port"]]
                socket.how = how
                socket.answer()
                say({"result": []})
            case other:
                say({"error": f"no command {other}"})


asyncio.run(main())
