"""Receives tracks, over WebSockets (aiohttp) and by chunked POST (on bare sockets, so that each chunk is seen).

Arguments: nothing, or a certificate's and a key's file. A JSON line in for each command, one out for each answer.
"""
import asyncio
import base64
import json
import socket as socketlib
import ssl
import sys
from urllib.parse import parse_qs, urlsplit

from aiohttp import WSMsgType, web

sockets = asyncio.Queue()
# Set once those that hold may read.
listening = asyncio.Event()
texts = []
uploads = asyncio.Queue()


async def receive(request):
    """Keeps what comes until the close; pings, closes or stops reading when the query says so.

    One that holds reads only after the command to listen. Of its data the end is kept, and messages of zeros are `silence`.
    """
    socket = web.WebSocketResponse(autoping=False, max_msg_size=0)
    await socket.prepare(request)
    if "deaf" in request.query:
        request.transport.pause_reading()
        await asyncio.sleep(3600)
    if holds := "hold" in request.query:
        request.transport.get_extra_info("socket").setsockopt(socketlib.SOL_SOCKET, socketlib.SO_RCVBUF, 65_536)
        request.transport.pause_reading()
        await listening.wait()
        request.transport.resume_reading()
    if "ping" in request.query:
        await socket.ping(b"are you there")
    events, data = [], bytearray()
    limit = int(request.query.get("close-after", "1000000000"))
    async for message in socket:
        if message.type == WSMsgType.PING:
            await socket.pong(message.data)
        elif message.type == WSMsgType.BINARY:
            is_silent = holds and message.data.count(0) == len(message.data)
            events.append(["silence" if is_silent else "binary", len(message.data)])
            data += message.data
        else:
            events.append([message.type.name.lower(), message.data if isinstance(message.data, str) else message.data.decode()])
            texts.append(events[-1][1])
        if len(events) >= limit:
            await socket.close(code=4001, message=b"enough")
            break
    await sockets.put([
        request.headers.get("Content-Type", ""), str(socket.close_code), json.dumps(events),
        base64.b64encode(data[-400_000:] if holds else data).decode()])
    return socket


async def refuse(_):
    return web.Response(status=403, text="not here")


def answer(status, text, more=""):
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(text)}\r\nConnection: close\r\n{more}\r\n{text}".encode()


async def upload(reader, writer):
    try:
        await take(reader, writer)
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def take(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    path = urlsplit(head[0].split(" ")[1]).path
    fields = {line.split(": ", 1)[0].lower(): line.split(": ", 1)[1] for line in head[1:] if line}
    if path == "/refuse":
        writer.write(answer(403, "no such\n place " + "x" * 1000))
    elif path == "/redirect":
        writer.write(answer(307, "", "Location: /ok\r\n"))
    elif path == "/early":
        writer.write(answer(200, "had enough"))
    elif path == "/stuck":
        await asyncio.sleep(3600)
    sizes, body = [], b""
    while True:
        size = int(await reader.readuntil(b"\r\n"), 16)
        body += await reader.readexactly(size)
        await reader.readexactly(2)
        if size == 0:
            break
        sizes.append(size)
        if path == "/break" and len(sizes) == 3:
            writer.transport.abort()
            return
    if path == "/silent":
        await asyncio.sleep(3600)
    if path == "/judge":
        writer.write(answer(422, "no picture\n in it"))
        await writer.drain()
        return
    await uploads.put([
        head[0], fields.get("content-type", ""), fields.get("transfer-encoding", ""), fields.get("host", ""),
        fields.get("expect", ""), json.dumps(sizes), base64.b64encode(body[:1 << 20]).decode()])
    writer.write(answer(200, "thanks"))
    await writer.drain()


async def main():
    context = None
    if len(sys.argv) > 2:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
    app = web.Application()
    app.add_routes([web.get("/receive", receive), web.get("/refuse", refuse)])
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    server = await asyncio.start_server(upload, "127.0.0.1", 0, ssl=context, limit=1 << 24)
    ports = [str(site._server.sockets[0].getsockname()[1]), str(server.sockets[0].getsockname()[1])]
    lines = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    print(json.dumps({"result": []}), flush=True)
    while line := await lines.readline():
        command = json.loads(line)["do"]
        if command == "ports":
            result = ports
        elif command == "listen":
            listening.set()
            result = []
        elif command == "texts":
            result = texts
        elif command == "websocket":
            result = await sockets.get()
        else:
            result = await uploads.get()
        print(json.dumps({"result": result}), flush=True)


asyncio.run(main())
