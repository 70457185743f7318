import type { LaunchDifference } from "../backend/bindings/types";
import { StatusShape } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { useSettingWords } from "./useSettingWords";
import own from "./Difference.module.css";

/** What a setting is there, and here: never told by colour alone. */
export function Difference({ difference }: { difference: LaunchDifference }) {
  const { t } = useTranslation("launch");
  const words = useSettingWords();
  const values = { theirs: words.value(difference.field, difference.theirs), ours: words.value(difference.field, difference.ours) };
  const whole = t("difference.whole", { name: words.name(difference.field), ...values });
  return (
    <span className={own.difference} data-tip={whole}>
      <StatusShape tone="warning" />
      <span aria-hidden="true">{t("difference.short", values)}</span>
      <span className="sr-only">{whole}</span>
    </span>
  );
}
