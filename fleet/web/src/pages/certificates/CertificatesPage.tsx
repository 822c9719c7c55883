// The papers that somebody vouches with, of establishments, products, lots and places.

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import {
  CERTIFICATE_DATES,
  CERTIFICATE_KINDS,
  CERTIFICATE_SCOPES,
  CERTIFICATE_STATES,
} from "../../api/registryChoices";
import { certificatesQuery, registryExport } from "../../api/registryQueries";
import type { CertificateSearch } from "../../api/registrySearch";
import type { CertificateRow } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Filters, SearchField, SelectField } from "../../ui/Field";
import { ListPage } from "../../ui/ListPage";
import { type Column, Title } from "../../ui/Rows";
import { Day, HoldingMark, PartyLink, useCertificateName } from "../registry/parts";
import { REGISTRY } from "../registry/texts";

const route = getRouteApi("/app/certificates");

export function CertificatesPage() {
  const { t } = useText();
  const search = route.useSearch();
  const list = useInfiniteQuery(certificatesQuery(search));
  return (
    <ListPage
      title={t("nav.certificates")}
      list={list}
      columns={useColumns()}
      keyOf={(row) => row.id}
      exportAs={(form) => registryExport("certificates", { ...search, form })}
      filters={<CertificateFilters search={search} />}
      clear={
        Object.keys(search).length > 0 && (
          <Link to="/certificates" search={{}}>
            {t("stations.clear")}
          </Link>
        )
      }
    />
  );
}

function useColumns(): Column<CertificateRow>[] {
  const { w } = useWords(REGISTRY);
  const nameOf = useCertificateName();
  return [
    {
      name: w("certificate.number"),
      cell: (row) => (
        <Title second={nameOf(row)}>
          <strong>{row.number}</strong>
        </Title>
      ),
    },
    {
      name: w("certificate.holds"),
      cell: (row) => <HoldingMark certificate={row} />,
      isWhole: true,
    },
    {
      name: w("certificate.until"),
      cell: (row) => (row.valid_until ? <Day day={row.valid_until} /> : w("certificate.forever")),
      isWhole: true,
    },
    { name: w("certificate.subject"), cell: (row) => <Subject row={row} /> },
    { name: w("certificate.issuer"), cell: (row) => row.issuer },
  ];
}

/** Of what a certificate speaks, as a way there. */
function Subject({ row }: { row: CertificateRow }) {
  const { w } = useWords(REGISTRY);
  const { gtin, lot, party, location } = row;
  return (
    <Title second={w(`certificate.scope.${row.scope}`)}>
      {row.scope === "party" && <PartyLink party={party} />}
      {row.scope === "location" && <span>{location ?? "–"}</span>}
      {row.scope === "product" && gtin && (
        <Link to="/products/$gtin" params={{ gtin }} preload={false}>
          {gtin}
        </Link>
      )}
      {row.scope === "lot" && gtin && (
        <Link to="/lots/$gtin/$lot" params={{ gtin, lot }} preload={false}>
          {lot}
        </Link>
      )}
    </Title>
  );
}

function CertificateFilters({ search }: { search: CertificateSearch }) {
  const { t } = useText();
  const { w } = useWords(REGISTRY);
  const navigate = route.useNavigate();
  const set = (name: keyof CertificateSearch, value: string, replace = false) =>
    void navigate({
      replace,
      search: ({ [name]: _before, ...rest }) => (value ? { ...rest, [name]: value } : rest),
    });
  const select = <V extends string>(
    name: keyof CertificateSearch,
    label: string,
    values: readonly V[],
    say: (value: V) => string,
  ) => (
    <SelectField
      label={label}
      value={search[name] ?? ""}
      all={t("filter.all")}
      options={values.map((value) => ({ value, label: say(value) }))}
      onChange={(value) => set(name, value)}
    />
  );
  return (
    <Filters>
      <SearchField
        label={w("certificates.search")}
        value={search.q ?? ""}
        onChange={(value) => set("q", value, true)}
      />
      {select("kind", w("certificate.kind"), CERTIFICATE_KINDS, (value) =>
        w(`certificate.kind.${value}`),
      )}
      {select("scope", w("certificate.scope"), CERTIFICATE_SCOPES, (value) =>
        w(`certificate.scope.${value}`),
      )}
      {select("dates", w("certificate.dates"), CERTIFICATE_DATES, (value) =>
        w(`certificate.dates.${value}`),
      )}
      {select("state", w("certificate.state"), CERTIFICATE_STATES, (value) =>
        w(`certificate.state.${value}`),
      )}
    </Filters>
  );
}
