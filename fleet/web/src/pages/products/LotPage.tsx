// One lot: its dates and state, its way, its papers, and the product that it is of.

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { sessionQuery } from "../../api/queries";
import { goodsQuery } from "../../api/registryQueries";
import type { Lot } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Fact, Facts } from "../../ui/Facts";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { Columns, Day, LotMark, PageHead } from "../registry/parts";
import { REGISTRY } from "../registry/texts";
import {
  CertificatesPanel,
  PartiesPanel,
  ProductPanel,
  RecallNotes,
  StepsPanel,
} from "./GoodsPanels";

const route = getRouteApi("/app/lots/$gtin/$lot");

export function LotPage() {
  const { t, language } = useText();
  const { w } = useWords(REGISTRY);
  const { gtin, lot } = route.useParams();
  const { data: dossier, error, refetch } = useQuery(goodsQuery(gtin, lot));
  const { data: who } = useQuery(sessionQuery);
  const title = w("lot.title", { lot });
  usePageTitle(title);
  return (
    <>
      <PageHead
        back={<Link to="/lots">{w("back.lots")}</Link>}
        title={title}
        second={
          <Link to="/products/$gtin" params={{ gtin }}>
            {(language === "en" && dossier?.item.name.en) || dossier?.item.name.vi || gtin}
          </Link>
        }
        actions={
          dossier && (
            <>
              <Link to="/chains" search={{ gtin: dossier.item.gtin, lot }} className="tq-button">
                {w("lot.chain")}
              </Link>
              {who?.can_change && (
                <Link
                  to="/recalls/new"
                  search={{ gtin: dossier.item.gtin, lot }}
                  className="tq-button"
                >
                  {w("lot.recall")}
                </Link>
              )}
            </>
          )
        }
      />
      {error && !dossier && (
        <ProblemNote error={error} title={t("error.title")} onRetry={() => void refetch()} />
      )}
      {!dossier && !error && <LoadingRows rows={4} height={64} />}
      {dossier && (
        <>
          <RecallNotes dossier={dossier} />
          <Columns>
            {dossier.lot && <LotPanel lot={dossier.lot} />}
            <StepsPanel dossier={dossier} />
            <ProductPanel dossier={dossier} />
            <PartiesPanel dossier={dossier} />
            <CertificatesPanel certificates={dossier.certificates} />
          </Columns>
        </>
      )}
    </>
  );
}

const DAYS = ["harvested", "produced", "packed", "best_before", "use_by"] as const;

function LotPanel({ lot }: { lot: Lot }) {
  const { w } = useWords(REGISTRY);
  return (
    <Panel title={w("lot.facts")}>
      <Facts>
        <Fact name={w("lot.state")}>
          <LotMark state={lot.state} />
        </Fact>
        {DAYS.filter((day) => lot[day]).map((day) => (
          <Fact key={day} name={w(`lot.${day}`)}>
            <Day day={lot[day]} />
          </Fact>
        ))}
        {lot.place && <Fact name={w("lot.place")}>{lot.place}</Fact>}
      </Facts>
    </Panel>
  );
}
