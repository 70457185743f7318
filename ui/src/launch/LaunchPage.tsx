import { useQuery } from "@tanstack/react-query";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { WizardWaiting } from "../components/WizardWaiting";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { startQuery } from "./launchQueries";
import { LaunchWizard } from "./LaunchWizard";

/** No other try can help with these: another image has to be picked. */
const FINAL: readonly string[] = ["imageNotUsable", "imageNotListed", "notFound"];

interface Props {
  imageKey: ResourceKey;
  /** The id of the instance that the new ones are to be identical to. */
  like: string | null;
}

/** Create instances: from an image to a request that can be looked at before it is sent. */
export default function LaunchPage({ imageKey, like }: Props) {
  const { t } = useTranslation("launch");
  const start = useQuery(startQuery(imageKey, like));
  const { data: accounts } = useQuery(accountsQuery);
  const account = accounts?.find((candidate) => candidate.id === imageKey.accountId);
  const failed = start.error && problemOf(start.error);

  if (start.data && start.isFetchedAfterMount) return <LaunchWizard key={`${imageKey.id} ${like ?? ""}`} imageKey={imageKey} like={like} first={start.data} account={account} />;
  return (
    <WizardWaiting
      title={t("title")}
      account={account}
      regionId={imageKey.regionId}
      cancel={t("foot.cancel")}
      to={{ page: "images" }}
      loading={t("loading")}
      say={t("foot.nothing")}
      failed={
        failed &&
        (FINAL.includes(failed.code) ? (
          <CouldNotAsk problem={failed}>
            <Button onClick={() => go({ page: "images" })}>{t("back")}</Button>
          </CouldNotAsk>
        ) : (
          <CouldNotAsk title={t("failed")} problem={failed} onRetry={() => void start.refetch()} />
        ))
      }
    />
  );
}
