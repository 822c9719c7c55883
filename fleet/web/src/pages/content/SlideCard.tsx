// One slide: its picture, what it says in both languages, where it shows.

import type { SlideView } from "../../api/types";
import { CONTENT_WORDS } from "../../text/contentWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Mark } from "../../ui/Mark";
import classes from "./SlideCard.module.css";

interface SlideCardProps {
  slide: SlideView;
  canChange: boolean;
  /** Seconds until it is retired, where somebody asked for that; else null. */
  leavesInS: number | null;
  onRetire: () => void;
  onKeep: () => void;
}

export function SlideCard({ slide, canChange, leavesInS, onRetire, onKeep }: SlideCardProps) {
  const { t, bytes, number } = useText();
  const { w } = useWords(CONTENT_WORDS);
  const { vi, en } = slide.texts;
  const title = vi?.title ?? "";
  const isLeaving = leavesInS !== null;
  return (
    <article className={classes.card} data-leaving={isLeaving || undefined} aria-label={title}>
      <div className={classes.picture}>
        <img
          src={`/api/slides/${slide.slide_id}/picture`}
          alt=""
          width={slide.width_px}
          height={slide.height_px}
          loading="lazy"
        />
      </div>
      <div className={classes.texts}>
        {[vi, en].map(
          (text, at) =>
            text && (
              <div key={at === 0 ? "vi" : "en"} lang={at === 0 ? "vi" : "en"}>
                <h2>{text.title}</h2>
                {text.body && <p>{text.body}</p>}
              </div>
            ),
        )}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{w("slide.target")}</dt>
          <dd title={slide.stations?.join(", ")}>
            {slide.stations
              ? w("content.on_stations", { n: number(slide.stations.length) })
              : w("content.everywhere")}
          </dd>
        </div>
        <div>
          <dt>{t("stations.column.status")}</dt>
          <dd>
            {slide.pending > 0 ? (
              <Mark shape="half" tone="blue">
                {w("content.pending", { n: number(slide.pending) })}
              </Mark>
            ) : (
              <Mark shape="check" tone="green">
                {w("content.in_force")}
              </Mark>
            )}
          </dd>
        </div>
        <div>
          <dt>{w("slide.picture")}</dt>
          <dd>
            {w("content.picture_size", {
              width: slide.width_px,
              height: slide.height_px,
              bytes: bytes(slide.picture_size),
            })}
          </dd>
        </div>
        <div>
          <dt>{t("station.history.when")}</dt>
          <dd>
            {slide.created_by}, <Moment moment={slide.created_at} />
          </dd>
        </div>
      </dl>
      {canChange && (
        <footer className={classes.actions}>
          {isLeaving ? (
            <>
              <span role="status">{w("content.retiring", { n: leavesInS })}</span>
              <button type="button" className="tq-button" onClick={onKeep}>
                {w("content.keep")}
              </button>
            </>
          ) : (
            <button
              type="button"
              className="tq-button"
              aria-label={w("content.retire_label", { title })}
              onClick={onRetire}
            >
              {w("content.retire")}
            </button>
          )}
        </footer>
      )}
    </article>
  );
}
