import type { PresenceCell } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { CloudAnswer } from "../components/CloudAnswer";
import { imageWord } from "../components/imageStatus";
import { ProblemNote } from "../components/ProblemNote";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useStepCommand } from "../jobs/useStepCommand";
import { go } from "../route";
import styles from "./Presence.module.css";

interface Props {
  cell: Extract<PresenceCell, { is: "failed" }>;
  picked: boolean;
  onPick: () => void;
  onShow: () => void;
  /** The step goes on. */
  onRetried: () => void;
}

/** Why a copy came to nothing, what the cloud said, and the ways on. */
export function FailedCopy({ cell: { failure, status }, picked, onPick, onShow, onRetried }: Props) {
  const { t } = useTranslation("presence");
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const now = useNow(60_000);
  const words = useProblemWords();
  const command = useStepCommand(failure?.jobId ?? 0);
  const problem = failure?.problem ?? null;
  const refused = failure && command.problemOf(failure.position);
  return (
    <div className={styles.failed}>
      <div className={styles.failedHead}>
        <StatusShape tone="bad" />
        <span className={styles.failedTitle}>{failure?.at == null ? t("failed.title") : t("failed.titleAt", { time: format.clock(failure.at, now) })}</span>
        <span className="grow" />
        {failure && (
          <button type="button" className="link" onClick={() => go({ page: "job", id: failure.jobId })}>
            {t("failed.job", { id: failure.jobId })}
          </button>
        )}
      </div>
      {problem && <p className="muted">{words(problem).text}</p>}
      {status !== "" && <p className="muted">{t("failed.status", { status: imageWord(status, common) })}</p>}
      {problem && <CloudAnswer problem={problem} />}
      {refused && <ProblemNote problem={refused} />}
      <div className={styles.failedWays}>
        {failure && (
          <Button aria-disabled={command.busy || undefined} onClick={() => command.run({ act: "retry", position: failure.position }, onRetried)}>
            {t("failed.retry")}
          </Button>
        )}
        <Button variant={failure ? "quiet" : "secondary"} onClick={onPick}>
          {t(picked ? "failed.unpick" : "failed.pick")}
        </Button>
        <Button variant="quiet" onClick={onShow}>
          {t("failed.show")}
        </Button>
      </div>
    </div>
  );
}
