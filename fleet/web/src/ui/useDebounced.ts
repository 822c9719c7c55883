import { useEffect, useState } from "react";

/** Follow a value once it has stood still for a while. */
export function useDebounced<T>(value: T, settleMs: number): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => settle(value), settleMs);
    return () => window.clearTimeout(timer);
  }, [value, settleMs]);
  return settled;
}
