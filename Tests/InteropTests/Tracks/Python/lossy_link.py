"""A bad network between a room's server and its clients, for tests: a JSON line per command, one per answer.

`lossy_link.py SERVER SEED`: SERVER is the server's `host:port`. Signalling passes
unharmed, but for candidates: the server's are replaced by sockets of this program, and clients' are kept back, so that all media
goes through here. Each datagram is lost, doubled and held back at random, in both directions; what is held back for longer
arrives behind what was sent later.
"""

import asyncio
import json
import random
import re
import sys

import aiohttp
from aiohttp import web
from livekit.protocol import rtc

SERVER, SEED = sys.argv[1], int(sys.argv[2])
CANDIDATE = re.compile(r"(candidate:\S+ \d+ udp \d+ )(\S+) (\d+)( typ host)", re.IGNORECASE)

RID = re.compile(r"a=extmap:(\d+) urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id")


class Link:
    """What the network does to datagrams, and what it did."""

    def __init__(self):
        self.random = random.Random(SEED)
        self.loss = self.duplication = self.delay = self.jitter = 0.0
        self.is_down = self.is_thin = False
        self.rids, self.upper = set(), set()
        self.counts = dict.fromkeys(["passed", "lost", "doubled", "overtaken"], 0)
        self.latest = {}

    def hides(self, datagram):
        """Notes the sources that are a layer, but not the smallest; whether the datagram is of one, and not to pass."""
        if len(datagram) < 12 or datagram[0] >> 6 != 2 or 192 <= datagram[1] < 224:
            return False
        source = datagram[8:12]
        if source not in self.upper and any(name in (b"h", b"f") for name in self.names(datagram)):
            self.upper.add(source)
        return self.is_thin and source in self.upper

    def names(self, datagram):
        """The elements of a header extension that are a layer's name (RFC 8285 section 4.2); the first packets have them."""
        start = 12 + 4 * (datagram[0] & 15)
        if not datagram[0] & 16 or datagram[start : start + 2] != b"\xbe\xde":
            return
        rest = datagram[start + 4 : start + 4 + 4 * int.from_bytes(datagram[start + 2 : start + 4], "big")]
        while rest:
            length = 0 if rest[0] == 0 else (rest[0] & 15) + 1
            if rest[0] >> 4 in self.rids:
                yield rest[1 : 1 + length]
            rest = rest[1 + length :]

    def carry(self, datagram, way, send):
        is_hidden = way[1] == "up" and self.hides(datagram)
        if self.is_down or is_hidden or self.random.random() < self.loss:
            self.counts["lost"] += 1
            return
        copies = 2 if self.random.random() < self.duplication else 1
        self.counts["doubled"] += copies - 1
        for _ in range(copies):
            self.counts["passed"] += 1
            wait = self.delay + self.random.uniform(-self.jitter, self.jitter)
            loop = asyncio.get_running_loop()
            due = loop.time() + wait
            if due < self.latest.get(way, 0):
                self.counts["overtaken"] += 1
            self.latest[way] = max(due, self.latest.get(way, 0))
            if wait > 0:
                loop.call_at(due, send, datagram)
            else:
                send(datagram)


class Inner(asyncio.DatagramProtocol):
    """Stands for one client before the server."""

    def __init__(self, outer, client):
        self.outer, self.client = outer, client

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, datagram, address):
        LINK.carry(datagram, (self, "down"), lambda data: self.outer.transport.sendto(data, self.client))

    def error_received(self, error):
        pass  # the server's socket is gone, as a network would not know


class Outer(asyncio.DatagramProtocol):
    """Stands for one of the server's sockets before clients."""

    def __init__(self, server):
        self.server = server
        self.inners = {}

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, datagram, client):
        if client not in self.inners:
            loop = asyncio.get_running_loop()
            self.inners[client] = loop.create_task(
                loop.create_datagram_endpoint(lambda: Inner(self, client), remote_addr=self.server))
        inner = self.inners[client]
        if inner.done():
            LINK.carry(datagram, (client, "up"), inner.result()[0].sendto)
        # Before that it is lost, and ICE asks again.

    def error_received(self, error):
        pass


LINK = Link()
OUTERS = {}
CLIENTS = set()


async def outer_port(address, port):
    if (address, port) not in OUTERS:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: Outer((address, port)), local_addr=("127.0.0.1", 0))
        OUTERS[address, port] = transport.get_extra_info("sockname")[1]
    return OUTERS[address, port]


async def with_our_candidates(text):
    """A candidate or a description with our sockets for the server's; None for what cannot go through here, as TCP."""
    lines = []
    for line in text.split("\r\n"):
        if found := CANDIDATE.search(line):
            port = await outer_port(found[2], int(found[3]))
            line = line.replace(found[0], f"{found[1]}127.0.0.1 {port}{found[4]}")
        elif "candidate:" in line:
            continue
        lines.append(line)
    return "\r\n".join(lines) if lines else None


async def from_server(data):
    message = rtc.SignalResponse.FromString(data)
    kind = message.WhichOneof("message")
    if kind == "trickle":
        candidate = await with_our_candidates(message.trickle.candidateInit)
        if candidate is None:
            return None
        message.trickle.candidateInit = candidate
    elif kind in ("offer", "answer"):
        description = getattr(message, kind)
        description.sdp = await with_our_candidates(description.sdp)
        LINK.rids |= {int(found[1]) for found in RID.finditer(description.sdp)}
    return message.SerializeToString()


def from_client(data):
    message = rtc.SignalRequest.FromString(data)
    kind = message.WhichOneof("message")
    if kind == "trickle":
        return None
    if kind in ("offer", "answer"):
        description = getattr(message, kind)
        lines = description.sdp.split("\r\n")
        kept = [line for line in lines if not line.startswith(("a=candidate:", "a=end-of-candidates"))]
        description.sdp = "\r\n".join(kept)
    return message.SerializeToString()


async def pass_messages(source, target, change):
    async for message in source:
        if message.type != aiohttp.WSMsgType.BINARY:
            break
        changed = change(message.data)
        if asyncio.iscoroutine(changed):
            changed = await changed
        if changed is not None:
            await target.send_bytes(changed)
    await target.close()


async def handle(request):
    """Passes a request on; a server that is not there is a gateway's error."""
    headers = {key: value for key, value in request.headers.items() if key == "Authorization"}
    url = f"http://{SERVER}{request.path_qs}"
    async with aiohttp.ClientSession() as session:
        try:
            if request.headers.get("Upgrade", "").lower() == "websocket":
                return await join(request, await session.ws_connect(url, headers=headers, max_msg_size=1 << 24))
            async with session.request(request.method, url, headers=headers) as answer:
                return web.Response(status=answer.status, body=await answer.read())
        except aiohttp.WSServerHandshakeError as refusal:
            return web.Response(status=refusal.status, text=refusal.message)
        except aiohttp.ClientConnectionError as error:
            return web.Response(status=502, text=str(error))


async def join(request, server):
    """Passes messages both ways until either side ends."""
    client = web.WebSocketResponse(max_msg_size=1 << 24)
    await client.prepare(request)
    CLIENTS.add(client)
    ways = {
        asyncio.ensure_future(pass_messages(server, client, from_server)),
        asyncio.ensure_future(pass_messages(client, server, from_client)),
    }
    _, others = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    for other in others:
        other.cancel()
    CLIENTS.discard(client)
    await server.close()
    return client


async def ask_for_qualities(sid, codec, best):
    """Tells clients in the server's name which layers of a track are watched: those up to `best`, 0 being the smallest."""
    qualities = [rtc.SubscribedQuality(quality=quality, enabled=quality <= best) for quality in range(3)]
    update = rtc.SubscribedQualityUpdate(
        track_sid=sid, subscribed_qualities=qualities,
        subscribed_codecs=[rtc.SubscribedCodec(codec=codec, qualities=qualities)])
    message = rtc.SignalResponse(subscribed_quality_update=update).SerializeToString()
    for client in CLIENTS:
        await client.send_bytes(message)


async def main():
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    def answer(value):
        sys.stdout.write(json.dumps(value) + "\n")
        sys.stdout.flush()

    answer({"result": ["ready"]})
    while line := await reader.readline():
        command = json.loads(line)
        match command["do"]:
            case "port":
                answer({"result": [str(runner.addresses[0][1])]})
            case "set":
                for name in ("loss", "duplication", "delay", "jitter"):
                    setattr(LINK, name, command[name])
                answer({"result": []})
            case "cut" | "mend" as word:
                LINK.is_down = word == "cut"
                answer({"result": []})
            case "thin" | "widen" as word:
                LINK.is_thin = word == "thin"
                answer({"result": []})
            case "qualities":
                await ask_for_qualities(command["sid"], command["codec"], command["best"])
                answer({"result": []})
            case "counts":
                answer({"result": [str(LINK.counts[name]) for name in ("passed", "lost", "doubled", "overtaken")]})
            case other:
                answer({"error": f"no command {other}"})


asyncio.run(main())
