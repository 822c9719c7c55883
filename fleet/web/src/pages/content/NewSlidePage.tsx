// A new slide: a picture, its words in both languages, and where it shows.

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, lazy, Suspense, useRef, useState } from "react";
import { api, take } from "../../api/client";
import { slidesQuery } from "../../api/queries";
import { CONTENT_WORDS } from "../../text/contentWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Choice } from "../../ui/Choice";
import { Icon } from "../../ui/icons";
import { LoadingRows, Panel } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { Widgets } from "../../ui/Widgets";
import { type Complaints, complaintsOf, type Draft, EMPTY } from "./draft";
import classes from "./NewSlidePage.module.css";
import { PictureField } from "./PictureField";
import { WordsFields } from "./WordsFields";

// Most slides show everywhere, so the search for stations comes only when it is wanted.
const StationsField = lazy(() =>
  import("./StationsField").then((module) => ({ default: module.StationsField })),
);

export function NewSlidePage() {
  const { w } = useWords(CONTENT_WORDS);
  usePageTitle(w("slide.new"));
  return (
    <>
      <Link to="/content" className={classes.back ?? ""}>
        <Icon name="back" size={18} />
        {w("slide.back")}
      </Link>
      <h1 className={classes.title}>{w("slide.new")}</h1>
      <Widgets>
        <SlideForm />
      </Widgets>
    </>
  );
}

function SlideForm() {
  const { t } = useText();
  const { w } = useWords(CONTENT_WORDS);
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [tried, setTried] = useState(false);
  const sending = useSending();
  const complaints: Complaints = tried ? complaintsOf(draft) : {};
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(complaintsOf(draft)).length === 0) {
      sending.mutate(draft);
      return;
    }
    // Once the complaints are drawn, the first field that has one is where to go on.
    window.requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    );
  };

  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <Panel title={w("slide.picture")}>
        <PictureField
          picture={draft.picture}
          complaint={complaints.picture}
          onChange={(picture) => change({ picture })}
        />
      </Panel>
      <WordsFields
        texts={draft.texts}
        complaints={complaints}
        onChange={(field, text) =>
          setDraft((before) => ({ ...before, texts: { ...before.texts, [field]: text } }))
        }
      />
      <Panel title={w("slide.target")}>
        <div className={classes.target}>
          <Choice
            label={w("slide.target")}
            hideLabel
            value={draft.stations === null ? "all" : "some"}
            onChange={(value) => change({ stations: value === "all" ? null : [] })}
            options={[
              { value: "all", label: w("slide.target_all") },
              { value: "some", label: w("slide.target_one") },
            ]}
          />
          {draft.stations && (
            <Suspense fallback={<LoadingRows rows={1} />}>
              <StationsField
                stations={draft.stations}
                complaint={complaints.stations}
                onChange={(stations) => change({ stations })}
              />
            </Suspense>
          )}
        </div>
      </Panel>
      {sending.error && <ProblemNote error={sending.error} />}
      <div className={classes.actions}>
        <Button type="submit" loading={sending.isPending}>
          {w("slide.submit")}
        </Button>
        <Link to="/content" className="tq-button">
          {t("slide.cancel")}
        </Link>
      </div>
    </form>
  );
}

function useSending() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ picture, texts, stations }: Draft) => {
      if (!picture) throw new Error("a draft without a picture was sent");
      const form = new FormData();
      form.append("picture", picture.file);
      for (const [name, text] of Object.entries(texts)) form.append(name, text.trim());
      for (const station of stations ?? ["all"]) form.append("stations", station);
      return take(
        api.POST("/api/slides", {
          // The types describe the fields; what is sent is the form itself, for the picture's sake.
          body: { picture: "", stations: [], title_vi: "", title_en: "" },
          bodySerializer: () => form,
        }),
      );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: slidesQuery.queryKey });
      await navigate({ to: "/content" });
    },
  });
}
