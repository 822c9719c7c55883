import { describe, expect, it } from "vitest";
import { allToggled, extentOf, NOTHING, toggled } from "./selection";

const ROWS = ["a", "b", "c", "d", "e"];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join("");

describe("the ticks", () => {
  it("are set and taken away one by one", () => {
    const one = toggled(NOTHING, "b", false, ROWS);
    expect(ids(one)).toBe("b");
    expect(ids(toggled(one, "b", false, ROWS))).toBe("");
  });

  it("fill a range with Shift, upwards and downwards", () => {
    const one = toggled(NOTHING, "d", false, ROWS);
    expect(ids(toggled(one, "b", true, ROWS))).toBe("bcd");
    expect(ids(toggled(one, "e", true, ROWS))).toBe("de");
  });

  it("clear a range with Shift on a ticked row", () => {
    const all = toggled(allToggled(NOTHING, ROWS), "a", false, ROWS);
    expect(ids(all)).toBe("bcde");
    expect(ids(toggled(all, "c", true, ROWS))).toBe("de");
  });

  it("take a range from a row that is gone as one row", () => {
    const gone = toggled(NOTHING, "z", false, ROWS);
    expect(ids(toggled(gone, "b", true, ROWS))).toBe("bz");
  });

  it("go all at once, and keep rows that aren't shown", () => {
    const elsewhere = toggled(NOTHING, "z", false, ROWS);
    const all = allToggled(elsewhere, ROWS);
    expect(ids(all)).toBe("abcdez");
    expect(extentOf(all, ROWS)).toBe("all");
    expect(ids(allToggled(all, ROWS))).toBe("z");
    expect(extentOf(toggled(NOTHING, "a", false, ROWS), ROWS)).toBe("some");
    expect(extentOf(NOTHING, ROWS)).toBe("none");
  });
});
