import type { CheckGroup } from "../backend/bindings/types";
import type { Tone } from "../components/Status";

/** From the worst. */
export const GROUPS: readonly CheckGroup[] = ["high", "medium", "other", "noRisk", "read"];
export const RISKS: readonly CheckGroup[] = ["high", "medium", "other"];

/** While the check goes on nothing is good yet. */
export const toneOf = (group: CheckGroup, ended: boolean): Tone => {
  if (group === "high") return "bad";
  if (group === "medium" || group === "other") return "warning";
  return group === "noRisk" && ended ? "good" : "idle";
};
