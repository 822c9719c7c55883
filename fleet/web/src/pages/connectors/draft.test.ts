import { describe, expect, it } from "vitest";
import { ApiProblem } from "../../api/problem";
import type { ConnectorView } from "../../api/stampQueries";
import { begin, complaintsOf, documentOf, refusalOf, restOf } from "./draft";

const GOOD = {
  ...begin(),
  name: "cong-quoc-gia",
  title: "Cổng quốc gia",
  url: "https://id.vi-du.example",
};

describe("a connection that is being described", () => {
  it("says what is missing, in the order of the form", () => {
    expect(complaintsOf(begin()).map((one) => one.field)).toEqual(["title", "name", "url"]);
    expect(complaintsOf(GOOD)).toEqual([]);
  });

  it("wants https, a secret by its name, and JSON where it has no fields", () => {
    const wrong = {
      ...GOOD,
      url: "http://id.vi-du.example",
      gtin_prefixes: "893, tám",
      credential: "bearer",
      secret: "Bí mật",
      rest: "[]",
    } as const;
    expect(complaintsOf(wrong).map((one) => one.field)).toEqual([
      "url",
      "gtin_prefixes",
      "secret",
      "rest",
    ]);
  });

  it("comes back as it was stored", () => {
    const document = {
      kind: "json",
      url: "https://api.vi-du.example/{gtin}",
      timeout_s: 2.5,
      hosts: ["api.vi-du.example", "id.vi-du.example"],
      gtin_prefixes: ["0893"],
      credential: { kind: "header", secret: "khoa", header: "X-Key" },
      fields: { "item.name.vi": { path: "name" } },
      fresh_s: 60,
    };
    const stored = { name: "a", title: "A", place: 5, enabled: true, document };
    expect(documentOf(begin(stored as unknown as ConnectorView))).toEqual(document);
  });

  it("has no proof where none is wanted, and targets where they are needed", () => {
    expect(documentOf({ ...GOOD, secret: "khoa" }).credential).toBeNull();
    expect(documentOf({ ...GOOD, kind: "json", rest: restOf("json") })).toHaveProperty("fields");
  });
});

describe("what the server refuses", () => {
  const refused = (code: string, detail: string) => refusalOf(new ApiProblem(422, code, detail));

  it("stands at its field", () => {
    const of = (path: string) =>
      refused("connector.invalid", `field: ${path}, detail: Value error, no`)?.field;
    expect(of("json.url")).toBe("url");
    expect(of("gs1_resolver")).toBe("url");
    expect(of("epcis.hosts.0")).toBe("hosts");
    expect(of("json.credential.bearer.secret")).toBe("secret");
    expect(of("json.credential.header")).toBe("header");
    expect(refused("request.invalid", "body.title: too long")).toEqual({
      field: "title",
      said: "too long",
    });
  });

  it("stands with its place at what has no field", () => {
    expect(refused("connector.invalid", "field: json.fields.x.path, detail: bad")).toEqual({
      field: "rest",
      said: "fields.x.path: bad",
    });
    const target = refused(
      "connector.invalid",
      "field: json, detail: Value error, there is no field y",
    );
    expect(target).toEqual({ field: "rest", said: "there is no field y" });
  });

  it("is nobody's where it is about none of them", () => {
    expect(refused("connector.changed", "")).toBeNull();
    expect(refusalOf(new Error("x"))).toBeNull();
  });
});
