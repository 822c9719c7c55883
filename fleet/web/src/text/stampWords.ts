// The texts of the pages of stamps travel with those pages.

import { enStampFaults } from "./enStampFaults";
import { enStamps } from "./enStamps";
import { words } from "./useWords";
import { viStampFaults } from "./viStampFaults";
import { viStamps } from "./viStamps";

export type StampWord = keyof typeof viStamps | keyof typeof viStampFaults;

export const STAMP_WORDS = words<StampWord>(
  { ...viStamps, ...viStampFaults },
  { ...enStamps, ...enStampFaults },
);
