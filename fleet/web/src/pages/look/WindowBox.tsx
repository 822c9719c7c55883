// The very window that a station would show, drawn on the server by the station's own program.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { components } from "../../api/schema";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Choice } from "../../ui/Choice";
import { SelectField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { useObjectUrl } from "../../ui/useObjectUrl";
import classes from "./WindowBox.module.css";
import { WINDOW_WORDS } from "./windowWords";

type Housing = components["schemas"]["Housing"];
type Language = "vi" | "en";

const PANELS = {
  station: [1920, 1080],
  cabin: [1920, 1080],
  "cabin-portrait": [1080, 1920],
  "compact-10": [1280, 800],
  "compact-7": [800, 480],
} as const satisfies Record<Housing, readonly [number, number]>;
const HOUSINGS = Object.keys(PANELS) as Housing[];
const LANGUAGES = [
  { value: "vi", label: "Tiếng Việt" },
  { value: "en", label: "English" },
] as const;

interface WindowBoxProps {
  code: string;
  /** When the verdict was asked for: a picture is of that moment. */
  askedAt: number;
  verdict: string;
}

export function WindowBox({ code, askedAt, verdict }: WindowBoxProps) {
  const { language: spoken } = useText();
  const { w } = useWords(WINDOW_WORDS);
  const [housing, setHousing] = useState<Housing>("station");
  const [language, setLanguage] = useState<Language>(spoken);
  const drawing = useQuery({
    queryKey: ["look_window", askedAt, code, housing, language],
    queryFn: async () => {
      const body = { code, housing, language };
      const picture = await take(api.POST("/api/look/window", { body, parseAs: "blob" }));
      return { picture: picture as Blob, housing, language };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return (
    <Panel title={w("title")}>
      <div className={classes.box}>
        <div className={classes.choices}>
          <SelectField
            label={w("housing")}
            value={housing}
            options={HOUSINGS.map((value) => ({ value, label: w(`housing.${value}`) }))}
            onChange={(value) => setHousing(value as Housing)}
          />
          <Choice
            label={w("language")}
            value={language}
            onChange={setLanguage}
            options={LANGUAGES}
          />
        </div>
        {drawing.error && <Problem error={drawing.error} onRetry={() => void drawing.refetch()} />}
        {!drawing.error && (
          <div
            className={classes.place}
            aria-busy={drawing.isFetching}
            data-portrait={housing === "cabin-portrait" || undefined}
            style={{ aspectRatio: PANELS[housing].join(" / ") }}
          >
            {drawing.data && (
              <Drawn
                picture={drawing.data.picture}
                size={PANELS[drawing.data.housing]}
                language={drawing.data.language}
                alt={w("alt", { verdict })}
              />
            )}
            {drawing.isFetching && (
              <p className={classes.drawing} role="status">
                {w("drawing")}
              </p>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}

interface DrawnProps {
  picture: Blob;
  size: readonly [number, number];
  language: Language;
  alt: string;
}

function Drawn({ picture, size, language, alt }: DrawnProps) {
  const { w } = useWords(WINDOW_WORDS);
  const address = useObjectUrl(picture);
  if (!address) return null;
  const [width, height] = size;
  return (
    <a href={address} target="_blank" rel="noreferrer" title={w("open")}>
      <img src={address} width={width} height={height} alt={alt} lang={language} />
    </a>
  );
}

function Problem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { findWord } = useWords(WINDOW_WORDS);
  const told = error instanceof ApiProblem ? findWord(`problem.${error.code}`) : undefined;
  if (!told) return <ProblemNote error={error} onRetry={onRetry} />;
  return <Note tone="blue">{told}</Note>;
}
