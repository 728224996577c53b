"""An aiohttp server for WebSocket tests. Prints its port, and ends with its standard input.

Arguments: nothing, or a certificate's and a key's file.
"""
import asyncio
import json
import os
import ssl
import sys

from aiohttp import WSMsgType, web


async def echo(request):
    socket = web.WebSocketResponse(protocols=("second", "first"), max_msg_size=0)
    await socket.prepare(request)
    async for message in socket:
        if message.type == WSMsgType.TEXT:
            await socket.send_str(message.data)
        elif message.type == WSMsgType.BINARY:
            await socket.send_bytes(message.data)
    return socket


async def told(request):
    """Tells what it was asked, and what the client closed with."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_str(json.dumps({
        "path": request.raw_path, "host": request.host, "token": request.headers.get("Authorization")}))
    message = await socket.receive()
    closes.append(f"{message.type.name} {message.data} {message.extra}")
    return socket


async def last_close(_):
    return web.Response(text=closes[-1] if closes else "")


async def close(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.close(code=int(request.query["code"]), message=request.query["reason"].encode())
    return socket


async def raw(request):
    """Sends the bytes it is told, and then hangs up or waits for the client to."""
    socket = web.WebSocketResponse(autoping=False)
    await socket.prepare(request)
    for piece in request.query["hex"].split("-"):
        request.transport.write(bytes.fromhex(piece))
        await asyncio.sleep(0)
    if "abort" in request.query:
        request.transport.abort()
        return socket
    message = await socket.receive()
    closes.append(f"{message.type.name} {message.data}")
    return socket


async def pings(request):
    socket = web.WebSocketResponse(autoping=False)
    await socket.prepare(request)
    await socket.ping(b"are you there")
    message = await socket.receive()
    await socket.send_str(f"{message.type.name} {message.data.decode()}")
    await socket.receive()
    return socket


async def deaf(request):
    """Reads nothing, not even pings."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    request.transport.pause_reading()
    await asyncio.sleep(3600)
    return socket


async def refuse(request):
    return web.Response(status=401, text="the token is expired", headers={"X-Reason": "expired"})


async def refuse_in_chunks(request):
    response = web.StreamResponse(status=404)
    response.enable_chunked_encoding()
    await response.prepare(request)
    for piece in (b"no such ", b"room"):
        await response.write(piece)
    return response


async def redirect(_):
    raise web.HTTPFound("/echo")


async def silent(_):
    await asyncio.sleep(3600)


closes = []


async def main():
    app = web.Application()
    app.add_routes([
        web.get("/echo", echo), web.get("/told", told), web.get("/last-close", last_close), web.get("/close", close),
        web.get("/raw", raw), web.get("/pings", pings), web.get("/deaf", deaf), web.get("/refuse", refuse),
        web.get("/refuse-in-chunks", refuse_in_chunks), web.get("/redirect", redirect), web.get("/silent", silent)])
    context = None
    if len(sys.argv) > 2:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, ended.set)
    await ended.wait()
    os._exit(0)


asyncio.run(main())
