// What all addresses hang from: the way in, and the frame around every page of whoever is signed in.

import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { isSignedOut } from "./api/problem";
import { sessionQuery } from "./api/queries";
import { isTrue } from "./api/search";
import { AppFrame } from "./frame/AppFrame";
import { NotFound } from "./frame/fallbacks";

export interface SignInSearch {
  /** Where to go on afterwards. */
  to?: string;
  expired?: boolean;
}

export const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(isOwnAddress(search.to) ? { to: search.to } : {}),
    ...(isTrue(search.expired) ? { expired: true } : {}),
  }),
  component: lazyRouteComponent(() => import("./pages/signin/SignInPage"), "SignInPage"),
});

export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "app",
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      const search = location.href === "/" ? {} : { to: location.href };
      throw redirect({ to: "/sign-in", search });
    }
  },
  component: AppFrame,
});

/** Only addresses of this console: "//host" and "/\host" lead elsewhere. */
function isOwnAddress(value: unknown): value is string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value);
}
