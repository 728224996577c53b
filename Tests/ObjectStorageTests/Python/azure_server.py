"""Azure Blob Storage for tests: checks every signature, keys' by the vendor's own library, and keeps blobs in memory.

A JSON line per command and one per answer; a first line says that it is ready. `python -I azure_server.py`
"""

import asyncio
import base64
import datetime
import email.utils
import hashlib
import hmac
import itertools
import pathlib
import sys
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

from aiohttp import web
from azure.core.pipeline import PipelineContext, PipelineRequest
from azure.core.rest import HttpRequest
from azure.storage.blob import generate_container_sas
from azure.storage.blob._shared.authentication import SharedKeyCredentialPolicy

sys.path.insert(0, str(pathlib.Path(__file__).parent))  # an isolated interpreter does not look there
import strict_server

ACCOUNT, CONTAINER = "sluicetests", "recordings"
KEY = base64.b64encode(bytes(range(64))).decode()
DATE = "Sat, 16 Dec 2023 16:20:57 GMT"


def failure(status, code, message="", detail=""):
    more = f"<AuthenticationErrorDetail>{escape(detail)}</AuthenticationErrorDetail>" if detail else ""
    # The service begins with a byte order mark, and names the request after the message.
    text = ('\ufeff<?xml version="1.0" encoding="utf-8"?>'
            f"<Error><Code>{code}</Code><Message>{message}\nRequestId:1</Message>{more}</Error>")
    return web.Response(status=status, body=text.encode(), content_type="application/xml", headers={"x-ms-error-code": code})


def unauthenticated(detail):
    return failure(403, "AuthenticationFailed", "Server failed to authenticate the request.", detail)


def checksum(content):
    return base64.b64encode(hashlib.md5(content).digest()).decode()


class Server(strict_server.StrictServer):
    def reset(self):
        super().reset()
        self.blocks = {}  # key: {name: content}, of no list yet
        self.committed = {}  # key: {name: content}
        self.etags = {}
        self.numbers = itertools.count(1)

    def where(self):
        return [ACCOUNT, KEY]

    def answer(self, command):
        if command["command"] == "token":
            expiry = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=command["seconds"])
            return [generate_container_sas(
                ACCOUNT, CONTAINER, account_key=KEY, permission=command["permission"], expiry=expiry)]
        return super().answer(command)

    async def serve(self, request, body):
        path, _, query = request.raw_path.partition("?")
        container, _, key = path[1:].partition("/")
        key = urllib.parse.unquote(key)
        query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        refusal = self.refusal(request, path, query)
        if refusal is not None:
            return refusal
        if container != CONTAINER:
            return failure(404, "ContainerNotFound", "The specified container does not exist.")
        if "Content-MD5" in request.headers and request.headers["Content-MD5"] != checksum(body):
            return failure(400, "Md5Mismatch", "The MD5 value specified in the request did not match.")
        if query.get("comp") == "list":
            return self.list_blobs(query)
        if query.get("comp") == "block":
            # Names are Base64, of one length for all blocks of a blob.
            base64.b64decode(query["blockid"], validate=True)
            if any(len(name) != len(query["blockid"]) for name in self.blocks.get(key, {})):
                return failure(400, "InvalidBlobOrBlock")
            self.blocks.setdefault(key, {})[query["blockid"]] = body
            return web.Response(status=201, headers={"Content-MD5": self.told(body)})
        if query.get("comp") == "blocklist":
            return self.commit(request, key, body) if request.method == "PUT" else self.list_blocks(key)
        return self.blob(request, key, body)

    def told(self, body):
        return "wrong==" if self.lying else checksum(body)

    # Who may what

    def refusal(self, request, path, query):
        right = {"GET": "r", "HEAD": "r", "PUT": "w", "DELETE": "d"}[request.method]
        if query.get("comp") == "list":
            right = "l"
        if "sig" in query:
            return self.token_refusal(query, right)
        kind, _, signature = request.headers.get("Authorization", "").partition(" ")
        account, _, code = signature.partition(":")
        if kind != "SharedKey" or account != ACCOUNT:
            return failure(401, "NoAuthenticationInformation")
        sent = email.utils.parsedate_to_datetime(request.headers["x-ms-date"]).timestamp()
        if abs(time.time() + self.skew - sent) > 900:
            return unauthenticated(f"Request date header too old: '{request.headers['x-ms-date']}'")
        target = f"https://host{request.raw_path}"
        headers = {name.lower(): value for name, value in request.headers.items() if name.lower() != "authorization"}
        signed = PipelineRequest(HttpRequest(request.method, target, headers=headers), PipelineContext(None))
        SharedKeyCredentialPolicy(ACCOUNT, KEY).on_request(signed)
        if not hmac.compare_digest(signed.http_request.headers["Authorization"], f"SharedKey {signature}"):
            return unauthenticated(
                f"The MAC signature found in the HTTP request '{code}' is not the same as any computed signature.")
        if right in self.denied:
            return failure(403, "AuthorizationFailure", "This request is not authorized to perform this operation.")
        return None

    def token_refusal(self, query, right):
        """By the documented text of a container's service signature of version 2020-12-06 and later."""
        fields = [query.get(name, "") for name in ("sp", "st", "se")] + [f"/blob/{ACCOUNT}/{CONTAINER}"]
        fields += [query.get(name, "") for name in ("si", "sip", "spr", "sv", "sr")] + [""]
        fields += [query.get(name, "") for name in ("ses", "rscc", "rscd", "rsce", "rscl", "rsct")]
        code = hmac.new(base64.b64decode(KEY), "\n".join(fields).encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(base64.b64encode(code).decode(), query["sig"]):
            return unauthenticated("Signature did not match. String to sign used was string to sign")
        if datetime.datetime.fromisoformat(query["se"]).timestamp() < time.time():
            return unauthenticated(f"Signature not valid in the specified time frame: Expiry [{query['se']}]")
        if right not in query["sp"] and not (right == "w" and "c" in query["sp"]):
            return failure(403, "AuthorizationPermissionMismatch", "This request is not authorized by this permission.")
        return None

    # Blobs

    def description(self, headers):
        metadata = {name[10:].lower(): value for name, value in headers.items() if name.lower().startswith("x-ms-meta-")}
        return headers["x-ms-blob-content-type"], headers.get("x-ms-blob-content-disposition", ""), metadata

    def store(self, key, content, description, blocks):
        self.objects[key] = (content, *description)
        self.etags[key] = f'"0x{next(self.numbers):X}"'
        self.committed[key] = blocks
        self.blocks.pop(key, None)
        return {"ETag": self.etags[key], "Last-Modified": DATE}

    def blob(self, request, key, body):
        exists = key in self.objects
        if "If-Match" in request.headers and request.headers["If-Match"] != self.etags.get(key):
            return failure(412, "ConditionNotMet")
        if request.method == "PUT":
            assert request.headers["x-ms-blob-type"] == "BlockBlob"
            if request.headers.get("If-None-Match") == "*" and exists:
                return failure(409, "BlobAlreadyExists")
            headers = {"x-ms-blob-content-type": "application/octet-stream", **request.headers}
            description = self.description({name.lower(): value for name, value in headers.items()})
            stored = self.store(key, body, description, {})
            return web.Response(status=201, headers=stored | {"Content-MD5": self.told(body)})
        if not exists:
            return failure(404, "BlobNotFound")
        if request.method == "DELETE":
            del self.objects[key], self.etags[key]
            return web.Response(status=202)
        headers = {"ETag": self.etags[key], "Last-Modified": DATE}
        headers |= {f"x-ms-meta-{name}": value for name, value in self.objects[key][3].items()}
        return web.Response(headers=headers, body=self.objects[key][0])

    def commit(self, request, key, body):
        known = self.committed.get(key, {}) | self.blocks.get(key, {})
        names = [item.text for item in ElementTree.fromstring(body)]
        if any(name not in known for name in names):
            return failure(400, "InvalidBlockList", "The specified block list is invalid.")
        content = b"".join(known[name] for name in names)
        headers = {name.lower(): value for name, value in request.headers.items()}
        stored = self.store(key, content, self.description(headers), {name: known[name] for name in names})
        # Of the request's body, as the service has it.
        return web.Response(status=201, headers=stored | {"Content-MD5": self.told(body)})

    def list_blocks(self, key):
        if key not in self.objects and key not in self.blocks:
            return failure(404, "BlobNotFound")
        items = "".join(f"<Block><Name>{name}</Name><Size>{len(content)}</Size></Block>"
                        for name, content in self.blocks.get(key, {}).items())
        return self.result("BlockList", f"<UncommittedBlocks>{items}</UncommittedBlocks>")

    def list_blobs(self, query):
        keys = set(self.objects)
        if "uncommittedblobs" in query.get("include", ""):
            keys |= set(self.blocks)
        keys = sorted(key for key in keys if key.startswith(query.get("prefix", "")) and key > query.get("marker", ""))
        # Small pages, so that they are followed.
        page, rest = keys[:3], keys[3:]
        items = ""
        for key in page:
            properties = "<Content-Length>0</Content-Length>"
            if key in self.objects:
                etag = self.etags[key].strip('"')
                properties = (f"<Last-Modified>{DATE}</Last-Modified><Etag>{etag}</Etag>"
                              f"<Content-Length>{len(self.objects[key][0])}</Content-Length>")
            items += f"<Blob><Name>{escape(key)}</Name><Properties>{properties}</Properties></Blob>"
        marker = f"<NextMarker>{escape(page[-1])}</NextMarker>" if rest else "<NextMarker />"
        return self.result("EnumerationResults", f"<Blobs>{items}</Blobs>{marker}")

    def result(self, name, content):
        text = f'\ufeff<?xml version="1.0" encoding="utf-8"?><{name}>{content}</{name}>'
        return web.Response(body=text.encode(), content_type="application/xml")


asyncio.run(strict_server.run(Server()))
