// The typed client of the console's API; every failure becomes an `ApiProblem`.

import createClient from "openapi-fetch";
import { ApiProblem, toProblem, UNREACHABLE } from "./problem";
import type { paths } from "./schema";

export const api = createClient<paths>({ baseUrl: "" });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Wait for an answer and give its body. */
export async function take<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await reach(request);
  if (!response.ok) throw toProblem(response, error);
  return data as T;
}

/** Wait for something that only the network can prevent. */
export async function reach<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    // fetch rejects with a TypeError when nobody answers, and an AbortError is the caller's own.
    if (error instanceof TypeError) throw new ApiProblem(0, UNREACHABLE);
    throw error;
  }
}
