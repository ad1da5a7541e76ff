"""Every setting of an installation, read from the environment once, typed, and refused loudly when wrong.

`docs/hosting.md` describes each of them; a test fails when one is missing there.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from environs import Env, ValidationError, validate


@dataclass(frozen=True)
class Config:
    """What whoever hosts a movement can choose. The names are the variables, with `DUGNAD_` before them."""

    data: Path
    """`DUGNAD_DATA`: the folder for database, pictures, keys and mirror."""
    database: str
    """`DUGNAD_DATABASE`: a `postgres://user:password@host:port/name` address, or empty for SQLite in `data`."""
    debug: bool
    """`DUGNAD_DEBUG`: Django's developer pages. Never on a machine that others can reach."""
    hosts: tuple[str, ...]
    """`DUGNAD_HOSTS`: the names this movement answers to, comma-separated."""
    https: bool
    """`DUGNAD_HTTPS`: true behind a proxy that speaks HTTPS: secure cookies, HSTS."""
    exit_address: str
    """`DUGNAD_EXIT_ADDRESS`: where "Leave this site" goes. A page nobody would wonder about."""
    country: str
    """`DUGNAD_COUNTRY`: ISO code of the country whose small places and phone numbers are known."""
    time_zone: str
    """`DUGNAD_TIME_ZONE`: for members who did not choose their own."""
    language: str
    """`DUGNAD_LANGUAGE`: for visitors whose browser asks for none we speak."""
    proxies: tuple[str, ...]
    """`DUGNAD_PROXIES`: addresses of the proxies in front, whose `X-Forwarded-For` is believed; nobody's when empty."""
    workers: int
    """`DUGNAD_WORKERS`: page processes; 0 means one per processor core."""
    address: str
    """`DUGNAD_ADDRESS`: how members reach the pages, for links in letters: `https://dugnad.example.org`."""
    smtp: str
    """`DUGNAD_SMTP`: `smtp://user:password@host:587` (or `smtps://…:465`); empty: a folder in `data`."""
    sender: str
    """`DUGNAD_SENDER`: whom letters come from: `Dugnad <dugnad@example.org>`."""
    mail_domain: str
    """`DUGNAD_MAIL_DOMAIN`: where answers to letters come in, `reply.example.org`; empty: only in the folder."""
    security_contact: str
    """`DUGNAD_SECURITY_CONTACT`: where somebody who found a hole writes: `mailto:…` or `https://…`; empty: not told."""
    lmtp: str
    """`DUGNAD_LMTP`: `host:port` where the worker takes answers from a mail server; empty: it does not."""
    backups: tuple[str, ...]
    """`DUGNAD_BACKUPS`: folders that get a sealed backup each night, comma-separated; empty: none is made by itself."""
    backup_key: str
    """`DUGNAD_BACKUP_KEY`: the key file that these are sealed with, in none of the folders."""
    backup_hour: int
    """`DUGNAD_BACKUP_HOUR`: the hour of the day from which on one is made, in `DUGNAD_TIME_ZONE`."""
    backups_kept: int
    """`DUGNAD_BACKUPS_KEPT`: how many stay in each folder; none older than 30 days."""
    bundles: tuple[str, ...]
    """`DUGNAD_BUNDLES`: folders that get a bundle of the whole movement each week, comma-separated."""
    bundle_keys: str
    """`DUGNAD_BUNDLE_KEYS`: the file with the public age keys of those who can open it."""


def read(environment: Env | None = None) -> Config:
    """Read the environment.

    Raises `environs.EnvValidationError` naming the variable that is wrong.
    """
    env = environment or Env()
    with env.prefixed("DUGNAD_"):
        hosts, https = env.list("HOSTS", ["127.0.0.1", "localhost", "[::1]"]), env.bool("HTTPS", False)
        return Config(
            data=Path(env.str("DATA", "data")).resolve(),
            database=env.str("DATABASE", ""),
            debug=env.bool("DEBUG", False),
            hosts=tuple(hosts),
            https=https,
            exit_address=env.str("EXIT_ADDRESS", "https://www.wikipedia.org/", validate=validate.URL()),
            country=env.str("COUNTRY", "SE"),
            time_zone=env.str("TIME_ZONE", "Europe/Stockholm"),
            language=env.str("LANGUAGE", "en"),
            proxies=tuple(env.list("PROXIES", [])),
            workers=env.int("WORKERS", 0),
            address=env.str("ADDRESS", f"http{'s' if https else ''}://{hosts[0]}", validate=_a_web_address),
            smtp=env.str("SMTP", "", validate=_a_mail_server),
            sender=env.str("SENDER", "Dugnad <dugnad@localhost>", validate=_a_sender),
            mail_domain=env.str("MAIL_DOMAIN", "", validate=_a_domain),
            security_contact=env.str("SECURITY_CONTACT", "", validate=_a_contact),
            lmtp=env.str("LMTP", "", validate=_a_place_to_listen),
            backups=tuple(env.list("BACKUPS", [])),
            backup_key=env.str("BACKUP_KEY", "~/.dugnad-key"),
            backup_hour=env.int("BACKUP_HOUR", 3, validate=validate.Range(0, 23)),
            backups_kept=env.int("BACKUPS_KEPT", 30, validate=validate.Range(1, 30)),
            bundles=tuple(env.list("BUNDLES", [])),
            bundle_keys=env.str("BUNDLE_KEYS", ""),
        )


def _a_web_address(address: str) -> None:
    told = urlsplit(address)
    if told.scheme not in {"http", "https"} or not told.hostname:
        raise ValidationError("It must start with https:// (or http://) and name a host.")


def _a_sender(sender: str) -> None:
    if "@" not in parseaddr(sender)[1] or any(sign in sender for sign in "\r\n"):
        raise ValidationError("It must be an e-mail address: Dugnad <dugnad@example.org>")


def _a_contact(contact: str) -> None:
    if contact and not re.fullmatch(r"(?:mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[0-9-]+)", contact):
        raise ValidationError("It must be one address: mailto:security@example.org, or https://…")


def _a_domain(domain: str) -> None:
    if domain and not re.fullmatch(r"(?!-)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", domain):
        raise ValidationError("It must be the name of a domain: reply.example.org")


def _a_place_to_listen(place: str) -> None:
    if place and not re.fullmatch(r"(?:\[[0-9a-fA-F:.]+\]|[^\s:]+):[0-9]{1,5}", place):
        raise ValidationError("It must be a host and a port: 127.0.0.1:8024")


def _a_mail_server(address: str) -> None:
    if address:
        told = urlsplit(address)
        if told.scheme not in {"smtp", "smtps"} or not told.hostname:
            raise ValidationError("It must look like smtp://user:password@mail.example.org:587, or smtps://…:465")


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over. `encrypted`: from the first byte (smtps); else by STARTTLS."""

    host: str
    port: int
    user: str
    password: str
    encrypted: bool


def mail_server(config: Config) -> MailServer | None:
    """The mail server that was configured, if any."""
    if not config.smtp:
        return None
    told = urlsplit(config.smtp)
    encrypted = told.scheme == "smtps"
    return MailServer(
        host=told.hostname or "",
        port=told.port or (465 if encrypted else 587),
        user=unquote(told.username or ""),
        password=unquote(told.password or ""),
        encrypted=encrypted,
    )


def secret(data: Path, name: str) -> str:
    """The key called `name`, made on first use in `data/keys`, readable by its owner only."""
    path = data / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            fresh.rename(path) if not path.exists() else fresh.unlink()
        except OSError:
            fresh.unlink(missing_ok=True)
    return path.read_text().strip()


def database_settings(config: Config) -> dict[str, object]:
    """Django's `DATABASES["default"]` for the embedded (SQLite) or grown (PostgreSQL) profile."""
    if not config.database:
        return {
            "ENGINE": "dugnad.kit.sqlite",
            "NAME": config.data / "dugnad.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5},
        }
    address = urlsplit(config.database)
    if address.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DUGNAD_DATABASE must start with postgres://, not {address.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.path.lstrip("/"),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": address.hostname or "",
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
