import { Suspense, lazy, useState } from "react";
import { RefusalNote } from "../accounts/RefusalNote";
import type { Account, DraftStep, Problem } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { Button } from "../components/Button";
import { Callout } from "../components/Callout";
import { CloudText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { oneMoment, spreadOf, totalGib } from "./disks";
import { RequestText } from "../components/RequestText";
import { ReviewRow, ReviewRows } from "../components/ReviewRow";
import { ReviewThen } from "./ReviewThen";
import type { DraftState } from "./useImageDraft";
import own from "./ReviewStep.module.css";

const HandoverDialog = lazy(() => import("../recipes/HandoverDialog"));

interface Props {
  state: DraftState;
  account: Account | undefined;
  problem: Problem | null;
  onEdit: (step: DraftStep) => void;
  /** Sends once more what was refused. */
  onRepeat: () => void;
}

/** What the last button does, in words and as the request that would be sent. */
export function ReviewStep({ state, account, problem, onEdit, onRepeat }: Props) {
  const { t } = useTranslation(["image", "findings"]);
  const format = useFormat();
  const words = useFindingWords();
  const nameOf = useAccountName();
  const { draft, source, findings, check } = state;
  const [handingOver, setHandingOver] = useState(false);
  const { createdAt } = source.system.row;
  const at = createdAt === null ? format.dateTime(null) : t("review.inZone", { time: format.dateTime(createdAt).slice(0, 16), zone: format.zone(createdAt) });
  const data = format.list(draft.dataDisks.map((disk) => format.number(disk.sizeGib)));
  const size = format.number(draft.systemSizeGib);
  const spread = format.duration(Math.max(1000, spreadOf(source, draft)));
  const from = () => {
    if (draft.dataDisks.length === 0) return t("review.systemOnly", { size, at });
    return t(oneMoment(source, draft) ? "review.oneMoment" : "review.mixed", { size, data, spread, at });
  };
  const notes = findings.filter((finding) => finding.severity === "warning" || finding.code === "snapshotsKept");
  const tags = format.list(draft.tags.map((tag) => `${tag.key}=${tag.value}`));
  return (
    <>
      <h2>{t("review.title")}</h2>
      {state.checkProblem && (
        <div className={own.problem}>
          <CouldNotAsk title={t("review.notChecked")} problem={state.checkProblem} onRetry={state.askAgain} />
        </div>
      )}
      {problem && (
        <div className={own.problem}>
          <RefusalNote problem={problem} onRepeat={onRepeat} />
        </div>
      )}
      <ReviewRows>
        <ReviewRow icon="image" term={t("review.create")} onEdit={() => onEdit("image")}>
          <b>
            <CloudText text={draft.name} />
          </b>{" "}
          {t("review.createText", { region: draft.regionId, account: account ? nameOf(account) : draft.accountId })}
          {draft.family !== "" && t("review.createFamily", { family: draft.family })}
        </ReviewRow>
        <ReviewRow icon="disk" term={t("review.from", { count: draft.dataDisks.length + 1 })} onEdit={() => onEdit("disks")}>
          {from()}
        </ReviewRow>
        {draft.description !== "" && (
          <ReviewRow icon="edit" term={t("review.description")} onEdit={() => onEdit("image")}>
            {draft.description}
          </ReviewRow>
        )}
        {tags !== "" && (
          <ReviewRow icon="tag" term={t("review.tags")} onEdit={() => onEdit("image")}>
            {tags}
          </ReviewRow>
        )}
        {draft.resourceGroupId !== "" && (
          <ReviewRow icon="grid" term={t("review.group")} onEdit={() => onEdit("image")}>
            <span className="mono">{draft.resourceGroupId}</span>
          </ReviewRow>
        )}
        <ReviewRow icon="shield" term={t("review.check")} onEdit={() => onEdit("image")}>
          {t(draft.imageCheck ? "review.checkOn" : "review.checkOff")}
        </ReviewRow>
        <ReviewThen draft={draft} onEdit={() => onEdit("image")} />
      </ReviewRows>
      <div className={own.callouts}>
        {draft.copyTo.length > 0 && (
          <Callout tone="warning">
            <b className="medium">{t("then.costTitle", { count: draft.copyTo.length })}</b>
            {t("then.costText", { count: draft.dataDisks.length + 1, size: format.size(totalGib(draft)) })}
          </Callout>
        )}
        {notes.map((finding) => {
          const { title, text } = words(finding);
          return (
            <Callout key={`${finding.code} ${finding.field}`} tone={finding.severity === "warning" ? "warning" : "info"}>
              <b className="medium">{t("findings:sentence", { title })}</b>
              {text}
            </Callout>
          );
        })}
      </div>
      {check && <RequestText request={check.request} />}
      <div className={own.handOver}>
        <Button icon="export" onClick={() => setHandingOver(true)}>
          {t("review.handOver")}
        </Button>
        <span className="t12 muted">{t("review.handOverHint")}</span>
      </div>
      {handingOver && (
        <Suspense fallback={null}>
          <HandoverDialog draft={draft} onClose={() => setHandingOver(false)} />
        </Suspense>
      )}
    </>
  );
}
