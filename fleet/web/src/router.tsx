// The addresses of the console. Pages are loaded when somebody goes there; whatever they filter by
// stands in the address, so that each view is a link.

import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import {
  alertsQuery,
  attentionQuery,
  feedQuery,
  scansQuery,
  slidesQuery,
  stationQuery,
  stationsQuery,
  summaryQuery,
  wardsQuery,
} from "./api/queries";
import { alertSearch, parseAddress, scanFilter, stationSearch, writeAddress } from "./api/search";
import { epcisRoutes } from "./epcisRoutes";
import { Crash, Loading, NotFound } from "./frame/fallbacks";
import { registryRoutes } from "./registryRoutes";
import { appRoute, rootRoute, signInRoute } from "./roots";
import { stampRoutes } from "./stampRoutes";

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
        ...registryRoutes,
        ...epcisRoutes,
        ...stampRoutes,
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
