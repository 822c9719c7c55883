"""Answers of a portal become records by configuration; what isn't foreseen is never guessed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from fleet.clock import SystemClock
from fleet.connectors.config import JsonAdaptor
from fleet.connectors.fetch import Fetcher
from fleet.connectors.json_adaptor import JsonSource, address
from fleet.connectors.port import Question, Reason, SourceFailed
from provenance.keys import Gtin, ItemKey
from provenance.records import CertificateKind, Dossier, StampState
from tests.fleet.connectors.conftest import config_for
from tests.support.portal import Portal, says

GTIN = Gtin("08930000000019")
KEY = ItemKey(gtin=GTIN, lot="L 1/2", serial="S1")
ANSWER: dict[str, Any] = {
    "code": 200,
    "data": {
        "gtin": "8930000000019",
        "ten": "Rau muống <script>alert(1)</script>",
        "thuong_hieu": "Vân\u202e Nội\x00",
        "lo": {"ma": "L 1/2", "nsx": "20/11/2026", "hsd": "25/11/2026"},
        "tem": {"seri": "S1", "trang_thai": 2, "kich_hoat": 1763600000},
        "nha_sx": {"ten": "HTX Vân Nội", "dia_chi": "Đông Anh"},
        "nhat_ky": [
            {"luc": "2026-11-20T08:00:00", "viec": "thu hoạch", "noi": "Ruộng 3"},
            {"luc": "2026-11-21T08:00:00+07:00", "viec": "đóng gói", "noi": "Nhà sơ chế"},
        ],
        "giay": [{"loai": "VietGAP", "so": "VG-1", "cap": "Sở NN", "den": "20271231"}],
        "tieu_chuan": [{"ten": "TCVN 1"}, {"ten": "TCVN 2"}],
    },
}
STATES = {"0": "inactive", "1": "at_printer", "2": "active", "-1": "void"}


def rule(path: str, **more: object) -> dict[str, object]:
    return {"path": path, **more}


STEPS = {"thu hoạch": "harvesting", "đóng gói": "packing"}
LISTS: dict[str, object] = {
    "parties": {
        "each": "data.nha_sx",
        "fields": {"name": rule("ten"), "address": rule("dia_chi")},
    },
    "steps": {
        "each": "data.nhat_ky[*]",
        "fields": {
            "at": rule("luc"),
            "biz_step": rule("viec", values=STEPS),
            "place": rule("noi"),
        },
    },
    "certificates": {
        "each": "data.giay[*]",
        "fields": {
            "kind": rule("loai", values={"VietGAP": "vietgap"}),
            "number": rule("so"),
            "issuer": rule("cap"),
            "valid_until": rule("den", form="year_month_day"),
        },
    },
    "standards": {"each": "data.tieu_chuan[*]", "fields": {"text": rule("ten")}},
}


def config(portal: Portal, /, **more: object) -> JsonAdaptor:
    fields = {
        "item.gtin": rule("data.gtin"),
        "item.name.vi": rule("data.ten"),
        "item.brand": rule("data.thuong_hieu"),
        "lot.lot": rule("data.lo.ma"),
        "lot.produced": rule("data.lo.nsx", form="day_month_year"),
        "lot.use_by": rule("data.lo.hsd", form="day_month_year"),
        "stamp.serial": rule("data.tem.seri"),
        "stamp.state": rule("data.tem.trang_thai", values=STATES),
        "stamp.activated_at": rule("data.tem.kich_hoat", form="epoch_s"),
    }
    words = {
        "found": {"path": "code", "equals": ["200"]},
        "not_found": {"path": "code", "equals": ["404"]},
    }
    return config_for(portal, fields=fields, lists=LISTS, **{**words, **more})


def ask(
    portal: Portal, fetcher: Fetcher, answer: object, key: ItemKey = KEY, /, **more: object
) -> Dossier | None:
    portal.answers[f"/goods/{key.gtin}"] = says(answer)
    source = JsonSource("Cổng Hà Nội", config(portal, **more), fetcher, SystemClock())
    return source.lookup(Question(key=key), SystemClock().monotonic_s() + 5)


def changed(path: str, value: object) -> dict[str, Any]:
    *parents, last = path.split(".")
    document: dict[str, Any] = {"code": 200, "data": dict(ANSWER["data"])}
    place = document
    for parent in parents:
        place[parent] = dict(place[parent])
        place = place[parent]
    place[last] = value
    return document


pytestmark = pytest.mark.loopback


def test_an_answer_becomes_records(portal: Portal, fetcher: Fetcher) -> None:
    dossier = ask(portal, fetcher, ANSWER)

    assert dossier is not None
    assert dossier.source == "Cổng Hà Nội"
    assert dossier.item.name.vi == "Rau muống <script>alert(1)</script>"
    assert dossier.item.brand == "Vân Nội"
    assert dossier.item.standards == ("TCVN 1", "TCVN 2")
    assert dossier.lot is not None
    assert (dossier.lot.produced, dossier.lot.use_by) == (date(2026, 11, 20), date(2026, 11, 25))
    assert dossier.stamp is not None
    assert dossier.stamp.state is StampState.ACTIVE
    assert dossier.stamp.lot == "L 1/2"
    issuer = dossier.party(dossier.stamp.issuer)
    assert issuer is not None
    assert (issuer.name, issuer.address) == ("HTX Vân Nội", "Đông Anh")
    assert [step.biz_step for step in dossier.steps] == ["harvesting", "packing"]
    assert dossier.steps[0].at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert dossier.certificates[0].kind is CertificateKind.VIETGAP
    assert dossier.certificates[0].valid_until == date(2027, 12, 31)


def test_not_known_is_what_the_configuration_says(portal: Portal, fetcher: Fetcher) -> None:
    assert ask(portal, fetcher, {"code": 404, "data": None}) is None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"code": 500, "message": "lỗi"}, Reason.SHAPE),
        ({}, Reason.SHAPE),
        ([], Reason.SHAPE),
        ("một câu", Reason.SHAPE),
        (changed("data.ten", None), Reason.SHAPE),
        (changed("data.ten", {"vi": "Rau"}), Reason.SHAPE),
        (changed("data.gtin", "8930000000026"), Reason.OTHER_GOODS),
        (changed("data.gtin", "8930000000018"), Reason.SHAPE),
        (changed("data.tem.seri", "S2"), Reason.OTHER_GOODS),
        (changed("data.tem.trang_thai", 9), Reason.SHAPE),
        (changed("data.tem.kich_hoat", 1e300), Reason.SHAPE),
        (changed("data.lo.hsd", "31/02/2026"), Reason.SHAPE),
        (changed("data.lo.hsd", "ngày mai"), Reason.SHAPE),
        (changed("data.nhat_ky", [{"noi": "Ruộng"}]), Reason.SHAPE),
        (changed("data.nhat_ky", ANSWER["data"]["nhat_ky"] * 150), Reason.TOO_LONG),
    ],
    ids=range(15),
)
def test_what_is_not_foreseen_is_an_error(
    portal: Portal, fetcher: Fetcher, answer: object, reason: Reason
) -> None:
    with pytest.raises(SourceFailed) as caught:
        ask(portal, fetcher, answer)
    assert caught.value.reason is reason


def test_the_code_of_a_system_is_known_by_the_gtin_of_its_answer(
    portal: Portal, fetcher: Fetcher
) -> None:
    described = config(portal, url=f"{portal.url}/t/{{code}}?v=1", found=None)
    source = JsonSource("Cổng", described, fetcher, SystemClock())
    ours = Question(system="Cổng", code="a b/../c")
    assert source.match(ours)
    assert not source.match(Question(system="other", code="x"))
    assert not source.match(Question(key=KEY))
    portal.answers["/t/a%20b%2F..%2Fc"] = says(ANSWER)

    dossier = source.lookup(ours, SystemClock().monotonic_s() + 5)

    assert dossier is not None
    assert dossier.item.gtin == GTIN
    assert portal.asked[0].target == "/t/a%20b%2F..%2Fc?v=1"


def test_an_address_is_made_of_values_that_are_there() -> None:
    template = "https://a.example/{gtin}/{lot}?s={serial}"
    assert address(template, Question(key=KEY)) == (
        "https://a.example/08930000000019/L%201%2F2?s=S1"
    )
    assert address(template, Question(key=ItemKey(gtin=GTIN, lot="L1"))) is None
    assert address(template, Question(key=ItemKey(gtin=GTIN, lot="..", serial="1"))) is None
    strange = Question(key=ItemKey(gtin=GTIN, lot="{serial}", serial="é&"))
    assert address(template, strange) == (
        "https://a.example/08930000000019/%7Bserial%7D?s=%C3%A9%26"
    )


def test_prefixes_say_of_which_goods_it_may_know(portal: Portal, fetcher: Fetcher) -> None:
    described = config_for(portal, gtin_prefixes=("0893",))
    source = JsonSource("Cổng", described, fetcher, SystemClock())
    assert source.match(Question(key=KEY))
    assert not source.match(Question(key=ItemKey(gtin=Gtin("04006381333931"))))
