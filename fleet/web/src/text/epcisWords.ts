// The texts of the pages of events travel with those pages.

import { enEpcis } from "./enEpcis";
import { words } from "./useWords";
import { viEpcis } from "./viEpcis";

export type EpcisWord = keyof typeof viEpcis;

export const EPCIS_WORDS = words<EpcisWord>(viEpcis, enEpcis);
