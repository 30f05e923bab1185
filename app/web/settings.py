"""The settings of the server, each an environment variable."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Limits and workers. A field's variable is its name in capitals after `BPTT_`."""

    model_config = SettingsConfigDict(env_prefix="BPTT_", frozen=True)

    max_body_bytes: int = Field(
        default=4 * 1024 * 1024, ge=1, description="Largest body of a request, in bytes."
    )
    max_steps: int = Field(default=256, ge=1, description="Longest sequence: time-stamps T.")
    max_hidden_size: int = Field(
        default=128,
        ge=1,
        description="Largest hidden size H, and largest own size of a named value.",
    )
    max_inputs: int = Field(default=256, ge=1, description="Widest input: numbers D in one x.")
    max_classes: int = Field(
        default=256, ge=1, description="Most classes V; for tokens, the vocabulary."
    )
    max_equation_bytes: int = Field(
        default=4 * 1024, ge=1, description="Longest text of equations, in bytes of UTF-8."
    )
    max_operations: int = Field(
        default=64, ge=1, description="Most operations in a text of equations."
    )
    max_answer_numbers: int = Field(
        default=4_000_000, ge=1, description="Largest answer: how many numbers it may hold."
    )
    max_check_work: int = Field(
        default=20_000_000_000,
        ge=1,
        description="Most work of one check by differences: multiplications.",
    )
    max_inline_work: int = Field(
        default=1_000_000,
        ge=0,
        description="Most work that is done between two other requests; more goes to the worker "
        "processes.",
    )
    workers: int = Field(
        default=2, ge=1, description="Worker processes for requests with much work."
    )


def default_of(setting: str) -> int:
    """The default of a limit, to show in the documentation."""
    default: int = Settings.model_fields[setting].default
    return default
