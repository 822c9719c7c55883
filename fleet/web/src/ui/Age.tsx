// How long ago something was, renewed each second; the moment itself shows on hover.

import { createContext, type PropsWithChildren, useContext, useEffect, useState } from "react";
import { useLive } from "../live/LiveProvider";
import { formatMoment } from "../text/format";
import { useText } from "../text/useText";

const NowContext = createContext(0);

/** Tick each second, by the server's clock. */
export function NowProvider({ children }: PropsWithChildren) {
  const { offsetMs } = useLive();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return <NowContext value={now + offsetMs}>{children}</NowContext>;
}

export function useNow(): number {
  return useContext(NowContext);
}

export function Age({ moment }: { moment: string }) {
  const { age } = useText();
  const now = useNow();
  return (
    <time dateTime={moment} title={formatMoment(moment)}>
      {age(moment, now)}
    </time>
  );
}

export function Moment({ moment }: { moment: string }) {
  return (
    <time className="tq-tabular" dateTime={moment}>
      {formatMoment(moment)}
    </time>
  );
}
