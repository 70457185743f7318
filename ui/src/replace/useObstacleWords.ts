import type { Finding } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { instanceState, lockWord } from "../instances/instanceStatus";

/** Gives the sentence for what is against an instance, with statuses and locks as the list of instances calls them. */
export function useObstacleWords(): (finding: Finding) => string {
  const { t } = useTranslation("instances");
  const words = useFindingWords();
  return (finding) => {
    const { status, reason } = finding.params;
    const params = {
      ...finding.params,
      ...(status !== undefined && { status: visibleText(instanceState({ status, lockReasons: [] }, t).word) }),
      ...(reason !== undefined && { reason: visibleText(lockWord(reason, t)) }),
    };
    return words({ ...finding, params }).text;
  };
}
