import type { StepKindName } from "../backend/bindings/types";
import { imageTone, imageWord } from "../components/imageStatus";
import { snapshotTone, snapshotWord } from "../components/snapshotStatus";
import type { Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { instanceState } from "../instances/instanceStatus";

const SNAPSHOTS: readonly StepKindName[] = ["createSnapshot", "createSnapshotGroup"];
const TASKS: Record<string, { tone: Tone; word: "Processing" | "Finished" | "Failed" }> = {
  Processing: { tone: "running", word: "Processing" },
  Finished: { tone: "good", word: "Finished" },
  Failed: { tone: "bad", word: "Failed" },
};
const INSTANCES: readonly StepKindName[] = ["launchInstances", "proveInstances", "startInstances", "stopInstances", "rebootInstances"];

/** Gives shape and word of the cloud's status for what a kind of step makes: a snapshot, instances, an export or an image. */
export function useCloudState(): (kind: StepKindName | undefined, status: string) => { tone: Tone; word: string } {
  const { t: common } = useTranslation("common");
  const { t: jobs } = useTranslation("jobs");
  const { t: instances } = useTranslation("instances");
  return (kind, status) => {
    if (kind && SNAPSHOTS.includes(kind)) return { tone: snapshotTone(status), word: snapshotWord(status, common) };
    if (kind && INSTANCES.includes(kind)) return instanceState({ status, lockReasons: [] }, instances);
    const task = kind === "exportImage" ? TASKS[status] : undefined;
    if (task) return { tone: task.tone, word: jobs(`exports.status.${task.word}`) };
    return { tone: imageTone(status), word: imageWord(status, common) };
  };
}
