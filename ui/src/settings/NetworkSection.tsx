import { useTranslation } from "../i18n/useTranslation";
import { CertificatesRow } from "./CertificatesRow";
import { ConnectionRow } from "./ConnectionRow";
import { NotSet } from "./NotSet";
import { ProxyRow } from "./ProxyRow";
import { SettingRow } from "./SettingRow";
import { SettingsGroup } from "./SettingsGroup";
import { usePreferences } from "./usePreferences";

/** The way to the cloud: proxy, certificates, and whether it is open. */
export function NetworkSection() {
  const { t } = useTranslation("settings");
  const { data: preferences } = usePreferences();
  return (
    <SettingsGroup section="network" title={t("sections.network")}>
      {preferences ? (
        <>
          <ProxyRow proxy={preferences.proxy} />
          <CertificatesRow certificates={preferences.certificates} />
        </>
      ) : (
        (["proxy", "certificates"] as const).map((row) => (
          <SettingRow key={row} label={t(`${row}.label`)}>
            <NotSet />
          </SettingRow>
        ))
      )}
      <ConnectionRow />
    </SettingsGroup>
  );
}
