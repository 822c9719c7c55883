// A connection as it is being described, and what is wrong with it.
//
// What most sources need has fields; the rest of the document (fleet/connectors/config.py) is
// written as JSON. The server checks all of it, and names the place that it refuses.

import { ApiProblem } from "../../api/problem";
import type { ConnectorView } from "../../api/stampQueries";
import type { StampWord } from "../../text/stampWords";

export const KINDS = ["gs1_resolver", "epcis", "json"] as const;
export const CREDENTIALS = ["", "bearer", "basic", "header"] as const;

export interface Draft {
  name: string;
  title: string;
  kind: (typeof KINDS)[number];
  url: string;
  place: string;
  enabled: boolean;
  timeout_s: string;
  hosts: string;
  gtin_prefixes: string;
  credential: (typeof CREDENTIALS)[number];
  secret: string;
  header: string;
  /** What has no field of its own. */
  rest: string;
}

export type DraftField = keyof Draft;

export interface Complaint {
  field: DraftField;
  key?: StampWord;
  /** What the server says, in its own words. */
  said?: string;
}

const BARE: Draft = {
  name: "",
  title: "",
  kind: "gs1_resolver",
  url: "https://",
  place: "100",
  enabled: false,
  timeout_s: "2",
  hosts: "",
  gtin_prefixes: "",
  credential: "",
  secret: "",
  header: "",
  rest: "{}",
};

/** What the JSON of a kind begins with. */
const RESTS: Record<Draft["kind"], object> = {
  gs1_resolver: {},
  epcis: {},
  json: { fields: { "item.name.vi": { path: "product.name" } } },
};

export function restOf(kind: Draft["kind"]): string {
  return JSON.stringify(RESTS[kind], null, 2);
}

/** Begin with a connection that there is, or with none. */
export function begin(connector?: ConnectorView): Draft {
  if (!connector) return BARE;
  const { url, hosts, gtin_prefixes, timeout_s, credential, kind, ...rest } = connector.document;
  const proof = credential as { kind: Draft["credential"]; secret: string; header: string } | null;
  return {
    name: connector.name,
    title: connector.title,
    kind: KINDS.find((one) => one === kind) ?? "json",
    url: String(url ?? ""),
    place: String(connector.place),
    enabled: connector.enabled,
    timeout_s: String(timeout_s ?? ""),
    hosts: listed(hosts),
    gtin_prefixes: listed(gtin_prefixes),
    credential: proof?.kind ?? "",
    secret: proof?.secret ?? "",
    header: proof?.kind === "header" ? proof.header : "",
    rest: JSON.stringify(rest, null, 2),
  };
}

/** Say what is wrong as far as a page can tell, in the order of the form. */
export function complaintsOf(draft: Draft): Complaint[] {
  const found: Complaint[] = [];
  const check = (field: DraftField, isGood: boolean, key: StampWord) => {
    if (!isGood) found.push({ field, key });
  };
  check("title", draft.title.trim() !== "", "connectors.error.needed");
  check("name", /^[a-z0-9-]{1,40}$/.test(draft.name), "connectors.error.name");
  check("url", /^https:\/\/[^/\s@]+\S*$/.test(draft.url.trim()), "connectors.error.url");
  check("place", /^\d{1,3}$|^1000$/.test(draft.place), "connectors.error.place");
  const timeout = Number(draft.timeout_s);
  check("timeout_s", timeout >= 0.1 && timeout <= 10, "connectors.error.timeout");
  const prefixes = parts(draft.gtin_prefixes);
  const arePrefixes = prefixes.every((one) => /^\d{1,14}$/.test(one));
  check("gtin_prefixes", arePrefixes, "connectors.error.prefixes");
  if (draft.credential) {
    const isNamed = /^[a-z0-9][a-z0-9-]{0,39}$/.test(draft.secret);
    check("secret", isNamed, "connectors.error.secret");
  }
  check("rest", parsed(draft.rest) !== null, "connectors.error.json");
  return found;
}

/** Put the document together; only for a draft without complaints. */
export function documentOf(draft: Draft): Record<string, unknown> {
  const { kind, url, timeout_s, hosts, gtin_prefixes, credential, secret, header } = draft;
  return {
    ...parsed(draft.rest),
    kind,
    url: url.trim(),
    timeout_s: Number(timeout_s),
    hosts: parts(hosts),
    gtin_prefixes: parts(gtin_prefixes),
    credential: credential
      ? { kind: credential, secret, ...(credential === "header" ? { header } : {}) }
      : null,
  };
}

const OF_DOCUMENT = ["url", "timeout_s", "hosts", "gtin_prefixes"] as const;
const OF_BODY = ["name", "title", "place"] as const;

/** At which field a refusal of the server belongs; null where it is about none of them. */
export function refusalOf(error: unknown): Complaint | null {
  if (!(error instanceof ApiProblem)) return null;
  if (error.code === "connector.exists") return { field: "name", key: "connectors.error.exists" };
  if (error.code === "request.invalid") {
    const [, where = "", said = ""] = /^body\.(\w+)[^:]*: (.*)$/s.exec(error.detail) ?? [];
    const field = OF_BODY.find((one) => one === where);
    return field ? { field, said } : null;
  }
  if (error.code !== "connector.invalid") return null;
  // The first part is the kind, then come the names within the document.
  const [, path = "", told = ""] = /^field: (\S*), detail: (.*)$/s.exec(error.detail) ?? [];
  const said = told.replace(/^Value error, /, "");
  const [, name, inner] = path.split(".");
  if (name === undefined) {
    // What several of them have to agree on: the host of the address with the list, or a target.
    return { field: said.startsWith("there is no field") ? "rest" : "url", said };
  }
  if (name === "credential") return { field: inner === "header" ? "header" : "secret", said };
  const field = OF_DOCUMENT.find((one) => one === name);
  return field
    ? { field, said }
    : { field: "rest", said: `${path.slice(path.indexOf(".") + 1)}: ${said}` };
}

function listed(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}

/** What somebody typed with commas or spaces between. */
function parts(typed: string): string[] {
  return typed.split(/[\s,;]+/).filter(Boolean);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
