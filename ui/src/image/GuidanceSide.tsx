import type { FindingCode } from "../backend/bindings/types";
import { DefinitionList } from "../components/DefinitionList";
import { findingMark } from "../components/findingMark";
import { GuidanceList, type Guidance } from "../components/GuidanceList";
import type { IconName } from "../components/iconShapes";
import { useOverflow } from "../components/useOverflow";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { totalGib } from "./disks";
import { listOf } from "./fields";
import type { DraftState } from "./useImageDraft";
import styles from "../components/Wizard.module.css";

const ICONS: Partial<Record<FindingCode, IconName>> = {
  fstab: "disk",
  automaticRelease: "clock",
  linuxNetwork: "region",
  windows: "instance",
  sensitiveData: "shield",
  createdWhenFinished: "clock",
  encrypted: "lock",
  imageCheckNotForEncrypted: "lock",
  snapshotsKept: "snapshots",
  sourceReleased: "info",
};

/** What is found about these is shown at their field. */
const AT_ITS_FIELD: readonly string[] = ["copyTo", "shareWith"];

/** What is good to know for these very snapshots, and what the draft comes to. */
export function GuidanceSide({ state }: { state: DraftState }) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const overflow = useOverflow();
  const words = useFindingWords();
  const { draft, findings } = state;
  const guidance = findings.filter((finding) => finding.severity !== "error" && !AT_ITS_FIELD.includes(listOf(finding.field)) && finding.code !== "diskLeftOut");
  const once = new Map<string, Guidance>();
  for (const finding of guidance) {
    const guidanceWords = words(finding);
    const mark = findingMark(finding);
    once.set(guidanceWords.text, { id: guidanceWords.text, ...mark, icon: ICONS[finding.code] ?? mark.icon, ...guidanceWords });
  }
  return (
    <aside {...overflow} className={styles.side} aria-label={t("guidance.title")}>
      <h3>{t("guidance.title")}</h3>
      {guidance.length === 0 && <p className="t12 muted">{t("guidance.none")}</p>}
      <GuidanceList
        items={[...once.values()]}
      />
      <div className={styles.ruled}>
        <h3>{t("guidance.soFar")}</h3>
        <DefinitionList
          items={[
            { term: t("guidance.disks"), value: t("guidance.diskCount", { count: draft.dataDisks.length }) },
            { term: t("guidance.capacity"), value: format.size(totalGib(draft)) },
            { term: t("guidance.region"), value: draft.regionId },
            { term: t("guidance.copies"), value: draft.copyTo.length > 0 ? t("guidance.copyCount", { count: draft.copyTo.length }) : null },
            { term: t("guidance.shares"), value: draft.shareWith.length > 0 ? t("guidance.shareCount", { count: draft.shareWith.length }) : null },
          ]}
        />
      </div>
    </aside>
  );
}
