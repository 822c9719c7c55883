import { describe, expect, it } from "vitest";
import {
  checkFile,
  checkPixels,
  complaintsOf,
  type Draft,
  EMPTY,
  lengthOf,
  MAX_PICTURE_BYTES,
} from "./draft";

const bytes = (value: number) => `${value} B`;
const good: Draft = {
  picture: { file: new File(["x"], "rau.png", { type: "image/png" }), width: 1280, height: 720 },
  texts: { title_vi: "Rau an toàn", body_vi: "", title_en: "Safe vegetables", body_en: "" },
  stations: null,
};

describe("a draft", () => {
  it("that is complete has nothing to complain of", () => {
    expect(complaintsOf(good)).toEqual({});
  });

  it("that is empty lacks a picture and both titles, no body", () => {
    expect(Object.keys(complaintsOf(EMPTY))).toEqual(["picture", "title_vi", "title_en"]);
  });

  it("needs more than spaces for a title", () => {
    const texts = { ...good.texts, title_en: "   " };
    expect(complaintsOf({ ...good, texts }).title_en).toEqual({ key: "slide.error.title" });
  });

  it("says by how much a text is too long", () => {
    const texts = { ...good.texts, title_vi: "ă".repeat(83), body_vi: "x".repeat(300) };
    expect(complaintsOf({ ...good, texts })).toEqual({
      title_vi: { key: "slide.error.long", values: { n: 3, limit: 80 } },
    });
  });

  it("for some stations needs at least one", () => {
    expect(complaintsOf({ ...good, stations: [] }).stations).toEqual({
      key: "slide.error.stations",
    });
    expect(complaintsOf({ ...good, stations: ["cho-hom-1"] })).toEqual({});
  });

  it("counts characters as the server does, not halves of them", () => {
    expect(lengthOf(" 🥬🥬 ")).toBe(2);
  });
});

describe("a file", () => {
  it("must be a PNG or a JPEG", () => {
    expect(checkFile({ type: "image/png", size: 1 }, bytes)).toBeNull();
    expect(checkFile({ type: "image/jpeg", size: 1 }, bytes)).toBeNull();
    for (const type of ["image/gif", "image/svg+xml", "application/pdf", ""]) {
      expect(checkFile({ type, size: 1 }, bytes)).toEqual({ key: "slide.error.type" });
    }
  });

  it("must not be too large, and the complaint says how large it is", () => {
    expect(checkFile({ type: "image/png", size: MAX_PICTURE_BYTES }, bytes)).toBeNull();
    expect(checkFile({ type: "image/png", size: MAX_PICTURE_BYTES + 1 }, bytes)).toEqual({
      key: "slide.error.bytes",
      values: { bytes: "8388609 B", limit: "8388608 B" },
    });
  });

  it("must not open into too many pixels", () => {
    expect(checkPixels(4096, 4096)).toBeNull();
    expect(checkPixels(4097, 4096)).toMatchObject({ key: "slide.error.pixels" });
  });
});
