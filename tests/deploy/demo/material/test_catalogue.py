"""The catalogue: what its form refuses."""

from typing import Any

import pytest
from pydantic import ValidationError

from deploy.demo.material.catalogue import Catalogue, read_catalogue
from deploy.demo.material.shots import Shot


@pytest.fixture
def written() -> dict[str, Any]:
    catalogue: dict[str, Any] = read_catalogue().model_dump(mode="json")
    return catalogue


def test_the_catalogue_reads_back_what_it_writes(written: dict[str, Any]) -> None:
    assert Catalogue.model_validate(written) == read_catalogue()


def test_a_stamp_of_an_unknown_lot_is_refused(written: dict[str, Any]) -> None:
    written["product"][0]["stamp"][0]["lot"] = "NO-SUCH"
    with pytest.raises(ValidationError, match="rau-muong: unknown lot 'NO-SUCH'"):
        Catalogue.model_validate(written)


def test_a_step_of_an_unknown_party_is_refused(written: dict[str, Any]) -> None:
    written["route"][0]["step"][0]["party"] = "nobody"
    with pytest.raises(ValidationError, match="unknown party 'nobody'"):
        Catalogue.model_validate(written)


def test_a_product_of_an_unknown_producer_is_refused(written: dict[str, Any]) -> None:
    written["product"][3]["producer"] = "nobody"
    with pytest.raises(ValidationError, match="su-hao: unknown producer or route"):
        Catalogue.model_validate(written)


def test_a_misspelt_key_is_refused(written: dict[str, Any]) -> None:
    written["product"][0]["lot"][0]["used_by"] = 1
    with pytest.raises(ValidationError, match="used_by"):
        Catalogue.model_validate(written)


def test_an_unknown_product_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="pho-bo"):
        read_catalogue().find("pho-bo")


def test_a_picture_with_a_verdict_and_no_code_is_refused() -> None:
    with pytest.raises(ValidationError, match="verdict, codes and readability disagree"):
        Shot(name="x", shows="x", background="hall", verdict="known")  # type: ignore[arg-type]
