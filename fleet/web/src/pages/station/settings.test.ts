import { describe, expect, it } from "vitest";
import { differing, parse, realEdits, type Spec, specsOf } from "./settings";

// As pydantic writes the schema of contract.desired.StationConfiguration.
const schema = {
  type: "object",
  properties: {
    result_timeout_s: { type: "integer", minimum: 10, maximum: 600, default: 60 },
    lookup_deadline_s: { type: "number", minimum: 0.5, maximum: 10, default: 3 },
    default_language: { type: "string", enum: ["vi", "en"], default: "vi" },
    something_else: { type: "object" },
  },
};
const [timeout, deadline, language] = specsOf(schema) as [Spec, Spec, Spec];

describe("the settings of a schema", () => {
  it("are those that a form can show, in their order", () => {
    expect(specsOf(schema)).toEqual([
      { key: "result_timeout_s", kind: "number", isInteger: true, min: 10, max: 600 },
      { key: "lookup_deadline_s", kind: "number", isInteger: false, min: 0.5, max: 10 },
      { key: "default_language", kind: "choice", options: ["vi", "en"] },
    ]);
  });

  it("are none where there is no schema", () => {
    expect(specsOf({})).toEqual([]);
  });
});

describe("what is typed", () => {
  it.each([
    ["45", 45],
    [" 600 ", 600],
    ["10", 10],
    ["45.0", 45],
  ])("%j is a number", (typed, value) => {
    expect(parse(timeout, typed)).toEqual({ ok: true, value });
  });

  it.each([
    ["2,5", 2.5],
    ["2.5", 2.5],
  ])("%j has a decimal point of either kind", (typed, value) => {
    expect(parse(deadline, typed)).toEqual({ ok: true, value });
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["abc", "number"],
    ["1e3", "number"],
    ["0x10", "number"],
    ["1.000,5", "number"],
    ["45,5", "integer"],
    ["9", "range"],
    ["601", "range"],
    ["-45", "range"],
  ])("%j is refused as %s", (typed, code) => {
    expect(parse(timeout, typed)).toMatchObject({ ok: false, code });
  });

  it("of a choice is taken as it is", () => {
    expect(parse(language, "en")).toEqual({ ok: true, value: "en" });
  });
});

describe("edits", () => {
  const desired = { result_timeout_s: 60, default_language: "vi" };

  it("that say what is there already are none", () => {
    expect(realEdits([timeout, language], { result_timeout_s: " 60,0 " }, desired)).toEqual({});
  });

  it("are kept while they are wrong, so that the error stays in sight", () => {
    expect(realEdits([timeout], { result_timeout_s: "6 0" }, desired)).toEqual({
      result_timeout_s: "6 0",
    });
  });

  it("name what differs between two versions", () => {
    expect(
      differing(desired, { result_timeout_s: 45, default_language: "vi", slide_s: 8 }),
    ).toEqual(["result_timeout_s", "slide_s"]);
  });
});
