import { CouldNotAsk } from "../components/CouldNotAsk";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { CountFields } from "./CountFields";
import { NetworkFields } from "./NetworkFields";
import { Refusal } from "./Refusal";
import { SourceChoice } from "./SourceChoice";
import { TypeMatrix } from "./TypeMatrix";
import type { Launch } from "./useLaunch";
import own from "./MachineStep.module.css";

interface Props {
  launch: Launch;
  /** Sends once more what was refused. */
  onRepeat: () => void;
}

/** What the instances are like, how many there are, and where: zone, type and network. */
export function MachineStep({ launch, onRepeat }: Props) {
  const { t } = useTranslation("launch");
  const { choices } = launch;
  return (
    <>
      <Refusal launch={launch} step="machine" onRepeat={onRepeat} />
      <div className={own.top}>
        <section aria-labelledby="launch-settings">
          <div className={own.head}>
            <h2 id="launch-settings">{t("machine.settings")}</h2>
            <span className={own.right} role="status">
              {launch.refill.busy ? t("source.filling") : t("source.replaces")}
            </span>
          </div>
          <SourceChoice launch={launch} />
        </section>
        <section aria-labelledby="launch-count">
          <h2 id="launch-count">{t("machine.howMany")}</h2>
          <CountFields launch={launch} />
        </section>
      </div>
      {choices.data ? (
        <>
          <TypeMatrix launch={launch} choices={choices.data} />
          <NetworkFields launch={launch} choices={choices.data} />
        </>
      ) : choices.problem ? (
        <div className={own.block}>
          <CouldNotAsk title={t("machine.failed")} problem={choices.problem} onRetry={choices.ask} />
        </div>
      ) : (
        <div className={own.waiting} role="status" aria-label={t("machine.loading")}>
          {[320, 700, 700, 700, 700, 700].map((width, index) => (
            <Skeleton key={index} width={width} />
          ))}
        </div>
      )}
    </>
  );
}
