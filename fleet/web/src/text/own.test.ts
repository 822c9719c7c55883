import { describe, expect, it } from "vitest";
import { own } from "./own";

describe("own", () => {
  it("finds what stands in the record", () => {
    expect(own({ camera: "Máy ảnh" }, "camera")).toBe("Máy ảnh");
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty", "nothing"])(
    "finds nothing under %s",
    (key) => {
      expect(own({ camera: "Máy ảnh" }, key)).toBeUndefined();
    },
  );
});
