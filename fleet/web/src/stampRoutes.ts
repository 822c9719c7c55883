// The addresses of stamps, keys, imports and connections, and of what a shopper sees. Pages ask for
// their rows themselves: what would ask ahead for them would weigh on every other page.

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { batchSearch, importSearch, stampSearch, wordSearch } from "./api/stampSearch";
import { appRoute } from "./roots";

const pages = () => import("./pages/stamps/pages");

const stampsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/stamps",
  validateSearch: stampSearch,
  component: lazyRouteComponent(pages, "StampsPage"),
});

const batchesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/stamp-batches",
  validateSearch: batchSearch,
  component: lazyRouteComponent(pages, "BatchesPage"),
});

const keysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/keys",
  validateSearch: wordSearch,
  component: lazyRouteComponent(pages, "KeysPage"),
});

const importsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/imports",
  validateSearch: importSearch,
  component: lazyRouteComponent(pages, "ImportsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/imports/$importId",
  component: lazyRouteComponent(pages, "ImportPage"),
});

const connectorsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/connectors",
  validateSearch: wordSearch,
  component: lazyRouteComponent(pages, "ConnectorsPage"),
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
