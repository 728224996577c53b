"""An HTTP server and an HTTP proxy that wants a password, on bare asyncio, for uploads of known length.

Arguments: nothing, or a certificate's and a key's file for the server. A JSON line in for each command, one out for each answer.
"""
import asyncio
import base64
import hashlib
import json
import socket
import ssl
import sys

requests = asyncio.Queue()
connections = 0
proxied = []
CREDENTIALS = "Basic " + base64.b64encode("käthe:p@ss:wörd".encode()).decode()


async def head(reader):
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip().lower()] = value.strip()
    return lines[0], fields


async def body(reader, fields, pause=0.0):
    digest, size, rest = hashlib.md5(), 0, int(fields.get("content-length", 0))
    while rest:
        piece = await reader.read(min(rest, 1 << 16))
        if not piece:
            raise ConnectionError
        if pause:
            await asyncio.sleep(pause)
        digest.update(piece)
        size, rest = size + len(piece), rest - len(piece)
    return digest.hexdigest(), size


async def serve(reader, writer):
    global connections
    connections += 1
    own = connections
    try:
        while True:
            line, fields = await head(reader)
            path = line.split(" ")[1]
            if path == "/deaf":
                await asyncio.sleep(3600)
            if path == "/refuse":
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
                await writer.drain()
                break
            if path == "/reset":
                await reader.readexactly(100_000)
                writer.transport.abort()
                break
            digest, size = await body(reader, fields, 0.05 if path == "/slow" else 0)
            if path == "/drip":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                while True:
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(0.02)
            if path == "/mute":
                await asyncio.sleep(3600)
            await requests.put([line, str(own), digest, str(size), fields.get("transfer-encoding", ""), fields.get("expect", ""),
                                fields.get("proxy-authorization", "")])
            text = digest.encode() if not line.startswith("HEAD") else b""
            length = len(text) if path != "/short" else 100
            writer.write(f"HTTP/1.1 200 OK\r\nETag: \"{digest}\"\r\nContent-Length: {length}\r\n\r\n".encode() + text)
            await writer.drain()
            # Closed without a word: the next request finds it out.
            if path in ("/close", "/short"):
                break
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def pipe(reader, writer):
    try:
        while piece := await reader.read(1 << 16):
            writer.write(piece)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def proxy(reader, writer):
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
        lines = raw.decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ")
        if not any(line.lower() == f"proxy-authorization: {CREDENTIALS}".lower() for line in lines):
            writer.write(b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            writer.close()
            return
        proxied.append(f"{method} {target}")
        authority = target if method == "CONNECT" else target.split("/")[2]
        host, port = authority.rsplit(":", 1)
        upstream_reader, upstream_writer = await asyncio.open_connection(host, int(port))
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Go\r\n\r\n")
        else:
            path = target.split("/", 3)[3]
            kept = [line for line in lines[1:] if not line.lower().startswith("proxy-")]
            upstream_writer.write("\r\n".join([f"{method} /{path} HTTP/1.1"] + kept).encode("latin-1"))
        await asyncio.gather(pipe(reader, upstream_writer), pipe(upstream_reader, writer))
    except (asyncio.IncompleteReadError, ConnectionError):
        pass


async def main():
    context = None
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
    # A small window, so that a reader that is slow is felt by the sender.
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
    listener.bind(("127.0.0.1", 0))
    server = await asyncio.start_server(serve, sock=listener, ssl=context)
    forward = await asyncio.start_server(proxy, "127.0.0.1", 0)
    ports = [str(s.sockets[0].getsockname()[1]) for s in (server, forward)]
    print(json.dumps({"result": []}), flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)["do"]
        if command == "ports":
            result = ports
        elif command == "proxied":
            result = proxied
        else:
            result = await requests.get()
        print(json.dumps({"result": result}), flush=True)


asyncio.run(main())
