import { useQuery } from "@tanstack/react-query";
import { imageDraftOpen } from "../backend/bindings/commands";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery, snapshotQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { WizardFrame, type WizardPlace } from "../components/WizardFrame";
import { WizardWaiting } from "../components/WizardWaiting";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { keptDraft } from "./drafts";
import { UnfitSnapshot } from "./UnfitSnapshot";
import { Wizard } from "./Wizard";

/** Create custom image: from a system-disk snapshot to a request that can be looked at before it is sent. */
export default function ImagePage({ snapshotKey }: { snapshotKey: ResourceKey }) {
  const { t } = useTranslation("image");
  const detail = useQuery(snapshotQuery(snapshotKey));
  const fit = detail.data?.obstacles.length === 0;
  const unfit = fit ? undefined : detail.data;
  const source = useQuery({ queryKey: [...snapshotQuery(snapshotKey).queryKey, "draft-start"], queryFn: () => imageDraftOpen(snapshotKey), enabled: fit, gcTime: 0, refetchOnMount: "always" });
  const left = useQuery({ queryKey: ["kept-draft", snapshotKey], queryFn: () => keptDraft(snapshotKey), gcTime: 0, refetchOnMount: "always" });
  const { data: accounts } = useQuery(accountsQuery);
  const account = accounts?.find((candidate) => candidate.id === snapshotKey.accountId);
  const failure = detail.error ?? source.error ?? left.error;
  const failed = failure && problemOf(failure);

  // A proposal of an earlier visit may be of a snapshot that has changed since.
  if (source.data && source.isFetchedAfterMount && left.data !== undefined && left.isFetchedAfterMount)
    return <Wizard key={snapshotKey.id} snapshotKey={snapshotKey} source={source.data} left={left.data} account={account} />;
  const place: WizardPlace = { title: t("title"), account, regionId: snapshotKey.regionId, cancel: t("foot.cancel"), to: { page: "snapshots" } };
  if (unfit && !failed)
    return (
      <WizardFrame {...place}>
        <UnfitSnapshot detail={unfit} />
      </WizardFrame>
    );
  return (
    <WizardWaiting
      {...place}
      loading={t("loading")}
      say={t("foot.nothing")}
      failed={
        failed &&
        (failed.code === "snapshotGone" ? (
          <CouldNotAsk problem={failed}>
            <Button onClick={() => go({ page: "snapshots" })}>{t("unfit.back")}</Button>
          </CouldNotAsk>
        ) : (
          <CouldNotAsk title={t("failed")} problem={failed} onRetry={() => void (detail.error ? detail : source.error ? source : left).refetch()} />
        ))
      }
    />
  );
}
