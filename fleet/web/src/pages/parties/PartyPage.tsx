// One establishment: its codes, its places, its papers.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { sessionQuery } from "../../api/queries";
import { partyQuery } from "../../api/registryQueries";
import type { Establishment, Place } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { CopyId } from "../../ui/CopyId";
import { Fact, Facts } from "../../ui/Facts";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { CertificatesPanel } from "../products/GoodsPanels";
import { Columns, PageHead, useSourceText } from "../registry/parts";
import { REGISTRY } from "../registry/texts";

const route = getRouteApi("/app/parties/$partyId");

export function PartyPage() {
  const { t } = useText();
  const { w, findWord } = useWords(REGISTRY);
  const { partyId } = route.useParams();
  const { data, error, refetch } = useQuery(partyQuery(partyId));
  const { data: who } = useQuery(sessionQuery);
  const party = data?.party;
  const name = party?.name ?? partyId;
  usePageTitle(name);
  return (
    <>
      <PageHead
        back={<Link to="/parties">{w("back.parties")}</Link>}
        title={name}
        second={party && (findWord(`party.role.${party.role}`) ?? party.role)}
        actions={
          party && (
            <>
              <Link to="/products" search={{ producer: party.party_id }} className="tq-button">
                {w("party.products")}
              </Link>
              {who?.can_change && (
                <Link to="/recalls/new" search={{ party: party.party_id }} className="tq-button">
                  {w("party.recall")}
                </Link>
              )}
            </>
          )
        }
      />
      {error && !data && (
        <ProblemNote error={error} title={t("error.title")} onRetry={() => void refetch()} />
      )}
      {!data && !error && <LoadingRows rows={4} height={64} />}
      {data && (
        <Columns>
          <PartyPanel establishment={data} />
          <PlacesPanel places={data.locations} />
          <CertificatesPanel certificates={data.certificates} />
        </Columns>
      )}
    </>
  );
}

function PartyPanel({ establishment }: { establishment: Establishment }) {
  const { w } = useWords(REGISTRY);
  const sourceText = useSourceText();
  const { party, source, source_time } = establishment;
  const codes: [name: string, value: string][] = [
    [w("party.code"), party.establishment_code],
    [w("party.tax_code"), party.tax_code],
    ["GLN", party.gln],
    [w("party.id"), party.party_id],
  ];
  return (
    <Panel title={w("party.facts")}>
      <Facts>
        {party.address && <Fact name={w("party.address")}>{party.address}</Fact>}
        {party.phone && <Fact name={w("party.phone")}>{party.phone}</Fact>}
        {party.chain && (
          <Fact name={w("party.chain")}>
            <Link to="/parties" search={{ chain: party.chain }}>
              {party.chain}
            </Link>
          </Fact>
        )}
        {codes
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              <CopyId value={value} what={name} />
            </Fact>
          ))}
        <Fact name={w("source")}>
          {sourceText(source)}, <Moment moment={source_time} />
        </Fact>
      </Facts>
    </Panel>
  );
}

function PlacesPanel({ places }: { places: readonly Place[] }) {
  const { w, findWord } = useWords(REGISTRY);
  return (
    <Panel title={w("party.places")}>
      {places.length === 0 && <span className="tq-quiet">{w("party.places_none")}</span>}
      <Facts>
        {places.map((place) => (
          <Fact key={place.location_id} name={findWord(`place.${place.kind}`) ?? place.kind}>
            {place.name}
            {place.address && <div className="tq-quiet">{place.address}</div>}
            <div className="tq-quiet tq-tabular">{place.gln || place.location_id}</div>
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}
