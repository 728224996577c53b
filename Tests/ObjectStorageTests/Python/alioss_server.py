"""Alibaba Cloud OSS for tests: checks every signature with the vendor's own library, and keeps objects in memory.

A JSON line per command and one per answer; a first line says that it is ready. `python -I alioss_server.py`
"""

import asyncio
import base64
import datetime
import hashlib
import pathlib
import re
import secrets
import sys
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

import crcmod
from aiohttp import web
from alibabacloud_oss_v2.credentials import Credentials
from alibabacloud_oss_v2.signer import SignerV4
from alibabacloud_oss_v2.types import HttpRequest, SigningContext

sys.path.insert(0, str(pathlib.Path(__file__).parent))  # an isolated interpreter does not look there
import strict_server

BUCKET, ACCESS_KEY, SECRET, REGION = "recordings", "LTAItests", "s3cr3t/for+tests", "cn-hangzhou"
crc64 = crcmod.mkCrcFun(0x142F0E1EBA9EA3693, initCrc=0, xorOut=0xFFFFFFFFFFFFFFFF, rev=True)


def failure(status, code, message="", more=""):
    text = f'<?xml version="1.0"?><Error><Code>{code}</Code><Message>{escape(message)}</Message>{more}</Error>'
    return web.Response(status=status, text=text, content_type="application/xml")


def result(name, content):
    return web.Response(text=f'<?xml version="1.0"?><{name}>{content}</{name}>', content_type="application/xml")


class Server(strict_server.StrictServer):
    def where(self):
        return [ACCESS_KEY, SECRET]

    async def serve(self, request, body):
        path, _, query = request.raw_path.partition("?")
        bucket, _, key = path[1:].partition("/")
        key = urllib.parse.unquote(key)
        refusal = self.refusal(request, bucket, key, query)
        if refusal is not None:
            return refusal
        if bucket != BUCKET:
            return failure(404, "NoSuchBucket", "The specified bucket does not exist.")
        query = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        right = {"GET": "read", "HEAD": "read", "PUT": "write", "POST": "write", "DELETE": "delete"}[request.method]
        if right in self.denied:
            return failure(403, "AccessDenied", "You have no right to access this object.")
        if "Content-MD5" in request.headers:
            if base64.b64encode(hashlib.md5(body).digest()).decode() != request.headers["Content-MD5"]:
                return failure(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
        if "uploadId" in query or "uploads" in query:
            return self.parts(request, key, query, body)
        return self.whole(request, key, query, body)

    def refusal(self, request, bucket, key, query):
        match = re.fullmatch(
            r"OSS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/oss/aliyun_v4_request,Signature=[0-9a-f]{64}",
            request.headers.get("Authorization", ""))
        if match is None:
            return failure(403, "AccessDenied", "No signature of version 4.")
        if match[1] != ACCESS_KEY:
            return failure(403, "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist in our records.")
        signed_at = datetime.datetime.strptime(request.headers["x-oss-date"], "%Y%m%dT%H%M%SZ").replace(
            tzinfo=datetime.timezone.utc)
        if abs(time.time() + self.skew - signed_at.timestamp()) > 900:
            return failure(403, "RequestTimeTooSkewed", "The difference between the request time and the server's is too large.")
        if match[3] != REGION:
            return failure(403, "AccessDenied", "The bucket you are attempting to access must be addressed using the "
                           "specified endpoint.", f"<Endpoint>oss-{REGION}.aliyuncs.com</Endpoint>")
        headers = {name.lower(): value for name, value in request.headers.items()
                   if name.lower().startswith(("x-oss-", "content-"))}
        context = SigningContext(
            product="oss", region=REGION, bucket=bucket, key=key, signing_time=signed_at,
            credentials=Credentials(ACCESS_KEY, SECRET),
            request=HttpRequest(request.method, f"https://host/?{query}", headers=headers))
        SignerV4().sign(context)
        if context.request.headers["Authorization"] != request.headers["Authorization"]:
            return failure(403, "SignatureDoesNotMatch", "The request signature we calculated does not match yours.")
        return None

    def stored(self, content, headers=None):
        etag = '"' + hashlib.md5(content).hexdigest().upper() + '"'
        checksum = 1 if self.lying else crc64(content)
        return {"ETag": etag, "x-oss-hash-crc64ecma": str(checksum), **(headers or {})}

    def description(self, headers):
        metadata = {name[11:].lower(): value for name, value in headers.items() if name.lower().startswith("x-oss-meta-")}
        return headers.get("Content-Type", ""), headers.get("Content-Disposition", ""), metadata

    def whole(self, request, key, query, body):
        if request.method == "PUT":
            self.objects[key] = (body, *self.description(request.headers))
            return web.Response(headers=self.stored(body))
        if request.method == "GET" and not key:
            return self.list_objects(query)
        if request.method == "DELETE":
            self.objects.pop(key, None)
            return web.Response(status=204)
        if key not in self.objects:
            return failure(404, "NoSuchKey")
        content = self.objects[key][0]
        headers = self.stored(content, {"Last-Modified": "Sat, 16 Dec 2023 16:20:57 GMT"})
        return web.Response(headers=headers, body=content)

    def list_objects(self, query):
        keys = sorted(key for key in self.objects if key.startswith(query.get("prefix", "")))
        keys = [key for key in keys if key > query.get("continuation-token", "")]
        # Small pages, so that they are followed.
        page, rest = keys[:3], keys[3:]
        items = "".join(
            f"<Contents><Key>{urllib.parse.quote(key)}</Key><Size>{len(self.objects[key][0])}</Size>"
            f"<ETag>{escape(self.stored(self.objects[key][0])['ETag'])}</ETag>"
            "<LastModified>2023-12-16T16:20:57.000Z</LastModified></Contents>" for key in page)
        if rest:
            items += f"<IsTruncated>true</IsTruncated><NextContinuationToken>{escape(page[-1])}</NextContinuationToken>"
        return result("ListBucketResult", items)

    def parts(self, request, key, query, body):
        if request.method == "GET" and "uploadId" not in query:
            return self.list_uploads(query)
        if "uploads" in query:
            identity = secrets.token_hex(16).upper()
            self.uploads[identity] = (key, self.description(request.headers), {})
            return result("InitiateMultipartUploadResult", f"<UploadId>{identity}</UploadId>")
        identity = query["uploadId"]
        if identity not in self.uploads or self.uploads[identity][0] != key:
            return failure(404, "NoSuchUpload", "The specified upload does not exist.")
        if request.method == "GET":
            numbers = sorted(self.uploads[identity][2])[:int(query.get("max-parts", 1000))]
            return result("ListPartsResult", "".join(f"<Part><PartNumber>{n}</PartNumber></Part>" for n in numbers))
        if request.method == "PUT":
            self.uploads[identity][2][int(query["partNumber"])] = body
            return web.Response(headers=self.stored(body))
        if request.method == "DELETE":
            del self.uploads[identity]
            return web.Response(status=204)
        content = b""
        listed = ElementTree.fromstring(body).findall("Part")
        for index, part in enumerate(listed):
            data = self.uploads[identity][2].get(int(part.find("PartNumber").text))
            if data is None or part.find("ETag").text != self.stored(data)["ETag"]:
                return failure(400, "InvalidPart")
            if len(data) < 100 << 10 and index < len(listed) - 1:
                return failure(400, "EntityTooSmall")
            content += data
        self.objects[key] = (content, *self.uploads.pop(identity)[1])
        answer = result("CompleteMultipartUploadResult", f"<ETag>\"X-{len(listed)}\"</ETag>")
        answer.headers["x-oss-hash-crc64ecma"] = self.stored(content)["x-oss-hash-crc64ecma"]
        return answer

    def list_uploads(self, query):
        found = sorted((upload[0], identity) for identity, upload in self.uploads.items()
                       if upload[0].startswith(query.get("prefix", "")))
        rest = [item for item in found if item > (query.get("key-marker", ""), query.get("upload-id-marker", ""))]
        items = "".join(f"<Upload><Key>{urllib.parse.quote(key)}</Key><UploadId>{identity}</UploadId>"
                        "<Initiated>2026-01-02T03:04:05.000Z</Initiated></Upload>" for key, identity in rest[:2])
        if len(rest) > 2:
            items += (f"<IsTruncated>true</IsTruncated><NextKeyMarker>{urllib.parse.quote(rest[1][0])}</NextKeyMarker>"
                      f"<NextUploadIdMarker>{rest[1][1]}</NextUploadIdMarker>")
        return result("ListMultipartUploadsResult", items)


asyncio.run(strict_server.run(Server()))
