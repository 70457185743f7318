import { useState } from "react";
import { proxySet } from "../backend/bindings/commands";
import type { Proxy, ProxyMode } from "../backend/bindings/types";
import { platformOf } from "../components/platform";
import { Segmented } from "../components/Segmented";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { ProxyFields } from "./ProxyFields";
import { SettingRow } from "./SettingRow";
import { useKeepNetwork } from "./usePreferences";
import styles from "./controls.module.css";

/** The kind of proxy that is meant when none is named. */
const USUAL = /^http:\/\//;
const MODES: readonly ProxyMode[] = ["system", "none", "own"];

/** Which proxy is used, and what that is now. An own one has fields and holds once it is saved; the others hold at once. */
export function ProxyRow({ proxy }: { proxy: Proxy }) {
  const { t } = useTranslation("settings");
  const keep = useKeepNetwork();
  const [opened, setOpened] = useState(false);
  const set = useCommand((mode: ProxyMode) => proxySet({ mode, address: proxy.address, userName: proxy.userName }, null, false), { queue: "proxy", onDone: keep });
  const shown = opened ? "own" : proxy.mode;
  const choose = (mode: ProxyMode) => {
    setOpened(mode === "own");
    if (mode !== "own" && mode !== proxy.mode) set.run(mode);
  };
  return (
    <SettingRow
      label={t("proxy.label")}
      hint={shown === proxy.mode ? <EffectiveProxy proxy={proxy} /> : t("proxy.notYet")}
      below={shown === "own" && <ProxyFields proxy={proxy} onSaved={() => setOpened(false)} />}
    >
      <div className={styles.wide}>
        <Segmented label={t("proxy.label")} labelHidden value={shown} options={MODES.map((value) => ({ value, label: t(`proxy.${value}`) }))} onChange={choose} />
      </div>
    </SettingRow>
  );
}

function EffectiveProxy({ proxy: { mode, effective, effectiveFrom } }: { proxy: Proxy }) {
  const { t } = useTranslation("settings");
  if (effective === null) return t(mode === "system" && platformOf(navigator.userAgent) === "linux" ? "proxy.noVariable" : "proxy.straight");
  const address = effective.replace(USUAL, "");
  if (effectiveFrom === null) return address;
  return t("proxy.usedFrom", { address, source: effectiveFrom === "desktop" ? t("proxy.desktop") : effectiveFrom });
}
