"""The relay's settings, and the example file that an operator starts from."""

import re
from pathlib import Path

import msgspec
import pytest

from whyward.relay.config import FIELDS, PREFIX, RelayConfig, load_config
from whyward.relay.errors import ConfigError

EXAMPLE = Path(__file__).parents[3] / "deploy" / "relay.env.example"


def example() -> dict[str, str]:
    """Read the example as systemd and Docker do; a setting that is commented out shows its default."""
    lines = re.findall(rf"^#?({PREFIX}\w+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(lines)


def test_an_empty_environment_gives_the_defaults() -> None:
    assert load_config({"PATH": "/bin", "WHYWARD_HOME": "/x"}) == RelayConfig()


def test_every_kind_of_setting_is_read_from_text() -> None:
    config = load_config(
        {
            "WHYWARD_RELAY_PORT": "0",
            "WHYWARD_RELAY_SILENCE_S": "2.5",
            "WHYWARD_RELAY_ADMISSION": "invite",
            "WHYWARD_RELAY_PUBLIC_HOSTS": "Relay.Example, relay.example:8443",
        }
    )

    assert (config.port, config.silence_s, config.admission) == (0, 2.5, "invite")
    assert config.public_hosts == ("relay.example", "relay.example:8443")


@pytest.mark.parametrize("name", ["WHYWARD_RELAY_PROT", "WHYWARD_RELAY_port", "WHYWARD_RELAY_"])
def test_a_misspelt_name_is_an_error_at_start(name: str) -> None:
    with pytest.raises(ConfigError, match="there is no setting"):
        load_config({name: "1"})


def test_a_misspelt_name_is_told_the_nearest_one() -> None:
    with pytest.raises(ConfigError, match=r"did you mean WHYWARD_RELAY_ADMISSION\?"):
        load_config({"WHYWARD_RELAY_ADMISION": "open"})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "70000"),
        ("PORT", "eighty"),
        ("ADMISSION", "everybody"),
        ("HEAD_S", "0"),
        ("HEAD_S", "nan"),
        ("FRAME_BYTES_MAX", "1"),
        ("PUBLIC_HOSTS", "two words"),
    ],
)
def test_a_value_out_of_range_is_an_error_at_start(name: str, text: str) -> None:
    with pytest.raises(ConfigError):
        load_config({PREFIX + name: text})


def test_the_example_holds_every_setting_with_its_default() -> None:
    told = example()

    assert set(told) == {PREFIX + name.upper() for name in FIELDS}
    assert load_config(told) == RelayConfig()


def test_every_setting_says_why() -> None:
    """A default without a reason is a guess that nobody can question."""
    source = (Path(__file__).parents[3] / "server/whyward/relay/config.py").read_text(encoding="utf-8")
    for field in msgspec.structs.fields(RelayConfig):
        assert re.search(rf'^    {field.name}: .*\n    """', source, re.MULTILINE), field.name


def test_bytes_that_are_no_text_are_an_error_at_start() -> None:
    """The environment hands them over as lone surrogates."""
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config({PREFIX + "COMMIT_BYTES_MAX": "16\udcb7"})
