// Short names for the bodies of the API.

import type { components } from "./schema";

type Schemas = components["schemas"];

export type AlertView = Schemas["AlertView"];
export type AttentionItem = Schemas["AttentionItem"];
export type BulkResult = Schemas["BulkResult"];
export type Colour = Schemas["Colour"];
export type CommandName = Schemas["CommandName"];
export type CommandView = Schemas["CommandView"];
export type DesiredEvent = Schemas["DesiredEvent"];
export type DesiredRow = Schemas["DesiredRow"];
export type DesiredStatus = Schemas["DesiredStatus"];
export type EventKind = Schemas["EventKind"];
export type Facet = Schemas["Facet"];
export type PresenceEvent = Schemas["PresenceEvent"];
export type PresenceStatus = Schemas["PresenceStatus"];
export type ProbeView = Schemas["ProbeView"];
export type ScanPage = Schemas["ScanPage"];
export type ScanView = Schemas["ScanView"];
export type SlideView = Schemas["SlideView"];
export type StationPage = Schemas["StationPage"];
export type StationRow = Schemas["StationRow"];
export type StationView = Schemas["StationView"];
export type Summary = Schemas["Summary"];
export type TimelineEvent = Schemas["EventView"];
export type VerdictKind = Schemas["VerdictKind"];
export type Ward = Schemas["WardView"];
export type Who = Schemas["Who"];
