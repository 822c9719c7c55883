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
  alertsQuery,
  attentionQuery,
  feedQuery,
  scansQuery,
  sessionQuery,
  slidesQuery,
  stationQuery,
  stationsQuery,
  summaryQuery,
  wardsQuery,
} from "./api/queries";
import {
  alertSearch,
  isTrue,
  parseAddress,
  scanFilter,
  stationSearch,
  writeAddress,
} from "./api/search";
import { AppFrame } from "./frame/AppFrame";
import { Crash, Loading, NotFound } from "./frame/fallbacks";

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
    ...(isTrue(search.expired) ? { expired: true } : {}),
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
    void client.prefetchQuery(attentionQuery);
    void client.prefetchQuery(feedQuery());
    void client.prefetchQuery(wardsQuery);
  },
  component: lazyRouteComponent(() => import("./pages/overview/OverviewPage"), "OverviewPage"),
});

const stationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/stations",
  validateSearch: stationSearch,
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

const scansRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/scans",
  validateSearch: scanFilter,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(scansQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/scans/ScansPage"), "ScansPage"),
});

const alertsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/alerts",
  validateSearch: alertSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) =>
    void client.prefetchInfiniteQuery(alertsQuery(deps.state ?? "open")),
  component: lazyRouteComponent(() => import("./pages/alerts/AlertsPage"), "AlertsPage"),
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
        scansRoute,
        alertsRoute,
        contentRoute,
        newSlideRoute,
      ]),
    ]),
    context: { client },
    // What a page's own check doesn't let through isn't handed to it either.
    search: { strict: true },
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
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
