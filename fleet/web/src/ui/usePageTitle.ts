import { useEffect } from "react";

/** Name the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Trạm Quét`;
  }, [title]);
}
