import type { Account } from "../backend/bindings/types";
import { Callout } from "../components/Callout";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { AccountIdField } from "./AccountIdField";
import { CopyTargets } from "./CopyTargets";
import { totalGib } from "./disks";
import { TestLaunchPart } from "./TestLaunchPart";
import type { DraftState } from "./useImageDraft";
import own from "./ThenPart.module.css";

/** FACTS of ModifyImageSharePermission: 50 accounts an image. */
const MOST_ACCOUNTS = 50;

interface Props {
  state: DraftState;
  account: Account | undefined;
  errorOf: (...fields: string[]) => string | undefined;
}

/** What is done once the image is there: copies in other regions, and the accounts it is shared with. */
export function ThenPart({ state, account, errorOf }: Props) {
  const { t } = useTranslation(["image", "findings"]);
  const format = useFormat();
  const words = useFindingWords();
  const { draft, findings, change } = state;
  const copies = draft.copyTo.length;
  const encryptedShare = draft.shareWith.length > 0 ? findings.find((finding) => finding.code === "encryptedShare") : undefined;
  const encrypted = copies > 0 && findings.some((finding) => finding.code === "encrypted");
  const warning = (field: string) => {
    const found = findings.find((finding) => finding.severity !== "error" && finding.field === field);
    return found && words(found).text;
  };
  return (
    <section className={own.then} aria-labelledby="then-title">
      <h3 id="then-title">{t("then.title")}</h3>
      <CopyTargets state={state} errorOf={errorOf} />
      {copies > 0 && (
        <Callout tone="warning">
          <b className="medium">{t("then.costTitle", { count: copies })}</b>
          {t("then.costText", { count: draft.dataDisks.length + 1, size: format.size(totalGib(draft)) })}
        </Callout>
      )}
      {encrypted && (
        <Callout icon="lock">{t("then.encryptedCopies")}</Callout>
      )}
      <AccountIdField
        ids={draft.shareWith}
        onChange={(shareWith) => change({ shareWith })}
        ownId={account?.uid}
        most={MOST_ACCOUNTS}
        errorOf={(index) => errorOf(`shareWith.${index}`)}
        warningOf={(index) => warning(`shareWith.${index}`)}
        error={errorOf("shareWith")}
      />
      {draft.shareWith.length > 0 && <p className="t12 muted">{copies > 0 ? t("then.shareEverywhere", { count: copies + 1 }) : t("then.shareHere", { region: draft.regionId })}</p>}
      <TestLaunchPart state={state} errorOf={errorOf} />
      {encryptedShare && (
        <Callout tone={encryptedShare.severity === "error" ? "bad" : "warning"} icon="lock">
          <b className="medium">{t("findings:sentence", { title: words(encryptedShare).title })}</b>
          {words(encryptedShare).text}
        </Callout>
      )}
    </section>
  );
}
