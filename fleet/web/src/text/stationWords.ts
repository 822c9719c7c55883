// The texts of the page of one station travel with it.

import { enStation } from "./enStation";
import { words } from "./useWords";
import { viStation } from "./viStation";

export type StationWord = keyof typeof viStation;

export const STATION_WORDS = words<StationWord>(viStation, enStation);
