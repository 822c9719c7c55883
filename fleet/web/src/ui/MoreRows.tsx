// Goes on with a long list: by itself when its end comes into view, and by a button.

import { useEffect, useRef } from "react";
import { useText } from "../text/useText";
import classes from "./MoreRows.module.css";
import { ProblemNote } from "./ProblemNote";

export interface PagedList {
  hasNextPage: boolean;
  isFetching: boolean;
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
  const { hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const goesOn = hasNextPage && !isFetching && !isFetchNextPageError;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an observer for each length of the list
  useEffect(() => {
    const watched = end.current;
    if (!watched || !goesOn) return;
    // An observer tells changes only. When a list that is read anew gets shorter above an end that
    // stays in view, nothing changes for it.
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && void fetchNextPage(),
      { rootMargin: "200px" },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [goesOn, fetchNextPage, shown]);
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
