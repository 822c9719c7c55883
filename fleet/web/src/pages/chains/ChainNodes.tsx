// Every lot and unit of a chain with what happened to it, first what the goods were made of.

import { Link } from "@tanstack/react-router";
import type { ChainNode, ChainView } from "../../api/epcisQueries";
import { EPCIS_WORDS } from "../../text/epcisWords";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { Moment } from "../../ui/Age";
import { Second } from "../../ui/Rows";
import classes from "./ChainPage.module.css";
import { searchOf, titleOf } from "./chain";

export function ChainNodes({ chain }: { chain: ChainView }) {
  const { w } = useWords(EPCIS_WORDS);
  const nodes = [...chain.nodes].sort((one, other) => one.depth - other.depth);
  return (
    <ol className={classes.nodes}>
      {nodes.map((node) => (
        <li key={node.name} data-here={node.depth === 0 || undefined}>
          <p className={classes.depth}>{depthText(w, node.depth)}</p>
          <h3>
            <NodeName node={node} chain={chain} />
          </h3>
          <Happenings node={node} chain={chain} />
        </li>
      ))}
    </ol>
  );
}

function depthText(
  w: (key: "chain.here" | "chain.before" | "chain.after", values?: { n: number }) => string,
  depth: number,
): string {
  if (depth === 0) return w("chain.here");
  return w(depth < 0 ? "chain.before" : "chain.after", { n: Math.abs(depth) });
}

function NodeName({ node, chain }: { node: ChainNode; chain: ChainView }) {
  const { w } = useWords(EPCIS_WORDS);
  const { gtin, lot, serial, name, depth } = node;
  const title = lot
    ? w("chain.lot", { lot })
    : serial
      ? w("chain.serial", { serial })
      : titleOf(name, chain.places);
  return (
    <>
      {depth === 0 ? (
        title
      ) : (
        <Link to="/chains" search={searchOf(node)} preload={false}>
          {title}
        </Link>
      )}
      {gtin && <Second>{gtin}</Second>}
    </>
  );
}

function Happenings({ node, chain }: { node: ChainNode; chain: ChainView }) {
  const { w } = useWords(EPCIS_WORDS);
  const { findWord } = useWords(STAMP_WORDS);
  const titled = (name: string | null) => (name ? titleOf(name, chain.places) : w("chain.unknown"));
  return (
    <ol className={classes.happenings}>
      {node.happenings.map((one) => (
        <li key={one.event}>
          <Moment moment={one.at} />
          <span>
            <strong>{(findWord(`step.${one.biz_step}`) ?? one.biz_step) || one.type}</strong>
            {one.place && `, ${titled(one.place)}`}
            {(one.giver || one.taker) && (
              <Second>
                {w("chain.from_to", { giver: titled(one.giver), taker: titled(one.taker) })}
              </Second>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
