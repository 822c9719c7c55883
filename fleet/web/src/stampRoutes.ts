// The addresses of stamps, keys, imports and connections, and of what a shopper sees.

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  batchesQuery,
  connectorsQuery,
  importQuery,
  importsQuery,
  keysQuery,
  stampsQuery,
} from "./api/stampQueries";
import { batchSearch, stampSearch, wordSearch } from "./api/stampSearch";
import { appRoute } from "./roots";

const stampsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/stamps",
  validateSearch: stampSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(stampsQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/stamps/StampsPage"), "StampsPage"),
});

const batchesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/stamp-batches",
  validateSearch: batchSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(batchesQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/stamps/BatchesPage"), "BatchesPage"),
});

const keysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/keys",
  validateSearch: wordSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(keysQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/keys/KeysPage"), "KeysPage"),
});

const importsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/imports",
  loader: ({ context: { client } }) => void client.prefetchInfiniteQuery(importsQuery),
  component: lazyRouteComponent(() => import("./pages/imports/ImportsPage"), "ImportsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/imports/$importId",
  loader: ({ context: { client }, params }) =>
    void client.prefetchQuery(importQuery(params.importId)),
  component: lazyRouteComponent(() => import("./pages/imports/ImportPage"), "ImportPage"),
});

const connectorsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/connectors",
  validateSearch: wordSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchQuery(connectorsQuery(deps)),
  component: lazyRouteComponent(
    () => import("./pages/connectors/ConnectorsPage"),
    "ConnectorsPage",
  ),
});

const lookRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/look",
  component: lazyRouteComponent(() => import("./pages/look/LookPage"), "LookPage"),
});

export const stampRoutes = [
  stampsRoute,
  batchesRoute,
  keysRoute,
  importsRoute,
  importRoute,
  connectorsRoute,
  lookRoute,
] as const;
