"""The rules for hosts of trace systems that a station has where its settings bring no others.

Hosts as they were met on goods and in public sources; forms of paths only where they are known.
"""

from provenance.codes.host_rules import HostRule

KNOWN_HOSTS: tuple[HostRule, ...] = (
    # The printed code, the one that is scratched free, the page of a product.
    *(
        HostRule(host=host, path=path, system="CheckVN")
        for host in ("check.net.vn", "*.check.net.vn")
        for path in ("/t1/{code}", "/t2/{code}", "/p/{code}", "/**")
    ),
    *(
        HostRule(host=host, path="/**", system=system)
        for host, system in (
            ("qr.icheck.vn", "iCheck"),
            ("mkt.icheck.vn", "iCheck"),
            ("cd.qcheck.vn", "iCheck"),
            ("truyxuat.gov.vn", "truyxuat.gov.vn"),
            ("*.truyxuat.gov.vn", "truyxuat.gov.vn"),
            ("checkvn.mae.gov.vn", "CheckVN (MAE)"),
        )
    ),
)
