import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { snapshotsCreate } from "../backend/bindings/commands";
import type { Account, Problem, ResourceKey, SnapshotOrder, SnapshotOrderStart } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { jobsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { ProblemNote } from "../components/ProblemNote";
import { WizardForm } from "../components/WizardFrame";
import { focusWrong } from "../components/wrongField";
import { useTranslation } from "../i18n/useTranslation";
import { goFrom } from "../route";
import { useRequest } from "../useCommand";
import { DisksPart } from "./DisksPart";
import { ImagePart } from "./ImagePart";
import { OrderSide } from "./OrderSide";
import { SnapshotsPart } from "./SnapshotsPart";
import { useSnapshotOrder } from "./useSnapshotOrder";
import own from "./SnapshotOrder.module.css";

interface Props {
  instanceKey: ResourceKey;
  start: SnapshotOrderStart;
  account: Account | undefined;
}

/** Disks, names, and the image that is made of the snapshots; what is wrong is said while one types. */
export function SnapshotOrderForm({ instanceKey, start, account }: Props) {
  const { t } = useTranslation("snapshotOrder");
  const client = useQueryClient();
  const page = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const state = useSnapshotOrder(start, problem);
  const { order, errors, check } = state;
  const create = useRequest((requestId: string, sent: SnapshotOrder) => snapshotsCreate(requestId, sent), {
    failureIn: "here",
    onDone: (job) => {
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey });
      goFrom({ page: "snapshotOrder", key: instanceKey }, { page: "job", id: job.id });
    },
    onFailed: setProblem,
  });
  const send = () => {
    if (errors > 0) {
      focusWrong(page.current);
      return;
    }
    if (!check.data) {
      void check.refetch();
      return;
    }
    setProblem(null);
    create.run(order);
  };
  const { instance } = start;
  return (
    <WizardForm
      ref={page}
      title={t("title")}
      account={account}
      regionId={instanceKey.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "instances" }}
      head={
        <span className={`${own.of} trunc muted`}>
          <CloudText text={instance.name || instance.key.id} />
        </span>
      }
      side={<OrderSide state={state} />}
      say={errors > 0 ? t("foot.errors", { count: errors }) : t("foot.nothing")}
      buttons={
        <Button variant="primary" size="large" aria-disabled={create.busy || undefined} onClick={send}>
          {create.busy ? t("foot.creating") : order.image ? t("foot.createWithImage") : t("foot.create", { count: order.diskIds.length })}
        </Button>
      }
    >
      {check.error && !check.data && <CouldNotAsk problem={problemOf(check.error)} onRetry={() => void check.refetch()} plain />}
      {problem && <ProblemNote problem={problem} titleOnly={problem.field !== null} />}
      <DisksPart state={state} />
      <SnapshotsPart state={state} />
      <ImagePart state={state} />
    </WizardForm>
  );
}
