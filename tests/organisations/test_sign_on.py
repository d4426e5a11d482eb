"""A province's own sign-on, against a provider of our own on loopback."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from pytest_django import Settings

from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.kernel import clock
from thidua.organisations.actions import add_phone
from thidua.organisations.actor import Actor
from thidua.organisations.factors import new_secret
from thidua.organisations.models import Mandate, SignIn, SignOn

pytestmark = pytest.mark.django_db


class Provider:
    """Says of itself, signs with a real key, and checks the verifier."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.sub, self.asked, self.wrong = "an.nguyen", {}, {}  # type: ignore[var-annotated]
        self.signs_with = self.key
        self.server = HTTPServer(("127.0.0.1", 0), self.handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Counter(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.say(provider.told(self.path))

            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["content-length"])).decode()
                self.say(provider.token({k: v[0] for k, v in parse_qs(sent).items()}))

            def say(self, words: dict[str, Any]) -> None:
                self.send_response(200 if words else 400)
                self.end_headers()
                self.wfile.write(json.dumps(words).encode())

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        return Counter

    def told(self, path: str) -> dict[str, Any]:
        if path == "/keys":
            public = jwt.algorithms.RSAAlgorithm.to_jwk(
                self.key.public_key(), as_dict=True
            )
            return {"keys": [public | {"kid": "1", "use": "sig"}]}
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def token(self, sent: dict[str, str]) -> dict[str, Any]:
        challenge = hashlib.sha256(sent["code_verifier"].encode()).digest()
        said = base64.urlsafe_b64encode(challenge).decode().rstrip("=")
        if sent["code"] != "the code" or said != self.asked["code_challenge"]:
            return {}
        now = clock.wall_seconds()
        claims = {
            "iss": self.issuer,
            "aud": "thidua",
            "sub": self.sub,
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked["nonce"],
        }
        signed = jwt.encode(
            claims | self.wrong, self.signs_with, "RS256", headers={"kid": "1"}
        )
        return {"id_token": signed}

    def signs_in(self, client: Client, address: str) -> Any:
        """What a browser does there: sign in, and come back with a code."""
        self.asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        assert self.asked["code_challenge_method"] == "S256"
        said = {"state": self.asked["state"], "code": "the code"}
        return client.get(urlsplit(self.asked["redirect_uri"]).path, said)


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    made = Provider()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    settings.SIGN_ON = {
        "issuer": made.issuer,
        "client": "thidua",
        "secret": "",
        "name": "Cổng của tỉnh",
    }
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture
def officer() -> Actor:
    return an_actor(a_province().department)


def tied(provider: Provider, actor: Actor) -> Any:
    client = signed_in(actor)
    page = client.post("/tai-khoan/xac-thuc/tinh/").context["to"]
    return provider.signs_in(client, page)


def enters(provider: Provider) -> Client:
    client = Client()
    answer = client.get("/dang-nhap/tinh/?next=/tai-khoan/phien/")
    client.answer = provider.signs_in(client, answer["Location"])  # type: ignore[attr-defined]
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_account_tied_once_opens_the_door_and_gives_no_right(
    provider: Provider, officer: Actor
) -> None:
    assert tied(provider, officer)["Location"] == "/tai-khoan/xac-thuc/"
    mandates = Mandate.objects.count()

    client = enters(provider)

    assert client.answer["Location"] == "/tai-khoan/phien/"  # type: ignore[attr-defined]
    assert is_in(client)
    assert SignIn.objects.get().user == officer.user
    assert Mandate.objects.count() == mandates


def test_an_account_that_nobody_tied_opens_nothing(provider: Provider) -> None:
    client = enters(provider)

    assert not is_in(client)
    assert "chưa nối với ai" in client.get("/dang-nhap/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "someone else"},
        {"iss": "https://xau.example"},
        {"nonce": "another"},
        {"exp": 1_000_000_000},
    ],
)
def test_a_token_that_is_not_for_us_opens_nothing(
    provider: Provider, officer: Actor, wrong: dict[str, Any]
) -> None:
    tied(provider, officer)
    provider.wrong = wrong

    assert not is_in(enters(provider))


def test_a_token_signed_by_somebody_else_opens_nothing(
    provider: Provider, officer: Actor
) -> None:
    tied(provider, officer)
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert not is_in(enters(provider))


def test_a_code_for_another_browser_opens_nothing(
    provider: Provider, officer: Actor
) -> None:
    tied(provider, officer)
    client = Client()
    client.get("/dang-nhap/tinh/")

    client.get("/dang-nhap/tinh/ve/", {"state": "stolen", "code": "the code"})

    assert not is_in(client)


def test_the_second_factor_is_still_asked(provider: Provider, officer: Actor) -> None:
    tied(provider, officer)
    assert officer.user is not None
    add_phone(officer.user, new_secret(), "Máy", step=0, actor=officer, at=clock.now())

    client = enters(provider)

    assert client.answer["Location"] == "/dang-nhap/buoc-hai/"  # type: ignore[attr-defined]
    assert not is_in(client)


def test_one_account_belongs_to_one_person(provider: Provider, officer: Actor) -> None:
    tied(provider, officer)

    tied(provider, an_actor(a_province("Khác").department))

    assert SignOn.objects.get().user == officer.user


def test_without_a_provider_there_is_no_such_door(client: Client) -> None:
    assert client.get("/dang-nhap/tinh/").status_code == 404
    assert "/dang-nhap/tinh/" not in client.get("/dang-nhap/").content.decode()
