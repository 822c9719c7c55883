// The addresses of events: documents that came in, keys of partners, the way of goods.

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { captureSearch, chainSearch, partnerSearch } from "./api/epcisSearch";
import { appRoute } from "./roots";

const pages = () => import("./pages/captures/pages");

const capturesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/captures",
  validateSearch: captureSearch,
  component: lazyRouteComponent(pages, "CapturesPage"),
});

const partnersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/partners",
  validateSearch: partnerSearch,
  component: lazyRouteComponent(pages, "PartnersPage"),
});

const chainRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/chains",
  validateSearch: chainSearch,
  component: lazyRouteComponent(pages, "ChainPage"),
});

export const epcisRoutes = [capturesRoute, partnersRoute, chainRoute] as const;
