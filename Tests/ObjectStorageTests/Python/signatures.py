"""Signs random requests by botocore: S3's headers and presigned addresses. Arguments: seed, count. Prints a JSON list."""
import json
import random
import sys
from datetime import datetime, timezone
from unittest import mock

import botocore.auth
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from urllib.parse import quote

LETTERS = list("abcXYZ019-_.~/ +%&=?#:;,'\"()[]{}<>|\\^`!*@$\t") + ["ä", "ß", "字", "🎥", "\u0301", "é"]


def text(rng, low, high, letters=LETTERS):
    return "".join(rng.choice(letters) for _ in range(rng.randint(low, high)))


def case(rng):
    time = datetime.fromtimestamp(rng.randint(0, 4_000_000_000), timezone.utc)
    access, secret = text(rng, 16, 20, "ABCDEFGHIJKLMNOP0123456789"), text(rng, 1, 60)
    token = text(rng, 20, 400, "abcXYZ0189+/=") if rng.random() < 0.4 else None
    region = rng.choice(["us-east-1", "eu-central-1", "ap-southeast-2", "auto", "garage"])
    method = rng.choice(["GET", "PUT", "POST", "DELETE", "HEAD"])
    key = text(rng, 0, 80)
    host = rng.choice(["bucket.s3.amazonaws.com", "127.0.0.1:9000", "localhost:443", "minio.example", "b.s3.eu-west-3.amazonaws.com"])
    path = "/" + quote(key, safe="/-_.~")
    query = [(name, text(rng, 0, 20)) for name in rng.sample(["prefix", "uploads", "partNumber", "uploadId", "a b", "ä", "list-type"],
                                                          rng.randint(0, 5))]
    headers = {"host": host}
    for name in rng.sample(["content-type", "content-md5", "content-disposition", "x-amz-meta-a", "x-amz-meta-b-c", "x-amz-tagging",
                            "x-amz-acl"], rng.randint(0, 5)):
        headers[name] = text(rng, 0, 20, "abc   DEF=;,\"/-0") or "x"
    payload = rng.choice(["UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "%064x" % rng.getrandbits(256)])
    return dict(time=int(time.timestamp()), key=key, access=access, secret=secret, token=token, region=region, method=method, path=path,
                query=query, headers=headers, payload=payload, expires=rng.randint(1, 604_800)), time, host


def sign(fields, time, host):
    credentials = Credentials(fields["access"], fields["secret"], fields["token"])
    url = f"https://{host}{fields['path']}"
    if fields["query"]:
        url += "?" + "&".join(f"{quote(n, safe='-_.~')}={quote(v, safe='-_.~')}" for n, v in fields["query"])
    with mock.patch.object(botocore.auth, "get_current_datetime", return_value=time.replace(tzinfo=None), create=True):
        request = AWSRequest(method=fields["method"], url=url, headers=dict(fields["headers"]))
        auth = S3SigV4Auth(credentials, "s3", fields["region"])
        with mock.patch.object(auth, "payload", return_value=fields["payload"]):
            auth.add_auth(request)
        fields["authorization"] = request.headers["Authorization"]
        plain = AWSRequest(method="POST", url=f"https://{host}/", headers={"host": host}, data=fields["secret"].encode())
        SigV4Auth(credentials, "sts", fields["region"]).add_auth(plain)
        fields["service"] = plain.headers["Authorization"]
        presigned = AWSRequest(method="GET", url=url, headers={"host": host})
        S3SigV4QueryAuth(credentials, "s3", fields["region"], expires=fields["expires"]).add_auth(presigned)
        fields["presigned"] = presigned.url.rsplit("X-Amz-Signature=", 1)[1][:64]
    return fields


rng = random.Random(int(sys.argv[1]))
json.dump([sign(*case(rng)) for _ in range(int(sys.argv[2]))], sys.stdout)
