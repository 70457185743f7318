import type { TFunction } from "i18next";
import type { Finding } from "../backend/bindings/types";
import type { Guidance } from "../components/GuidanceList";
import type { Words } from "../i18n/problemWords";
import { stepOf } from "./fields";
import type { DraftState } from "./useImageDraft";
import type { NameState } from "./useNameChecks";

function nameLine(check: NameState | undefined, region: string, t: TFunction<"image">): Guidance | null {
  const id = `name ${region}`;
  if (!check) return null;
  if (check.asking) return { id, icon: "clock", text: t("image.nameChecking", { region }) };
  switch (check.answer?.state) {
    case "free":
      return { id, icon: "check", tone: "ok", text: t("image.nameFree", { region }) };
    case "taken":
      return { id, icon: "warning", tone: "bad", text: t("image.nameTaken", { region, imageId: check.answer.imageId }) };
    case "unknown":
      return { id, icon: "warning", tone: "warn", text: t("image.nameUnknownIn", { region }) };
    default:
      return null;
  }
}

/** What was checked before the request is sent, and what came of it. */
export function reviewChecks(state: DraftState, t: TFunction<"image">, words: (finding: Finding) => Words): Guidance[] {
  const { draft, findings, check, checkProblem, imageName, copyNames } = state;
  const aboutSnapshots = findings.some((finding) => finding.severity === "error" && stepOf(finding.field) === "disks");
  const all = [imageName, ...copyNames];
  const free = all.length > 1 && all.every(({ answer, asking }) => !asking && answer?.state === "free");
  const names = free
    ? [{ id: "names", icon: "check" as const, tone: "ok" as const, text: t("image.namesFree", { count: all.length }) }]
    : [nameLine(imageName, draft.regionId, t), ...draft.copyTo.map(({ regionId }, index) => nameLine(copyNames[index], regionId, t))];
  return [
    check && !checkProblem && !aboutSnapshots ? { id: "snapshots", icon: "check" as const, tone: "ok" as const, text: t("review.snapshotsGood") } : null,
    ...names,
    ...findings
      .filter((finding) => finding.severity !== "note")
      .map((finding): Guidance => ({
        id: `${finding.code} ${finding.field}`,
        icon: "warning",
        tone: finding.severity === "error" ? "bad" : "warn",
        text: words(finding).title,
      })),
  ].filter((item) => item !== null);
}
