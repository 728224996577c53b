"""What the strict servers of the tests share: a web server that keeps objects in memory, and commands on standard input."""

import asyncio
import hashlib
import json
import pathlib
import sys

from aiohttp import web


class StrictServer:
    """Subclasses answer requests in `serve` and keep {key: (content, content type, disposition, metadata)} in `objects`."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.objects = {}
        self.uploads = {}
        self.denied = set()
        self.failures = []
        self.lying = False
        # How far the server's clock is ahead, in seconds.
        self.skew = 0
        # What the next answers lose on their way, though the request was carried out.
        self.lost = 0

    async def start(self):
        application = web.Application(client_max_size=1 << 30)
        application.router.add_route("*", "/{rest:.*}", self.take)
        runner = web.AppRunner(application)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"

    async def take(self, request):
        body = await request.read()
        if self.failures:
            return web.Response(status=self.failures.pop(0))
        answer = await self.serve(request, body)
        if self.lost:
            self.lost -= 1
            request.transport.abort()
        return answer

    def where(self):
        return []

    def answer(self, command):
        match command["command"]:
            case "where":
                return [self.address] + self.where()
            case "object":
                if command["key"] not in self.objects:
                    return []
                content, kind, disposition, metadata = self.objects[command["key"]]
                if "path" in command:
                    pathlib.Path(command["path"]).write_bytes(content)
                return [hashlib.sha256(content).hexdigest(), kind, disposition, json.dumps(metadata)]
            case "deny":
                self.denied = set(command["rights"])
            case "fail":
                self.failures = command["statuses"]
            case "lie":
                self.lying = command["on"]
            case "skew":
                self.skew = command["seconds"]
            case "lose":
                self.lost = command["count"]
            case "state":
                return [str(len(self.uploads))]
            case "reset":
                self.reset()
        return []


async def run(server):
    await server.start()
    loop = asyncio.get_running_loop()
    print(json.dumps({"result": []}), flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps({"result": server.answer(json.loads(line))}), flush=True)
