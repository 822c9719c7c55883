/**
 * Read what a record itself holds under a key that came from outside: a station may call a probe
 * `constructor`, which every object inherits.
 */
export function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
