import type { DeletionPlan } from "../backend/bindings/types";
import { Callout } from "../components/Callout";
import { useFormat } from "../format/useFormat";
import { useNow } from "../format/useNow";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import own from "./Delete.module.css";

/** What Alibaba Cloud did not tell when the plan was made, why, and how old what is shown instead is. */
export function NotAsked({ plan, byRule }: { plan: DeletionPlan; byRule: boolean }) {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const now = useNow(1000);
  const problemWords = useProblemWords();
  if (plan.notAsked.length === 0) return null;
  return (
    <div className={own.problem}>
      <Callout tone="warning">
        <b>{t("notAsked.title")}</b>
        <ul>
          {plan.notAsked.map(({ regionId: region, kind, problem, knownAt }) => {
            const what = kind === "instances" || kind === "images" ? kind : "snapshots";
            const reason = problemWords(problem).title;
            return (
              <li key={`${region} ${kind}`}>
                {byRule && what === "images"
                  ? t("notAsked.rule", { region, reason })
                  : knownAt === null
                    ? t(`notAsked.never.${what}`, { region, reason })
                    : t(`notAsked.known.${what}`, { region, reason, ago: format.ago(knownAt, Math.max(now, knownAt)) })}
              </li>
            );
          })}
        </ul>
      </Callout>
    </div>
  );
}
