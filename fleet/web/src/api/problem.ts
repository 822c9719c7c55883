// What went wrong with a request, in one form whether the API, a proxy or the network said no.
//
// The API answers errors as RFC 9457 bodies with a stable `code`; texts are made from that code.

export const UNREACHABLE = "network.unreachable";
const UNCLEAR = "server.unclear";

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Seconds until another attempt makes sense, where the server says so. */
  readonly waitS: number | undefined;

  constructor(status: number, code: string, detail = "", waitS?: number) {
    super(`${status} ${code}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.waitS = waitS;
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401 && error.code !== "sign_in.refused";
}

/** Whether the same request may succeed a little later. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
}

export function toProblem(response: Response, body: unknown): ApiProblem {
  const waitS = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const [code, detail] = isProblemBody(body) ? [body.code, body.detail ?? ""] : [UNCLEAR, ""];
  return new ApiProblem(response.status, code, detail, Number.isNaN(waitS) ? undefined : waitS);
}

function isProblemBody(body: unknown): body is { code: string; detail?: string } {
  return typeof body === "object" && body !== null && "code" in body;
}
