// Retiring slides with a moment to change one's mind: the request leaves only when it is over.
//
// A slide that was retired can't be brought back, so nothing is sent before. Who leaves the page
// meant it: what is still waiting is sent then.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, take } from "../../api/client";
import { slidesQuery } from "../../api/queries";

export const GRACE_MS = 6_000;
const TICK_MS = 250;

export function useRetiring() {
  const client = useQueryClient();
  const [due, setDue] = useState<Readonly<Record<string, number>>>({});
  const [now, setNow] = useState(() => Date.now());
  const { mutate, error, reset } = useMutation({
    mutationFn: (slide: string) =>
      take(
        api.DELETE("/api/slides/{slide_id}", {
          params: { path: { slide_id: slide } },
          // It may be the last thing that this page does.
          keepalive: true,
        }),
      ),
    onSettled: (_data, _error, slide) => {
      setDue(({ [slide]: _over, ...rest }) => rest);
      return client.invalidateQueries({ queryKey: slidesQuery.queryKey });
    },
  });
  const waiting = useRef(due);
  const sent = useRef(new Set<string>());
  waiting.current = due;

  const send = (slide: string) => {
    if (sent.current.has(slide)) return;
    sent.current.add(slide);
    mutate(slide);
  };
  const latestSend = useRef(send);
  latestSend.current = send;

  const isWaiting = Object.keys(due).length > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = window.setInterval(() => {
      const moment = Date.now();
      setNow(moment);
      for (const [slide, at] of Object.entries(waiting.current)) {
        if (at <= moment) latestSend.current(slide);
      }
    }, TICK_MS);
    return () => window.clearInterval(timer);
  }, [isWaiting]);

  useEffect(() => {
    const sendAll = () => {
      for (const slide of Object.keys(waiting.current)) latestSend.current(slide);
    };
    window.addEventListener("pagehide", sendAll);
    return () => {
      window.removeEventListener("pagehide", sendAll);
      sendAll();
    };
  }, []);

  return {
    problem: error,
    leavesInS: (slide: string) => {
      const at = due[slide];
      return at === undefined ? null : Math.max(0, Math.ceil((at - now) / 1000));
    },
    begin: (slide: string) => {
      reset();
      sent.current.delete(slide);
      setNow(Date.now());
      setDue((before) => ({ ...before, [slide]: Date.now() + GRACE_MS }));
    },
    keep: (slide: string) => setDue(({ [slide]: _kept, ...rest }) => rest),
  };
}
