"""Random requests, the same for the same seed, with the signatures that the clouds' own libraries give them, as JSON.

`python -I cloud_signatures.py COUNT SEED`
"""

import base64
import datetime
import json
import random
import sys
import urllib.parse

from alibabacloud_oss_v2 import signer
from alibabacloud_oss_v2.credentials import Credentials
from alibabacloud_oss_v2.types import HttpRequest, SigningContext
from azure.core.pipeline import PipelineContext, PipelineRequest
from azure.core.rest import HttpRequest as AzureRequest
from azure.storage.blob._shared.authentication import SharedKeyCredentialPolicy
from azure.storage.blob._shared_access_signature import BlobSharedAccessSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.cloud.storage import _signing
from google.oauth2 import service_account

METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"]
# What is hard to encode, or is sorted in a surprising place.
CHARACTERS = "abzAZ019-._~ +%&=/?#:;,@!$'()*[]{}|\\^`\"<>é漢🎬"
WORDS = "abcxyzABC0189_"

randomness = random.Random()


def text(most, characters=CHARACTERS, least=0):
    return "".join(randomness.choices(characters, k=randomness.randint(least, most)))


def key():
    return text(60, least=1).strip("/") or "k"


def moment():
    return datetime.datetime.fromtimestamp(randomness.randint(1_600_000_000, 4_000_000_000), datetime.timezone.utc)


def encode(value, safe=""):
    return urllib.parse.quote(value, safe=safe)


def parameters():
    names = {text(8, least=1) for _ in range(randomness.randint(0, 4))}
    return [[name, text(8)] for name in names]


def alioss():
    time, name = moment(), key()
    query = parameters()
    headers = {f"x-oss-meta-{text(5, WORDS.lower(), 1)}": text(9, "abc 1=/+").strip() for _ in range(3)}
    headers |= {"content-type": "video/mp4", "abc": "1"} if randomness.random() < 0.5 else {"content-md5": "x=="}
    case = {"method": randomness.choice(METHODS), "bucket": text(9, WORDS.lower(), 1), "key": name, "region": "cn-hangzhou",
            "accessKey": text(20, WORDS, 1), "secret": text(30, WORDS, 1), "time": int(time.timestamp()), "query": query,
            "headers": dict(headers), "validity": randomness.randint(1, 604_800)}

    def context():
        url = "https://h/" + encode(name, "/") + "?" + "&".join(f"{encode(a)}={encode(b)}" for a, b in query)
        return SigningContext(
            product="oss", region="cn-hangzhou", bucket=case["bucket"], key=name, signing_time=time,
            credentials=Credentials(case["accessKey"], case["secret"]),
            request=HttpRequest(case["method"], url, headers=dict(headers)))

    signed = context()
    signer.SignerV4().sign(signed)
    case["authorization"] = signed.request.headers["Authorization"]
    signed = context()
    signed.auth_method_query = True
    signed.expiration_time = time + datetime.timedelta(seconds=case["validity"])
    signer.SignerV4().sign(signed)
    case["signature"] = signed.request.url.rpartition("x-oss-signature=")[2]
    return case


def azure():
    account, secret = text(12, WORDS.lower(), 1), base64.b64encode(randomness.randbytes(64)).decode()
    container, name = text(9, WORDS.lower(), 3), key()
    path = "/" + encode(f"{container}/{name}", "/~")
    query = [[text(8, WORDS, 1), text(8)] for _ in range(randomness.randint(0, 3))]
    query = [[a, b] for a, b in {a.lower(): b for a, b in query}.items()]
    headers = {"x-ms-date": "Sat, 16 Dec 2023 16:20:57 GMT", "x-ms-version": "2022-11-02", "x-ms-blob-type": "BlockBlob",
               "x-ms-blob-content-md5": "abc==", "x-ms-blob-content-type": "video/mp4"}
    headers |= {f"x-ms-meta-{text(5, WORDS.lower(), 1)}": text(9, "abc 1=/+", 1).strip() or "v" for _ in range(4)}
    if randomness.random() < 0.5:
        headers |= {"content-type": "video/mp4", "content-md5": "x==", "if-match": "*"}
    length = randomness.choice([0, 1, 5_000_000_000])
    expiry = moment()
    case = {"method": randomness.choice(METHODS), "account": account, "key": secret, "path": path, "query": query,
            "headers": dict(headers), "length": length, "container": container, "blob": name,
            "expiry": int(expiry.timestamp())}
    url = f"https://{account}.blob.core.windows.net{path}"
    url += "?" + "&".join(f"{encode(a)}={encode(b)}" for a, b in query) if query else ""
    request = PipelineRequest(AzureRequest(case["method"], url, headers=headers), PipelineContext(None))
    request.http_request.headers["content-length"] = str(length)
    SharedKeyCredentialPolicy(account, secret).on_request(request)
    case["authorization"] = request.http_request.headers["Authorization"]
    query = azure_read(account, secret, container, name, expiry)
    case["access"] = dict(urllib.parse.parse_qsl(query, strict_parsing=True))
    return case


def azure_read(account, secret, container, name, expiry):
    # The library signs for the newest version of the service; ours is fixed.
    helper = BlobSharedAccessSignature(account, account_key=secret)
    helper.x_ms_version = "2022-11-02"
    return helper.generate_blob(container, name, permission="r", expiry=expiry)


def google(credentials):
    time, name, bucket = moment(), key(), text(9, WORDS.lower(), 3)
    validity = randomness.randint(1, 604_800)
    url = _signing.generate_signed_url_v4(
        credentials, resource="/" + bucket + "/" + encode(name, "/~"), expiration=validity,
        api_access_endpoint="https://storage.googleapis.com", _request_timestamp=time.strftime("%Y%m%dT%H%M%SZ"))
    message = text(200)
    signature = base64.b64encode(credentials.sign_bytes(message.encode())).decode()
    return {"bucket": bucket, "key": name, "time": int(time.timestamp()), "validity": validity, "url": url,
            "message": message, "signature": signature}


def google_credentials():
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    return {"type": "service_account", "project_id": "p", "private_key_id": "abc123", "private_key": private,
            "client_email": "recorder@p.iam.gserviceaccount.com", "token_uri": "https://oauth2.googleapis.com/token"}


if __name__ == "__main__":
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    randomness.seed(seed)
    information = google_credentials()
    credentials = service_account.Credentials.from_service_account_info(information)
    print(json.dumps({
        "alioss": [alioss() for _ in range(count)], "azure": [azure() for _ in range(count)],
        "google": [google(credentials) for _ in range(count // 20)], "credentials": json.dumps(information)}))
