import type { Finding } from "../backend/bindings/types";
import type { Guidance } from "./GuidanceList";

/** How what a rule found is marked among what is good to know. */
export const findingMark = ({ severity }: Finding): Pick<Guidance, "icon" | "tone"> =>
  severity === "note" ? { icon: "info" } : { icon: "warning", tone: severity === "error" ? "bad" : "warn" };
