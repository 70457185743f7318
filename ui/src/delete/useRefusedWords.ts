import type { Problem } from "../backend/bindings/types";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";

/** Refusals of Alibaba Cloud that the plan has its own words for. Source: error lists of DeleteImage and DeleteSnapshot. */
const CODES = {
  SnapshotCreatedImage: "usedByImage",
  SnapshotCreatedDisk: "usedByDisk",
  "InvalidOperation.SnapshotIsLocked": "locked",
  "InvalidOperation.DeleteSharedSnapshotUnsupported": "sharedSnapshot",
  "InvalidOperation.RelatedSnapshotNotFinished": "unfinished",
  "Operation.Conflict": "conflict",
  ImageUseShared: "shared",
  ImageUsingByInstance: "usedByInstance",
  ImageIsPublic: "public",
  ImageIsExporting: "exporting",
  ImageIsImporting: "importing",
  "OperationDenied.ImageCopying": "copying",
} as const;

/** Gives why something was refused: in the plan's words where it has some, otherwise in those of the problem. */
export function useRefusedWords(): (problem: Problem) => string {
  const { t } = useTranslation("deletion");
  const problemWords = useProblemWords();
  return (problem) => {
    // Nothing was sent: what was confirmed is not what is now.
    if (problem.code === "imageUsedSince") return t("refused.usedSince", { count: Number(problem.params.count ?? 1) });
    if (problem.code === "snapshotUsedSince") return t(problem.params.by === "disk" ? "refused.usedSinceDisk" : "refused.usedSinceImage");
    const code = problem.provider?.code ?? "";
    return code in CODES ? t(`refused.${CODES[code as keyof typeof CODES]}`) : problemWords(problem).title;
  };
}
