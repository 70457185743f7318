import { useEffect, useEffectEvent, useState } from "react";
import type { Preferences } from "../backend/bindings/types";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { NotSet } from "./NotSet";
import { SettingRow } from "./SettingRow";
import { usePreferenceChange, usePreferences } from "./usePreferences";
import styles from "./controls.module.css";

/** What is typed is set after so many milliseconds without a key. */
const PAUSE = 600;

/** Names of snapshots that no list shows, and how many these are. */
export function HiddenNames() {
  const { t } = useTranslation("settings");
  const { data: preferences } = usePreferences();
  return preferences ? (
    <HiddenNamesRow preferences={preferences} />
  ) : (
    <SettingRow label={t("hidden.label")} hint={t("hidden.rule")}>
      <NotSet />
    </SettingRow>
  );
}

function HiddenNamesRow({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  const words = useProblemWords();
  const { hiddenSnapshotNames: names, hiddenSnapshots: count } = preferences;
  const [typed, setTyped] = useState<string | null>(null);
  const change = usePreferenceChange({
    failureIn: "here",
    onDone: (_, sent) => setTyped((now) => (typeof sent !== "function" && now === sent.value ? null : now)),
  });
  const save = () => {
    if (typed === names) setTyped(null);
    else if (typed !== null) change.run({ kind: "hiddenSnapshotNames", value: typed });
  };
  const saveLater = useEffectEvent(save);
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => saveLater(), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);

  const now = count === 0 ? t("hidden.none") : t("hidden.count", { count, number: format.number(count) });
  return (
    <SettingRow
      label={t("hidden.label")}
      hint={<div role="status">{typed === null && names !== "" ? now : t("hidden.rule")}</div>}
    >
      <form
        className={styles.wide}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={t("hidden.label")}
          labelHidden
          value={typed ?? names}
          placeholder="SAS_Agentless*"
          onChange={(text) => {
            change.reset();
            setTyped(text);
          }}
          onBlur={save}
          error={change.problem ? words(change.problem).text : undefined}
        />
      </form>
    </SettingRow>
  );
}
