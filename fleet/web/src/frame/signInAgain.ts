// Leads to the sign-in page when a session has ended, whoever notices it first.

import type { QueryClient } from "@tanstack/react-query";
import type { AnyRouter } from "@tanstack/react-router";
import { sessionQuery } from "../api/queries";

/** Leave the present page for the sign-in, which leads back to it; forget what was read. */
export async function signInAgain(router: AnyRouter, client: QueryClient): Promise<void> {
  const { pathname, href } = router.state.location;
  if (pathname === "/sign-in") return;
  client.removeQueries({ queryKey: sessionQuery.queryKey });
  await router.navigate({ to: "/sign-in", search: { to: href, expired: true } });
  client.clear();
}
