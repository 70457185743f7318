import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Account, JobDetail, LaunchTarget } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudText } from "../components/CloudText";
import { Icon } from "../components/Icon";
import { useTranslation } from "../i18n/useTranslation";
import type { ShortLaunch } from "./launched";
import { LaunchTargetDialog } from "./LaunchTargetDialog";
import { zoneLetter } from "../launch/machine";
import { nearestTarget, targetChoicesQuery, targetOf } from "./launchTarget";
import { useEventWord } from "./useEventWord";
import { useLaunchRest } from "./useLaunchRest";
import styles from "./LaunchJob.module.css";

interface Props {
  job: JobDetail;
  short: ShortLaunch;
  account: Account | undefined;
}

/** Instances that were asked for and are not there, why, and how the rest is started elsewhere. */
export function MissingBanner({ job, short, account }: Props) {
  const { t } = useTranslation("proof");
  const { step, launched, notMade, gone } = short;
  const eventWord = useEventWord();
  const [asking, setAsking] = useState<{ proposed: LaunchTarget | null } | null>(null);
  const { data: choices } = useQuery(targetChoicesQuery(job, step));
  const rest = useLaunchRest(job.summary.id, step.position);
  const nearest = choices ? nearestTarget(choices, targetOf(step)) : null;
  const count = notMade + gone.length;
  const { asked } = launched;
  const noStock = step.problem === null || step.problem.code === "noStock";
  return (
    <section className={styles.banner} aria-label={t("missing.label")}>
      <Icon name="warning" />
      <div className="grow">
        {notMade > 0 && (
          <p>
            <b className="medium">{t(noStock ? "missing.noStock" : "missing.notStarted", { missing: notMade, asked })}</b>{" "}
            {launched.instances.length > 0 && t("missing.made", { count: launched.instances.length })} {t("missing.twice")}
          </p>
        )}
        {gone.length > 0 && (
          <p>
            <b className="medium">{t("missing.gone", { missing: gone.length, asked })}</b>{" "}
            {gone.map((instance) => (
              <span key={instance.id}>
                <CloudText text={t("missing.goneOne", { name: instance.name || instance.id, event: eventWord(instance.gone ?? "") })} />{" "}
              </span>
            ))}
            {notMade === 0 && t("missing.twice")}
          </p>
        )}
      </div>
      <Button variant={nearest ? "secondary" : "primary"} onClick={() => setAsking({ proposed: null })}>
        {t("missing.other")}
      </Button>
      {nearest && (
        <Button variant="primary" onClick={() => setAsking({ proposed: nearest })}>
          {t("missing.startIn", { count, zone: zoneLetter(nearest.zoneId, step.regionId) })}
        </Button>
      )}
      {asking && (
        <LaunchTargetDialog
          job={job}
          step={step}
          account={account}
          count={count}
          proposed={asking.proposed}
          busy={rest.busy}
          problem={rest.problem}
          onStart={(target) => rest.run(target, () => setAsking(null))}
          onClose={() => {
            rest.reset();
            setAsking(null);
          }}
        />
      )}
    </section>
  );
}
