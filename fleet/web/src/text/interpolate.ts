// Puts values into a text: "{n} trạm", and for languages with a plural "{n} {n:station|stations}".

export type Values = Readonly<Record<string, string | number>>;

const PLACE = /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g;

export function interpolate(text: string, values: Values = {}): string {
  return text.replace(PLACE, (place, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (one === undefined || other === undefined) return String(value);
    return Number(value) === 1 ? one : other;
  });
}

/** Name the values that a text wants. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map((match) => match[1] ?? ""))].sort();
}
