import { useState } from "react";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { DiskPicker } from "./DiskPicker";
import { DiskPicture } from "./DiskPicture";
import { DiskTable } from "./DiskTable";
import { MOST_DATA_DISKS, pickedCandidates, withDisks } from "./disks";
import { isOfRow, stepOf } from "./fields";
import type { DraftState } from "./useImageDraft";
import styles from "../components/Wizard.module.css";
import own from "./DisksStep.module.css";

/** Which disks go into the image. */
export function DisksStep({ state }: { state: DraftState }) {
  const { t } = useTranslation(["image", "findings"]);
  const words = useFindingWords();
  const [picking, setPicking] = useState(false);
  const { draft, source, findings } = state;
  const callouts = findings.filter((finding) => {
    if (finding.code === "diskLeftOut") return true;
    return finding.severity === "error" && !isOfRow(finding.field) && stepOf(finding.field) !== "image";
  });
  return (
    <>
      <h2>{t("disks.title")}</h2>
      <p className={styles.lead}>
        <Intro state={state} />
      </p>
      <DiskTable state={state} />
      <div className={own.below}>
        <Button icon="plus" onClick={() => setPicking(true)}>
          {t("disks.add")}
        </Button>
        <span className="grow" />
        <span className="t12 faint">{t("disks.count", { count: draft.dataDisks.length, max: MOST_DATA_DISKS })}</span>
      </div>
      {callouts.map((finding) => {
        const { title, text } = words(finding);
        return (
          <div key={`${finding.code} ${finding.field}`} className={own.callout} {...(finding.severity === "error" && { "data-error": "", tabIndex: -1 })}>
            <Callout tone={finding.severity === "error" ? "bad" : "warning"}>
              <b className="medium">{t("findings:sentence", { title })}</b>
              {text}
            </Callout>
          </div>
        );
      })}
      <div className={own.picture}>
        <DiskPicture source={source} draft={draft} />
      </div>
      {picking && (
        <DiskPicker
          source={source}
          draft={draft}
          onClose={() => setPicking(false)}
          onAdd={(ids) => {
            setPicking(false);
            state.change({ dataDisks: withDisks(source, draft, ids) });
          }}
        />
      )}
    </>
  );
}

function Intro({ state: { source } }: { state: DraftState }) {
  const { t } = useTranslation("image");
  const format = useFormat();
  const { row } = source.system;
  const instance = row.instanceName ?? row.instanceId;
  if (instance === null) return t("disks.intro.unknown");
  if (source.instanceDataDisks === null) return t("disks.intro.partlyKnown", { instance });
  const proposed = pickedCandidates(source, source.draft);
  const disks = source.instanceDataDisks + 1;
  const spread = format.duration(Math.max(1, ...proposed.map((candidate) => Math.abs(candidate.gapSeconds ?? 0))) * 1000);
  if (disks === 1) return t("disks.intro.alone", { instance });
  if (proposed.length === 0) return t("disks.intro.noneOf", { instance, disks });
  if (proposed.length === source.instanceDataDisks) return t("disks.intro.allOf", { instance, disks, spread });
  return t("disks.intro.someOf", { instance, disks, proposed: proposed.length + 1, spread });
}
