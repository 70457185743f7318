import { useTranslation } from "react-i18next";
import { GuidanceList, type Guidance } from "../components/GuidanceList";
import { Icon } from "../components/Icon";
import { TextField } from "../components/TextField";
import { useFindingWords } from "../i18n/findingWords";
import type { DraftState } from "./useImageDraft";
import styles from "./Wizard.module.css";

interface Props {
  state: DraftState;
  /** In production: what was typed to confirm. */
  confirm: { typed: string; onType: (typed: string) => void; error: string | undefined } | undefined;
}

/** What was checked, what is not known, and in production the confirmation. */
export function ReviewSide({ state, confirm }: Props) {
  const { t } = useTranslation("image");
  const words = useFindingWords();
  const { draft, findings, check, nameState, nameAsking } = state;
  const wrong = findings.filter((finding) => finding.severity === "error");
  const aboutSnapshots = wrong.some((finding) => /^(snapshot|dataDisks|systemSizeGib)/.test(finding.field));
  const region = draft.regionId;
  const name = (): Guidance | null => {
    if (nameAsking) return { id: "name", icon: "clock", text: t("image.nameChecking", { region }) };
    switch (nameState?.state) {
      case "free":
        return { id: "name", icon: "check", tone: "ok", text: t("image.nameFree", { region }) };
      case "taken":
        return { id: "name", icon: "warning", tone: "bad", text: t("image.nameTaken", { region, imageId: nameState.imageId }) };
      case "unknown":
        return { id: "name", icon: "warning", tone: "warn", text: t("image.nameUnknown") };
      default:
        return null;
    }
  };
  const checks: (Guidance | null)[] = [
    check && !aboutSnapshots ? { id: "snapshots", icon: "check", tone: "ok", text: t("review.snapshotsGood") } : null,
    name(),
    ...findings
      .filter((finding) => finding.severity !== "note")
      .map((finding): Guidance => ({
        id: `${finding.code} ${finding.field}`,
        icon: "warning",
        tone: finding.severity === "error" ? "bad" : "warn",
        text: words(finding).title,
      })),
  ];
  return (
    <aside className={styles.side} aria-label={t("review.checked")}>
      <h3>{t("review.checked")}</h3>
      <GuidanceList close items={checks.filter((item) => item !== null)} />
      <div className={styles.part}>
        <h3>{t("review.time")}</h3>
        <p className="t12 muted">{t("review.timeText")}</p>
      </div>
      {confirm && (
        <div className={styles.part} data-confirm="">
          <h3>{t("review.production")}</h3>
          <p className={styles.ask}>{t("review.confirm")}</p>
          <TextField
            label={t("review.confirmLabel")}
            labelHidden
            production
            value={confirm.typed}
            onChange={confirm.onType}
            error={confirm.error}
            trailing={
              confirm.typed === draft.name && draft.name !== "" ? (
                <span className={styles.matches}>
                  <Icon name="check" size="small" />
                </span>
              ) : null
            }
          />
        </div>
      )}
    </aside>
  );
}
