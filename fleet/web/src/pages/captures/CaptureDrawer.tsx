// One document of events: what was taken in, and where in it what was wrong.

import { useQuery } from "@tanstack/react-query";
import { type CaptureFault, captureQuery } from "../../api/epcisQueries";
import { EPCIS_WORDS } from "../../text/epcisWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { CopyId } from "../../ui/CopyId";
import { Drawer } from "../../ui/Drawer";
import { Fact, Facts } from "../../ui/Facts";
import { LoadingRows } from "../../ui/Panel";
import { Second } from "../../ui/Rows";
import classes from "./Captures.module.css";
import { CaptureMark, EpcisProblem, useSender } from "./parts";

const MOST_FAULTS = 100;

export function CaptureDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { number } = useText();
  const { w } = useWords(EPCIS_WORDS);
  const senderOf = useSender();
  const { data: job, error } = useQuery(captureQuery(id));
  return (
    <Drawer title={w("captures.one")} onClose={onClose}>
      {error && !job && <EpcisProblem error={error} />}
      {!error && !job && <LoadingRows rows={5} />}
      {job && (
        <>
          <Facts>
            <Fact name={w("captures.column.state")}>
              <CaptureMark state={job.state} />
            </Fact>
            <Fact name={w("captures.column.who")}>{senderOf(job.who)}</Fact>
            <Fact name={w("captures.column.when")}>
              <Moment moment={job.created_at} />
            </Fact>
            {job.finished_at && (
              <Fact name={w("captures.finished")}>
                <Moment moment={job.finished_at} />
              </Fact>
            )}
            <Fact name={w("captures.behaviour")}>{w(`captures.behaviour.${job.behaviour}`)}</Fact>
            {job.state !== "running" && (
              <>
                <Fact name={w("captures.events")}>{number(job.events)}</Fact>
                <Fact name={w("captures.stored")}>{number(job.stored)}</Fact>
                <Fact name={w("captures.rejected")}>{number(job.rejected)}</Fact>
              </>
            )}
            <Fact name={w("captures.id")}>
              <CopyId value={job.id} what={w("captures.id")} />
            </Fact>
          </Facts>
          {job.errors.length > 0 && <Faults faults={job.errors} />}
        </>
      )}
    </Drawer>
  );
}

function Faults({ faults }: { faults: readonly CaptureFault[] }) {
  const { w, findWord } = useWords(EPCIS_WORDS);
  return (
    <section className={classes.faults}>
      <h3>{w("captures.faults")}</h3>
      <ol>
        {faults.map((fault, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: faults may be alike, and never change
          <li key={at}>
            <strong>{findWord(`fault.${fault.code}`) ?? fault.code}</strong>
            <Second>
              <span className="tq-hidden">{w("captures.path")}: </span>
              <span className="tq-mono">{fault.path}</span>
            </Second>
            <Second>{fault.message}</Second>
          </li>
        ))}
      </ol>
      {faults.length >= MOST_FAULTS && (
        <p className="tq-quiet">{w("captures.faults_more", { n: MOST_FAULTS })}</p>
      )}
    </section>
  );
}
