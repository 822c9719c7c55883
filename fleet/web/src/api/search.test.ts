import { describe, expect, it } from "vitest";
import { filterOf, parseAddress, scanFilter, stationSearch, writeAddress } from "./search";

describe("the address of the stations", () => {
  it("comes back as it was written", () => {
    const search = stationSearch({
      q: "đồng xuân & co",
      status: "offline",
      ward: "Hoàn Kiếm",
      health: "bad",
      sort: "last_seen",
      descending: true,
      columns: ["place", "software"],
    });
    const address = writeAddress({ ...search });
    expect(address).toContain("columns=place%2Csoftware");
    expect(stationSearch(parseAddress(address))).toEqual(search);
    expect(filterOf(search)).not.toHaveProperty("sort");
  });

  it("leaves out what it doesn't understand", () => {
    expect(stationSearch({ status: "dead", health: "x", sort: "", columns: "one,place" })).toEqual({
      columns: ["place"],
    });
    expect(stationSearch({ q: "x".repeat(500) }).q).toHaveLength(200);
    expect(writeAddress({})).toBe("");
  });
});

describe("the address of the scans", () => {
  it("keeps digits as they are", () => {
    const search = scanFilter(parseAddress("?q=08938501000015&from=2026-11-01"));
    expect(search).toEqual({ q: "08938501000015", from: "2026-11-01" });
    expect(scanFilter(parseAddress("?q=123456789012345678")).q).toBe("123456789012345678");
  });

  it("takes days only", () => {
    expect(scanFilter({ from: "yesterday", to: "2026-13-45", colour: "pink" })).toEqual({});
  });
});
