import { describe, expect, it } from "vitest";
import { STAMP_STATES } from "../../api/stampSearch";
import { actionsFor, BATCH_ACTIONS, isFinal } from "./actions";

describe("what may be done to a stamp", () => {
  it("follows its state", () => {
    expect(actionsFor("issued")).toEqual(["void"]);
    expect(actionsFor("inactive")).toEqual(["activate", "replace", "void"]);
    expect(actionsFor("suspect")).toEqual(["replace", "clear", "void"]);
  });

  it("is nothing once the stamp has ended", () => {
    expect(STAMP_STATES.filter((state) => actionsFor(state).length === 0)).toEqual([
      "sold",
      "void",
      "replaced",
    ]);
  });

  it("never sells a whole batch by one press", () => {
    expect(BATCH_ACTIONS.filter(isFinal)).toEqual(["void"]);
  });
});
