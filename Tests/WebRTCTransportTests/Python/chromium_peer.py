"""Chromium, without a window, that runs what it is told: a JSON command `{"do": "run", "script": …}` for each line of
input, whose value, a string, is the result in the JSON answer on a line of output. `{"do": "stop"}` ends it.
"""

import asyncio
import ctypes
import json
import os
import shutil
import signal
import sys
import tempfile

import aiohttp

FLAGS = [
    "--headless=new", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
    # Plain addresses, and this machine's own too.
    "--disable-features=WebRtcHideLocalIpsWithMdns", "--allow-loopback-in-peer-connection",
    # No frame is held back because nobody looks.
    "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
]


def die_with_parent():
    """Whoever is killed cannot stop its browser any more; PR_SET_PDEATHSIG is 1."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Browser:
    async def start(self, folder):
        flags = FLAGS + [f"--user-data-dir={folder}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        self.process = await asyncio.create_subprocess_exec(
            shutil.which("chromium"), *flags, "about:blank", stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE, start_new_session=True,
            preexec_fn=die_with_parent)
        async for line in self.process.stderr:
            if b"DevTools listening on" in line:
                break
        port = line.decode().split("127.0.0.1:")[1].split("/")[0]
        self.drain = asyncio.ensure_future(self.process.stderr.read())
        self.session = aiohttp.ClientSession()
        async with self.session.get(f"http://127.0.0.1:{port}/json/list") as response:
            pages = [page for page in await response.json() if page["type"] == "page"]
        self.socket = await self.session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0)
        self.count = 0

    async def run(self, script):
        self.count += 1
        parameters = {"expression": f"(async () => {{ {script} }})()", "awaitPromise": True, "returnByValue": True}
        await self.socket.send_json({"id": self.count, "method": "Runtime.evaluate", "params": parameters})
        while True:
            reply = await self.socket.receive_json()
            if reply.get("id") == self.count:
                result = reply["result"]
                if "exceptionDetails" in result:
                    raise RuntimeError(result["exceptionDetails"])
                return str(result["result"].get("value"))

    def stop(self):
        # Its children are in a group of their own.
        os.killpg(self.process.pid, signal.SIGKILL)


async def main():
    folder = tempfile.mkdtemp(prefix="chromium-peer-")
    browser = Browser()
    reader = asyncio.StreamReader(limit=1 << 20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    try:
        await browser.start(folder)
        print(json.dumps({"result": []}), flush=True)
        # The end of the input ends the browser, also in the middle of a script.
        waiting = asyncio.ensure_future(reader.readline())
        while (line := await waiting) and (command := json.loads(line))["do"] == "run":
            script = asyncio.ensure_future(browser.run(command["script"]))
            waiting = asyncio.ensure_future(reader.readline())
            await asyncio.wait([script, waiting], return_when=asyncio.FIRST_COMPLETED)
            if not script.done():
                break
            try:
                answer = {"result": [script.result()]}
            except Exception as error:
                answer = {"error": repr(error)}
            print(json.dumps(answer), flush=True)
    finally:
        browser.stop()
        await browser.process.wait()
        shutil.rmtree(folder, ignore_errors=True)
        print(json.dumps({"result": []}), flush=True)
        os._exit(0)


asyncio.run(main())
