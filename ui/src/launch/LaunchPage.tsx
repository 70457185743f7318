import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Skeleton } from "../components/Skeleton";
import styles from "../components/Wizard.module.css";
import { WizardHead } from "../components/WizardHead";
import { go, leave } from "../route";
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
    <div className={styles.wizard}>
      <WizardHead title={t("title")} account={account} regionId={imageKey.regionId} />
      {failed ? (
        <div className={styles.centre}>
          {FINAL.includes(failed.code) ? (
            <CouldNotAsk problem={failed}>
              <Button onClick={() => go({ page: "images" })}>{t("back")}</Button>
            </CouldNotAsk>
          ) : (
            <CouldNotAsk title={t("failed")} problem={failed} onRetry={() => void start.refetch()} />
          )}
        </div>
      ) : (
        <div className={styles.main} role="status" aria-label={t("loading")}>
          <div className={styles.waiting}>
            {[220, 420, 380, 400, 340].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        </div>
      )}
      <footer className={styles.foot}>
        <Button variant="quiet" size="large" className={styles.first ?? ""} onClick={() => leave({ page: "images" })}>
          {t("foot.cancel")}
        </Button>
        {!failed && <span className={styles.say}>{t("foot.nothing")}</span>}
      </footer>
    </div>
  );
}
