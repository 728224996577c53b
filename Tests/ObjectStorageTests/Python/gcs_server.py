"""Google Cloud Storage for tests: PyPI's gcp-storage-emulator, and before it what the emulator leaves out.

The front checks tokens, which it gives for assertions that PyJWT finds right; refuses what is denied; words failures as
Google does; breaks connections when told; and serves the multipart uploads of the XML API. A JSON line per command and one per
answer; a first line says that it is ready. `python -I gcs_server.py`
"""

import asyncio
import base64
import hashlib
import json
import os
import pathlib
import secrets
import sys
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

import aiohttp
import google_crc32c
import jwt
import yarl
from aiohttp import web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from gcp_storage_emulator.server import create_server

BUCKET = "recordings"
EMAIL = "recorder@tests.iam.gserviceaccount.com"
SCOPE = "https://www.googleapis.com/auth/devstorage.read_write"
MIB = 1 << 20


def crc32c(data):
    return base64.b64encode(google_crc32c.Checksum(data).digest()).decode()


def failure(status, reason, message):
    body = {"error": {"code": status, "message": message, "errors": [{"reason": reason, "message": message}]}}
    return web.json_response(body, status=status)


def xml_failure(status, code, message):
    text = f"<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    return web.Response(status=status, text=text, content_type="application/xml")


class Front:
    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.reset()

    def reset(self):
        self.tokens = set()
        self.exchanges = 0
        self.denied = set()
        self.break_after = None
        self.failures = []
        self.uploads = {}
        self.wrong_hash = False
        self.skew = 0

    async def start(self):
        application = web.Application(client_max_size=1 << 30)
        application.router.add_route("*", "/{rest:.*}", self.serve)
        self.runner = web.AppRunner(application)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self.emulator = create_server("127.0.0.1", 0, in_memory=True, default_bucket=BUCKET)
        self.emulator.start()
        self.backend = f"http://127.0.0.1:{self.emulator._api._httpd.server_address[1]}"
        self.client = aiohttp.ClientSession()

    def credentials(self):
        private = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return {"type": "service_account", "private_key_id": "1", "private_key": private.decode(), "client_email": EMAIL,
                "token_uri": f"http://127.0.0.1:{self.port}/token"}

    # Requests

    async def serve(self, request):
        if request.path == "/token":
            return await self.token(request)
        if self.failures:
            return failure(self.failures.pop(0), "backendError", "Backend Error")
        if not (request.path.startswith("/upload/") and "upload_id" in request.query):
            kind, _, token = request.headers.get("Authorization", "").partition(" ")
            if kind != "Bearer" or token not in self.tokens:
                return failure(401, "authError", "Invalid Credentials")
        if not request.path.startswith(("/storage/v1/", "/upload/storage/v1/")):
            return await self.xml(request)
        if request.path.endswith("/iam/testPermissions") and self.bucket(request) == BUCKET:
            wanted = [name for name in request.query.getall("permissions") if name not in self.denied]
            return web.json_response({"kind": "storage#testIamPermissionsResponse", "permissions": wanted})
        right = {"GET": "get", "POST": "create", "PUT": "create", "DELETE": "delete"}[request.method]
        if request.method == "GET" and request.path.endswith("/o"):
            right = "list"
        if f"storage.objects.{right}" in self.denied:
            return failure(403, "forbidden", f"{EMAIL} does not have storage.objects.{right} access to the object.")
        if self.bucket(request) != BUCKET:
            return failure(404, "notFound", "The specified bucket does not exist.")
        return await self.forward(request)

    def bucket(self, request):
        return request.path.split("/b/")[1].split("/")[0]

    async def forward(self, request):
        headers = {name: value for name, value in request.headers.items()
                   if name.lower() not in ("authorization", "transfer-encoding", "content-length")}
        if request.method == "PUT" and self.break_after is not None:
            return await self.break_off(request, headers)
        body = await request.read()
        url = yarl.URL(self.backend + request.raw_path, encoded=True)
        async with self.client.request(request.method, url, headers=headers, data=body) as answer:
            names = ("content-type", "location", "range")
            headers = {name: value for name, value in answer.headers.items() if name.lower() in names}
            return web.Response(status=answer.status, body=await answer.read(), headers=headers)

    async def break_off(self, request, headers):
        """Passes a part of the body on and cuts the connection, as a failing network does."""
        count, self.break_after = self.break_after, None
        body = await request.content.readexactly(count)
        span, _, total = headers.pop("Content-Range").removeprefix("bytes ").partition("/")
        start = int(span.split("-")[0])
        headers["Content-Range"] = f"bytes {start}-{start + count - 1}/{total}"
        url = yarl.URL(self.backend + request.raw_path, encoded=True)
        async with self.client.put(url, headers=headers, data=body) as answer:
            assert answer.status == 308, answer.status
        request.transport.abort()
        return web.Response()

    async def token(self, request):
        self.exchanges += 1
        form = await request.post()
        if form.get("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer":
            return web.json_response({"error": "unsupported_grant_type"}, status=400)
        try:
            claims = jwt.decode(
                form["assertion"], self.key.public_key(), algorithms=["RS256"], audience=str(request.url), issuer=EMAIL,
                options={"require": ["exp", "iat", "aud", "iss"], "verify_iat": False, "verify_exp": False})
            assert claims["scope"] == SCOPE and claims["exp"] - claims["iat"] <= 3600
        except jwt.InvalidSignatureError:
            return web.json_response(
                {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}, status=400)
        now = time.time() + self.skew
        if not claims["iat"] - 300 < now < claims["exp"]:
            text = ("Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                    "Check your iat and exp values in the JWT claim.")
            return web.json_response({"error": "invalid_grant", "error_description": text}, status=400)
        token = secrets.token_hex(16)
        self.tokens.add(token)
        return web.json_response({"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    # The XML API's multipart uploads

    async def xml(self, request):
        path, _, query = request.raw_path.partition("?")
        bucket, _, key = path[1:].partition("/")
        key = urllib.parse.unquote(key)
        query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        body = await request.read()
        if bucket != BUCKET:
            return xml_failure(404, "NoSuchBucket", "The specified bucket does not exist.")
        if "storage.objects.create" in self.denied:
            return xml_failure(403, "AccessDenied", "Access denied.")
        if request.method == "GET" and "uploadId" not in query:
            return self.list_uploads(query)
        if "uploads" in query:
            identity = secrets.token_urlsafe(24) + "/+="
            self.uploads[identity] = (key, dict(request.headers), {})
            return self.result("InitiateMultipartUploadResult", f"<UploadId>{identity}</UploadId>")
        if query.get("uploadId") not in self.uploads or self.uploads[query["uploadId"]][0] != key:
            return xml_failure(404, "NoSuchUpload", "The requested upload was not found.")
        if request.method == "GET":
            numbers = sorted(self.uploads[query["uploadId"]][2])[:int(query.get("max-parts", 1000))]
            return self.result("ListPartsResult", "".join(f"<Part><PartNumber>{n}</PartNumber></Part>" for n in numbers))
        if request.method == "PUT":
            return self.put_part(query, body, request.headers)
        if request.method == "DELETE":
            del self.uploads[query["uploadId"]]
            return web.Response(status=204)
        return await self.complete(query["uploadId"], body)

    def put_part(self, query, body, headers):
        right = crc32c(body)
        if headers["x-goog-hash"] != f"crc32c={right}":
            return xml_failure(400, "BadDigest", "The CRC32C you specified did not match what we received.")
        self.uploads[query["uploadId"]][2][int(query["partNumber"])] = body
        told = "AAAAAA==" if self.wrong_hash else right
        digest = base64.b64encode(hashlib.md5(body).digest()).decode()
        answer = web.Response(headers={"ETag": f'"{hashlib.md5(body).hexdigest()}"'})
        # Two fields of one name, as Google sends them.
        answer.headers.add("x-goog-hash", f"crc32c={told}")
        answer.headers.add("x-goog-hash", f"md5={digest}")
        return answer

    async def complete(self, identity, body):
        key, headers, parts = self.uploads[identity]
        content = b""
        listed = ElementTree.fromstring(body).findall("Part")
        for index, part in enumerate(listed):
            data = parts.get(int(part.find("PartNumber").text))
            if data is None or part.find("ETag").text != f'"{hashlib.md5(data).hexdigest()}"':
                return xml_failure(400, "InvalidPart", "A part was not found or has another ETag.")
            if len(data) < 5 * MIB and index < len(listed) - 1:
                return xml_failure(400, "EntityTooSmall", "Your proposed upload is smaller than allowed.")
            content += data
        metadata = {name[12:].lower(): value for name, value in headers.items() if name.lower().startswith("x-goog-meta-")}
        description = {"contentType": headers["Content-Type"], "metadata": metadata,
                       "contentDisposition": headers.get("Content-Disposition")}
        url = f"{self.backend}/upload/storage/v1/b/{BUCKET}/o"
        async with self.client.post(
                url, params={"uploadType": "resumable", "name": key}, json=description) as answer:
            location = answer.headers["Location"]
        async with self.client.put(yarl.URL(location, encoded=True), data=content) as answer:
            assert answer.status == 200
        del self.uploads[identity]
        answer = self.result("CompleteMultipartUploadResult", f"<Key>{escape(key)}</Key><ETag>\"x-{len(listed)}\"</ETag>")
        answer.headers["x-goog-hash"] = f"crc32c={crc32c(content)}"
        return answer

    def list_uploads(self, query):
        found = sorted((key, identity) for identity, (key, _, _) in self.uploads.items()
                       if key.startswith(query.get("prefix", "")))
        after = (query.get("key-marker", ""), query.get("upload-id-marker", ""))
        rest = [item for item in found if item > after]
        # Small pages, so that they are followed.
        items = "".join(f"<Upload><Key>{escape(key)}</Key><UploadId>{identity}</UploadId>"
                        "<Initiated>2026-01-02T03:04:05.678Z</Initiated></Upload>" for key, identity in rest[:2])
        if len(rest) > 2:
            items += (f"<IsTruncated>true</IsTruncated><NextKeyMarker>{escape(rest[1][0])}</NextKeyMarker>"
                      f"<NextUploadIdMarker>{rest[1][1]}</NextUploadIdMarker>")
        return self.result("ListMultipartUploadsResult", items)

    def result(self, name, content):
        text = f'<?xml version="1.0"?><{name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{content}</{name}>'
        return web.Response(text=text, content_type="application/xml")

    # Commands

    async def answer(self, command):
        match command["command"]:
            case "where":
                return [f"http://127.0.0.1:{self.port}", json.dumps(self.credentials())]
            case "object":
                path = f"{self.backend}/storage/v1/b/{BUCKET}/o/" + urllib.parse.quote(command["key"], safe="")
                async with self.client.get(yarl.URL(path, encoded=True)) as answer:
                    if answer.status == 404:
                        return []
                    item = await answer.json()
                async with self.client.get(yarl.URL(path + "?alt=media", encoded=True)) as answer:
                    content = await answer.read()
                if "path" in command:
                    pathlib.Path(command["path"]).write_bytes(content)
                return [hashlib.sha256(content).hexdigest(), item["contentType"], item.get("contentDisposition") or "",
                        json.dumps(item.get("metadata") or {}, sort_keys=True)]
            case "deny":
                self.denied = set(command["rights"])
            case "revoke":
                self.tokens.clear()
            case "break":
                self.break_after = command["after"]
            case "fail":
                self.failures = command["statuses"]
            case "lie":
                self.wrong_hash = command["on"]
            case "skew":
                self.skew = command["seconds"]
            case "state":
                return [str(self.exchanges), str(len(self.uploads))]
            case "reset":
                self.reset()
                self.emulator.wipe(keep_buckets=True)
            case "other key":
                other = Front()
                other.port = self.port
                return [json.dumps(other.credentials())]
        return []


async def main():
    front = Front()
    await front.start()
    loop = asyncio.get_running_loop()
    print(json.dumps({"result": []}), flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        try:
            print(json.dumps({"result": await front.answer(json.loads(line))}), flush=True)
        except Exception as error:  # the test tells
            print(json.dumps({"error": repr(error)}), flush=True)
    os._exit(0)  # the emulator's own thread never ends


asyncio.run(main())
