// The texts of the pages of stamps travel with those pages.

import { enStamps } from "./enStamps";
import { words } from "./useWords";
import { viStamps } from "./viStamps";

export type StampWord = keyof typeof viStamps;

export const STAMP_WORDS = words<StampWord>(viStamps, enStamps);
