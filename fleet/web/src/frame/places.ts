// The pages that the navigation and the palette lead to.

import type { IconName } from "../ui/icons";

export const PAGES = [
  { to: "/", icon: "overview", text: "nav.overview" },
  { to: "/stations", icon: "stations", text: "nav.stations" },
  { to: "/scans", icon: "scans", text: "nav.scans" },
  { to: "/alerts", icon: "alert", text: "nav.alerts" },
  { to: "/content", icon: "content", text: "nav.content" },
] as const satisfies { to: string; icon: IconName; text: string }[];

/** A group of its own, which phones open by a button. */
export const REGISTRY = [
  { to: "/products", icon: "product", text: "nav.products" },
  { to: "/lots", icon: "lot", text: "nav.lots" },
  { to: "/parties", icon: "party", text: "nav.parties" },
  { to: "/certificates", icon: "certificate", text: "nav.certificates" },
  { to: "/recalls", icon: "recall", text: "nav.recalls" },
  { to: "/stamps", icon: "stamp", text: "nav.stamps" },
  { to: "/keys", icon: "key", text: "nav.keys" },
  { to: "/imports", icon: "upload", text: "nav.imports" },
  { to: "/connectors", icon: "connector", text: "nav.connectors" },
  { to: "/captures", icon: "scans", text: "nav.captures" },
  { to: "/partners", icon: "key", text: "nav.partners" },
  { to: "/look", icon: "look", text: "nav.look" },
] as const satisfies { to: string; icon: IconName; text: string }[];
