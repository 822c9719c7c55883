// What went wrong with stamps, keys, imports and connections, in the words of their pages.

import { ApiProblem } from "../../api/problem";
import { STAMP_WORDS } from "../../text/stampWords";
import { useWords } from "../../text/useWords";
import { ProblemNote } from "../../ui/ProblemNote";

export function StampProblem({ error }: { error: Error }) {
  const { findWord } = useWords(STAMP_WORDS);
  const told = error instanceof ApiProblem ? findWord(`problem.${error.code}`) : undefined;
  return <ProblemNote error={error} told={told} />;
}
