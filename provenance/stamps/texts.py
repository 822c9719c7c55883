"""What a reason for suspicion says to people, in Vietnamese and English."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from provenance.records import Text
from provenance.stamps.suspicion import Reason

TEXTS: Mapping[str, Text] = MappingProxyType(
    {
        "travel.impossible": Text(
            vi="Quét tại {one} rồi tại {other}, cách nhau {km} km, chỉ sau {minutes} phút",
            en="Scanned at {one}, then at {other}, {km} km away, only {minutes} minutes later",
        ),
        "places.many": Text(
            vi="Cùng một tem được quét tại {places} nơi, trong {days} ngày",
            en="The same stamp was scanned in {places} places, on {days} days",
        ),
        "days.shared": Text(
            vi="Trong {days} ngày, tem được quét ở hai nơi trở lên trong cùng một ngày",
            en="On {days} days it was scanned in two or more places on the same day",
        ),
        "area.outside": Text(
            vi="Quét ngoài vùng bán đã đăng ký, tại {places} nơi",
            en="Scanned outside the registered sales area, in {places} places",
        ),
        "sold.scanned": Text(
            vi="Vẫn được quét sau khi đã xác nhận bán, tại {places} nơi",
            en="Still scanned after it was confirmed as sold, in {places} places",
        ),
        "activation.scanned_before": Text(
            vi="Được quét trước khi kích hoạt, tại {places} nơi",
            en="Scanned before it was activated, in {places} places",
        ),
    }
)


def describe(found: Sequence[Reason]) -> Text:
    """Say the reasons in one text, each a clause."""
    params = [(TEXTS[reason.code], dict(reason.params)) for reason in found]
    return Text(
        vi="; ".join(text.vi.format(**values) for text, values in params),
        en="; ".join(text.en.format(**values) for text, values in params),
    )
