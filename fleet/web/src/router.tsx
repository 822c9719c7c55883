// The addresses of the console. Pages are loaded when somebody goes there; whatever they filter by
// stands in the address, so that each view is a link.

import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { isSignedOut } from "./api/problem";
import {
  feedQuery,
  type StationSearch,
  sessionQuery,
  slidesQuery,
  stationQuery,
  stationsQuery,
  summaryQuery,
} from "./api/queries";
import type { PresenceStatus } from "./api/types";
import { AppFrame } from "./frame/AppFrame";
import { Crash, Loading, NotFound } from "./frame/fallbacks";

const STATUSES: readonly string[] = [
  "online",
  "offline",
  "never",
  "revoked",
] satisfies PresenceStatus[];

export interface SignInSearch {
  /** Where to go on afterwards. */
  to?: string;
  expired?: boolean;
}

const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(isOwnAddress(search.to) ? { to: search.to } : {}),
    ...(search.expired === true ? { expired: true } : {}),
  }),
  component: lazyRouteComponent(() => import("./pages/signin/SignInPage"), "SignInPage"),
});

const appRoute = createRoute({
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

const overviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/",
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(summaryQuery);
    void client.prefetchQuery(feedQuery());
  },
  component: lazyRouteComponent(() => import("./pages/overview/OverviewPage"), "OverviewPage"),
});

const stationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/stations",
  validateSearch: (search: Record<string, unknown>): StationSearch => ({
    ...(typeof search.q === "string" && search.q ? { q: search.q.slice(0, 100) } : {}),
    ...(isStatus(search.status) ? { status: search.status } : {}),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(stationsQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/stations/StationsPage"), "StationsPage"),
});

const stationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/stations/$stationId",
  loader: ({ context: { client }, params }) => {
    void client.prefetchQuery(stationQuery(params.stationId));
    void client.prefetchQuery(feedQuery(params.stationId));
  },
  component: lazyRouteComponent(() => import("./pages/station/StationPage"), "StationPage"),
});

const contentRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/content",
  loader: ({ context: { client } }) => void client.prefetchQuery(slidesQuery),
  component: lazyRouteComponent(() => import("./pages/content/ContentPage"), "ContentPage"),
});

const newSlideRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/content/new",
  component: lazyRouteComponent(() => import("./pages/content/NewSlidePage"), "NewSlidePage"),
});

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      appRoute.addChildren([
        overviewRoute,
        stationsRoute,
        stationRoute,
        contentRoute,
        newSlideRoute,
      ]),
    ]),
    context: { client },
    // What a page's own check doesn't let through isn't handed to it either.
    search: { strict: true },
    defaultPreload: "intent",
    defaultPendingComponent: Loading,
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

/** Only addresses of this console: "//host" and "/\host" lead elsewhere. */
function isOwnAddress(value: unknown): value is string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value);
}

function isStatus(value: unknown): value is PresenceStatus {
  return typeof value === "string" && STATUSES.includes(value);
}
