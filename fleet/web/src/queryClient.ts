// How the pages' data is kept: fresh by live events, read again when somebody comes back to a tab.

import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isPassing, isSignedOut } from "./api/problem";

const RETRIES = 2;

export function makeClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => isPassing(error) && failures < RETRIES,
        // A request fails by itself where there is no network; the browser's own word is unsure.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
