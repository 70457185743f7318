import type { Problem } from "../backend/bindings/types";
import { ProblemNote } from "../components/ProblemNote";
import { LockedNotice } from "./LockedNotice";

interface Props {
  problem: Problem;
  /** Does once more what was refused. */
  onRepeat: () => void;
  /** The sentence stands at a field already. */
  titleOnly?: boolean;
}

/** What went wrong with something that was to be sent. A refusal by the read-only lock brings the way to unlock and repeat. */
export function RefusalNote({ problem, onRepeat, titleOnly = false }: Props) {
  if (problem.code === "accountLocked") return <LockedNotice problem={problem} onRepeat={onRepeat} />;
  return <ProblemNote problem={problem} titleOnly={titleOnly} />;
}
