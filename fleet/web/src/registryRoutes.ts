// The addresses of the registry: products and lots, parties, certificates, recalls.

import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import {
  certificatesQuery,
  goodsQuery,
  lotsQuery,
  partiesQuery,
  partyQuery,
  productsQuery,
  recallsQuery,
} from "./api/registryQueries";
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
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(productsQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/products/ProductsPage"), "ProductsPage"),
});

const productRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/products/$gtin",
  loader: ({ context: { client }, params }) => void client.prefetchQuery(goodsQuery(params.gtin)),
  component: lazyRouteComponent(() => import("./pages/products/ProductPage"), "ProductPage"),
});

const lotsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/lots",
  validateSearch: lotSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(lotsQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/products/LotsPage"), "LotsPage"),
});

const lotRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/lots/$gtin/$lot",
  loader: ({ context: { client }, params }) =>
    void client.prefetchQuery(goodsQuery(params.gtin, params.lot)),
  component: lazyRouteComponent(() => import("./pages/products/LotPage"), "LotPage"),
});

const partiesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/parties",
  validateSearch: partySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(partiesQuery(deps)),
  component: lazyRouteComponent(() => import("./pages/parties/PartiesPage"), "PartiesPage"),
});

const partyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/parties/$partyId",
  loader: ({ context: { client }, params }) =>
    void client.prefetchQuery(partyQuery(params.partyId)),
  component: lazyRouteComponent(() => import("./pages/parties/PartyPage"), "PartyPage"),
});

const certificatesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/certificates",
  validateSearch: certificateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) =>
    void client.prefetchInfiniteQuery(certificatesQuery(deps)),
  component: lazyRouteComponent(
    () => import("./pages/certificates/CertificatesPage"),
    "CertificatesPage",
  ),
});

const recallsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/recalls",
  validateSearch: recallSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps }) => void client.prefetchInfiniteQuery(recallsQuery(deps)),
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
