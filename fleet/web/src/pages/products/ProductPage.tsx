// One product: what the registry knows of it, its papers, its lots.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { sessionQuery } from "../../api/queries";
import { goodsQuery, lotsQuery } from "../../api/registryQueries";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { CopyId } from "../../ui/CopyId";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { Rows } from "../../ui/Rows";
import { usePageTitle } from "../../ui/usePageTitle";
import { Columns, PageHead } from "../registry/parts";
import { REGISTRY } from "../registry/texts";
import { CertificatesPanel, PartiesPanel, ProductPanel, RecallNotes } from "./GoodsPanels";
import { lotKey, useLotColumns } from "./LotsPage";

const route = getRouteApi("/app/products/$gtin");

export function ProductPage() {
  const { t, language } = useText();
  const { w } = useWords(REGISTRY);
  const { gtin } = route.useParams();
  const { data: dossier, error, refetch } = useQuery(goodsQuery(gtin));
  const { data: who } = useQuery(sessionQuery);
  const name = dossier ? (language === "en" && dossier.item.name.en) || dossier.item.name.vi : gtin;
  usePageTitle(name);
  return (
    <>
      <PageHead
        back={<Link to="/products">{w("back.products")}</Link>}
        title={name}
        second={<CopyId value={dossier?.item.gtin ?? gtin} what="GTIN" />}
        actions={
          dossier &&
          who?.can_change && (
            <Link to="/recalls/new" search={{ gtin: dossier.item.gtin }} className="tq-button">
              {w("product.recall")}
            </Link>
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
            <ProductPanel dossier={dossier} />
            <PartiesPanel dossier={dossier} />
            <CertificatesPanel certificates={dossier.certificates} />
            <LotsPanel gtin={dossier.item.gtin} />
          </Columns>
        </>
      )}
    </>
  );
}

const SHOWN = 10;

function LotsPanel({ gtin }: { gtin: string }) {
  const { w } = useWords(REGISTRY);
  const { data } = useInfiniteQuery(lotsQuery({ gtin }));
  const columns = useLotColumns(false);
  const lots = data?.pages[0]?.rows ?? [];
  return (
    <Panel
      title={w("product.lots")}
      flush={lots.length > 0}
      aside={
        lots.length > SHOWN && (
          <Link to="/lots" search={{ gtin }}>
            {w("product.lots_all")}
          </Link>
        )
      }
    >
      {data && lots.length === 0 && <span className="tq-quiet">{w("product.lots_none")}</span>}
      {!data && <LoadingRows rows={2} />}
      {lots.length > 0 && <Rows columns={columns} rows={lots.slice(0, SHOWN)} keyOf={lotKey} />}
    </Panel>
  );
}
