import { useQuery } from "@tanstack/react-query";
import { Suspense, lazy, useState } from "react";
import { Button } from "../components/Button";
import { Skeleton } from "../components/Skeleton";
import { useTranslation } from "../i18n/useTranslation";
import { SettingRow } from "./SettingRow";
import { SettingsGroup } from "./SettingsGroup";
import { storageQuery } from "./queries";
import { SupportReportButton } from "./SupportReportButton";

const LicencesDialog = lazy(() => import("./LicencesDialog"));

/** Versions, licences, and the support report. */
export function AboutSection() {
  const { t } = useTranslation("settings");
  const { data: storage, isError } = useQuery(storageQuery);
  const [reading, setReading] = useState(false);
  const [program, ...parts] = storage?.versions.map((part) => t("about.version", { ...part })) ?? [];
  return (
    <SettingsGroup section="about" title={t("sections.about")}>
      <SettingRow label={program ?? "Darkroom"} hint={storage ? parts.join(" · ") : isError ? t("unknown") : <Skeleton width={160} />} />
      <SettingRow label={t("about.licences")} hint={t("about.licencesHint")}>
        <Button onClick={() => setReading(true)}>{t("about.show")}</Button>
      </SettingRow>
      <SettingRow label={t("report.title")} hint={t("report.hint")}>
        <SupportReportButton />
      </SettingRow>
      {reading && (
        <Suspense fallback={null}>
          <LicencesDialog onClose={() => setReading(false)} />
        </Suspense>
      )}
    </SettingsGroup>
  );
}
