"""What a verdict says, apart from how it is drawn."""

from dataclasses import replace

import pytest

from kiosk.ui import details, samples
from kiosk.ui.icons.names import Icon
from kiosk.ui.sayings import allows_promotion, say
from kiosk.ui.words import Words, load
from provenance.verdict.verdict import Colour, Verdict, VerdictKind

VERDICTS = samples.verdicts()


@pytest.fixture(params=["vi", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    return load(request.param)


@pytest.mark.parametrize("verdict", [pytest.param(one, id=name) for name, one in VERDICTS.items()])
class TestOffers:
    def test_stand_under_all_else_or_not_at_all(self, verdict: Verdict, words: Words) -> None:
        icons = [row.icon for row in details.rows(verdict, words, samples.TODAY)]
        assert Icon.OFFER not in icons[:-1]
        assert allows_promotion(verdict) or Icon.OFFER not in icons

    def test_never_with_a_warning(self, verdict: Verdict, words: Words) -> None:
        warns = verdict.colour in {Colour.RED, Colour.ORANGE} or verdict.rescan
        assert not (warns and allows_promotion(verdict))

    def test_arent_in_the_words_of_the_verdict(self, verdict: Verdict, words: Words) -> None:
        saying = say(verdict, words)
        promotions = verdict.dossier.promotions if verdict.dossier else ()
        told = " ".join((saying.headline, *saying.below))
        assert not any(one.text.in_language(words.language) in told for one in promotions)


def test_a_good_verdict_shows_its_offer(words: Words) -> None:
    icons = [row.icon for row in details.rows(VERDICTS["valid"], words, samples.TODAY)]
    assert icons[-1] is Icon.OFFER


def test_there_is_a_sample_of_every_row() -> None:
    assert {verdict.kind for verdict in VERDICTS.values()} == set(VerdictKind)


def test_a_bad_signature_says_who_was_claimed_and_what_is_wrong() -> None:
    below = say(VERDICTS["bad_signature"], load("vi")).below
    assert below[0] == "Nội dung trên tem không khớp với chữ ký"
    assert below[1].startswith("Trên tem ghi: Hợp tác xã")
    nobody = say(VERDICTS["issuer_unknown"], load("vi")).below
    assert nobody == ("Không biết đơn vị nào đã ký tem này", below[-1])


def test_a_good_signature_alone_says_no_more_than_who_signed() -> None:
    below = say(VERDICTS["signed_state_unknown"], load("en")).below
    assert below[0].startswith("Signed by: ")
    assert below[1] == "The signature only tells who issued the stamp"


def test_a_recall_of_serials_or_of_a_party_speaks_of_no_lot(words: Words) -> None:
    vi = load("vi")
    serials = say(VERDICTS["recalled_serials"], vi).below
    assert "Sê-ri A7K3M0 đến A7K3MZ" in serials
    assert any(
        line.startswith("Mọi hàng của ") for line in say(VERDICTS["recalled_party"], vi).below
    )
    assert say(VERDICTS["other_serials"], vi).below[0].startswith("Một số tem của sản phẩm này")
    for name in ("recalled_serials", "recalled_party"):
        told = " ".join(say(VERDICTS[name], words).below).lower()
        assert not {"lô", "lot", "lots"} & set(told.replace(",", " ").replace(".", " ").split())


@pytest.mark.parametrize(
    ("first", "last", "lot", "told"),
    [
        ("A1", None, None, "Sê-ri từ A1 trở đi"),
        (None, "A9", None, "Sê-ri đến A9"),
        ("A1", "A9", "L1", "Lô L1, sê-ri A1 đến A9"),
        (None, None, "L1", "Lô L1"),
        (None, None, None, "Tất cả các lô của sản phẩm này"),
    ],
)
def test_goods_recalled(first: str | None, last: str | None, lot: str | None, told: str) -> None:
    verdict = VERDICTS["recalled_serials"]
    orders = [
        replace(order, serial_from=first, serial_to=last, lot=lot) for order in verdict.recalls
    ]
    assert told in say(replace(verdict, recalls=tuple(orders)), load("vi")).below


def test_an_establishment_is_named_with_its_certificates(words: Words) -> None:
    verdict = VERDICTS["establishment"]
    saying = say(verdict, words)
    assert verdict.establishment
    assert verdict.establishment.party.name in saying.headline
    papers = next(
        row for row in details.rows(verdict, words, samples.TODAY) if row.icon is Icon.CERTIFICATE
    )
    assert [entry.struck for entry in papers.entries] == [False, True]


def test_a_system_that_could_not_be_asked_is_named_and_not_said_not_to_know() -> None:
    silent = say(VERDICTS["system_silent"], load("vi"))
    assert silent.headline == "Chưa tra cứu được"
    assert silent.below[0] == "Chưa hỏi được hệ thống Tem điện tử Hà Nội (minh họa)."
    assert say(VERDICTS["other_system"], load("vi")).headline.startswith("Mã của hệ thống Tem")


@pytest.mark.parametrize("name", ["valid_offline", "establishment_offline"])
def test_what_was_laid_down_earlier_is_told_with_its_age(name: str) -> None:
    assert "Dữ liệu đã lưu lúc 21:00" in " ".join(say(VERDICTS[name], load("vi")).below)
