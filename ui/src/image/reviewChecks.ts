import type { TFunction } from "i18next";
import type { Finding, Problem } from "../backend/bindings/types";
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

/** What is known of the snapshots: nothing good is said of them before the cloud has said it. */
function snapshotsLine({ findings, check, checkProblem, review }: DraftState, t: TFunction<"image">, reason: (problem: Problem) => Words): Guidance | null {
  const id = "snapshots";
  if (checkProblem) return null;
  if (review.notAsked) return { id, icon: "warning", tone: "warn", title: t("review.snapshotsNotAsked"), text: reason(review.notAsked).text };
  if (!check || review.at === null) return review.asking ? { id, icon: "clock", text: t("review.snapshotsAsking") } : null;
  const unfinished = findings.filter(({ code }) => code === "createdWhenFinished").length;
  if (unfinished > 0) return { id, icon: "clock", tone: "warn", text: t("review.snapshotsUnfinished", { count: unfinished }) };
  const wrong = findings.some((finding) => finding.severity === "error" && stepOf(finding.field) === "disks");
  return wrong ? null : { id, icon: "check", tone: "ok", text: t("review.snapshotsGood") };
}

/** What was checked before the request is sent, and what came of it. */
export function reviewChecks(state: DraftState, t: TFunction<"image">, words: (finding: Finding) => Words, reason: (problem: Problem) => Words): Guidance[] {
  const { draft, findings, imageName, copyNames } = state;
  const all = [imageName, ...copyNames];
  const free = all.length > 1 && all.every(({ answer, asking }) => !asking && answer?.state === "free");
  const names = free
    ? [{ id: "names", icon: "check" as const, tone: "ok" as const, text: t("image.namesFree", { count: all.length }) }]
    : [nameLine(imageName, draft.regionId, t), ...draft.copyTo.map(({ regionId }, index) => nameLine(copyNames[index], regionId, t))];
  return [
    snapshotsLine(state, t, reason),
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
