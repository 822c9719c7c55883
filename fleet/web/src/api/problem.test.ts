import { describe, expect, it } from "vitest";
import { ApiProblem, isPassing, isSignedOut, toProblem } from "./problem";

const answer = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

describe("a problem", () => {
  it("carries the code that the API gave it", () => {
    const body = { title: "", status: 409, code: "desired.number", detail: "expected: 3" };
    expect(toProblem(answer(409), body)).toMatchObject({
      status: 409,
      code: "desired.number",
      detail: "expected: 3",
      waitS: undefined,
    });
  });

  it("says how long to wait, where the server does", () => {
    const body = { code: "sign_in.too_many" };
    expect(toProblem(answer(429, { "Retry-After": "30" }), body).waitS).toBe(30);
    expect(toProblem(answer(429, { "Retry-After": "soon" }), body).waitS).toBeUndefined();
  });

  it.each([["<html>Bad gateway</html>"], [null], [undefined], [[]]])(
    "is unclear where the answer isn't the API's: %j",
    (body) => {
      expect(toProblem(answer(502), body)).toMatchObject({ status: 502, code: "server.unclear" });
    },
  );

  it("ends the session, unless it is a wrong password", () => {
    expect(isSignedOut(new ApiProblem(401, "session.expired"))).toBe(true);
    expect(isSignedOut(new ApiProblem(401, "sign_in.refused"))).toBe(false);
    expect(isSignedOut(new ApiProblem(403, "role.insufficient"))).toBe(false);
    expect(isSignedOut(new TypeError("fetch"))).toBe(false);
  });

  it("may pass by itself when nobody answered, not when the answer was no", () => {
    expect(isPassing(new ApiProblem(0, "network.unreachable"))).toBe(true);
    expect(isPassing(new ApiProblem(503, "database.unavailable"))).toBe(true);
    expect(isPassing(new ApiProblem(500, "server.failed"))).toBe(false);
    expect(isPassing(new ApiProblem(422, "settings.invalid"))).toBe(false);
  });
});
