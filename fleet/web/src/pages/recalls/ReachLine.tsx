// How many registered goods the order would name: a typing mistake shows as a wrong number.

import { useQuery } from "@tanstack/react-query";
import { api, take } from "../../api/client";
import type { NewRecall } from "../../api/registryTypes";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { REGISTRY } from "../registry/texts";

export function ReachLine({ order }: { order: NewRecall }) {
  const { number } = useText();
  const { w } = useWords(REGISTRY);
  const { data: reach } = useQuery({
    queryKey: ["recall_reach", order],
    queryFn: () => take(api.POST("/api/recalls/reach", { body: order })),
    gcTime: 0,
  });
  if (!reach) return null;
  if (reach.products === 0 && reach.stamps === 0) return <div>{w("recall.reach_none")}</div>;
  const counted = [
    !order.gtin && w("recall.reach_products", { n: number(reach.products) }),
    reach.lots !== null && !order.lot && w("recall.reach_lots", { n: number(reach.lots) }),
    w("recall.reach_stamps", { n: number(reach.stamps) }),
  ].filter((part) => part !== false);
  return (
    <div data-testid="reach">
      {w(reach.capped ? "recall.reach_more" : "recall.reach", { counted: counted.join(", ") })}
    </div>
  );
}
