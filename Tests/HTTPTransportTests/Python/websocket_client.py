"""WebSocket clients for tests: aiohttp for what is right, bare sockets for what is wrong. Arguments: what, port, more."""
import asyncio
import base64
import os
import socket
import sys

import aiohttp

what, port = sys.argv[1], int(sys.argv[2])
base = f"ws://127.0.0.1:{port}"


async def echo():
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(base + "/echo", protocols=("first", "second"), max_msg_size=0) as ws:
            assert ws.protocol == "second", ws.protocol
            for text in ("", "hello", "grüße 🎬", "x" * 70_000):
                await ws.send_str(text)
                assert await ws.receive_str() == text
            for size in (0, 1, 125, 126, 65_535, 65_536, 1_000_000):
                data = os.urandom(size)
                await ws.send_bytes(data)
                assert await ws.receive_bytes() == data, size
            await ws.close(code=4001, message=b"enough")
            print(ws.close_code)


async def pings():
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(base + "/echo", autoping=False) as ws:
            await ws.ping(b"payload")
            message = await ws.receive()
            print(message.type.name, message.data.decode())


async def closed():
    """Prints every message and how the server closed."""
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(base + sys.argv[3]) as ws:
            while True:
                message = await ws.receive()
                if message.type != aiohttp.WSMsgType.TEXT:
                    return print(message.type.name, message.data, message.extra)
                print(message.data)


async def refused():
    """Three arguments for each request: path, version and key."""
    async with aiohttp.ClientSession() as session:
        for path, version, key in zip(sys.argv[3::3], sys.argv[4::3], sys.argv[5::3]):
            async with session.get(f"http://127.0.0.1:{port}" + path, headers={
                    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": version,
                    "Sec-WebSocket-Key": key}) as answer:
                print(answer.status, answer.headers.get("X-Reason", "-"), (await answer.text()).strip())


async def many():
    """Open at once, each says something."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        sockets = await asyncio.gather(*(session.ws_connect(base + "/echo") for _ in range(int(sys.argv[3]))))
        for index, ws in enumerate(sockets):
            await ws.send_str(str(index))
        for index, ws in enumerate(sockets):
            assert await ws.receive_str() == str(index)
        await asyncio.gather(*(ws.close() for ws in sockets))
        print(len(sockets))


def handshake(path="/echo"):
    peer = socket.create_connection(("127.0.0.1", port))
    key = base64.b64encode(os.urandom(16)).decode()
    peer.sendall((f"GET {path} HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n").encode())
    head = b""
    while b"\r\n\r\n" not in head:
        head += peer.recv(1)
    assert head.startswith(b"HTTP/1.1 101"), head
    return peer


def raw():
    """On a connection for each part, sends pieces and prints all that comes back to the end, a line each."""
    for part in sys.argv[3].split(","):
        peer = handshake()
        for piece in part.split("-"):
            peer.sendall(bytes.fromhex(piece))
        received = b""
        while data := peer.recv(65_536):
            received += data
        peer.close()
        print(received.hex())


def abrupt():
    """Leaves in the middle of a message, without a word."""
    peer = handshake()
    peer.sendall(bytes.fromhex("82fe1000" + "00000000" + "00" * 100))
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    peer.close()


def half_open():
    """Holds connections with half a header, then asks whether somebody else is served. Prints what the last one got."""
    held = []
    for _ in range(int(sys.argv[3])):
        peer = socket.socket()
        peer.setblocking(False)
        peer.connect_ex(("127.0.0.1", port))
        held.append(peer)
    for peer in held:
        try:
            peer.send(b"GET /echo HTTP/1.1\r\nUpgrade: webso")
        except OSError:
            pass
    peer = handshake()
    peer.sendall(bytes.fromhex("818100000000" + "41"))
    print(peer.recv(3).hex())


if asyncio.iscoroutinefunction(globals()[what]):
    asyncio.run(globals()[what]())
else:
    globals()[what]()
