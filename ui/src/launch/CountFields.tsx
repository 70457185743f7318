import { CountField } from "../components/CountField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { MOST_INSTANCES, MOST_PER_REQUEST, withCount } from "./machine";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import own from "./MachineStep.module.css";

/** How many instances there are to be, and with how many one is content when there is less stock. */
export function CountFields({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const error = useFieldErrors(launch);
  const { draft, change } = launch;
  const { count, atLeast } = draft;
  const note = () => {
    if (count === 1) return t("count.one");
    if (atLeast === count) return t(count > MOST_PER_REQUEST ? "count.allOrNoneEach" : "count.allOrNone", { number: format.number(count), most: MOST_PER_REQUEST });
    return t("count.atLeastText", { from: format.number(atLeast), to: format.number(count - 1) });
  };
  return (
    <div>
      <div className={own.counts}>
        <CountField
          label={t("count.label")}
          less={t("count.less")}
          more={t("count.more")}
          value={count}
          min={1}
          max={MOST_INSTANCES}
          error={error("count")}
          onChange={(next) => change(withCount(draft, next))}
        />
        <CountField
          label={t("count.atLeast")}
          less={t("count.atLeastLess")}
          more={t("count.atLeastMore")}
          value={atLeast}
          min={1}
          max={count}
          error={error("atLeast")}
          onChange={(next) => change({ atLeast: next })}
        />
      </div>
      <p className={own.note}>{note()}</p>
    </div>
  );
}
