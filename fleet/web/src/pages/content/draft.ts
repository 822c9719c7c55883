// A slide as it is being written, and what is wrong with it before the server has to say so.
//
// The limits are those of contract/desired.py; the server checks them again.

import type { ContentWord } from "../../text/contentWords";
import type { Values } from "../../text/interpolate";

export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;
export const MAX_PICTURE_PIXELS = 4096 * 4096;
export const MAX_TITLE = 80;
export const MAX_BODY = 300;
export const PICTURE_TYPES: readonly string[] = ["image/png", "image/jpeg"];

export const TEXT_FIELDS = ["title_vi", "body_vi", "title_en", "body_en"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export interface Picture {
  file: File;
  width: number;
  height: number;
}

export interface Draft {
  picture: Picture | null;
  texts: Readonly<Record<TextField, string>>;
  /** Ids of stations; null means every station. */
  stations: readonly string[] | null;
}

export interface Complaint {
  key: ContentWord;
  values?: Values;
}

export type Complaints = Partial<Record<TextField | "picture" | "stations", Complaint>>;

export const EMPTY: Draft = {
  picture: null,
  texts: { title_vi: "", body_vi: "", title_en: "", body_en: "" },
  stations: null,
};

export function limitOf(field: TextField): number {
  return field.startsWith("title") ? MAX_TITLE : MAX_BODY;
}

/** How long a text is to the server, which counts code points. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** What can be said of a file before it is opened. */
export function checkFile(
  file: { type: string; size: number },
  bytes: (value: number) => string,
): Complaint | null {
  if (!PICTURE_TYPES.includes(file.type)) return { key: "slide.error.type" };
  if (file.size > MAX_PICTURE_BYTES) {
    const values = { bytes: bytes(file.size), limit: bytes(MAX_PICTURE_BYTES) };
    return { key: "slide.error.bytes", values };
  }
  return null;
}

export function checkPixels(width: number, height: number): Complaint | null {
  if (width * height <= MAX_PICTURE_PIXELS) return null;
  return { key: "slide.error.pixels", values: { width, height } };
}

/** List what keeps a draft from being sent, by field. */
export function complaintsOf(draft: Draft): Complaints {
  const found: Complaints = {};
  if (!draft.picture) found.picture = { key: "slide.error.picture" };
  for (const field of TEXT_FIELDS) {
    const limit = limitOf(field);
    const excess = lengthOf(draft.texts[field]) - limit;
    if (field.startsWith("title") && lengthOf(draft.texts[field]) === 0) {
      found[field] = { key: "slide.error.title" };
    } else if (excess > 0) {
      found[field] = { key: "slide.error.long", values: { n: excess, limit } };
    }
  }
  if (draft.stations?.length === 0) found.stations = { key: "slide.error.stations" };
  return found;
}
