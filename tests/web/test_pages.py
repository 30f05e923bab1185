"""The page, its files and the documentation come from this server and work below any path."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from app import __version__
from app.resources import STATIC
from app.web.main import create_app
from app.web.settings import Settings

ADDRESS = re.compile(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)["']""")


def addresses(page: str) -> list[str]:
    return ADDRESS.findall(page)


@pytest.mark.parametrize("path", ["/", "/healthz"])
def test_a_monitor_may_ask_for_the_head_alone(client: TestClient, path: str) -> None:
    response = client.head(path)
    assert response.status_code == 200
    assert response.text == ""


def test_the_server_is_alive(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "version": __version__}


def test_the_page(client: TestClient) -> None:
    response = client.get("/")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache"
    assert "static/main.js" in addresses(response.text)


@pytest.mark.parametrize("path", ["/", "/docs"])
@pytest.mark.parametrize("root", ["", "/course/bptt"])
def test_all_that_a_page_loads_is_there_below_any_path(root: str, path: str) -> None:
    client = TestClient(create_app(Settings()), root_path=root)
    page = client.get(f"{root}{path}")
    found = addresses(page.text)
    assert len(found) >= 2
    for address in found:
        assert not re.match(r"[a-z]+:|/", address), address
        assert client.get(urljoin(f"{root}{path}", address)).status_code == 200, address


def test_the_documentation_names_no_other_server(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "//" not in re.sub(r"<!--.*?-->", "", page).replace("location.origin", "")
    assert '"validatorUrl": null' in page


def test_the_inline_script_of_the_documentation_is_the_one_that_is_allowed(
    client: TestClient,
) -> None:
    response = client.get("/docs")
    (script,) = re.findall(r"<script>(.*?)</script>", response.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("main.js", "text/javascript; charset=utf-8"), ("style/page.css", "text/css; charset=utf-8")],
)
def test_a_file_of_the_page_is_asked_for_each_time_but_sent_once(
    client: TestClient, name: str, media_type: str
) -> None:
    first = client.get(f"/static/{name}")
    assert first.content == (STATIC / name).read_bytes()
    assert first.headers["content-type"] == media_type
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(f"/static/{name}", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["cache-control"] == "no-cache"


def test_nothing_beside_the_files_of_the_page_is_served(client: TestClient) -> None:
    for path in (
        "/static/..%2fpyproject.toml",
        "/static/%2e%2e/app/__init__.py",
        "/static//etc/passwd",
    ):
        assert client.get(path).status_code == 404
