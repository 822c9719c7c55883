// Whom or what a draft names, in the registry's words: a wrong digit shows as a wrong name.

import { useQuery } from "@tanstack/react-query";
import { ApiProblem } from "../../api/problem";
import { goodsQuery, partyQuery } from "../../api/registryQueries";
import { useText } from "../../text/useText";
import { useDebounced } from "../../ui/useDebounced";
import { complaintsOf, type Draft } from "./draft";

const SETTLE_MS = 300;

export interface Named {
  name: string | undefined;
  isUnknown: boolean;
}

export function useNamed(draft: Draft): Named {
  const { language } = useText();
  const ofParty = draft.scope === "party";
  const typed = draft.fields[ofParty ? "party" : "gtin"].trim();
  const asked = useDebounced(typed, SETTLE_MS);
  const isGood = asked !== "" && asked === typed;
  const isGtin = isGood && !ofParty && !complaintsOf(draft).gtin;
  const goods = useQuery({ ...goodsQuery(asked), enabled: isGtin });
  const party = useQuery({ ...partyQuery(asked), enabled: isGood && ofParty });
  const { error } = ofParty ? party : goods;
  const item = goods.data?.item.name;
  return {
    name: ofParty ? party.data?.party.name : (language === "en" && item?.en) || item?.vi,
    isUnknown: error instanceof ApiProblem && error.status === 404,
  };
}
