// The texts of the slides of the welcome screen travel with it.

import { enContent } from "./enContent";
import { words } from "./useWords";
import { viContent } from "./viContent";

export type ContentWord = keyof typeof viContent;

export const CONTENT_WORDS = words<ContentWord>(viContent, enContent);
