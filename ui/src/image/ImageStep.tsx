import type { Account, Problem } from "../backend/bindings/types";
import { Checkbox } from "../components/Checkbox";
import { FieldNote } from "../components/FieldNote";
import { ProblemNote } from "../components/ProblemNote";
import { MOST_TAGS, TagEditor } from "../components/TagEditor";
import { TextField } from "../components/TextField";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { renamed } from "./copyTargets";
import { NameHint } from "./NameHint";
import { ThenPart } from "./ThenPart";
import type { DraftState } from "./useImageDraft";
import styles from "../components/Wizard.module.css";
import own from "./ImageStep.module.css";

interface Props {
  state: DraftState;
  account: Account | undefined;
  /** Why the last request failed. */
  problem: Problem | null;
}

/** Name, description, family, tags and check of the image; broken rules are shown while the user types. */
export function ImageStep({ state, account, problem }: Props) {
  const { t } = useTranslation("image");
  const words = useFindingWords();
  const problemWords = useProblemWords();
  const { draft, findings, imageName, change } = state;
  const error = (...fields: string[]) => {
    const found = findings.find((finding) => finding.severity === "error" && fields.includes(finding.field));
    if (found) return words(found).text;
    return problem?.field != null && fields.includes(problem.field) && stillApplies(problem, state) ? problemWords(problem).text : undefined;
  };
  const taken = imageName.answer?.state === "taken" ? t("image.nameTaken", { region: draft.regionId, imageId: imageName.answer.imageId }) : undefined;
  const unchecked = findings.find((finding) => finding.code === "imageCheckNotForEncrypted");
  return (
    <>
      <h2>{t("image.title")}</h2>
      <p className={styles.lead}>{t("image.text", { region: draft.regionId })}</p>
      <div className={own.form}>
        {problem?.provider && stillApplies(problem, state) && <ProblemNote problem={problem} titleOnly={problem.field !== null} />}
        <TextField
          label={t("image.name")}
          value={draft.name}
          onChange={(name) => change(renamed(draft, name))}
          error={error("name") ?? taken}
          hint={<NameHint check={imageName} region={draft.regionId} />}
        />
        <TextField
          label={t("image.description")}
          aside={t("image.optional")}
          value={draft.description}
          onChange={(description) => change({ description })}
          error={error("description")}
        />
        <TextField
          label={t("image.family")}
          aside={t("image.optional")}
          value={draft.family}
          onChange={(family) => change({ family })}
          error={error("family")}
          hint={t("image.familyHint")}
        />
        <div role="group" aria-labelledby="tags-title">
          <div id="tags-title" className={own.label}>
            {t("image.tags")}
            <span className={own.aside}>{t("image.optional")}</span>
          </div>
          <TagEditor tags={draft.tags} errorOf={(index, part) => error(`tags.${index}.${part}`, ...(part === "key" ? [`tags.${index}`] : []))} onChange={(tags) => change({ tags })} />
          <FieldNote id="tags-note" error={error("tags")} hint={t("image.tagCount", { count: draft.tags.length, max: MOST_TAGS })} />
        </div>
        <TextField
          label={t("image.resourceGroup")}
          aside={t("image.optional")}
          mono
          value={draft.resourceGroupId}
          onChange={(resourceGroupId) => change({ resourceGroupId })}
          error={error("resourceGroupId")}
          hint={t("image.resourceGroupHint")}
        />
        <div>
          <div className={own.label}>{t("image.check")}</div>
          <label className={own.check}>
            <Checkbox checked={draft.imageCheck} onChange={(event) => change({ imageCheck: event.target.checked })} />
            {t("image.checkLabel")}
          </label>
          <FieldNote id="check-note" error={error("imageCheck")} hint={unchecked ? words(unchecked).text : t("image.checkHint")} />
        </div>
        <ThenPart state={state} account={account} errorOf={error} />
      </div>
    </>
  );
}

/** Whether a failure still applies to the draft as it is now. */
const stillApplies = (problem: Problem, { draft }: DraftState) => problem.code !== "imageNameTaken" || problem.params.name === undefined || problem.params.name === draft.name;
