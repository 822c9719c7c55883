// The slides of the stations' welcome screen, in their order.

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { sessionQuery, slidesQuery } from "../../api/queries";
import { CONTENT_WORDS } from "../../text/contentWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Icon } from "../../ui/icons";
import { Empty, LoadingRows } from "../../ui/Panel";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import classes from "./ContentPage.module.css";
import { SlideCard } from "./SlideCard";
import { useRetiring } from "./useRetiring";

export function ContentPage() {
  const { w } = useWords(CONTENT_WORDS);
  const { data: who } = useQuery(sessionQuery);
  const { data, error, refetch } = useQuery(slidesQuery);
  const retiring = useRetiring();
  usePageTitle(w("content.title"));
  const canChange = who?.can_change ?? false;
  return (
    <>
      <div className={classes.head}>
        <div>
          <h1>{w("content.title")}</h1>
          <p className="tq-quiet">{w("content.lead")}</p>
        </div>
        {canChange && <AddSlide />}
      </div>
      {error && !data && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {retiring.problem && <ProblemNote error={retiring.problem} />}
      {!data && !error && <LoadingRows rows={2} height={180} />}
      {data?.slides.length === 0 && (
        <div className={classes.none}>
          <Empty title={w("content.empty")} hint={w("content.empty_hint")}>
            {canChange && <AddSlide />}
          </Empty>
        </div>
      )}
      {data && data.slides.length > 0 && (
        <ol className={classes.slides} data-testid="slides">
          {data.slides.map((slide) => (
            <li key={slide.slide_id}>
              <SlideCard
                slide={slide}
                canChange={canChange}
                leavesInS={retiring.leavesInS(slide.slide_id)}
                onRetire={() => retiring.begin(slide.slide_id)}
                onKeep={() => retiring.keep(slide.slide_id)}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function AddSlide() {
  const { t } = useText();
  return (
    <Link to="/content/new" className="tq-button" data-primary>
      <Icon name="plus" />
      {t("content.add")}
    </Link>
  );
}
