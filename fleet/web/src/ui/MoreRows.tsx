// Goes on with a long list: by itself when its end comes into view, and by a button.

import { useEffect, useRef } from "react";
import { useText } from "../text/useText";
import classes from "./MoreRows.module.css";
import { ProblemNote } from "./ProblemNote";

interface PagedList {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: Error | null;
  fetchNextPage: () => Promise<unknown>;
}

interface MoreRowsProps {
  list: PagedList;
  shown: number;
  total?: number | undefined;
}

export function MoreRows({ list, shown, total }: MoreRowsProps) {
  const { t, number } = useText();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const goesOn = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    const watched = end.current;
    if (!watched || !goesOn) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && void fetchNextPage(),
      { rootMargin: "200px" },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [goesOn, fetchNextPage]);
  return (
    <div ref={end} className={classes.more}>
      {list.isFetchNextPageError && list.error && <ProblemNote error={list.error} />}
      {hasNextPage && (
        <button
          type="button"
          className="tq-button"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t(isFetchingNextPage ? "app.loading" : "stations.more")}
        </button>
      )}
      {total !== undefined && shown > 0 && (
        <span className="tq-quiet tq-tabular">
          {t("stations.shown", { shown: number(shown), total: number(total) })}
        </span>
      )}
    </div>
  );
}
