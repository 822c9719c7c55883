// The addresses of the registry: products and lots, parties, certificates, recalls. What they read
// is asked for by the pages themselves, so that the shell needn't know how.

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  certificateSearch,
  lotSearch,
  newRecallSearch,
  partySearch,
  productSearch,
  recallSearch,
} from "./api/registrySearch";
import { appRoute } from "./roots";

const productsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/products",
  validateSearch: productSearch,
  component: lazyRouteComponent(() => import("./pages/products/ProductsPage"), "ProductsPage"),
});

const productRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/products/$gtin",
  component: lazyRouteComponent(() => import("./pages/products/ProductPage"), "ProductPage"),
});

const lotsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/lots",
  validateSearch: lotSearch,
  component: lazyRouteComponent(() => import("./pages/products/LotsPage"), "LotsPage"),
});

const lotRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/lots/$gtin/$lot",
  component: lazyRouteComponent(() => import("./pages/products/LotPage"), "LotPage"),
});

const partiesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/parties",
  validateSearch: partySearch,
  component: lazyRouteComponent(() => import("./pages/parties/PartiesPage"), "PartiesPage"),
});

const partyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/parties/$partyId",
  component: lazyRouteComponent(() => import("./pages/parties/PartyPage"), "PartyPage"),
});

const certificatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/certificates",
  validateSearch: certificateSearch,
  component: lazyRouteComponent(
    () => import("./pages/certificates/CertificatesPage"),
    "CertificatesPage",
  ),
});

const recallsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/recalls",
  validateSearch: recallSearch,
  component: lazyRouteComponent(() => import("./pages/recalls/RecallsPage"), "RecallsPage"),
});

const newRecallRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/recalls/new",
  validateSearch: newRecallSearch,
  component: lazyRouteComponent(() => import("./pages/recalls/NewRecallPage"), "NewRecallPage"),
});

export const registryRoutes = [
  productsRoute,
  productRoute,
  lotsRoute,
  lotRoute,
  partiesRoute,
  partyRoute,
  certificatesRoute,
  recallsRoute,
  newRecallRoute,
] as const;
