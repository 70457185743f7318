import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { usePreferences } from "./usePreferences";

/** In the place of a control whose value is on its way, or could not be read. */
export function NotSet({ width = 84 }: { width?: number }) {
  const { t } = useTranslation("settings");
  const { isError } = usePreferences();
  return isError ? <span className="faint">{t("unknown")}</span> : <Skeleton width={width} />;
}
